"""The ledger holds what follows from its claims, in whichever order they came."""

from collections import defaultdict
from random import Random

import pytest
from sqlalchemy import Connection, Engine, select

from bot.database.engine import reading, writing
from bot.ledger.merge import replay
from bot.ledger.shelf import account_of_row
from bot.ledger.store import Ledger
from bot.ledger.tables import accounts
from bot.model.article import Article, Reading
from tests.ledger.articles import NOW, world


def grouped(connection: Connection) -> set[frozenset[str]]:
    """The signatures of the accounts that stand in one event."""
    found: dict[int, set[str]] = defaultdict(set)
    for signature, event in connection.execute(select(accounts.c.signature, accounts.c.event_id)):
        found[event].add(signature)
    return {frozenset(members) for members in found.values()}


def write(engine: Engine, told: list[tuple[Article, Reading]]) -> None:
    for given, read in told:
        with writing(engine) as connection:
            Ledger(connection).record(given, read, NOW)


@pytest.mark.parametrize("seed", range(4))
def test_recording_one_by_one_gives_what_a_replay_of_all_claims_gives(engine: Engine, seed: int) -> None:
    told = world(Random(seed), 30)
    write(engine, told)
    with reading(engine) as connection:
        everything = [account_of_row(row) for row in connection.execute(select(accounts))]
        assert grouped(connection) == set(replay(everything))
        assert len(everything) > len(grouped(connection)) > 10
