"""Dropping what is kept for a time only."""

from datetime import datetime

from sqlalchemy import Engine

from bot.database.engine import writing
from bot.delivery.store import Store
from bot.delivery.values import Rules


def tidy(engine: Engine, rules: Rules, now: datetime) -> int:
    """Forget updates that no platform will deliver again, old reasons of alerts, what nobody asked to read on,
    invitations that are over, and the text of messages long sent; how many there were."""
    with writing(engine) as connection:
        store = Store(connection)
        return (
            store.updates.forget_before(now - rules.remember_updates)
            + store.decisions.forget_before(now - rules.remember_decisions)
            + store.continuations.forget(now - rules.keep_continuations, rules.most_continuations)
            + store.invitations.forget_before(now - rules.keep_invitations)
            + store.keeping.forget_texts(now - rules.keep_texts)
        )
