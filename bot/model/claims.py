"""What one article says: claims with the evidence that carries them."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.period import Period

BOTH = "both"
"""The value of `ChangeClaim.by` where the two sides acted together."""


class MeetingState(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    SOUGHT = "sought"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Mode(StrEnum):
    IN_PERSON = "in-person"
    VIDEO = "video"
    PHONE = "phone"
    UNKNOWN = "unknown"


class Status(StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    SOUGHT = "sought"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of one article's text that carries a claim.

    `start` and `end` are offsets in code points into `Article.text`, end exclusive,
    so that `article.text[start:end] == quote` holds."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part in a contact, as far as the article tells.

    `person_id` is None for people nobody listed. `title` is the office as of the article,
    in English. `inferred` is True where the article names only an office or "his
    counterpart" and the roster fills in the name."""

    name: str
    side: str
    person_id: str | None = None
    title: str | None = None
    inferred: bool = False

    @property
    def key(self) -> str:
        """Identity across articles: the roster's id, else the folded name."""
        return self.person_id or "~" + "-".join(self.name.casefold().split())


@dataclass(frozen=True, slots=True)
class MeetingClaim:
    """One article's word on one contact between the sides.

    `says` is the side whose official voice the article quotes for it, None where the
    narrator speaks. `confidence` runs from 0 to 1; `why` names what decided, strongest first."""

    participants: tuple[Participant, ...]
    sides: tuple[str, ...]
    state: MeetingState
    mode: Mode
    period: Period | None
    place: str | None
    channel_id: str | None
    evidence: Evidence
    says: str | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeClaim:
    """One article's word on a channel's status, with the day it took effect."""

    channel_id: str
    status: Status
    period: Period | None
    by: str | None
    reason: str | None
    evidence: Evidence
    says: str | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()
