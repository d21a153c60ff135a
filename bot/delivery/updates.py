"""Which messages to the bot were seen: platforms deliver some of them twice."""

from datetime import datetime

from sqlalchemy import Connection, delete

from bot.delivery.insert import insert_new
from bot.delivery.tables import seen_updates


class SeenUpdates:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, key: str, now: datetime) -> bool:
        """Remember an update; False where it was seen before."""
        return insert_new(self._connection, seen_updates, ("key",), key=key, seen_at=now)

    def forget_before(self, moment: datetime) -> int:
        """Drop old ones; how many there were."""
        return self._connection.execute(delete(seen_updates).where(seen_updates.c.seen_at < moment)).rowcount
