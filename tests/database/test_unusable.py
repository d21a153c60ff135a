"""What can be wrong with a database is told with the cure; a database that can only be read is read."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from bot.database.engine import open_database, prove_writing, reading, writing
from bot.database.head import HEAD
from bot.errors import DatabaseUnusable
from tests.databases import PostgresServer

NOBODY = 65534


def refused(address: str, *, create: bool = True) -> DatabaseUnusable:
    with pytest.raises(DatabaseUnusable) as caught:
        open_database(address, create=create)
    assert set(caught.value.params) == {"address", "reason", "cure"}
    return caught.value


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    error = refused(f"sqlite:///{tmp_path}/nowhere/ledger.db")
    assert error.params["reason"] == f"there is no folder {tmp_path}/nowhere"
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "folder" in refused(f"sqlite:///{tmp_path}").params["reason"]


def test_another_kind_of_file_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, " * 100)
    before = path.read_bytes()
    assert refused(f"sqlite:///{path}").params["reason"] == "the file is not an SQLite database"
    assert path.read_bytes() == before


def test_a_damaged_database_is_told_apart_from_a_foreign_file(sqlite_address: str) -> None:
    path = Path(str(make_url(sqlite_address).database))
    content = bytearray(path.read_bytes())
    content[200:8000] = b"\xff" * 7800
    path.write_bytes(content)
    assert refused(sqlite_address).params["reason"] == "the file is damaged"


def test_no_database_is_begun_where_that_would_be_a_mistake(tmp_path: Path) -> None:
    error = refused(f"sqlite:///{tmp_path}/ledger.db", create=False)
    assert error.params["reason"] == "there is no such file"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_is_no_ledger_where_one_is_expected(bare_database_address: str) -> None:
    if bare_database_address.startswith("sqlite"):
        sqlite3.connect(str(make_url(bare_database_address).database)).executescript("CREATE TABLE other (x)")
    assert refused(bare_database_address, create=False).params["reason"] == "it holds no ledger yet"


def test_a_newer_schema_is_refused_rather_than_guessed_at(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_to_come'"))
    try:
        assert "9999_to_come" in refused(engine.url.render_as_string(hide_password=False)).params["reason"]
    finally:
        with writing(engine) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})


def test_a_write_that_waits_too_long_for_another_process_says_so(sqlite_address: str) -> None:
    engine = open_database(sqlite_address, busy_seconds=0.05)
    other = sqlite3.connect(str(make_url(sqlite_address).database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnusable) as caught, writing(engine):
        pass
    other.close()
    engine.dispose()
    assert caught.value.params["reason"] == "another process has been writing to it for too long"


def test_readers_do_not_wait_for_a_writer(engine: Engine) -> None:
    with writing(engine) as writer:
        writer.execute(text("INSERT INTO events (kind) VALUES ('meeting')"))
        with reading(engine) as reader:
            assert reader.execute(text("SELECT count(*) FROM events")).scalar_one() == 0


def test_a_full_disk_is_told_and_what_was_there_stays(sqlite_address: str) -> None:
    engine = open_database(sqlite_address)

    def fill() -> None:
        with writing(engine) as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
            connection.execute(text("INSERT INTO events (kind) VALUES ('meeting')"))
            for _ in range(100):
                values = {"key": "k", "name": "n" * 100_000}
                connection.execute(text("INSERT OR REPLACE INTO names (key, name, side) VALUES (:key, :name, 'north')"), values)

    with pytest.raises(DatabaseUnusable) as caught:
        fill()
    assert caught.value.params["reason"] == "the disk is full"
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM events")).scalar_one() == 0
    engine.dispose()


@pytest.fixture
def locked_away(sqlite_address: str) -> Iterator[str]:
    """A ledger that this process may read but not write, neither the file nor beside it."""
    folder = Path(tempfile.mkdtemp(prefix="backchannel-read-only-"))
    path = folder / "ledger.db"
    shutil.copyfile(str(make_url(sqlite_address).database), path)
    path.chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0  # to whom rights mean nothing
    if root:
        os.seteuid(NOBODY)
    try:
        yield f"sqlite:///{path}"
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_ledger_that_cannot_be_written_is_still_read(locked_away: str) -> None:
    engine = open_database(locked_away)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM events")).scalar_one() == 0
    with pytest.raises(DatabaseUnusable) as caught, writing(engine) as connection:
        connection.execute(text("INSERT INTO events (kind) VALUES ('meeting')"))
    engine.dispose()
    assert caught.value.params["reason"] == "it can be read but not written"


def test_a_ledger_cannot_be_begun_in_a_folder_that_cannot_be_written(locked_away: str) -> None:
    error = refused(locked_away.replace("ledger.db", "other.db"))
    assert error.params["reason"] == "the file or its folder can't be opened"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"database": "nowhere"}, "the server has no database of this name"),
        ({"username": "stranger", "password": "hidden-word"}, "the server refuses this user or password"),
        ({"query": {"host": "/nowhere"}}, "the server can't be reached"),
    ],
    ids=["database", "user", "server"],
)
def test_a_server_that_does_not_let_us_in_says_why(postgres_server: PostgresServer, change: dict[str, object], reason: str) -> None:
    url = postgres_server.url.set(drivername="postgresql")
    error = refused(url.set(**change).render_as_string(hide_password=False))  # type: ignore[arg-type]  # parts of an address
    assert error.params["reason"] == reason
    assert "hidden-word" not in str(error)


def test_an_error_of_ours_shows_no_values_to_the_log(engine: Engine) -> None:
    with pytest.raises(IntegrityError) as caught, writing(engine) as connection:
        connection.execute(text("INSERT INTO names (key, name, side) VALUES (:key, NULL, :side)"), {"key": "hidden-word", "side": "north"})
    assert "INSERT INTO names" in str(caught.value)
    assert "parameters hidden" in str(caught.value)


def test_a_database_that_can_be_written_is_proved_so_without_a_change(engine: Engine) -> None:
    prove_writing(engine)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]


def test_beginning_to_write_is_no_proof_of_it(locked_away: str) -> None:
    engine = open_database(locked_away)
    with pytest.raises(DatabaseUnusable) as caught:
        prove_writing(engine)
    engine.dispose()
    assert caught.value.params["address"] == locked_away
