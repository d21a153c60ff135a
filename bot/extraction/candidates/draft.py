"""Contacts and changes as one sentence tells them, worked out and decided."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.extraction.candidates.candidate import Template
from bot.extraction.people.figures import Figure
from bot.model.claims import Evidence, MeetingState, Mode, Status
from bot.model.period import Period


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A contact as one sentence tells it, decided and dated. `taken` False: only its journey's date and place are of use.
    `told`: grammar alone would claim it, as
    surely as `sure`.
    `guessed`: no word dates it; `period` is the article's own month.
    `follows`: told as what comes after something else. `loose`: proposed without an argument template.
    `best` is the highest chance of the sentences that tell it, `tellings` how many those are, `lead` how far its
    date is ahead of having none."""

    scene: int
    template: Template
    members: tuple[Figure, ...]
    sides: tuple[str, ...]
    state: MeetingState | None
    sure: bool
    mode: Mode
    period: Period | None
    place: str | None
    channel_id: str | None
    evidence: Evidence
    says: str | None
    confidence: float
    why: tuple[str, ...]
    taken: bool = True
    told: bool = True
    guessed: bool = False
    follows: bool = False
    loose: bool = False
    best: float = 0.0
    tellings: int = 1
    lead: float = 0.0
    key: frozenset[str] = field(init=False, repr=False, compare=False)
    """Who takes part. Drafts are compared by it, each with each."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", frozenset(figure.key for figure in self.members))


class Known(StrEnum):
    """Whether the chronicle has a change of that channel and direction at that time. FRESH: of the article's own month and not
    known. The chronicle can't know news, so it never speaks against one."""

    YES = "yes"
    NO = "no"
    FRESH = "fresh"
    FRESH_YES = "fresh-yes"


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """A change as one sentence tells it. `naming`: how it gives the channel; `told`: grammar alone would claim it, as surely as
    `sure`. `best` and `tellings` as of contacts."""

    scene: int
    channel_id: str
    status: Status
    period: Period | None
    by: str | None
    reason: str | None
    evidence: Evidence
    says: str | None
    confidence: float
    why: tuple[str, ...]
    naming: str = "named"
    told: bool = True
    known: Known = Known.FRESH
    sure: float = 0.0
    best: float = 0.0
    tellings: int = 1
