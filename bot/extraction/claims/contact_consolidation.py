"""Layer 7: one decision per article and participant set over all its sentences.

Drafts of one contact become one; what a journey's sentence tells (when, where) goes to the meetings of the
journey; a lone traveller and a round without names dissolve into the record that says more."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from bot.extraction.candidates.candidate import Template
from bot.extraction.candidates.draft import ChangeDraft, ContactDraft
from bot.extraction.claims.confidence import both
from bot.model.claims import MeetingState, Mode, Status
from bot.model.period import Period

_CALL_SLACK = 1
_CHANGE_SLACK = 31
_MONTH = 31
_AHEAD = (Status.AGREED, Status.SOUGHT)
_JOURNEY_SLACK = 5
"""Days by which a traveller's stay and the talks of that stay may lie apart."""


Keep = Callable[[Sequence[ContactDraft]], list[ContactDraft]]
"""Chooses among the contacts of an article."""


def consolidate_contacts(drafts: Sequence[ContactDraft], keep: Keep = list) -> list[ContactDraft]:
    """The contacts of the article, each once, in the order the article first tells them; of those the ones to `keep`."""
    dated = [_from_journey(draft, drafts) for draft in drafts if draft.taken]
    dated = [_after_other(draft, dated) for draft in dated]
    merged: list[ContactDraft] = []
    for draft in sorted(dated, key=_rank):
        _merge_into(merged, draft)
    merged = keep(merged)
    kept = [draft for draft in merged if not any(_says_more(other, draft) for other in merged if other is not draft)]
    return sorted(kept, key=lambda draft: (draft.scene, draft.evidence.start))


def join_contacts(stories: Sequence[Sequence[ContactDraft]]) -> list[ContactDraft]:
    """The contacts of several stories of one page, each once, in the order the page first tells them."""
    if len(stories) == 1:
        return list(stories[0])
    merged: list[ContactDraft] = []
    for draft in sorted(chain.from_iterable(stories), key=_rank):
        _merge_into(merged, draft)
    return sorted(merged, key=lambda draft: draft.evidence.start)


def without_changes(contacts: Sequence[ContactDraft], changes: Sequence[ChangeDraft]) -> list[ContactDraft]:
    """The contacts but for talks without names whose sentence tells of their channel: called off, it is stopped; agreed on, it is
    to come. That is one fact, the change."""
    stopped = {change.scene for change in changes if change.status is Status.SUSPENDED}
    ahead = {(change.scene, channel) for change in changes if change.status in _AHEAD for channel in (change.channel_id, None)}
    return [
        draft
        for draft in contacts
        if draft.members
        or (
            not (draft.state is MeetingState.CANCELLED and draft.scene in stopped)
            and not (draft.state is MeetingState.HELD and (draft.scene, draft.channel_id) in ahead)
        )
    ]


def _from_journey(draft: ContactDraft, drafts: Iterable[ContactDraft]) -> ContactDraft:
    """A meeting without date or place takes those of the journey it belongs to: a member's visit, told in the same state."""
    if draft.period is not None and not draft.guessed and draft.place is not None:
        return draft
    for other in drafts:
        if other is draft or other.loose or len(other.members) != 1 or not other.key < draft.key:
            continue
        if other.told and other.state is not draft.state:
            continue
        undated = draft.period is None or draft.guessed
        if undated and other.told and other.period is not None and draft.state is MeetingState.PLANNED:
            draft = replace(draft, period=other.period, guessed=False, why=(*draft.why, "date of the journey"))
        if draft.place is None and other.place is not None and _near(draft, other):
            draft = replace(draft, place=other.place, why=(*draft.why, "place of the journey"))
    return draft


def _after_other(draft: ContactDraft, drafts: Iterable[ContactDraft]) -> ContactDraft:
    """What is told to follow a dated contact of one of its members is of the same month: "meets Hu next week, who then flies to …"."""
    if draft.period is not None or not draft.follows:
        return draft
    for other in drafts:
        shared = other is not draft and other.state is draft.state and other.key & draft.key and 0 <= draft.scene - other.scene <= 1
        if shared and other.period is not None and other.period.days <= _MONTH:
            day = other.period.last
            return replace(draft, period=Period.of_month(day.year, day.month), why=(*draft.why, "follows a dated contact"))
    return draft


def _near(draft: ContactDraft, journey: ContactDraft) -> bool:
    if draft.period is None or journey.period is None:
        return draft.state is MeetingState.PLANNED
    return draft.period.overlaps(journey.period, slack_days=_JOURNEY_SLACK)


def _rank(draft: ContactDraft) -> tuple[bool, bool, float, int]:
    """The surest telling first: it gives state and quote."""
    return (draft.period is None, not draft.sure, -draft.confidence, draft.scene)


def _merge_into(merged: list[ContactDraft], draft: ContactDraft) -> None:
    for index, other in enumerate(merged):
        if _same_contact(other, draft):
            merged[index] = _joined(other, draft)
            return
    merged.append(draft)


def _same_contact(one: ContactDraft, other: ContactDraft) -> bool:
    if one.key != other.key or (not one.key and not _same_kind(one, other)):
        return False
    if one.period is not None and other.period is not None:
        if not one.period.overlaps(other.period, slack_days=_CALL_SLACK):
            return False
        return one.state is other.state or not (one.sure and other.sure) or _finer(one.period, other.period)
    return one.state is other.state or not other.sure


def _same_kind(one: ContactDraft, other: ContactDraft) -> bool:
    """Two nameless records that may be one: of one channel; port calls and exercises stay apart from talks and each other."""
    at_sea = {Template.SHIP, Template.DRILL}
    return one.channel_id == other.channel_id and (one.template is other.template or not {one.template, other.template} & at_sea)


def _finer(one: Period, other: Period) -> bool:
    """Both so precise that they can only be one contact."""
    return one.days <= 2 and other.days <= 2


def _joined(one: ContactDraft, other: ContactDraft) -> ContactDraft:
    period = one.period
    if period is None or (other.period is not None and other.period.days < period.days):
        period = other.period
    return replace(
        one,
        period=period,
        place=one.place or other.place,
        channel_id=one.channel_id or other.channel_id,
        mode=one.mode if one.mode is not Mode.UNKNOWN else other.mode,
        says=one.says or other.says,
        confidence=both(one.confidence, other.confidence),
        best=max(one.best, other.best),
        tellings=one.tellings + other.tellings,
        scene=min(one.scene, other.scene),
    )


def _says_more(full: ContactDraft, draft: ContactDraft) -> bool:
    """A record that makes this one needless: the pair for the lone traveller, the named for the nameless round."""
    hoped = draft.state is MeetingState.SOUGHT and full.state is MeetingState.PLANNED and draft.period is None
    if full.state is not draft.state and draft.sure and not hoped:
        return False
    if len(draft.members) == 1:
        return draft.key < full.key and _together(full, draft)
    if draft.members:
        return False
    return bool(full.members) and full.channel_id == draft.channel_id and draft.channel_id is not None and _together(full, draft)


def _together(one: ContactDraft, other: ContactDraft) -> bool:
    if one.period is None or other.period is None:
        return True
    return one.period.overlaps(other.period, slack_days=_JOURNEY_SLACK)
