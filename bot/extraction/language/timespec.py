"""What a text says about a time, before it is counted from any day."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Base(StrEnum):
    """What a relative time counts from: the article's day, the date last named, or an event in the text."""

    ARTICLE = "article"
    NAMED = "named"
    EVENT = "event"


class Part(StrEnum):
    """Which third of its unit: "early", "mid-", "late"."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Bound(StrEnum):
    """The time limits something and is not when it happened: "since 2019", "before the end of the year"."""

    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class TimeSpec:
    """A time as worded; None for all that the words leave open.

    `unit` is the precision: "last May" is a month. `month` runs from 1, `weekday` from 1 (Monday).
    `shift` counts `shift_unit`s from the `base`: "two weeks ago" is (-2, WEEK) from ARTICLE with
    unit DAY or WEEK, "the day before" (-1, DAY) from NAMED, "November last year" (-1, YEAR) with month 11,
    "six months after the visit" (6, MONTH) from EVENT.
    `lean` is -1, 0 or 1 for "last", "this", "next" before a weekday, month or season.
    `season` runs from 1 (spring). `last` is the end of a range. `vague` marks "about", "some",
    "in recent weeks". `week` gives first and last day of a week, counted from its Monday: where one
    half of the readers begin it on Sunday, it runs from Sunday to Sunday."""

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    shift_unit: Unit | None = None
    base: Base = Base.ARTICLE
    part: Part | None = None
    lean: int | None = None
    bound: Bound | None = None
    last: "TimeSpec | None" = None
    vague: bool = False
    season: int | None = None
    week: tuple[int, int] = (0, 6)

    @property
    def absolute(self) -> bool:
        """True where no other date is needed to know it."""
        return self.year is not None

    @property
    def relative(self) -> bool:
        """True where it counts from another day ("last month"), False where it names one ("May 5", "Friday")."""
        return self.shift is not None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A span of the article that tells a time; offsets in code points into `Article.text`."""

    start: int
    end: int
    spec: TimeSpec
