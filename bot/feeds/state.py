"""When each feed was read, kept in the database.

What a feed holds when it is first read is a baseline and never an alert, so the first reading
must be remembered across restarts: it is written when a whole reading has ended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select
from sqlalchemy.dialects import postgresql, sqlite

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
    """Remember a reading that ended at `now` and took so many new articles.

    One statement: two processes may both be the first to have read the feed, and what both took counts."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    last = {"last_read_at": now, "left_aside": left_aside, "problem": problem}
    fresh = {"feed_id": feed_id, "first_read_at": now, "last_new_at": now if taken else None, "taken": taken}
    again = {"last_new_at": now if taken else feed_states.c.last_new_at, "taken": feed_states.c.taken + taken}
    statement = insert(feed_states).values(**fresh, **last)
    connection.execute(statement.on_conflict_do_update(index_elements=["feed_id"], set_={**again, **last}))


def _state(row: RowMapping) -> FeedState:
    return FeedState(**row)
