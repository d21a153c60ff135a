"""A ledger in an open transaction, on each database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from bot.ledger.store import Ledger


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """An open transaction, rolled back at the end of the test."""
    with engine.connect() as opened, opened.begin() as transaction:
        yield opened
        transaction.rollback()


@pytest.fixture
def ledger(connection: Connection) -> Ledger:
    """An empty ledger."""
    return Ledger(connection)
