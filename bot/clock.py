"""The one way edges learn the time."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the moment; one reading per run, so that all rows of a run agree."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)
