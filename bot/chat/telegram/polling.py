"""Asking Telegram for updates, answering them, and confirming them.

The library's own Updater is not used: it confirms updates before anything is done about them,
hides a revoked token in a task that dies in silence, and spins on an update it can't decode."""

import asyncio
import logging
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.chat.telegram.listen import Listener
from bot.chat.telegram.receive import ALLOWED_UPDATES
from bot.chat.telegram.setbacks import Setbacks

MODE = "polling"

# An update is confirmed by asking for the next ones. Waiting this long for its answer first means
# that a crash in between repeats the update rather than losing it (`update_key` tells repetitions);
# waiting longer would let one slow chat hold up the others.
_CONFIRM_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Polling:
    """Takes updates in by long polling."""

    def __init__(self, bot: Bot, listener: Listener, setbacks: Setbacks) -> None:
        self._bot = bot
        self._listener = listener
        self._setbacks = setbacks
        self._offset: int | None = None

    async def poll(self, poll_seconds: int) -> None:
        """Until cancelled. What is in hand then gets a few seconds to finish and is confirmed."""
        try:
            while True:
                updates = await self._setbacks.outlast(lambda: self._updates(poll_seconds))
                for update in updates:
                    self._offset = update.update_id + 1
                    self._listener.take(update)
                await self._listener.settle(_CONFIRM_SECONDS)
        finally:
            await self._listener.close()
            await self._confirm()

    async def _updates(self, poll_seconds: int) -> tuple[Update, ...]:
        return await self._bot.get_updates(offset=self._offset, timeout=timedelta(seconds=poll_seconds), allowed_updates=ALLOWED_UPDATES)

    async def _confirm(self) -> None:
        """Tell Telegram what was taken, so that the next start doesn't hear it again."""
        if self._offset is None:
            return
        try:
            async with asyncio.timeout(_CONFIRM_SECONDS):
                await self._bot.get_updates(offset=self._offset, limit=1, timeout=timedelta(0), allowed_updates=ALLOWED_UPDATES)
        except (TelegramError, TimeoutError) as error:
            # The next start hears the last updates again; `update_key` tells them.
            _log.info("updates not confirmed", extra={"error": type(error).__name__})
