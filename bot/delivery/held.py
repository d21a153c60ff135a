"""What waits because something holds it, and what is made of it. Each method works within the caller's transaction.

Every change compares before it sets: a delivery that another worker has taken or released meanwhile stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, select, update

from bot.delivery.chats import read_quiet
from bot.delivery.codec import dump_document, parse_document
from bot.delivery.holding import Situation
from bot.delivery.insert import insert_new
from bot.delivery.tables import chats, outbox, reviews, subscriptions, told
from bot.delivery.values import Course, Hold, Kind, State, Task
from bot.model.document import Document

_KINDS = (Kind.ALERT, Kind.UPDATE, Kind.DIGEST)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One delivery that is held, or is queued where it may have to be held. `wish_ended` is why its subscription
    ended, empty where no reason is known, None where it runs or there is none."""

    id: int
    chat_id: int
    language: str
    subscription_id: int | None
    article_id: int | None
    target_id: int | None
    state: State
    held_by: Hold | None
    situation: Situation
    wish_ended: str | None


class Held:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self, chat_id: int | None = None) -> Sequence[Waiting]:
        """All of every chat, or of one, oldest first. Those of one are locked: nobody sends or corrects them
        before the transaction ends."""
        statement = _select()
        if chat_id is not None:
            statement = statement.where(outbox.c.chat_id == chat_id).with_for_update(of=outbox)
        return [_waiting(row) for row in self._connection.execute(statement)]

    def document(self, delivery_id: int) -> Document:
        return parse_document(self._connection.execute(select(outbox.c.document).where(outbox.c.id == delivery_id)).scalar_one())

    def hold(self, one: Waiting, by: Hold) -> None:
        self._set(one, state=State.HELD, held_by=by)

    def release(self, one: Waiting, document: Document | None, now: datetime) -> bool:
        """Let it be sent, with another document where one is given; False where it does not wait any more."""
        values: dict[str, Any] = {"state": State.QUEUED, "not_before": now, "trying_since": None}
        if document is not None:
            values["document"] = dump_document(document)
        return self._set(one, **values)

    def withdraw(self, one: Waiting, reason: str) -> bool:
        """It will not be sent; False where it does not wait any more."""
        return self._set(one, state=State.FAILED, reason=reason)

    def queue_bundle(self, key: str, first: Waiting, document: Document, severity: int | None, now: datetime) -> int:
        """Owe one message in the place of several of the same chat; its number."""
        values = {
            "key": key,
            "kind": Kind.ALERT,
            "chat_id": first.chat_id,
            "subscription_id": first.subscription_id,
            "state": State.QUEUED,
            "attempts": 0,
            "repeat": False,
            "severity": severity,
            "created_at": now,
            "not_before": now,
            "document": dump_document(document),
        }
        insert_new(self._connection, outbox, ("key",), **values)
        number: int = self._connection.execute(select(outbox.c.id).where(outbox.c.key == key)).scalar_one()
        return number

    def merge(self, one: Waiting, into: int) -> bool:
        """Another delivery tells what this one had to tell; corrections of it go there. False where it does
        not wait any more."""
        if not self._set(one, state=State.MERGED, target_id=into):
            return False
        self._connection.execute(update(told).where(told.c.outbox_id == one.id).values(outbox_id=into))
        return True

    def _set(self, one: Waiting, **values: Any) -> bool:
        seen = (outbox.c.id == one.id) & (outbox.c.state == one.state)
        return self._connection.execute(update(outbox).where(seen).values(**values)).rowcount == 1


def _select() -> Select[Any]:
    held = outbox.c.state == State.HELD
    catchable = (outbox.c.state == State.QUEUED) & chats.c.quiet_from.is_not(None)
    columns = (outbox.c.id, outbox.c.chat_id, outbox.c.subscription_id, outbox.c.article_id, outbox.c.target_id)
    said = (outbox.c.state, outbox.c.held_by, outbox.c.kind, outbox.c.task, outbox.c.severity)
    room = (chats.c.language, chats.c.zone, chats.c.quiet_from, chats.c.quiet_to, chats.c.quiet_except)
    return (
        select(*columns, *said, *room, subscriptions.c.course, subscriptions.c.reason, reviews.c.article_id.label("reviewed"))
        .join_from(outbox, chats, outbox.c.chat_id == chats.c.id)
        .outerjoin(subscriptions, outbox.c.subscription_id == subscriptions.c.id)
        .outerjoin(reviews, (outbox.c.article_id == reviews.c.article_id) & reviews.c.verdict.is_(None))
        .where(held | catchable, outbox.c.kind.in_(_KINDS))
        .order_by(outbox.c.id)
    )


def _waiting(row: Row[Any]) -> Waiting:
    course = Course(row.course) if row.course else Course.ACTIVE
    kind = Kind(row.kind)
    situation = Situation(
        kind=kind,
        zone=ZoneInfo(row.zone),
        quiet=read_quiet(row.quiet_from, row.quiet_to, row.quiet_except),
        course=course,
        severity=row.severity,
        task=Task(row.task),
        under_review=row.reviewed is not None,
    )
    return Waiting(
        id=row.id,
        chat_id=row.chat_id,
        language=row.language,
        subscription_id=row.subscription_id,
        article_id=row.article_id,
        target_id=row.target_id,
        state=State(row.state),
        held_by=Hold(row.held_by) if row.held_by else None,
        situation=situation,
        wish_ended=(row.reason or "") if course is Course.ENDED else None,
    )
