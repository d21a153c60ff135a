"""What follows when a whole platform shuts us out: nothing ends, all that is due there waits, owners are told."""

import asyncio
import logging

from sqlalchemy import Engine

from bot.clock import Clock
from bot.database.engine import writing
from bot.delivery.notices import Notices
from bot.delivery.store import Store
from bot.model.chat import ShutOut

_log = logging.getLogger(__name__)


class ShutOuts:
    """Tells the owners, by whatever other platform they are on, once a day."""

    def __init__(self, engine: Engine, clock: Clock, notices: Notices) -> None:
        self._engine = engine
        self._clock = clock
        self._notices = notices

    async def note(self, event: ShutOut) -> None:
        """Take note. Never raises: the log has said it already."""
        try:
            await asyncio.to_thread(self._note, event)
        except Exception:  # the boundary: the bot lives on
            _log.exception("shut out, and nobody told", extra={"platform": event.platform})

    def _note(self, event: ShutOut) -> None:
        with writing(self._engine) as connection:
            self._notices.queue_shut_out(Store(connection), event, self._clock.now())
