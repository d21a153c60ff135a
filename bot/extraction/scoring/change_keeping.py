"""The last look at an article's changes, each told once by now: which to keep.

What a sentence alone can't tell: whether the same channel has a likelier record at another date or in another status, whether
a likelier channel of the sentence has its cue, whether a contact of that sentence already tells it."""

from collections.abc import Iterator, Sequence

from bot.extraction.candidates.draft import ChangeDraft, ContactDraft
from bot.extraction.scoring.features import precision_of
from bot.model.claims import BOTH, MeetingState, Status

_STEPS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def keep_change_features(draft: ChangeDraft, drafts: Sequence[ChangeDraft], meetings: Sequence[ContactDraft]) -> list[str]:
    """Named features of one change among those of its article and its contacts."""
    return [*_own(draft), *_beside(draft, drafts), *_told_by_contact(draft, meetings)]


def _own(draft: ChangeDraft) -> Iterator[str]:
    way, naming, status = _way(draft), draft.naming, draft.status.value
    for step in _STEPS:
        if draft.best >= step:
            yield f"best>{step}"
            yield f"best>{step}/{way}"
            yield f"best>{step}/{naming}"
    period = draft.period
    precision = precision_of(period)
    yield f"date={precision}"
    yield f"date={precision}/{status}"
    yield f"date={precision}/{naming}"
    yield f"known={draft.known}/{way}"
    yield f"known={draft.known}/{precision}"
    yield f"told={draft.told}/{naming}"
    yield f"told={draft.told}/{status}"
    yield f"status={status}"
    yield f"channel={draft.channel_id}"
    yield f"channel={draft.channel_id}/{naming}"
    yield f"channel={draft.channel_id}/{status}"
    yield f"tellings={min(draft.tellings, 4)}"
    yield f"tellings={min(draft.tellings, 4)}/{naming}"
    yield f"by={draft.by if draft.by in (None, BOTH) else 'one'}/{way}"
    yield f"reason={draft.reason is not None}"
    yield from (f"first-{limit}" for limit in (1, 2, 4, 8, 16) if draft.scene < limit)


def _beside(draft: ChangeDraft, drafts: Sequence[ChangeDraft]) -> Iterator[str]:
    way, naming = _way(draft), draft.naming
    others = [other for other in drafts if other is not draft]
    top = max((other.best for other in drafts), default=0.0)
    yield from (f"article>{step}" for step in _STEPS if top >= step)
    yield f"top={draft.best >= top}"
    yield f"article={min(len(drafts), 12) // 2}"
    own = [other for other in others if other.channel_id == draft.channel_id]
    here = [other for other in others if other.scene == draft.scene and other.channel_id != draft.channel_id]
    groups = {
        "same": [other for other in own if other.status is draft.status],
        "family": [other for other in own if other.status is not draft.status and _way(other) == way],
        "opposite": [other for other in own if _way(other) != way],
        "sentence": [other for other in here if _way(other) == way],
        "sentence-named": [other for other in here if _way(other) == way and other.naming in ("named", "composed")],
        "sentence-opposite": [other for other in here if _way(other) != way],
        "day": [other for other in others if other.period is not None and other.period == draft.period and _way(other) == way],
    }
    for name, group in groups.items():
        yield f"{name}={min(len(group), 3)}"
        yield f"{name}={min(len(group), 3)}/{naming}"
        if not group:
            continue
        best = max(group, key=lambda other: (other.best, -other.scene))
        stronger = best.best > draft.best
        yield f"{name}-stronger={stronger}"
        yield f"{name}-stronger={stronger}/{naming}"
        yield f"{name}-much={best.best > 2 * draft.best}"
        yield f"{name}-dated={best.period is not None}{draft.period is not None}/{stronger}"
        yield f"{name}-status={best.status.value}/{draft.status.value}/{stronger}"
        yield f"{name}-one={best.scene == draft.scene}/{stronger}"
        if best.period is not None and draft.period is not None:
            order = "same" if best.period.overlaps(draft.period) else "later" if best.period.first > draft.period.first else "earlier"
            yield f"{name}-order={order}/{stronger}"
        yield from (f"{name}>{step}" for step in _STEPS if best.best >= step)


def _told_by_contact(draft: ChangeDraft, meetings: Sequence[ContactDraft]) -> Iterator[str]:
    way = _way(draft)
    here = [meeting for meeting in meetings if meeting.scene == draft.scene]
    yield f"contacts={min(len(here), 2)}/{way}"
    for meeting in here[:3]:
        state = meeting.state.value if meeting.state else ""
        size = min(len(meeting.members), 2)
        yield f"contact={state}/{draft.status.value}"
        yield f"contact={state}/{size}/{way}"
        yield f"contact-channel={meeting.channel_id == draft.channel_id}/{state}/{way}"
        yield f"contact-stronger={meeting.best > draft.best}/{way}/{draft.naming}"
    held = any(meeting.channel_id == draft.channel_id and meeting.state is MeetingState.HELD for meeting in meetings)
    yield f"channel-met={held}/{draft.status.value}"


def _way(draft: ChangeDraft) -> str:
    return "closing" if draft.status is Status.SUSPENDED else "opening"
