"""Machines to break, and what an undisturbed one comes to."""

from pathlib import Path

import pytest

from tests.console.conftest import command_line
from tests.faults.library import ARTICLES, ledger_at, write_articles
from tests.faults.machine import Machine

__all__ = ["command_line"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles to take, for all tests alike: nothing writes into it."""
    return write_articles(tmp_path_factory.mktemp("library") / "articles")


@pytest.fixture
def machine(tmp_path: Path, database_address: str) -> Machine:
    """On an empty ledger: the test runs once on SQLite and once on PostgreSQL."""
    return Machine(tmp_path / "home", database_address)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> dict[str, list[str]]:
    """The ledger after one ingest of the folder that nothing disturbed."""
    home = tmp_path_factory.mktemp("undisturbed")
    machine = Machine(home, f"sqlite:///{home / 'ledger.db'}")
    ended = machine.run("ingest", str(folder))
    assert (ended.code, ended.out) == (0, "")
    ledger = ledger_at(machine.database)
    # Else two ledgers would be alike for want of content.
    assert len(ledger["articles"]) == ARTICLES
    assert len({claim.split(",")[0] for claim in ledger["claims"]}) == ARTICLES + 1  # each article makes claims, and so does the chronicle
    return ledger
