"""Addresses as people write them; what they are shown never holds a password."""

import pytest

from bot.database.address import parse_address, shown
from bot.database.engine import open_database
from bot.errors import DatabaseUnusable


@pytest.mark.parametrize(
    ("written", "driver"),
    [
        ("sqlite:////tmp/x.db", "sqlite+pysqlite"),
        ("sqlite+aiosqlite:////tmp/x.db", "sqlite+pysqlite"),
        ("postgresql://u:p@host/name", "postgresql+psycopg"),
        ("postgresql+asyncpg://u:p@host/name", "postgresql+psycopg"),
        ("postgres://u:p@host/name", "postgresql+psycopg"),
        ("postgresql://u@/name?host=/var/run/postgresql", "postgresql+psycopg"),
    ],
)
def test_each_database_is_opened_with_our_driver(written: str, driver: str) -> None:
    assert parse_address(written).drivername == driver


def test_a_socket_folder_is_kept() -> None:
    assert parse_address("postgresql:///name?host=/var/run/postgresql").query == {"host": "/var/run/postgresql"}


def test_a_password_is_shown_nowhere() -> None:
    for written in ("postgresql://u:hidden-word@host/name", "postgresql://u@host/name?password=hidden-word"):
        assert "hidden-word" not in shown(parse_address(written))


@pytest.mark.parametrize(
    "written", ["", "ledger.db", "mysql://u:hidden-word@host/name", "sqlite://", "sqlite:///:memory:", "://hidden-word@"]
)
def test_what_is_no_address_of_ours_is_refused_with_the_cure(written: str) -> None:
    with pytest.raises(DatabaseUnusable) as refused:
        open_database(written)
    assert "sqlite:///" in refused.value.params["cure"]
    assert "hidden-word" not in str(refused.value)
