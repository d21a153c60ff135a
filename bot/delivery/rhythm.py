"""How often a digest comes, and on which dates. Pure."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Every(StrEnum):
    DAY = "daily"
    WEEK = "weekly"
    MONTH = "monthly"


class WhenQuiet(StrEnum):
    """What a digest is where nothing became known: one line, or none at all."""

    LINE = "line"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every day; every week on `day`, 0 for Monday; or every month on `day`, 1 to 31, which in a
    shorter month means its last one. Every day has the `day` 0."""

    every: Every = Every.DAY
    day: int = 0

    def __post_init__(self) -> None:
        if self.day not in _DAYS[self.every]:
            raise ValueError(f"no day {self.day} for a digest that comes {self.every}")

    def includes(self, on: date) -> bool:
        """Whether there is a digest on this date."""
        match self.every:
            case Every.DAY:
                return True
            case Every.WEEK:
                return on.weekday() == self.day
            case Every.MONTH:
                return on.day == min(self.day, calendar.monthrange(on.year, on.month)[1])


_DAYS = {Every.DAY: range(1), Every.WEEK: range(7), Every.MONTH: range(1, 32)}
DAILY = Rhythm()
