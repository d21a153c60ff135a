"""The outbox: every message we owe, from the transaction that causes it until it is known sent.

queue ──▶ due ──▶ take ──▶ (sent by a platform's Sender) ──▶ settle
                    └─ the process dies ──▶ expired, after the lease ──▶ settle

Each method works within the caller's transaction. Taking and settling compare before they
set, so any number of workers may try: one succeeds."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, select, update

from bot.delivery.chats import Chats
from bot.delivery.codec import dump_document, parse_document
from bot.delivery.insert import insert_new
from bot.delivery.pacing import free_again
from bot.delivery.subscriptions import Subscriptions
from bot.delivery.tables import chats, outbox, rooms, subscriptions
from bot.delivery.values import Course, Delivery, Hold, Kind, Rules, State, Task
from bot.delivery.verdict import Verdict
from bot.model.chat import ChatAddress
from bot.model.document import Document

_QUEUED = outbox.c.state == State.QUEUED
_REPEATABLE = (outbox.c.state == State.UNKNOWN) & outbox.c.repeat.is_(False)
_SENDABLE = _QUEUED | _REPEATABLE
# What a pause can't hold by its state, because it may have arrived already, is not sent again before it is over.
_PAUSED = exists().where((subscriptions.c.id == outbox.c.subscription_id) & (subscriptions.c.course == Course.PAUSED))
_TARGETS = outbox.alias("targets")
_AHEAD = outbox.alias("ahead")
# What edits or answers a message waits until that is sent for good or lost for good; an edit also
# until an older one of the same message is through, or the older would be seen in the end.
_UNSETTLED = _AHEAD.c.state.in_((State.QUEUED, State.SENDING, State.HELD)) | (
    (_AHEAD.c.state == State.UNKNOWN) & _AHEAD.c.repeat.is_(False)
)
_OLDER_EDIT = (
    (outbox.c.task == Task.EDIT)
    & (_AHEAD.c.target_id == outbox.c.target_id)
    & (_AHEAD.c.task == Task.EDIT)
    & (_AHEAD.c.id < outbox.c.id)
    & (_AHEAD.c.state == State.SENDING)
)
_IN_TURN = ~exists().where((_AHEAD.c.id == outbox.c.target_id) & _UNSETTLED) & ~exists().where(_OLDER_EDIT)


class Outbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def queue(
        self,
        key: str,
        kind: Kind,
        chat_id: int,
        document: Document,
        now: datetime,
        *,
        subscription_id: int | None = None,
        held_by: Hold | None = None,
        task: Task = Task.SEND,
        target_id: int | None = None,
        article_id: int | None = None,
        severity: int | None = None,
        not_before: datetime | None = None,
    ) -> bool:
        """Owe a chat a document under a key; False where that was owed before, whatever became of it.

        `target_id` is the delivery whose message is edited or answered, `article_id` the article that gave
        cause, `severity` that of the gravest event it tells, `not_before` the earliest moment of sending
        (None: now)."""
        return insert_new(
            self._connection,
            outbox,
            ("key",),
            key=key,
            kind=kind,
            chat_id=chat_id,
            subscription_id=subscription_id,
            task=task,
            target_id=target_id,
            article_id=article_id,
            severity=severity,
            state=State.HELD if held_by else State.QUEUED,
            held_by=held_by,
            attempts=0,
            repeat=False,
            created_at=now,
            not_before=not_before or now,
            document=dump_document(document),
        )

    def due(self, now: datetime, platforms: Collection[str], limit: int) -> Sequence[Delivery]:
        """What may be sent now to these platforms: the first of each room, no more than `limit` rooms.

        One a room, because each send makes the room wait for its pace; by room, so that a long
        queue of one doesn't keep others from being seen. The oldest is first, but what is new goes
        before what corrects: of a room's one message a second, corrections take what alerts leave."""
        return self._first(_QUEUED, now, platforms, limit)

    def due_repeats(self, now: datetime, platforms: Collection[str], limit: int) -> Sequence[Delivery]:
        """The same for what may have arrived already and is to be sent once more."""
        return self._first(_REPEATABLE & ~_PAUSED, now, platforms, limit)

    def next_at(self, platforms: Collection[str]) -> datetime | None:
        """When something will be due next, None where nothing waits for sending."""
        moment = outbox.c.not_before
        later = select(moment, rooms.c.free_at).join_from(outbox, chats).join(rooms)
        later = later.where(_QUEUED | (_REPEATABLE & ~_PAUSED), _IN_TURN, rooms.c.platform.in_(platforms))
        return min((max(row.not_before, row.free_at or row.not_before) for row in self._connection.execute(later)), default=None)

    def take(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Take one that was due, and the room's pace with it; None if another worker was faster.

        The one given back counts this attempt; one whose fate was unknown is now a repeat."""
        room = select(chats.c.room_id).where(chats.c.id == delivery.chat_id).scalar_subquery()
        free = rooms.c.free_at.is_(None) | (rooms.c.free_at <= now)
        pace = update(rooms).where(rooms.c.id == room, free).values(free_at=free_again(delivery.address, now))
        if self._connection.execute(pace).rowcount != 1:
            return None
        repeat = delivery.repeat or delivery.state is State.UNKNOWN
        attempts = delivery.attempts + 1
        statement = (
            update(outbox)
            .where(*_as_seen(delivery))
            .values(
                state=State.SENDING,
                attempts=attempts,
                repeat=repeat,
                taken_at=now,
                trying_since=func.coalesce(outbox.c.trying_since, now),
            )
        )
        if self._connection.execute(statement).rowcount != 1:
            return None
        return self.get(delivery.id)

    def settle(self, delivery: Delivery, verdict: Verdict, now: datetime) -> bool:
        """Write down what became of a delivery that was taken, with all that follows for its chat.

        False where it is no longer ours: its lease ran out and it was taken again, or the chat
        is gone. An answer that comes after the lease, but before that, still counts."""
        if verdict.room_free_at is not None:
            Chats(self._connection).hold_room(delivery.address, verdict.room_free_at)
        if delivery.task is Task.EDIT and verdict.state is State.QUEUED and self._is_superseded(delivery.id):
            verdict = replace(verdict, state=State.FAILED, reason="superseded")
        values = {
            "state": verdict.state,
            "reason": verdict.reason,
            "message_id": verdict.message_id,
            "sent_at": now if verdict.state is State.SENT else None,
            "not_before": verdict.not_before or now,
        }
        ours = (outbox.c.id == delivery.id, outbox.c.attempts == delivery.attempts, outbox.c.state.in_((State.SENDING, State.UNKNOWN)))
        if self._connection.execute(update(outbox).where(*ours).values(**values)).rowcount != 1:
            return False
        if verdict.loses_chat:
            self.lose_chat(delivery.chat_id, verdict.reason or "")
        if verdict.moved_to is not None:
            Chats(self._connection).follow(delivery.address, verdict.moved_to)
        return True

    def lose_chat(self, chat_id: int, reason: str) -> bool:
        """End what a chat is subscribed to and give up what waits for it; False where no subscription was running."""
        ended = Subscriptions(self._connection).end(chat_id, None, reason)
        waiting = (outbox.c.chat_id == chat_id) & (_SENDABLE | (outbox.c.state == State.HELD))
        self._connection.execute(update(outbox).where(waiting).values(state=State.FAILED, reason=reason))
        return ended

    def expired(self, now: datetime, rules: Rules) -> Sequence[Delivery]:
        """Those that a process took and, the lease being over, did not live to settle."""
        lost = (outbox.c.state == State.SENDING, outbox.c.taken_at < now - rules.lease)
        return [_delivery(row) for row in self._connection.execute(_select().where(*lost).order_by(outbox.c.id))]

    def get_id(self, key: str) -> int:
        """The number of the delivery that is owed under a key."""
        return int(self._connection.execute(select(outbox.c.id).where(outbox.c.key == key)).scalar_one())

    def get(self, delivery_id: int) -> Delivery:
        return _delivery(self._connection.execute(_select().where(outbox.c.id == delivery_id)).one())

    def _first(self, which: ColumnElement[bool], now: datetime, platforms: Collection[str], limit: int) -> Sequence[Delivery]:
        free = rooms.c.free_at.is_(None) | (rooms.c.free_at <= now)
        place = func.row_number().over(partition_by=rooms.c.id, order_by=(outbox.c.kind == Kind.UPDATE, outbox.c.id))
        placed = (
            select(outbox.c.id, place.label("place"))
            .join_from(outbox, chats)
            .join(rooms)
            .where(which, _IN_TURN, outbox.c.not_before <= now, free, rooms.c.platform.in_(platforms))
            .subquery()
        )
        first = select(placed.c.id).where(placed.c.place == 1)
        rows = self._connection.execute(_select().where(outbox.c.id.in_(first)).order_by(outbox.c.id).limit(limit))
        return [_delivery(row) for row in rows]

    def _is_superseded(self, edit_id: int) -> bool:
        """Whether a later edit of the same message waits: to make this one again would only undo it."""
        newer = (_AHEAD.c.target_id == outbox.c.target_id) & (_AHEAD.c.task == Task.EDIT) & (_AHEAD.c.id > outbox.c.id)
        return self._connection.execute(select(outbox.c.id).where(outbox.c.id == edit_id, exists().where(newer))).first() is not None


def _as_seen(delivery: Delivery) -> tuple[ColumnElement[bool], ...]:
    return outbox.c.id == delivery.id, outbox.c.state == delivery.state, outbox.c.attempts == delivery.attempts


def _select() -> Select[Any]:
    place = (rooms.c.platform, rooms.c.workspace, rooms.c.chat, chats.c.thread)
    return (
        select(outbox, *place, _TARGETS.c.message_id.label("target"))
        .join_from(outbox, chats)
        .join(rooms)
        .outerjoin(_TARGETS, outbox.c.target_id == _TARGETS.c.id)
    )


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        key=row.key,
        kind=Kind(row.kind),
        chat_id=row.chat_id,
        address=ChatAddress(row.platform, row.chat, row.workspace, row.thread),
        document=parse_document(row.document),
        state=State(row.state),
        attempts=row.attempts,
        repeat=row.repeat,
        created_at=row.created_at,
        trying_since=row.trying_since,
        subscription_id=row.subscription_id,
        task=Task(row.task),
        target=row.target or "",
    )
