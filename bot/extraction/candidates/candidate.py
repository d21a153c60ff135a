"""What grammar proposes: contacts and changes that a sentence may tell of, before anybody decides."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.figures import Figure


class Template(StrEnum):
    """Which arguments a trigger needs."""

    PAIR = "pair"
    HOST = "host"
    VISIT = "visit"
    ROUND = "round"
    SHIP = "ship"
    DRILL = "drill"


@dataclass(frozen=True, slots=True)
class ContactCandidate:
    """One contact a clause may tell of.

    `start` and `end` span the words that tell it: trigger and arguments; `clause` is the clause
    around the trigger. `visitor_side` and `destination` are a visit's. `channel_id` is one that the
    clause names. `carried` says that some member stands outside the clause, `distance` how many sentences
    away. `loose`: proposed without an argument template; `links` say how members came in who don't stand in the sentence."""

    scene: int
    template: Template
    trigger: CueHit
    members: tuple[Figure, ...]
    sides: tuple[str, ...]
    start: int
    end: int
    clause: tuple[int, int]
    channel_id: str | None = None
    visitor_side: str | None = None
    place_hint: str | None = None
    carried: bool = False
    why: tuple[str, ...] = field(default=())
    loose: bool = False
    distance: int = 0
    links: tuple[str, ...] = ()
    key: frozenset[str] = field(init=False, repr=False, compare=False)
    """Who takes part. Candidates are compared by it, each with each."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", frozenset([figure.key for figure in self.members]))


@dataclass(frozen=True, slots=True)
class ChangeCandidate:
    """One change of a channel's status a clause may tell of. `channel` is where it names the channel; `direct` is False where
    that is only a generic noun. `naming`: how the sentence gives the channel (channels.py)."""

    scene: int
    channel_id: str
    cue: CueHit
    status: str
    by: str | None
    start: int
    end: int
    clause: tuple[int, int]
    channel: tuple[int, int]
    direct: bool = True
    negated: bool = False
    why: tuple[str, ...] = field(default=())
    loose: bool = False
    distance: int = 0
    naming: str = "named"

    @property
    def told(self) -> bool:
        """Grammar found it, of a channel that the sentence names."""
        return self.direct and not self.loose
