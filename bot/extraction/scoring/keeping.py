"""The last look at an article's contacts, each told once by now: which to keep.

What a sentence alone can't tell: how often a contact is told, whether the same people have a likelier record at
another date, whether a likelier one has more or fewer of them, whether one of the same days is the same told with its people."""

from collections.abc import Iterator, Sequence

from bot.extraction.candidates.draft import ContactDraft
from bot.extraction.scoring.features import precision_of

_STEPS = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_LEADS = (-1.0, 0.0, 0.5, 1.0, 2.0, 3.0)
_DAYS = 7
_MONTH = 31


def keep_features(draft: ContactDraft, drafts: Sequence[ContactDraft]) -> list[str]:
    """Named features of one contact among those of its article."""
    return [*_own(draft), *_beside(draft, drafts)]


def _own(draft: ContactDraft) -> Iterator[str]:
    size = min(len(draft.members), 3)
    state = draft.state.value if draft.state else ""
    precision = precision_of(draft.period)
    for step in _STEPS:
        if draft.best >= step:
            yield f"best>{step}"
            yield f"best>{step}/{size}"
        if draft.confidence >= step:
            yield f"rules>{step}/{size}"
    yield from (f"lead>{step}" for step in _LEADS if draft.period is not None and draft.lead >= step)
    yield f"size={size}"
    yield f"tellings={min(draft.tellings, 4)}/{size}"
    yield f"state={state}"
    yield f"state={state}/{size}"
    yield f"date={precision}"
    yield f"date={precision}/{size}"
    yield f"date={precision}/{state}"
    yield f"template={draft.template}/{size}"
    yield f"channel={draft.channel_id}/{size}"
    yield f"place={draft.place is not None}/{size}"
    yield from (f"first-{limit}" for limit in (1, 2, 4, 8, 16) if draft.scene < limit)


def _lies(draft: ContactDraft, other: ContactDraft) -> str:
    """How the days of two contacts lie to each other."""
    own, its = draft.period, other.period
    if own is None or its is None:
        return "open"
    if not own.overlaps(its, slack_days=1):
        return "apart"
    coarser = max(own.days, its.days)
    return "days" if coarser <= _DAYS else "month" if coarser <= _MONTH else "year"


def _places(draft: ContactDraft, other: ContactDraft) -> str:
    """Whether two contacts are told of one city."""
    if draft.place is None or other.place is None:
        return "open"
    return "same" if draft.place == other.place else "apart"


def _beside(draft: ContactDraft, drafts: Sequence[ContactDraft]) -> Iterator[str]:
    size = min(len(draft.members), 3)
    others = [other for other in drafts if other is not draft]
    top = max((other.best for other in drafts), default=0.0)
    yield from (f"article>{step}" for step in _STEPS if top >= step)
    yield f"article={min(len(drafts), 12) // 3}"
    dated = [_lies(draft, other) for other in others]
    met = [other for other, lies in zip(others, dated, strict=True) if lies in ("days", "month")]
    groups = {
        "same": [other for other in others if draft.key and other.key == draft.key],
        "more": [other for other in others if draft.key and draft.key < other.key],
        "fewer": [other for other in others if other.key and other.key < draft.key],
        "sharing": [other for other in others if other.key & draft.key and not (other.key <= draft.key or draft.key <= other.key)],
        "channel": [other for other in others if not draft.key and other.channel_id == draft.channel_id],
        "sentence": [other for other in others if other.scene == draft.scene],
        "people": [other for other in others if not draft.key and other.key and other.channel_id == draft.channel_id],
        "then": [other for other in met if other.channel_id == draft.channel_id and other.key != draft.key],
        "meanwhile": [other for other in met if other.channel_id != draft.channel_id and not (draft.key and other.key)],
        "nameless": [other for other in others if draft.key and not other.key and other.channel_id == draft.channel_id],
        "named": [other for other in others if not draft.key and other.key and abs(other.scene - draft.scene) <= 1],
    }
    for name, group in groups.items():
        yield f"{name}={min(len(group), 3)}/{size}"
        if not group:
            continue
        best = max(group, key=lambda other: (other.best, -other.scene))
        yield f"{name}-stronger={best.best > draft.best}/{size}"
        yield f"{name}-dated={best.period is not None}{draft.period is not None}/{best.best > draft.best}"
        yield f"{name}-state={best.state is draft.state}/{best.best > draft.best}"
        yield f"{name}-lies={_lies(draft, best)}/{best.best > draft.best}/{size}"
        yield f"{name}-lies={_lies(draft, best)}/{best.state is draft.state}/{size}"
        yield f"{name}-place={_places(draft, best)}/{size}"
        yield from (f"{name}>{step}/{size}" for step in _STEPS if best.best >= step)
