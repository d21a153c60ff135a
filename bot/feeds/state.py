"""When each feed was read, kept in the database.

What a feed holds when it is first read is a baseline and never an alert, so the first reading
must be remembered across restarts: it is written when a whole reading has ended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from bot.feeds.tables import feed_states


@dataclass(frozen=True, slots=True)
class FeedState:
    """`taken` counts all articles ever taken, `left_aside` those left at the last reading.

    `problem` is why the last reading failed as a whole, None where it did not."""

    feed_id: str
    first_read_at: datetime
    last_read_at: datetime
    last_new_at: datetime | None
    taken: int
    left_aside: int
    problem: str | None


def find_state(connection: Connection, feed_id: str) -> FeedState | None:
    """What is remembered of a feed; None for one that was never read to its end."""
    row = connection.execute(select(feed_states).where(feed_states.c.feed_id == feed_id)).mappings().first()
    return _state(row) if row else None


def note_reading(connection: Connection, feed_id: str, now: datetime, *, taken: int, left_aside: int, problem: str | None = None) -> None:
    """Remember a reading that ended at `now` and took so many new articles."""
    before = find_state(connection, feed_id)
    values = {
        "last_read_at": now,
        "last_new_at": now if taken else before.last_new_at if before else None,
        "taken": taken + (before.taken if before else 0),
        "left_aside": left_aside,
        "problem": problem,
    }
    if before is None:
        connection.execute(insert(feed_states).values(feed_id=feed_id, first_read_at=now, **values))
    else:
        connection.execute(update(feed_states).where(feed_states.c.feed_id == feed_id).values(values))


def _state(row: RowMapping) -> FeedState:
    return FeedState(**row)
