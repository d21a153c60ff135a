"""What found no room in a message goes on at a touch: kept with a button that asks for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy import Engine

from bot.clock import Clock
from bot.database.engine import writing
from bot.delivery.store import Store
from bot.errors import DatabaseUnusable
from bot.model.document import Document

KeepRest = Callable[[Document], Awaitable[str]]
"""Keeps the rest of a document; gives what a button under the first part says to get it, empty where
there can be none. Never raises for what the database does: a message is worth more than its button."""

_WORD = "more"

_log = logging.getLogger(__name__)


class Rests:
    """A KeepRest that outlives restarts; see `bot.delivery.actions.more` for the other end."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    async def __call__(self, rest: Document) -> str:
        try:
            return f"{_WORD} {await asyncio.to_thread(self._keep, rest)}"
        except DatabaseUnusable as error:
            _log.warning("rest not kept", extra={"reason": error.params["reason"]})
            return ""

    def _keep(self, rest: Document) -> str:
        with writing(self._engine) as connection:
            return Store(connection).continuations.keep(rest, self._clock.now())


async def keep_nothing(_rest: Document) -> str:
    """Where there is no database to keep it in."""
    return ""
