"""Standard input and output that are closed, full, or nobody's: no traceback, and a code that says how it went."""

from pathlib import Path

import pytest

from tests.faults.machine import Ended, Machine


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """With a ledger of the seeds."""
    home = tmp_path_factory.mktemp("streams")
    machine = Machine(home, f"sqlite:///{home / 'ledger.db'}")
    assert machine.run("run").code == 0
    return machine


def test_a_run_without_standard_input_ends_after_the_board(machine: Machine) -> None:
    ended = machine.run_in_shell("<&-", "run")
    assert ended.code == 0
    assert ended.out.startswith("# Channels")
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(("redirection", "reader"), [("", "true"), ("2>&1", "true"), (">&-", "cat"), (">&- 2>&-", "cat")])
def test_an_answer_that_nobody_reads_is_no_failure(machine: Machine, redirection: str, reader: str) -> None:
    assert machine.run_in_shell(redirection, "board", reader=reader) == Ended(0, "", "")


def test_who_reads_only_the_first_line_gets_it(machine: Machine) -> None:
    assert machine.run_in_shell("", "board", reader="head -1") == Ended(0, "# Channels\n", "")


def test_nothing_found_is_told_apart_also_where_nobody_reads_it(machine: Machine) -> None:
    assert machine.run_in_shell(">&-", "who", "Zaphod", "Beeblebrox").code == 1


def test_nothing_printed_ends_up_in_a_file_that_was_opened_later(machine: Machine) -> None:
    assert machine.run_in_shell("<&- >&- 2>&-", "board") == Ended(0, "", "")
    assert machine.run("board").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("arguments", [["board"], ["board", "--json"], ["version"], ["run"]])
def test_output_to_a_full_disk_names_the_cure(machine: Machine, arguments: list[str]) -> None:
    ended = machine.run_in_shell(">/dev/full", *arguments)
    assert ended.code == 3
    assert "Make room" in ended.err
    assert "Traceback" not in ended.err
    assert "Exception ignored" not in ended.err


def test_what_the_output_cannot_write_is_replaced(machine: Machine, tmp_path: Path) -> None:
    path = tmp_path / "战略.txt"
    path.write_text("Dong Jun (董军) was there.", encoding="utf-8")
    ended = machine.run_in_shell("", "extract", str(path), PYTHONIOENCODING="ascii")
    assert ended.code == 0
    assert ended.out.startswith("# ??.txt")
    assert "Dong Jun" in ended.out
    assert "Traceback" not in ended.err
