"""Databases that can't be written: what can be answered is answered, the rest is told with the cure."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.clocked import set_clock
from tests.console.conftest import CommandLine
from tests.faults.library import ARTICLES, ledger_at
from tests.faults.machine import Machine

NOBODY = 65534
SEEDS = Path(__file__).parents[2] / "seeds"
OWN_CHRONICLE = "changes: [{id: own, channel: mmca, status: suspended, date: 2026-11-01, confidence: high, checked: true, see: ours}]"


@pytest.fixture(scope="session")
def ledger_of_the_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For all tests alike: to be copied, not written."""
    home = tmp_path_factory.mktemp("seeds")
    ledger = home / "backchannel.db"
    assert Machine(home, f"sqlite:///{ledger}").run("ingest", str(SEEDS)).code == 0
    return ledger


@pytest.fixture
def empty(command_line: CommandLine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[CommandLine]:
    """A command line whose home any user may enter, without a ledger.

    Its name has signs that mean something in an address."""
    home = Path(tempfile.mkdtemp(prefix="backchannel read-only %41?#"))
    home.chmod(0o755)
    set_clock(home / "clock", datetime(2026, 11, 23, 9, tzinfo=UTC))
    monkeypatch.setenv("BACKCHANNEL_HOME", str(home))
    yield CommandLine(home, home / "clock", capsys)
    shutil.rmtree(home)


@pytest.fixture
def shared(empty: CommandLine, ledger_of_the_seeds: Path) -> CommandLine:
    """The same with a ledger of the seeds."""
    shutil.copyfile(ledger_of_the_seeds, empty.home / "backchannel.db")
    return empty


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """As one who may neither write the files in a folder nor beside them."""
    for ledger in home.glob("*.db"):
        ledger.chmod(0o444)
    home.chmod(0o555)
    root = os.geteuid() == 0  # to whom rights mean nothing
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        home.chmod(0o755)


def channels(command_line: CommandLine) -> object:
    """Where they stand; beside them the board also counts what the configuration holds."""
    said = command_line("board", "--json")
    assert said.code == 0
    return json.loads(said.out)["channels"]


def test_a_ledger_that_can_only_be_read_answers(shared: CommandLine) -> None:
    before = shared("board")
    with locked(shared.home):
        assert shared("board") == before
        assert shared("run").code == 0


def test_it_answers_also_where_its_chronicle_is_another_and_says_so_once(shared: CommandLine, caplog: pytest.LogCaptureFixture) -> None:
    before = channels(shared)
    own = shared.home / "config" / "knowledge" / "chronicle.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_CHRONICLE, encoding="utf-8")
    with locked(shared.home):
        assert channels(shared) == before
    (warning,) = [record.getMessage() for record in caplog.records]
    assert "chronicle" in warning
    assert "it can be read but not written" in warning
    assert channels(shared) != before


def test_what_has_to_be_written_is_refused_with_the_cure(shared: CommandLine, folder: Path) -> None:
    article = shared.home / "new.txt"
    shutil.copyfile(folder / "0-0.txt", article)
    with locked(shared.home):
        for arguments in (["ingest", str(article)], ["check"]):
            said = shared(*arguments)
            assert said.code == 3
            assert f"sqlite:///{shared.home}/backchannel.db can't be used: it can be read but not written" in said.err
            assert "DATABASE_URL" in said.err


@pytest.mark.parametrize("arguments", [["run"], ["ingest", "new.txt"], ["board"]])
def test_no_ledger_can_be_begun_where_nothing_can_be_written(empty: CommandLine, arguments: list[str]) -> None:
    with locked(empty.home):
        said = empty(*arguments)
    assert (said.code, said.out) == (3, "")
    assert "the file or its folder can't be opened" in said.err
    assert "DATABASE_URL" in said.err


@pytest.mark.parametrize("arguments", [["run"], ["ingest", "new.txt"], ["board"]])
def test_no_ledger_can_be_begun_on_a_full_disk(tmp_path: Path, arguments: list[str]) -> None:
    ended = Machine(tmp_path, f"sqlite:///{tmp_path / 'ledger.db'}").run(*arguments, largest_file=20_000)
    assert (ended.code, ended.out) == (3, "")
    assert re.fullmatch(r"The database sqlite:///\S+ can't be used: the disk .+ Check that the disk has room .+\n", ended.err)


def test_what_was_taken_before_the_disk_was_full_stays(tmp_path: Path, folder: Path, undisturbed: dict[str, list[str]]) -> None:
    machine = Machine(tmp_path, f"sqlite:///{tmp_path / 'ledger.db'}")
    assert machine.run("board").code == 0
    full = machine.run("ingest", str(folder), largest_file=(tmp_path / "ledger.db").stat().st_size + 10_000)
    assert full.code == 3
    assert "the disk has room" in full.err
    assert "Traceback" not in full.err
    assert 0 < len(ledger_at(machine.database)["articles"]) < ARTICLES
    assert machine.run("ingest", str(folder)).code == 0
    assert ledger_at(machine.database) == undisturbed
