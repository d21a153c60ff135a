"""What a question asks, in no language."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.claims import MeetingState, Mode, Status
from bot.model.period import PartialDate


class Intent(StrEnum):
    """The kinds of questions."""

    MET = "met"
    DID_MEET = "did_meet"
    WHEN_MET = "when_met"
    HOW_OFTEN = "how_often"
    WHO_IS = "who_is"
    IS_STATUS = "is_status"
    DID_ACT = "did_act"
    CHANGE = "change"
    WHICH_CHANNELS = "which_channels"
    STATUS = "status"
    MEETINGS = "meetings"
    LAST = "last"
    NEXT = "next"
    HAPPENED = "happened"
    NEWS = "news"
    BOARD = "board"
    SOURCES = "sources"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the question gives it. `keys` are all who are called so, empty where nobody is;
    `offices` are posts that it names instead."""

    text: str
    keys: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` to `until`, both included and as precise as they were given; None is open."""

    since: PartialDate | None = None
    until: PartialDate | None = None

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None

    @property
    def is_day(self) -> bool:
        return self.since is not None and self.since == self.until and self.since.day > 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question understood. `channel` is an id, `channel_text` what was asked for where no
    channel is called so. `classes` are the word classes that occurred: `past`, `why`, `last` …"""

    intent: Intent
    language: str
    people: tuple[Named, ...] = ()
    channel: str | None = None
    channel_text: str | None = None
    sides: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    states: tuple[MeetingState, ...] = ()
    modes: tuple[Mode, ...] = ()
    place: str | None = None
    span: Span = field(default_factory=Span)
    classes: frozenset[str] = frozenset()
