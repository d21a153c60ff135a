"""What became of messages, for those who ask why. Each method works within the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from bot.delivery.tables import outbox
from bot.delivery.values import Hold, Kind, State, Task


@dataclass(frozen=True, slots=True)
class Trace:
    """One delivery's way so far. `held_by` is what holds it, or held it last."""

    id: int
    kind: Kind
    task: Task
    target_id: int | None
    article_id: int | None
    state: State
    held_by: Hold | None
    repeat: bool
    created_at: datetime
    not_before: datetime
    taken_at: datetime | None
    sent_at: datetime | None
    message_id: str | None
    reason: str | None


class Traces:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_message(self, chat_id: int, message_id: str) -> Trace | None:
        """The delivery that a platform's message is, the last where an edit has its id too."""
        found = self._read(outbox.c.chat_id == chat_id, outbox.c.message_id == message_id, outbox.c.task == Task.SEND)
        return found[-1] if found else None

    def with_followers(self, delivery_ids: Collection[int]) -> Sequence[Trace]:
        """These deliveries with their edits and replies, as they were queued."""
        wanted = sorted(delivery_ids)
        return self._read(outbox.c.id.in_(wanted) | outbox.c.target_id.in_(wanted))

    def _read(self, *conditions: ColumnElement[bool]) -> Sequence[Trace]:
        return [_trace(row) for row in self._connection.execute(select(outbox).where(*conditions).order_by(outbox.c.id))]


def _trace(row: Row[Any]) -> Trace:
    return Trace(
        id=row.id,
        kind=Kind(row.kind),
        task=Task(row.task),
        target_id=row.target_id,
        article_id=row.article_id,
        state=State(row.state),
        held_by=Hold(row.held_by) if row.held_by else None,
        repeat=row.repeat,
        created_at=row.created_at,
        not_before=row.not_before,
        taken_at=row.taken_at,
        sent_at=row.sent_at,
        message_id=row.message_id,
        reason=row.reason,
    )
