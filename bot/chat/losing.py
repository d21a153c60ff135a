"""What follows when a platform says by itself that we can write there no more, the same for all platforms.

Removed ──▶ the room's subscriptions end, owners are told · ShutOut ──▶ all waits, owners are told once a day"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from bot.clock import Clock
from bot.database.engine import writing
from bot.delivery.losses import lose_room
from bot.delivery.notices import Notices
from bot.delivery.store import Store
from bot.i18n import texts_for
from bot.model.chat import Removed, ShutOut

_Write = Callable[[Store, datetime], None]

_log = logging.getLogger(__name__)


class Losses:
    """Writes down what was lost. Safe to use from many tasks at once; never raises: what isn't written
    shows again at the next send."""

    def __init__(self, engine: Engine, clock: Clock, notices: Notices, language: str = "en") -> None:
        self._engine = engine
        self._clock = clock
        self._notices = notices
        self._language = language

    async def happened(self, event: Removed) -> None:
        """We were put out of a room: what it was subscribed to ends."""
        await self._written(lambda store, now: self._removed(store, event, now), event)

    async def shut_out(self, event: ShutOut) -> None:
        """A platform shuts us out: nothing ends, what is due there waits until it lets us in again."""
        await self._written(lambda store, now: self._notices.queue_shut_out(store, event, now), event)

    async def _written(self, write: _Write, event: Removed | ShutOut) -> None:
        try:
            await asyncio.to_thread(self._write, write)
        except Exception:  # the boundary: the bot lives on
            _log.exception("loss not written", extra={"event": type(event).__name__})

    def _write(self, write: _Write) -> None:
        with writing(self._engine) as connection:
            write(Store(connection), self._clock.now())

    def _removed(self, store: Store, event: Removed, now: datetime) -> None:
        if store.updates.note(event.update_key, now) and lose_room(store, event.address, texts_for(self._language)(event.reason)):
            self._notices.queue_lost(store, event.address, event.reason, event.update_key, now)
