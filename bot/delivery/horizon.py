"""The moment up to which digests have told everything, and the lock that keeps it true.

A digest tells what was learned up to a moment, the next one what was learned after it. Without
order between them, an article recorded by another process, with a moment that lies before the
digest's but committed after it, would stand in neither. So both go through one row: whoever
has touched it is alone until the end of its transaction, and what is learned later is dated
after what a digest has closed."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from bot.delivery.insert import insert_new
from bot.delivery.tables import horizon

_ONLY = 1
_NEXT = timedelta(microseconds=1)


def close_until(connection: Connection, now: datetime) -> None:
    """Say that a digest written in this transaction tells all that was learned up to `now`, or that
    one begins there."""
    closed = _take_turn(connection)
    if closed is None or now > closed:
        connection.execute(update(horizon).where(horizon.c.id == _ONLY).values(closed_until=now))


def moment_to_learn(connection: Connection, now: datetime) -> datetime:
    """The moment at which what this transaction records is learned: `now`, or just after the last digest's."""
    closed = _take_turn(connection)
    return now if closed is None or now > closed else closed + _NEXT


def wait_for_recording(connection: Connection) -> None:
    """Until the end of this transaction nothing is recorded, and what was is there to be read."""
    _take_turn(connection)


def _take_turn(connection: Connection) -> datetime | None:
    """Wait until no other transaction holds the row; give back what it says then."""
    if connection.execute(update(horizon).where(horizon.c.id == _ONLY).values(turn=horizon.c.turn + 1)).rowcount == 0:
        insert_new(connection, horizon, ("id",), id=_ONLY, turn=1)
        connection.execute(update(horizon).where(horizon.c.id == _ONLY).values(turn=horizon.c.turn + 1))
    closed: datetime | None = connection.execute(select(horizon.c.closed_until).where(horizon.c.id == _ONLY)).scalar_one()
    return closed
