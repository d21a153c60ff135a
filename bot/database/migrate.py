"""Bringing a database's schema to the code's. Alembic is imported only where something is to do."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from bot.database.head import HEAD
from bot.errors import DatabaseUnusable

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number, the same in all our processes: whoever holds it migrates, the others wait.
_MIGRATION_LOCK = 0x6261636B  # "back"


def ensure_schema(engine: Engine, address: str, *, create: bool) -> None:
    """Make or migrate the tables; where they are up to date, only one row is read.

    Raises:
        DatabaseUnusable: the database holds a newer schema, or none and `create` is False."""
    with engine.connect() as connection:
        current = _revision(connection)
    if current == HEAD:
        return
    if current is None and not create:
        raise DatabaseUnusable(address=address, reason="it holds no ledger yet", cure="Begin one with backchannel run")
    with engine.connect() as connection:
        connection = connection.execution_options(backchannel_writes=True)
        with connection.begin():
            _lock(connection)
            current = _revision(connection)  # another process may have been faster
            if current != HEAD:
                _upgrade(connection, current, address)


def _revision(connection: Connection) -> str | None:
    """The schema's revision as the database has it, None for a database without our tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    value: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return value


def _lock(connection: Connection) -> None:
    """SQLite's own lock was taken by BEGIN IMMEDIATE; PostgreSQL's ends with the transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})


def _upgrade(connection: Connection, current: str | None, address: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseUnusable(
            address=address,
            reason=f"its schema ({current}) is newer than this program ({HEAD})",
            cure="Update the program, or restore the backup made before the update",
        )
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
