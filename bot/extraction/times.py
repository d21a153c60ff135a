"""Times in two passes: find what the words say, then count it from a day."""

from datetime import date
from enum import StrEnum

from bot.extraction.sentences import Sentence
from bot.extraction.timespec import Base, Bound, Part, TimeMention, TimeSpec, Unit
from bot.extraction.wording import Wording
from bot.model.period import PartialDate, Period

__all__ = ["Base", "Bound", "Direction", "Part", "TimeMention", "TimeSpec", "Unit", "find_times", "resolve"]


class Direction(StrEnum):
    """Where an event lies that a time without year belongs to: what was held is past, what is planned future."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


def find_times(text: str, sentence: Sentence, wording: Wording) -> tuple[TimeMention, ...]:
    """All times that one sentence of the folded text tells, in order, none overlapping."""
    return ()


def resolve(spec: TimeSpec, anchor: date, direction: Direction = Direction.NEAREST, context: Period | None = None) -> Period | None:
    """The days a time means, counted from `anchor`, None on doubt.

    `context` is the date last named, for "the day before", "on the 19th", a month without year.
    For a spec with base EVENT give the event's day as `anchor`."""
    if spec.year is not None:
        return Period(PartialDate(spec.year, spec.month or 0, spec.day or 0 if spec.month else 0))
    return None
