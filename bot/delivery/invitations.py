"""One-time codes that let somebody in.

A code has 80 bits of chance, which nobody guesses at a few tries an hour; only its SHA-256 digest is
kept, so that whoever reads the database can't come in by it."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from bot.delivery.roles import Role
from bot.delivery.tables import invitations

# Crockford's base 32: without I, L, O and U, which are misread or make words.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 16, 4
_MISREAD = str.maketrans("OIL", "011")
_CODE = re.compile(rf"[{_SIGNS}]{{{_LENGTH}}}\Z")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a code stands for. `made_by` and `used_by` are speakers' keys."""

    digest: str
    role: Role
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_by: str | None = None


class Invitations:
    """Each method works within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def make(self, role: Role, by: str, now: datetime, expires_at: datetime) -> str:
        """The code of a new invitation, which is kept nowhere."""
        code = _new_code()
        values = {"role": role, "made_by": by, "made_at": now, "expires_at": expires_at}
        self._connection.execute(invitations.insert().values(digest=_digest(code), **values))
        return code

    def find_open(self, code: str, now: datetime) -> Invitation | None:
        """The invitation of a code as somebody typed it, where it can still be used."""
        plain = _plain(code)
        if _CODE.match(plain) is None:
            return None
        row = self._connection.execute(select(invitations).where(invitations.c.digest == _digest(plain), *_open(now))).one_or_none()
        return _invitation(row) if row else None

    def redeem(self, invitation: Invitation, by: str, now: datetime) -> bool:
        """Use an invitation up; False where somebody was faster. Compared and set in one statement, on both databases."""
        statement = update(invitations).where(invitations.c.digest == invitation.digest, *_open(now)).values(used_by=by, used_at=now)
        return self._connection.execute(statement).rowcount == 1

    def open(self, now: datetime) -> Sequence[Invitation]:
        """Those that can still be used, the oldest first."""
        rows = self._connection.execute(select(invitations).where(*_open(now)).order_by(invitations.c.made_at))
        return [_invitation(row) for row in rows]

    def withdraw(self, by: str | None = None) -> int:
        """Drop the unused ones of one person, or of all; how many there were."""
        mine = [invitations.c.used_at.is_(None)] + ([] if by is None else [invitations.c.made_by == by])
        return self._connection.execute(delete(invitations).where(*mine)).rowcount

    def forget_before(self, moment: datetime) -> int:
        """Drop those that were used or ran out before a moment; how many there were."""
        over = or_(invitations.c.used_at < moment, invitations.c.expires_at < moment)
        return self._connection.execute(delete(invitations).where(over)).rowcount


def is_code(text: str) -> bool:
    """Whether a text has the form of a code, in any case, with or without hyphens and spaces."""
    return _CODE.match(_plain(text)) is not None


def _new_code() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    return "-".join(signs[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).upper().translate(_MISREAD)


def _digest(code: str) -> str:
    return hashlib.sha256(_plain(code).encode()).hexdigest()


def _open(now: datetime) -> tuple[Any, ...]:
    return invitations.c.used_at.is_(None), invitations.c.expires_at > now


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(row.digest, Role(row.role), row.made_by, row.made_at, row.expires_at, row.used_by)
