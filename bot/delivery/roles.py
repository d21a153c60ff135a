"""Who may do what: the one table of words and the least role each needs. Pure."""

from collections.abc import Collection
from enum import StrEnum

from bot.model.chat import Incoming

TERMINAL = "terminal"
"""The platform of whoever sits at the machine: the owner of everything on it."""


class Role(StrEnum):
    """What a person may do; each role may also do what those before it may."""

    READER = "reader"
    EDITOR = "editor"
    OWNER = "owner"

    def may(self, least: "Role") -> bool:
        return _RANKS[self] >= _RANKS[least]


_RANKS = {role: rank for rank, role in enumerate(Role)}

ASKING = Role.READER
"""To ask the ledger."""

SHARED_ROOM = Role.EDITOR
"""To change what a group or channel gets, beside running it on its platform: many read it, and readers subscribe themselves."""

ALL_CHATS = Role.OWNER
"""To pause and resume what everybody gets."""

LEAST: dict[str, Role | None] = {
    "start": Role.READER,
    "subscribe": Role.READER,
    "alerts": Role.READER,
    "digest": Role.READER,
    "quiet": Role.READER,
    "timezone": Role.READER,
    "language": Role.READER,
    "settings": Role.READER,
    "use": Role.READER,
    "more": Role.READER,
    "why": Role.READER,
    "pause": Role.READER,
    "resume": Role.READER,
    "review": Role.EDITOR,
    "approve": Role.EDITOR,
    "reject": Role.EDITOR,
    "members": Role.EDITOR,
    "invite": Role.OWNER,
    "remove": Role.OWNER,
    # Whoever is nobody here may still come in, learn what is kept, and have their own chat forgotten.
    "join": None,
    "privacy": None,
    "stop": None,
}
"""The least role for each word that changes or shows what is kept; None: everybody."""


def may_use(role: Role | None, word: str) -> bool:
    """Whether a role (None: a stranger) suffices for an action. One that the table lacks is for owners."""
    least = LEAST.get(word, Role.OWNER)
    return least is None or (role is not None and role.may(least))


def settled_role(key: str, owners: Collection[str]) -> Role | None:
    """The role that the settings give a speaker, whatever the list of members says; None where they give none."""
    return Role.OWNER if key in owners or key.partition(":")[0] == TERMINAL else None


def is_person(key: str) -> bool:
    """False for who writes as a group or channel: Telegram gives those negative ids, and many may hide behind one."""
    return not key.partition(":")[2].startswith("-")


def is_shared(incoming: Incoming) -> bool:
    """True where others read along."""
    return not incoming.private and incoming.address.platform != TERMINAL
