"""What the database says of a running process: for `/health` and `/metrics`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.delivery.tables import chats, outbox, rooms, subscriptions
from bot.delivery.values import Course, State


@dataclass(frozen=True, slots=True)
class Queue:
    """The outbox. `deliveries` counts all rows by platform and state; `due_since` is when the oldest of
    those became due that could be sent now, by the platforms that are served, and was not: None where
    nothing is late. What a platform makes us wait for, is held, or waits its turn behind others in a
    room that has just been written to is not late before the room is free."""

    deliveries: Mapping[tuple[str, str], int]
    due_since: datetime | None
    subscriptions: int

    def count(self, *states: State) -> int:
        return sum(number for (_, state), number in self.deliveries.items() if state in states)


def read_queue(connection: Connection, platforms: Collection[str], now: datetime) -> Queue:
    by_platform = (
        select(rooms.c.platform, outbox.c.state, func.count())
        .join_from(outbox, chats)
        .join(rooms)
        .group_by(rooms.c.platform, outbox.c.state)
    )
    active = select(func.count()).select_from(subscriptions).where(subscriptions.c.course == Course.ACTIVE)
    return Queue(
        {(platform, state): number for platform, state, number in connection.execute(by_platform)},
        _due_since(connection, platforms, now),
        connection.execute(active).scalar_one(),
    )


def _due_since(connection: Connection, platforms: Collection[str], now: datetime) -> datetime | None:
    free = rooms.c.free_at.is_(None) | (rooms.c.free_at <= now)
    waiting = (
        select(func.min(outbox.c.not_before).label("since"), rooms.c.free_at)
        .join_from(outbox, chats)
        .join(rooms)
        .where(outbox.c.state == State.QUEUED, outbox.c.not_before <= now, free, rooms.c.platform.in_(platforms))
        .group_by(rooms.c.id, rooms.c.free_at)
    )
    return min((max(row.since, row.free_at or row.since) for row in connection.execute(waiting)), default=None)
