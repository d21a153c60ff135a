"""Queueing the digests that are due: what became known since each chat's last one."""

import logging
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from bot.briefing.digest import digest_of
from bot.briefing.news import Window
from bot.database.engine import reading, writing
from bot.delivery.horizon import close_until
from bot.delivery.schedule import Due, Plan, due_digests
from bot.delivery.store import Store
from bot.delivery.values import Course, Kind, Subscription, Wish
from bot.errors import BotError
from bot.jobs.desk import Desk
from bot.model.document import Action as Button
from bot.model.document import Document
from bot.model.period import PartialDate, Period

_log = logging.getLogger(__name__)


class QueueDigests:
    """The work of a ThreadJob. One that can't be made is told once and tried again at each run."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._failed: set[tuple[int, date]] = set()

    def __call__(self, now: datetime) -> None:
        queue_digests(self._desk, now, self._failed)


def queue_digests(desk: Desk, now: datetime, failed: set[tuple[int, date]] | None = None) -> int:
    """Queue every digest due at `now`, each in a transaction of its own; how many.

    Blocks. Doing it again queues nothing. `failed` are those whose failure was logged before;
    new ones are added. Raises DatabaseUnusable."""
    failed = set() if failed is None else failed
    with reading(desk.engine) as connection:
        found = Store(connection).subscriptions.with_wish(Wish.DIGEST, Course.ACTIVE)
    subscriptions = {one.id: one for one in found}
    queued = 0
    for due in due_digests([_plan(one) for one in found], now):
        try:
            queued += _queue(desk, subscriptions[due.subscription_id], due, now)
        except BotError:
            raise
        except Exception:  # the boundary: one chat's failure is never another's
            told = (due.subscription_id, due.on)
            level = logging.DEBUG if told in failed else logging.ERROR
            failed.add(told)
            _log.log(level, "digest failed", exc_info=True, extra={"subscription": due.subscription_id, "on": str(due.on)})
    return queued


def _queue(desk: Desk, subscription: Subscription, due: Due, now: datetime) -> bool:
    with writing(desk.engine) as connection:
        store = Store(connection)
        close_until(connection, now)
        if not store.subscriptions.note_digest(subscription, due.on, now):
            return False
        document = _write(desk, connection, subscription, now)
        key = f"digest:{subscription.id}:{due.on}"
        queued = store.outbox.queue(key, Kind.DIGEST, subscription.chat.id, document, now, subscription_id=subscription.id)
    _log.info("digest queued", extra={"subscription": subscription.id, "on": str(due.on), "late": str(now - due.at)})
    return queued


def _write(desk: Desk, connection: Connection, subscription: Subscription, now: datetime) -> Document:
    chat = subscription.chat
    after = subscription.covered_until or subscription.armed_at
    view = desk.view(chat.language)
    days = [PartialDate.of(moment.astimezone(chat.zone).date()) for moment in (after, now)]
    document = digest_of(desk.ledger(connection), Window(after, now), view, covers=Period(days[0], days[1])).document
    return replace(document, actions=(*document.actions, Button(view.texts("delivery.unsubscribe"), "digest off")))


def _plan(subscription: Subscription) -> Plan:
    assert subscription.at is not None
    return Plan(subscription.id, subscription.at, subscription.chat.zone, subscription.armed_at, subscription.last_on)
