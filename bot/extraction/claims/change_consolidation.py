"""Layer 7, changes: each change of an article once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from bot.extraction.candidates.draft import ChangeDraft
from bot.extraction.claims.confidence import both
from bot.model.claims import Status

_CHANGE_SLACK = 31


Keep = Callable[[Sequence[ChangeDraft]], list[ChangeDraft]]
"""Chooses among the changes of an article."""


def consolidate_changes(drafts: Sequence[ChangeDraft], keep: Keep = list) -> list[ChangeDraft]:
    """The changes of the article, each once; of those the ones to `keep`."""
    merged: list[ChangeDraft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.period is None, -draft.best, draft.scene)):
        twin = next((i for i, other in enumerate(merged) if _same_change(other, draft)), None)
        if twin is None:
            merged.append(draft)
        else:
            other = merged[twin]
            merged[twin] = replace(
                other,
                by=other.by or draft.by,
                reason=other.reason or draft.reason,
                confidence=both(other.confidence, draft.confidence),
                best=max(other.best, draft.best),
                tellings=other.tellings + 1,
            )
    merged = keep(merged)
    kept = [draft for draft in merged if not _already_open(draft, merged)]
    return sorted(kept, key=lambda draft: (draft.scene, draft.evidence.start))


def join_changes(stories: Sequence[Sequence[ChangeDraft]]) -> list[ChangeDraft]:
    """The changes of several stories of one page, each once."""
    if len(stories) == 1:
        return list(stories[0])
    return sorted(consolidate_changes(list(chain.from_iterable(stories))), key=lambda draft: draft.evidence.start)


def _already_open(draft: ChangeDraft, drafts: Iterable[ChangeDraft]) -> bool:
    """Wishes for a channel that the same article says is open again: they ask for more of it, not for it."""
    return draft.status is Status.SOUGHT and any(
        other.status is Status.OPEN and other.channel_id == draft.channel_id and _together_change(other, draft) for other in drafts
    )


def _together_change(one: ChangeDraft, other: ChangeDraft) -> bool:
    return one.period is None or other.period is None or one.period.overlaps(other.period, slack_days=_CHANGE_SLACK)


def _same_change(one: ChangeDraft, other: ChangeDraft) -> bool:
    if one.channel_id != other.channel_id or one.status is not other.status:
        return False
    if one.period is None or other.period is None:
        return True
    return one.period.overlaps(other.period, slack_days=_CHANGE_SLACK)
