"""Ending pauses whose time is over."""

import logging
from datetime import datetime

from sqlalchemy import Engine

from bot.database.engine import reading, writing
from bot.delivery.store import Store

_log = logging.getLogger(__name__)


def end_pauses(engine: Engine, now: datetime) -> int:
    """Let what was paused until now go on; how many subscriptions. Blocks. Doing it again changes nothing."""
    with reading(engine) as connection:
        if not Store(connection).subscriptions.pauses_over(now):
            return 0  # the rule: a look every few seconds takes no turn among the writers
    with writing(engine) as connection:
        subscriptions = Store(connection).subscriptions
        over = subscriptions.pauses_over(now)
        for one in over:
            subscriptions.resume(one.id)
    _log.info("pauses ended", extra={"subscriptions": len(over)})
    return len(over)
