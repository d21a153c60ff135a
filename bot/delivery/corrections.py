"""Changing what a chat was told: the message itself, sent or not, and a reply that says so.

    not sent yet ──▶ its document is replaced
    sent         ──▶ an edit that waits (one a message), and where it matters a reply (one that waits)
    lost         ──▶ the reply alone, as a message of its own

Each method works within the caller's transaction; `open` keeps the messages from being sent until its end."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.delivery.codec import dump_document, parse_document
from bot.delivery.outbox import Outbox
from bot.delivery.tables import outbox
from bot.delivery.values import Hold, Kind, State, Task
from bot.model.document import Document

# A sentence that ten papers print in ten minutes should move a message twice, not ten times.
PAUSE = timedelta(minutes=5)
_WAITING = (State.QUEUED, State.HELD)
_WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery with its edits and replies. `document` is what it says once all that waits is
    done; `edit_id` and `reply_id` are those that wait, None where none does; `rests_until` is
    until when it should not be edited for little."""

    id: int
    key: str
    chat_id: int
    subscription_id: int | None
    article_id: int | None
    state: State
    repeat: bool
    message_id: str | None
    document: Document
    edit_id: int | None
    reply_id: int | None
    edits: int
    replies: int
    rests_until: datetime

    @property
    def is_unsent(self) -> bool:
        """True where it can still be changed without anybody having seen it."""
        return self.state in _WAITING

    @property
    def is_sent_again(self) -> bool:
        """True where it may have arrived and is yet to be sent once more."""
        return self.state is State.UNKNOWN and not self.repeat

    @property
    def can_be_edited(self) -> bool:
        """True where it stands in the chat, or is just on its way there."""
        return self.state is State.SENDING or (self.state is State.SENT and bool(self.message_id))


class Corrections:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, delivery_ids: Collection[int]) -> Mapping[int, Message]:
        """These messages as they stand, locked: nobody takes one to send it before the transaction ends."""
        wanted = sorted(delivery_ids)
        statement = select(outbox).where(outbox.c.id.in_(wanted) | outbox.c.target_id.in_(wanted)).order_by(outbox.c.id)
        followers: dict[int, list[Row[Any]]] = defaultdict(list)
        heads = []
        for row in self._connection.execute(statement.with_for_update()):
            if row.id in delivery_ids:
                heads.append(row)
            else:
                followers[row.target_id].append(row)
        return {row.id: _message(row, followers[row.id]) for row in heads}

    def replace(self, message: Message, document: Document, severity: int | None) -> None:
        """Have a message that was not sent, or is to be sent once more, say this instead.

        What was to follow it, from a try that failed, has nothing left to correct where nobody saw that."""
        self._set(message.id, document=dump_document(document), severity=severity)
        for waiting in (message.edit_id, message.reply_id):
            if waiting is not None and message.is_unsent:
                self._set(waiting, state=State.FAILED, reason=_WITHDRAWN)
        if message.edit_id is not None and not message.is_unsent:
            self._set(message.edit_id, document=dump_document(document))

    def edit(
        self, message: Message, document: Document, now: datetime, *, at_once: bool, held_by: Hold | None, article_id: int | None
    ) -> None:
        """Owe an edit; one that waits already takes this document. Not `at_once`, it waits until the last is some minutes old."""
        if message.edit_id is not None:
            soon = {"not_before": now} if at_once else {}
            self._set(message.edit_id, document=dump_document(document), article_id=article_id, **soon)
            return
        Outbox(self._connection).queue(
            f"edit:{message.id}:{message.edits + 1}",
            Kind.UPDATE,
            message.chat_id,
            document,
            now,
            subscription_id=message.subscription_id,
            held_by=held_by,
            task=Task.EDIT,
            target_id=message.id,
            article_id=article_id,
            not_before=now if at_once else max(now, message.rests_until),
        )

    def reply(
        self, message: Message, document: Document, now: datetime, *, held_by: Hold | None, article_id: int | None, severity: int | None
    ) -> None:
        """Owe a reply; one that waits already says this instead, and as gravely."""
        if message.reply_id is not None:
            self._set(message.reply_id, document=dump_document(document), article_id=article_id, severity=severity)
            return
        Outbox(self._connection).queue(
            f"update:{message.id}:{message.replies + 1}",
            Kind.UPDATE,
            message.chat_id,
            document,
            now,
            subscription_id=message.subscription_id,
            held_by=held_by,
            target_id=message.id,
            article_id=article_id,
            severity=severity,
        )

    def withdraw_reply(self, message: Message) -> None:
        """What a reply that waits was to say holds no more either."""
        assert message.reply_id is not None
        self._set(message.reply_id, state=State.FAILED, reason=_WITHDRAWN)

    def _set(self, delivery_id: int, **values: object) -> None:
        self._connection.execute(update(outbox).where(outbox.c.id == delivery_id).values(**values))


def _message(head: Row[Any], followers: Sequence[Row[Any]]) -> Message:
    edits = [row for row in followers if row.task == Task.EDIT]
    replies = [row for row in followers if row.task != Task.EDIT]
    shown = edits[-1] if edits else head
    moved = [moment for row in (head, *edits) for moment in (row.sent_at, row.taken_at) if moment is not None]
    return Message(
        id=head.id,
        key=head.key,
        chat_id=head.chat_id,
        subscription_id=head.subscription_id,
        article_id=head.article_id,
        state=State(head.state),
        repeat=head.repeat,
        message_id=head.message_id,
        document=parse_document(shown.document),
        edit_id=next((row.id for row in edits if row.state in _WAITING), None),
        reply_id=next((row.id for row in replies if row.state in _WAITING), None),
        edits=len(edits),
        replies=len(replies),
        rests_until=max(moved, default=head.created_at) + PAUSE,
    )
