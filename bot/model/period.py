"""Dates as precisely as a text gives them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


# Reading asks the same few dates for their days a hundred times an article.
@lru_cache(maxsize=4096)
def _first(year: int, month: int, day: int) -> date:
    return date(year, month or 1, day or 1)


@lru_cache(maxsize=4096)
def _last(year: int, month: int, day: int) -> date:
    return date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year: `2024-01-08`, `2024-01` or `2024`.

    Raises ValueError for a day without a month and for days that don't exist."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError(f"a day needs a month: {self}")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ISO 8601's calendar forms with the precision they have."""
        match = _PARTIAL.match(text)
        if match is None:
            raise ValueError(f"not a date like 2024, 2024-01 or 2024-01-08: {text!r}")
        year, month, day = (int(part or 0) for part in match.groups())
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        return _first(self.year, self.month, self.day)

    @property
    def last(self) -> date:
        return _last(self.year, self.month, self.day)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        return text + (f"-{self.day:02d}" if self.day else "")


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both as precisely as the text gives them, both ends included.

    `end` is None where the text gives one date only: "in December 2010" is
    `Period(PartialDate(2010, 12))`, its first day is the 1st and its last the 31st.
    Raises ValueError where the end lies before the start."""

    start: PartialDate
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end.last < self.start.first:
            raise ValueError(f"ends before it starts: {self.start}/{self.end}")

    @classmethod
    def parse(cls, start: str, end: str | None = None) -> Self:
        return cls(PartialDate.parse(start), PartialDate.parse(end) if end else None)

    @classmethod
    def of_day(cls, day: date) -> Self:
        return cls(PartialDate.of(day), PartialDate.of(day))

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        return cls(PartialDate(year, month))

    @classmethod
    def of_year(cls, year: int) -> Self:
        return cls(PartialDate(year))

    @property
    def first(self) -> date:
        return self.start.first

    @property
    def last(self) -> date:
        return (self.end or self.start).last

    @property
    def days(self) -> int:
        """How many days it spans, at least 1: the smaller, the more precise."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: "Period", *, slack_days: int = 0) -> bool:
        """True where the two share a day, or lie at most `slack_days` apart."""
        pad = timedelta(days=slack_days)
        return self.first <= other.last + pad and other.first <= self.last + pad

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """`2010-12`, `2024-01-08` or, where start and end differ, `2011-01-09/2011-01-16`."""
        if self.end is None or self.end == self.start:
            return str(self.start)
        return f"{self.start}/{self.end}"
