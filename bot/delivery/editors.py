"""Who decides on alerts before they go out, and who turns that on: the one place that says so."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from bot.delivery.tables import members

_EDITS = ("editor", "owner")
_TERMINAL = "terminal:"


def editors(connection: Connection, owners: Collection[str]) -> set[str]:
    """The keys of all who may approve and reject: the owners that the settings name, and members with that role."""
    return {*owners, *connection.execute(select(members.c.key).where(members.c.role.in_(_EDITS))).scalars()}


def is_editor(key: str, connection: Connection, owners: Collection[str]) -> bool:
    """Whoever sits at the terminal owns the machine."""
    return key.startswith(_TERMINAL) or key in editors(connection, owners)


def is_owner(key: str, owners: Collection[str]) -> bool:
    return key.startswith(_TERMINAL) or key in owners
