"""Which events each chat's alerts have spoken of, in which message, and what they said.

Each method works within the caller's transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from bot.delivery.insert import insert_new
from bot.delivery.tables import subscriptions, told
from bot.delivery.values import Course

Said = Mapping[str, Any]
"""What a chat was told of an event, as briefing/alerts/facts.py writes it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event of which a subscription was told. `subject` is the short id it had then;
    `outbox_id` the delivery that told it, None where that is not known any more; `said` what the
    chat was told last, None where that was not kept; `before` what it had been told before an
    update that still waits."""

    subscription_id: int
    key: str
    subject: str
    outbox_id: int | None
    told_at: datetime
    said: Said | None
    before: Said | None


class ToldEvents:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, subscription_id: int, key: str, outbox_id: int, said: Said, now: datetime) -> bool:
        """Remember that a delivery tells of an event; False where one had before, by this key."""
        values = {"subscription_id": subscription_id, "key": key}
        subject = key.partition(":")[0]
        return insert_new(self._connection, told, tuple(values), **values, subject=subject, told_at=now, outbox_id=outbox_id, said=said)

    def of_subjects(self, subjects: Collection[str]) -> Sequence[Told]:
        """What subscriptions that still run were told of these events."""
        return self._read(told.c.subject.in_(sorted(subjects)), subscriptions.c.course != Course.ENDED)

    def by_subscription(self, subscription_id: int, subjects: Collection[str]) -> Sequence[Told]:
        """What one subscription was told of these events, whatever became of it since."""
        return self._read(told.c.subject.in_(sorted(subjects)), told.c.subscription_id == subscription_id)

    def in_messages(self, outbox_ids: Collection[int]) -> Sequence[Told]:
        """All that these deliveries told."""
        return self._read(told.c.outbox_id.in_(sorted(outbox_ids)))

    def forget(self, outbox_ids: Collection[int]) -> None:
        """What these deliveries were to tell, nobody was told."""
        self._connection.execute(delete(told).where(told.c.outbox_id.in_(sorted(outbox_ids))))

    def restate(self, one: Told, said: Said, before: Said | None) -> None:
        """Keep what the chat is told from now on."""
        mine = (told.c.subscription_id == one.subscription_id) & (told.c.key == one.key)
        self._connection.execute(update(told).where(mine).values(said=said, before=before))

    def _read(self, *conditions: ColumnElement[bool]) -> Sequence[Told]:
        columns = (told.c.subscription_id, told.c.key, told.c.subject, told.c.outbox_id, told.c.told_at, told.c.said, told.c.before)
        rows = select(*columns).join_from(told, subscriptions).where(*conditions).order_by(told.c.told_at, told.c.key)
        return [Told(*row) for row in self._connection.execute(rows)]
