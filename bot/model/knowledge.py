"""What is known of the world before reading: sides, people, offices, channels, places, events.

Sides are short ids that the watch's configuration chooses (`us`, `cn`); `THIRD` stands
for everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.model.article import Standing
from bot.model.claims import MeetingState, Mode, Status
from bot.model.period import PartialDate, Period

THIRD = "other"

Names = Mapping[str, tuple[str, ...]]
"""Names by ISO 639-1 language."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two parties of the watch, or a third one: its names, the adjectives made of
    them, and the metonyms that stand for it (a capital, a ministry's building).

    `voices` are the standings of sources that speak for it, such as its ministry or its
    state media; a report from one of them counts as this side's word."""

    id: str
    name: str
    names: Names
    adjectives: Names
    voices: tuple[Standing, ...] = ()
    metonyms: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one office; `end` None where no end is known."""

    person_id: str
    office_id: str
    title: str
    start: PartialDate
    end: PartialDate | None = None
    acting: bool = False

    def covers(self, day: date) -> bool:
        """True where `day` may lie within: partial dates count with all their days."""
        return self.start.first <= day and (self.end is None or day <= self.end.last)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody listed. `family` is the surname as it stands alone in articles."""

    id: str
    name: str
    side: str
    family: str
    names: Names
    tenures: tuple[Tenure, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A post. Where `single_holder` is False several people hold it at once."""

    id: str
    title: str
    side: str
    names: Names
    single_holder: bool = True
    channel_id: str | None = None
    counterpart_id: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A standing line of contact. `annotation` False marks a finer one that is rolled up
    to `parent_id` where only the annotation guide's ids are allowed."""

    id: str
    name: str
    names: Names
    level: str
    parent_id: str | None
    about: str
    since: PartialDate | None = None
    annotation: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A city, or what has a name on the map: `kind` is `city`, `region`, `site` (a building, an estate) or `water`.

    `country` is the id of the side or third party it lies in (None at sea), `side` whose it is
    (None where it is nobody's). `city` is the city to name for it: itself for a city, the city a site stands
    in; None where a name is too wide for one."""

    id: str
    name: str
    names: Names
    kind: str
    country: str | None
    side: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event that articles name without dating it. It may date an article, never a claim.

    `names` may hold alternatives, `(visit|trip)`. `words` are by language groups of words that
    tell of it where one of each group stands in a sentence."""

    id: str
    name: str
    names: Names
    period: Period
    words: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChronicleMeeting:
    """A curated contact: `participants` are person ids. `checked` False is unverified."""

    id: str
    participants: tuple[str, ...]
    period: Period
    state: MeetingState
    mode: Mode
    place: str | None
    channel_id: str | None
    note: str | None
    confidence: str
    source: str | None
    see: str | None
    checked: bool
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class ChronicleChange:
    """A curated change of a channel's status; `by` is a side, `both` or None."""

    id: str
    channel_id: str
    status: Status
    period: Period
    by: str | None
    reason: str | None
    confidence: str
    source: str | None
    see: str | None
    checked: bool


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The curated history that a new ledger starts with."""

    meetings: tuple[ChronicleMeeting, ...]
    changes: tuple[ChronicleChange, ...]
