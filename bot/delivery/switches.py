"""What is turned on or off for all chats and processes. Each method works within the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select, update

from bot.delivery.insert import insert_new
from bot.delivery.tables import switches


class Switch(StrEnum):
    """`sending`: whether anything but answers goes out. `review`: whether an editor sees alerts first."""

    SENDING = "sending"
    REVIEW = "review"


_UNTURNED = {Switch.SENDING: True, Switch.REVIEW: False}
"""How a switch stands that nobody has turned, or whose time is over."""


@dataclass(frozen=True, slots=True)
class Turned:
    """How somebody turned a switch, and until when that holds; without `until` it holds until it is turned again."""

    on: bool
    by: str
    at: datetime
    until: datetime | None = None


class Switches:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, switch: Switch, now: datetime) -> Turned | None:
        """How it was turned, None where nobody did or its time is over."""
        row = self._connection.execute(select(switches).where(switches.c.name == switch)).one_or_none()
        if row is None or (row.until is not None and row.until <= now):
            return None
        return Turned(row.on, row.turned_by, row.turned_at, row.until)

    def is_on(self, switch: Switch, now: datetime) -> bool:
        turned = self.find(switch, now)
        return _UNTURNED[switch] if turned is None else turned.on

    def turn(self, switch: Switch, on: bool, by: str, now: datetime, until: datetime | None = None) -> None:
        """Turn it; the last one to turn it wins."""
        values = {"on": on, "turned_by": by, "turned_at": now, "until": until}
        if not insert_new(self._connection, switches, ("name",), name=switch, **values):
            self._connection.execute(update(switches).where(switches.c.name == switch).values(**values))
