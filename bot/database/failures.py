"""What the databases' errors mean for whoever runs the bot, with the cure.

Only failures of the world are translated (disk, network, rights, another process); what
would be a bug of ours (a wrong statement, a broken constraint) stays as it is, and loud."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.exc
from sqlalchemy.engine import URL

from bot.database.address import shown
from bot.errors import DatabaseUnusable

_BUSY = (
    "another process has been writing to it for too long",
    "Wait for that process or end it, then try again",
)
_FULL = ("the disk is full", "Free some space, then try again; what was already taken is safe")
_READ_ONLY = (
    "it can be read but not written",
    "Give this user the right to write the file and its folder, or choose another with DATABASE_URL",
)
_CLOSED = (
    "the file or its folder can't be opened",
    "Create the folder and give this user the right to use it, or choose another with DATABASE_URL",
)
_FOREIGN = ("the file is not an SQLite database", "Name another file with DATABASE_URL, or move this one away to begin a new ledger")
_BROKEN = ("the file is damaged", "Restore it from a backup")
_DISK = ("the disk reports an error", "Check that the disk has room and works, and the rights of the file, then try again")
SETTINGS = ("a setting in the address can't be used", "Correct or remove what stands after the ? in DATABASE_URL")
# libpq about an option that it knows, with a value that it doesn't, such as `invalid sslmode value: "bogus"`.
_BAD_SETTING = re.compile(r"invalid \w+ value")

# https://www.sqlite.org/rescode.html; extended codes begin with the name of the primary one.
_SQLITE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _CLOSED,
    "SQLITE_PERM": _CLOSED,
    "SQLITE_AUTH": _CLOSED,
    "SQLITE_NOTADB": _FOREIGN,
    "SQLITE_CORRUPT": _BROKEN,
    "SQLITE_IOERR": _DISK,
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html; by code, else by class.
_POSTGRESQL = {
    "28": ("the server refuses this user or password", "Correct user and password in DATABASE_URL"),
    "3D": ("the server has no database of this name", "Create it (createdb NAME) or correct DATABASE_URL"),
    "42501": ("this user may not do that", "Grant the user the rights on the database and its schema public"),
    "53100": _FULL,
    "53300": ("the server has no connection left", "Close other programs or raise max_connections, then try again"),
    "53": ("the server is short of resources", "Look into the server's log, then try again"),
    "55P03": _BUSY,
    "25006": _READ_ONLY,
    "40": ("another process changed the same rows at the same time", "Try again"),
    "57": ("the server is stopping or ended the connection", "Try again when the server is back"),
    "58": _DISK,
    "08": ("the server can't be reached", "Start it, or correct host and port in DATABASE_URL"),
}


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Within it, failures of the database are raised as DatabaseUnusable."""
    try:
        yield
    except (sqlalchemy.exc.DBAPIError, sqlite3.Error) as error:  # sqlite3's own: from the set-up of a connection
        meaning = _meaning(error)
        if meaning is None:
            raise
        reason, cure = meaning
        raise DatabaseUnusable(address=shown(url), reason=reason, cure=cure) from error
    except sqlalchemy.exc.TimeoutError as error:
        raise DatabaseUnusable(address=shown(url), reason="all its connections are busy", cure="Try again in a moment") from error


def _meaning(error: sqlalchemy.exc.DBAPIError | sqlite3.Error) -> tuple[str, str] | None:
    original = error.orig if isinstance(error, sqlalchemy.exc.DBAPIError) else error
    if name := getattr(original, "sqlite_errorname", None):
        return next((meaning for code, meaning in _SQLITE.items() if name == code or name.startswith(f"{code}_")), None)
    if state := getattr(original, "sqlstate", None):
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    if isinstance(error, sqlalchemy.exc.OperationalError):
        return _unreached(str(original))
    if isinstance(error, sqlalchemy.exc.ProgrammingError) and error.statement is None:
        return SETTINGS  # refused before any statement of ours: an option that libpq doesn't know
    return None


def _unreached(message: str) -> tuple[str, str]:
    """libpq tells no code where no connection came about, only the server's English words."""
    if (
        "password authentication failed" in message
        or "no password supplied" in message
        or ("does not exist" in message and "role" in message)
    ):
        return _POSTGRESQL["28"]
    if _BAD_SETTING.search(message):
        return SETTINGS
    if "does not exist" in message and "database" in message:
        return _POSTGRESQL["3D"]
    return _POSTGRESQL["08"]
