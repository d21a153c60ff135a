"""Real processes on one ledger: nothing lost, nothing twice, nothing half."""

import subprocess
import sys
from collections import defaultdict
from random import Random

from sqlalchemy import Connection, Engine, func, select

from bot.database.engine import reading, writing
from bot.ledger.merge import replay
from bot.ledger.shelf import account_of_row
from bot.ledger.store import Ledger
from bot.ledger.tables import accounts, articles, claims, events
from bot.model.ledger import Outcome
from tests.ledger.articles import NOW, world

ARTICLES = 24


def recorder(engine: Engine, mode: str, first: int, count: int) -> subprocess.Popen[str]:
    address = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.ledger.recorder", address, mode, str(first), str(count)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def count(connection: Connection, table: object) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]  # any table


def test_two_processes_that_record_at_once_lose_and_double_nothing(engine: Engine) -> None:
    # Two thirds each: the middle third is offered by both.
    both = [recorder(engine, "all", 0, 2 * ARTICLES // 3), recorder(engine, "all", ARTICLES // 3, 2 * ARTICLES // 3)]
    for process in both:
        go(process)
    assert [(process.communicate()[1], process.returncode) for process in both] == [("", 0), ("", 0)]
    told = world(Random(7), ARTICLES)
    with reading(engine) as connection:
        assert count(connection, articles) == ARTICLES
        assert count(connection, claims) == sum(len(read.meetings) + len(read.changes) for _, read in told)
        grouped = defaultdict(set)
        everything = {row.id: account_of_row(row) for row in connection.execute(select(accounts))}
        for number, event in connection.execute(select(accounts.c.id, accounts.c.event_id)):
            grouped[event].add(everything[number].signature)
        assert {frozenset(members) for members in grouped.values()} == set(replay(everything.values()))


def test_a_process_killed_in_the_middle_leaves_nothing_half_written(engine: Engine) -> None:
    process = recorder(engine, "midway", 0, 5)
    go(process)
    assert process.stdout is not None
    assert process.stdout.readline() == "midway\n"
    process.kill()
    process.communicate()
    with reading(engine) as connection:
        assert [count(connection, table) for table in (articles, claims, accounts, events)] == [0, 0, 0, 0]
    given, read = world(Random(7), 1)[0]
    with writing(engine) as connection:
        assert Ledger(connection).record(given, read, NOW).outcome is Outcome.TAKEN
