import json
from pathlib import Path

import pytest

from bot import __version__
from tests.console.conftest import CommandLine


def test_the_run_shows_both_seeds_the_board_and_ends(command_line: CommandLine) -> None:
    said = command_line("run")
    assert said.code == 0
    assert "2 articles taken" in said.err
    assert "chronicle" in said.out
    assert "Gates Seeks Sustained Military Relationship with China" in said.out
    assert "traf kürzlich in Washington mit Generalmajor Liu Zhan" in said.out


def test_a_second_run_takes_nothing_twice_and_prints_the_same_board(command_line: CommandLine) -> None:
    command_line("run")
    board = command_line("board")
    said = command_line("run")
    assert "0 articles taken, 2 known already" in said.err
    assert said.out.startswith(board.out)


def test_what_is_found_ends_with_0_and_what_is_not_with_1(command_line: CommandLine) -> None:
    assert command_line("who", "Liang", "Guanglie").code == 0
    assert command_line("who", "Zaphod", "Beeblebrox").code == 1


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["who"], ["board", "--asof"], ["board", "--lang", "xx"], ["board", "--asof", "soon"], ["met", ""]]
)
def test_wrong_use_ends_with_2(command_line: CommandLine, arguments: list[str]) -> None:
    assert command_line(*arguments).code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["board"],
        ["brief"],
        ["who", "Gates"],
        ["met", "Gates", "Hu Jintao"],
        ["meetings"],
        ["channel", "mmca"],
        ["sources"],
        ["ask", "who met Hu?"],
    ],
)
def test_every_query_speaks_json_with_a_versioned_schema(command_line: CommandLine, arguments: list[str]) -> None:
    said = command_line(*arguments, "--json")
    assert said.code in (0, 1)
    assert json.loads(said.out)["schema"] == "backchannel/1"


def test_the_board_of_an_earlier_day_knows_nothing_later(command_line: CommandLine) -> None:
    told = json.loads(command_line("board", "--asof", "2012-06-01", "--known", "2012-06-01", "--json").out)
    assert "2023" not in json.dumps(told["channels"])


def test_version_and_help_need_nothing(command_line: CommandLine) -> None:
    assert __version__ in command_line("version").out
    assert "ingest" in command_line("--help").out
    assert not command_line.home.exists()


def test_check_proves_each_part(command_line: CommandLine) -> None:
    said = command_line("check")
    assert said.code == 0
    assert all(line.startswith("ok") for line in said.out.splitlines())


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("bot.toml", "timezone = 7", "BACKCHANNEL_TIMEZONE"),
        ("feeds.yaml", "- {id: x, kind: pigeon, address: y}", "pigeon"),
        ("feeds.yaml", "- [", "feeds.yaml"),
        (
            "knowledge/people.yaml",
            "people: {joe-biden: {offices: [{title: Boss, office: us-secdeff, start: '2021', end: null}]}}",
            "us-secdef",
        ),
    ],
)
def test_a_broken_configuration_names_file_entry_and_cure(command_line: CommandLine, file: str, text: str, named: str) -> None:
    path = command_line.home / "config" / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    said = command_line("run")
    assert said.code == 3
    assert named in said.err
    assert "Traceback" not in said.err


def test_a_home_that_cannot_be_made_names_the_cure(command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BACKCHANNEL_HOME", str(tmp_path / "file" / "home"))
    said = command_line("board")
    assert said.code == 3
    assert "BACKCHANNEL_HOME" in said.err


def test_the_owner_says_how_long_past_its_date_the_roster_is_believed(command_line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The roster is as of June 2026, the clock of the test in November."""
    holder = json.loads(command_line("who", "Dan Caine", "--json").out)
    monkeypatch.setenv("BACKCHANNEL_TRUST_MONTHS", "1")
    assert json.loads(command_line("who", "Dan Caine", "--json").out) != holder


def test_a_misspelt_variable_is_pointed_out(command_line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKCHANNEL_TELEGRAM_TOKN", "1:x")
    assert "BACKCHANNEL_TELEGRAM_TOKN" in command_line("run").err


def test_nothing_of_what_an_article_brings_can_drive_a_terminal(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(
        "\x1b]0;owned\x07Talks\x1b[31m\n\nBERLIN, Jan. 10, 2024 — Austin met Dong Jun \x1b[2J in Singapore on Tuesday.\n", encoding="utf-8"
    )
    command_line("ingest", str(path))
    assert "\x1b" not in command_line("brief").out
