"""How the parts of a running process fare, by their own account: for `/health`, whose reader restarts what is stuck."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock


@dataclass(frozen=True, slots=True)
class Sign:
    """The last a part said of itself. `since` is when it began to say so, `at` when it last did;
    `note` is a word such as `polling`, never private text."""

    well: bool
    note: str
    since: datetime
    at: datetime


class Vitals:
    """Signs by part: `feeds`, `telegram`, `slack`. Parts may speak from any thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._signs: dict[str, Sign] = {}

    def well(self, part: str, note: str = "") -> None:
        """It works."""
        self._say(part, note, well=True)

    def ill(self, part: str, note: str) -> None:
        """It doesn't now; it goes on trying."""
        self._say(part, note, well=False)

    def signs(self) -> Mapping[str, Sign]:
        return dict(self._signs)

    def _say(self, part: str, note: str, *, well: bool) -> None:
        now, before = self._clock.now(), self._signs.get(part)
        since = before.since if before and before.well is well else now
        self._signs[part] = Sign(well, note, since, now)
