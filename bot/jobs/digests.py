"""Queueing the digests that are due: what became known since each chat's last one."""

import logging
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.briefing.digest import digest_of
from bot.briefing.heartbeat import Pulse, heartbeat
from bot.briefing.news import Window
from bot.database.engine import reading, writing
from bot.delivery.horizon import close_until
from bot.delivery.rhythm import WhenQuiet
from bot.delivery.schedule import Due, due_digests, plan_of
from bot.delivery.store import Store
from bot.delivery.switches import Switch
from bot.delivery.values import Course, Kind, Subscription, Wish
from bot.errors import BotError
from bot.feeds.state import find_state
from bot.jobs.desk import Desk
from bot.model.document import Action as Button
from bot.model.document import Answer, Document
from bot.model.period import PartialDate, Period

# A feed that was read within this time answers, whenever the last digest was.
_FRESH = timedelta(hours=1)

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
        store = Store(connection)
        if not store.switches.is_on(Switch.SENDING, now):
            return 0  # else one would wait for each date of the pause; the first after it tells of them all
        found = store.subscriptions.with_wish(Wish.DIGEST, Course.ACTIVE)
    subscriptions = {one.id: one for one in found}
    queued = 0
    for due in due_digests([plan_of(one) for one in found], now):
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
        digest = _write(desk, connection, subscription, now)
        if not digest.found and subscription.when_quiet is WhenQuiet.NOTHING:
            return False
        document = _with_pulse(digest.document, desk, connection, subscription, now)
        key = f"digest:{subscription.id}:{due.on}"
        queued = store.outbox.queue(key, Kind.DIGEST, subscription.chat.id, document, now, subscription_id=subscription.id)
    _log.info("digest queued", extra={"subscription": subscription.id, "on": str(due.on), "late": str(now - due.at)})
    return queued


def _write(desk: Desk, connection: Connection, subscription: Subscription, now: datetime) -> Answer:
    chat = subscription.chat
    after = subscription.covered_until or subscription.armed_at
    view = desk.view(chat.language)
    days = [PartialDate.of(moment.astimezone(chat.zone).date()) for moment in (after, now)]
    return digest_of(desk.ledger(connection), Window(after, now), view, covers=Period(days[0], days[1]))


def _with_pulse(document: Document, desk: Desk, connection: Connection, subscription: Subscription, now: datetime) -> Document:
    """The digest with a sign of life beneath and the way to end it."""
    view = desk.view(subscription.chat.language)
    states = [find_state(connection, feed_id) for feed_id in desk.feeds]
    since = min(subscription.covered_until or now, now - _FRESH)
    pulse = Pulse(
        sources=len(states),
        answered=sum(state is not None and state.problem is None and state.last_read_at >= since for state in states),
        newest_at=max((state.last_new_at for state in states if state and state.last_new_at), default=None),
    )
    stop = Button(view.texts("delivery.unsubscribe"), "digest off")
    return replace(document, blocks=(*document.blocks, *heartbeat(pulse, now, view)), actions=(*document.actions, stop))
