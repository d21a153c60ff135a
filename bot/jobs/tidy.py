"""Dropping what is kept for a time only."""

from datetime import datetime

from sqlalchemy import Engine

from bot.database.engine import writing
from bot.delivery.store import Store
from bot.delivery.values import Rules


def tidy(engine: Engine, rules: Rules, now: datetime) -> int:
    """Forget updates that no platform will deliver again, old reasons of alerts, and what nobody asked to read on; how many there were."""
    with writing(engine) as connection:
        store = Store(connection)
        forgotten = store.updates.forget_before(now - rules.remember_updates)
        forgotten += store.decisions.forget_before(now - rules.remember_decisions)
        return forgotten + store.continuations.forget(now - rules.keep_continuations, rules.most_continuations)
