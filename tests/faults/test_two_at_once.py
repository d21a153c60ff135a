"""Two processes on one database: both end well, and everything is there once."""

from pathlib import Path

from tests.faults.library import ARTICLES, ledger_at
from tests.faults.machine import Machine
from tests.faults.test_interrupted_reading import taken_and_known


def test_two_ingests_of_one_folder_share_the_work(machine: Machine, folder: Path, undisturbed: dict[str, list[str]]) -> None:
    # Both stand before their first article, then go off together.
    arguments, point = ("ingest", str(folder)), "FROM articles:1"
    with machine.start(*arguments, point=point) as one, machine.start(*arguments, point=point) as other:
        for running in (one, other):
            running.wait_until_halted()
        for running in (one, other):
            running.go_on()
        ended = [one.end(), other.end()]
    assert [each.code for each in ended] == [0, 0], ended
    counts = [taken_and_known(each) for each in ended]
    assert sum(taken for taken, _ in counts) == ARTICLES
    assert {taken + known for taken, known in counts} == {ARTICLES}
    assert ledger_at(machine.database) == undisturbed


def test_two_first_runs_begin_one_ledger(
    tmp_path: Path, bare_database_address: str, folder: Path, undisturbed: dict[str, list[str]]
) -> None:
    machine = Machine(tmp_path / "home", bare_database_address)
    machine.feed(folder)
    with machine.start("run", "--only", str(folder)) as one, machine.start("run", "--only", str(folder)) as other:
        ended = [one.end(), other.end()]
    assert [each.code for each in ended] == [0, 0], ended
    assert "Traceback" not in ended[0].err + ended[1].err
    ledger = ledger_at(machine.database)
    assert len(ledger["articles"]) == ARTICLES
    for content in ("people", "meetings and changes", "how they stand", "names"):
        assert ledger[content] == undisturbed[content]
