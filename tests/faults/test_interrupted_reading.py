"""Reading that is broken off, by Ctrl-C or by kill -9: what was taken stays, the next run takes exactly the rest."""

import random
import re
import signal
from pathlib import Path

import pytest

from bot.i18n.texts import texts_for
from tests.faults.library import ARTICLES, ledger_at
from tests.faults.machine import Ended, Machine, Running

STOPPED = texts_for("en")("command_line.interrupted")
# No more than an ingest of the folder needs on either database.
STATEMENTS = 200


def taken_and_known(ended: Ended) -> tuple[int, int]:
    found = re.search(r"(\d+) articles? taken, (\d+) known", ended.err)
    assert found, ended
    return int(found[1]), int(found[2])


def kill(running: Running) -> None:
    running.wait_until_halted()
    running.signal(signal.SIGKILL)
    assert running.end().code == -signal.SIGKILL


def test_ctrl_c_keeps_what_was_taken_and_the_next_run_takes_exactly_the_rest(
    machine: Machine, folder: Path, undisturbed: dict[str, list[str]]
) -> None:
    with machine.start("ingest", str(folder), point="INSERT INTO articles (:10") as running:
        running.wait_until_halted()
        running.signal(signal.SIGINT)
        ended = running.end()
    assert (ended.code, ended.out, ended.err) == (3, "", f"{STOPPED}\n")
    before = 9
    assert len(ledger_at(machine.database)["articles"]) == before
    again = machine.run("ingest", str(folder))
    assert again.code == 0
    assert taken_and_known(again) == (ARTICLES - before, before)
    assert ledger_at(machine.database) == undisturbed


@pytest.mark.parametrize(("backend", "point"), [("sqlite", 61), ("postgresql", 143)])
def test_a_killed_ingest_is_made_up_for_by_the_next(
    request: pytest.FixtureRequest, tmp_path: Path, backend: str, point: int, folder: Path, undisturbed: dict[str, list[str]]
) -> None:
    machine = Machine(tmp_path / "home", request.getfixturevalue(f"{backend}_address"))
    with machine.start("ingest", str(folder), point=f":{point}") as running:
        kill(running)
    assert machine.run("ingest", str(folder)).code == 0
    assert ledger_at(machine.database) == undisturbed


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_ingests_killed_at_random_points_lose_and_double_nothing(
    machine: Machine, folder: Path, undisturbed: dict[str, list[str]], seed: int
) -> None:
    """Twice each: the second kill meets what the first one left."""
    rng = random.Random(seed)
    for most in (STATEMENTS, STATEMENTS // 4):
        with machine.start("ingest", str(folder), point=f":{rng.randint(1, most)}") as running:
            kill(running)
    assert machine.run("ingest", str(folder)).code == 0
    assert ledger_at(machine.database) == undisturbed
