"""From what recording an article changed to the alerts that chats asked for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.briefing.alerts import Alert, Taken, alert, due_alerts
from bot.delivery.facets import wants
from bot.delivery.holding import Situation, held_by
from bot.delivery.store import Store
from bot.delivery.values import Course, Kind, Subscription, Wish
from bot.i18n.texts import SOURCE_LANGUAGE
from bot.jobs.desk import Desk
from bot.ledger.store import Ledger
from bot.model.ledger import Recorded


def queue_alerts(desk: Desk, connection: Connection, recorded: Recorded, now: datetime) -> int:
    """Owe each chat one message on what the article tells of its wishes and it was not told
    before; how many messages. In the transaction that recorded the article."""
    store = Store(connection)
    wishes = store.subscriptions.with_wish(Wish.ALERTS, Course.ACTIVE, Course.PAUSED)
    taken = _taken(desk.ledger(connection), recorded) if wishes else None
    if taken is None:
        return 0
    due = due_alerts(taken, desk.view(SOURCE_LANGUAGE))
    return sum(_queue(desk, store, subscription, taken, due, now) for subscription in wishes)


def _queue(desk: Desk, store: Store, subscription: Subscription, taken: Taken, due: Sequence[Alert], now: datetime) -> bool:
    channels = desk.knowledge.channels
    wanted = [one for one in due if wants(subscription.facets, one, channels)]
    fresh = [one for one in wanted if store.subscriptions.note_told(subscription.id, one.key, now)]
    if not fresh:
        return False
    chat, severity = subscription.chat, max(one.severity for one in fresh)
    key = f"alert:{subscription.id}:A-{taken.article.id}"
    situation = Situation(Kind.ALERT, chat.zone, chat.quiet, subscription.course, severity)
    queued = store.outbox.queue(
        key,
        Kind.ALERT,
        chat.id,
        alert(fresh, desk.view(chat.language)).document,
        now,
        subscription_id=subscription.id,
        article_id=taken.article.id,
        held_by=held_by(situation, now),
        severity=severity,
    )
    for one in fresh:
        store.held.tell(subscription.id, one.key, key)
    return queued


def _taken(ledger: Ledger, recorded: Recorded) -> Taken | None:
    found = ledger.find_article(recorded.article_id)
    if found is None:
        return None
    meetings = [ledger.find_meeting(number) for number in (*recorded.new_meetings, *recorded.updated_meetings)]
    changes = [ledger.find_change(number) for number in (*recorded.new_changes, *recorded.updated_changes)]
    return Taken(found[0], tuple(one for one in meetings if one), tuple(one for one in changes if one))
