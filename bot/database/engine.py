"""Opening the database, and transactions on it.

`open_database` gives an engine whose schema is the code's. Work happens within `reading` or
`writing`: one connection, one transaction, failures of the world raised as DatabaseUnusable.
What an error says names no values (`hide_parameters`): articles and chats don't belong in logs.
An engine may be shared by threads, a connection may not."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from bot.database.address import URI, parse_address, shown
from bot.database.failures import SETTINGS, translated
from bot.database.migrate import ensure_schema
from bot.errors import DatabaseUnusable

_WRITES = "backchannel_writes"
_SQLITE_MAGIC = b"SQLite format 3\x00"


def open_database(address: str | URL, *, create: bool = True, busy_seconds: float = 5.0) -> Engine:
    """Open the database at an address and bring its schema up to date.

    Args:
        address: `sqlite:///path` or `postgresql://…`, also with `?host=/socket/dir`.
        create: False where a database that doesn't exist yet is a mistake.
        busy_seconds: how long a write waits for another process's.
    A database that can't be written is opened all the same, for reading, if its schema is
    up to date.
    Raises:
        DatabaseUnusable: it can't be opened or migrated, or is newer than this program."""
    url = parse_address(address)
    engine = _sqlite_engine(url, create, busy_seconds) if url.get_backend_name() == "sqlite" else _postgresql_engine(url)
    try:
        with translated(url):
            if engine.dialect.name == "sqlite":
                _use_write_ahead_log(engine)
            ensure_schema(engine, shown(url), create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads: it sees one state of the database throughout."""
    with translated(engine.url), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            # SQLite's transactions read one state by themselves; PostgreSQL's only at this level.
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept, or nothing where the block raises.

    On SQLite it takes the write lock at once, so that two processes wait for each other
    rather than fail where the second one turns from reading to writing."""
    with translated(engine.url), engine.connect() as connection:
        connection = connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


def prove_writing(engine: Engine) -> None:
    """Raises DatabaseUnusable where nothing can be written. Changes nothing.

    By a statement that would write: beginning to write alone succeeds on a database that can only be read."""
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num WHERE 1 = 0")


def _postgresql_engine(url: URL) -> Engine:
    # Rows are fetched by many small queries: without JIT (it costs more than it saves there).
    arguments = {"options": "-c jit=off -c timezone=UTC", "connect_timeout": 10, "application_name": "backchannel"}
    try:
        return create_engine(url, pool_pre_ping=True, connect_args=arguments, hide_parameters=True)
    except ArgumentError as error:  # such as a second port that is no number
        raise DatabaseUnusable(address=shown(url), reason=SETTINGS[0], cure=SETTINGS[1]) from error


def _sqlite_engine(url: URL, create: bool, busy_seconds: float) -> Engine:
    path = Path(str(url.database))
    _check_file(path, shown(url), create)
    opened = _read_only(url) if _is_unwritable(path) else url
    engine = create_engine(opened, connect_args={"timeout": busy_seconds}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _check_file(path: Path, address: str, create: bool) -> None:
    """Refuse early what SQLite would only call "unable to open database file"."""
    if not path.parent.is_dir():
        raise DatabaseUnusable(address=address, reason=f"there is no folder {path.parent}", cure=f"Create it: mkdir -p {path.parent}")
    if path.is_dir():
        raise DatabaseUnusable(address=address, reason="this is a folder", cure="Name a file within it")
    if not create and not path.exists():
        raise DatabaseUnusable(
            address=address, reason="there is no such file", cure="Name the file of a ledger, or begin one with backchannel run"
        )


def _is_unwritable(path: Path) -> bool:
    """True for a file that exists, and that this process can't write or write beside: WAL keeps
    its log there. Asked of the system rather than tried: a trial file might be another process's log."""
    effective = os.access in os.supports_effective_ids
    return path.exists() and not all(os.access(each, os.W_OK, effective_ids=effective) for each in (path, path.parent))


def _read_only(url: URL) -> URL:
    """Without the right to write, SQLite opens a WAL database only if nothing is left in the log.

    `immutable` then says that nobody changes it: https://www.sqlite.org/wal.html#readonly"""
    path = Path(str(url.database))
    log = path.with_name(f"{path.name}-wal")
    unfinished = log.exists() and log.stat().st_size > 0
    query = {"uri": "true", "mode": "ro"} | ({} if unfinished else {"immutable": "1"})
    return url.set(database=URI + quote(str(path)), query=query)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # our own BEGIN, see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA cache_size = -16000")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.close()


def _use_write_ahead_log(engine: Engine) -> None:
    """Let readers and a writer not wait for each other; the file remembers it.

    Where another process holds the file this moment, that one or the next does it. On its
    own connection: SQLite changes the mode only outside of a transaction."""
    if "mode" in engine.url.query:
        return
    with closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        try:
            if mode != "wal":
                cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                raise


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")
