"""SIGTERM while feeds are being read: the process ends well and soon, and what it has taken stays."""

import signal
from pathlib import Path

import pytest

from bot.i18n.texts import texts_for
from tests.faults.library import ARTICLES, ledger_at, write_articles
from tests.faults.machine import Machine

TEXTS = texts_for("en")


@pytest.fixture
def machine(tmp_path: Path, sqlite_address: str) -> Machine:
    return Machine(tmp_path / "home", sqlite_address)


def taken(machine: Machine) -> int:
    return len(ledger_at(machine.database)["articles"])


def test_while_the_first_reading_lasts(machine: Machine, folder: Path) -> None:
    machine.feed(folder)
    with machine.start("run", "--serve", "--only", str(folder), point="INSERT INTO articles (:10") as running:
        running.wait_until_halted()
        running.signal(signal.SIGTERM)
        ended = running.end()
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == TEXTS("command_line.interrupted") + "\n"
    assert taken(machine) == 9


def test_while_it_serves_the_article_in_hand_is_the_last_one(machine: Machine, tmp_path: Path) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    machine.feed(watched)
    with machine.start("run", "--serve", "--only", str(watched), point="INSERT INTO articles (:5") as running:
        running.wait_until_it_says(TEXTS("command_line.serving_alone"))
        write_articles(tmp_path / "articles").rename(watched / "articles")
        running.wait_until_halted()
        running.signal(signal.SIGTERM)
        running.wait_until_it_says(TEXTS("command_line.stopping"))
        running.go_on()
        ended = running.end()
    assert ended.code == 0
    assert "Traceback" not in ended.err
    assert taken(machine) == 5
    assert machine.run("run", "--once", "--only", str(watched)).code == 0
    assert taken(machine) == ARTICLES
