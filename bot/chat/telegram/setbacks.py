"""Waiting out what fails in passing."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.answering import Pause
from bot.chat.telegram.errors import TelegramConflict, wait_of
from bot.i18n import texts_for
from bot.vitals import Vitals

PART = "telegram"

Result = TypeVar("Result")

_LONGEST_PAUSE_SECONDS = 30.0

_log = logging.getLogger(__name__)


class Setbacks:
    """Tries again: later each time, and logged once until it works again. `mode` is what the vitals say while all is well."""

    def __init__(self, pause: Pause, vitals: Vitals, mode: str) -> None:
        self._pause = pause
        self._vitals = vitals
        self._mode = mode
        self._failures = 0

    async def outlast(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """Call until it succeeds. Raises InvalidToken, which no waiting cures."""
        while True:
            try:
                result = await call()
            except InvalidToken:
                raise
            except TelegramError as error:
                await self._pause(self._met(error))
            else:
                self._over()
                return result

    def _met(self, error: TelegramError) -> float:
        """How many seconds to wait after this failure."""
        conflict = isinstance(error, Conflict)
        if not self._failures and conflict:
            _log.error("telegram", extra={"status": "conflict", "cure": texts_for("en")(TelegramConflict.key)})
        elif not self._failures:
            _log.warning("telegram", extra={"status": "failing", "error": str(error)})
        self._failures += 1
        self._vitals.ill(PART, "another program receives this bot's messages" if conflict else f"not reached ({type(error).__name__})")
        if isinstance(error, RetryAfter):
            return wait_of(error).total_seconds()
        return min(_LONGEST_PAUSE_SECONDS, 1.5 ** min(self._failures - 1, 20))

    def _over(self) -> None:
        if self._failures:
            _log.info("telegram", extra={"status": "working again", "failures": self._failures})
        self._failures = 0
        self._vitals.well(PART, self._mode)
