"""A ledger in an open transaction, on each database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bot.ledger.store import Ledger


@pytest.fixture
def ledger(engine: Engine) -> Iterator[Ledger]:
    """An empty ledger; the transaction is rolled back at the end of the test."""
    with engine.connect() as connection, connection.begin() as transaction:
        yield Ledger(connection)
        transaction.rollback()
