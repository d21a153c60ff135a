"""Who may talk to the bot beside the owners that the settings name. Each method works within the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from bot.delivery.insert import insert_new
from bot.delivery.roles import Role
from bot.delivery.tables import members


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who redeemed an invitation. `key` and `invited_by` are speakers' keys; `name` is what the
    platform called them then, their key where it did not say."""

    key: str
    name: str
    role: Role
    invited_by: str
    joined_at: datetime


class Members:
    """By key; nobody stands here twice."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[Member]:
        """The longest here first."""
        rows = self._connection.execute(select(members).order_by(members.c.joined_at, members.c.key))
        return [_member(row) for row in rows]

    def find(self, key: str) -> Member | None:
        row = self._connection.execute(select(members).where(members.c.key == key)).one_or_none()
        return _member(row) if row else None

    def called(self, text: str) -> Sequence[Member]:
        """Those of this key or name, whatever the case."""
        wanted = text.casefold()
        return [one for one in self.all() if wanted in (one.key.casefold(), one.name.casefold())]

    def let_in(self, member: Member) -> None:
        """Add somebody, or give them another role."""
        values = {"name": member.name, "role": member.role, "invited_by": member.invited_by, "joined_at": member.joined_at}
        if not insert_new(self._connection, members, ("key",), key=member.key, **values):
            self._connection.execute(update(members).where(members.c.key == member.key).values(**values))

    def remove(self, key: str) -> bool:
        """Let somebody in no longer; False where they were not."""
        return self._connection.execute(delete(members).where(members.c.key == key)).rowcount > 0


def _member(row: Row[Any]) -> Member:
    return Member(row.key, row.name, Role(row.role), row.invited_by, row.joined_at)
