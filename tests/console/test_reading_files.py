import json
from pathlib import Path

import pytest

from tests.console.conftest import CommandLine

ARTICLE = """Ministers Speak

WASHINGTON, Jan. 10, 2024 — Defense Secretary Lloyd Austin met with Chinese Defense Minister Dong Jun in Singapore on Tuesday.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "good.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_a_folder_is_read_and_summed_up(command_line: CommandLine, folder: Path) -> None:
    said = command_line("ingest", str(folder))
    assert (said.code, said.out) == (0, "")
    assert "1 article taken" in said.err
    assert command_line("met", "Lloyd Austin", "Dong Jun").code == 0


def test_the_same_file_twice_or_under_another_name_is_taken_once(command_line: CommandLine, folder: Path) -> None:
    (folder / "copy.txt").write_text(ARTICLE, encoding="utf-8")
    assert "1 article taken, 1 known already" in command_line("ingest", str(folder)).err
    (folder / "deep" / "good.txt").rename(folder / "renamed.txt")
    assert "0 articles taken, 2 known already" in command_line("ingest", str(folder)).err


def test_what_is_no_article_is_left_with_its_cure_and_the_rest_is_taken(command_line: CommandLine, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "latin.txt").write_bytes("Gespräche über Militärkontakte".encode("latin-1"))
    (folder / "huge.txt").write_bytes(b"The talks went on. " * 1_100_000)
    (folder / "page.html").write_text("<html>")
    said = command_line("ingest", str(folder))
    assert said.code == 0
    assert "1 article taken, 0 known already, 5 left aside" in said.err
    for name, words in {"empty": "empty", "binary": "binary", "latin": "iconv", "huge": "max_article_bytes", "page": ".txt"}.items():
        (line,) = [line for line in said.err.splitlines() if name in line]
        assert words in line


def test_a_text_of_one_endless_line_is_taken(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("Austin met with Dong Jun and " * 2_000, encoding="utf-8")
    assert "1 article taken" in command_line("ingest", str(path)).err


def test_an_article_without_any_date_is_taken_and_left_undated(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text("The two defense ministers met, officials said.", encoding="utf-8")
    assert command_line("ingest", str(path)).code == 0
    said = command_line("extract", "--json", str(path))
    assert json.loads(said.out)["dated"] is None


def test_a_path_that_is_not_there_says_so_and_the_others_are_read(command_line: CommandLine, folder: Path) -> None:
    said = command_line("ingest", str(folder / "nowhere"), str(folder))
    assert said.code == 3
    assert "nowhere" in said.err
    assert "1 article taken" in said.err


def test_extract_prints_one_object_a_line_with_what_the_guide_asks(command_line: CommandLine, folder: Path) -> None:
    said = command_line("extract", "--json", str(folder))
    (facts,) = [json.loads(line) for line in said.out.splitlines()]
    assert facts["file"] == "deep/good.txt"
    assert facts["dated"] == "2024-01-10"
    (meeting,) = facts["meetings"]
    assert set(meeting["participants"]) == {"Lloyd Austin", "Dong Jun"}
    assert (meeting["state"], meeting["start"], meeting["place"]) == ("held", "2024-01-09", "Singapore")
    assert meeting["quote"] in ARTICLE


def test_extract_says_how_sure_each_claim_is_in_words_and_leaves_the_reasons_to_explain(command_line: CommandLine, folder: Path) -> None:
    told = command_line("extract", str(folder)).out
    assert "confidence 0." in told
    assert "arguments:" not in told
    assert "arguments:" in command_line("explain", str(folder)).out.partition("## Claims")[2]


def test_extract_calls_unconfirmed_what_alerts_would_not_trust(
    command_line: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "unconfirmed" not in command_line("extract", str(folder)).out
    monkeypatch.setenv("BACKCHANNEL_ALERT_CONFIDENCE", "1")
    assert "unconfirmed, confidence 0." in command_line("extract", str(folder)).out


def test_extract_takes_published_only_where_it_is_told_to(command_line: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The two ministers met last month, officials said.", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"published": "2024-03-05", "title": "x", "people": ["nobody"]}), encoding="utf-8")
    path = str(tmp_path / "a.txt")
    assert json.loads(command_line("extract", "--json", path).out)["dated"] is None
    assert json.loads(command_line("extract", "--json", "--metadata", path).out)["dated"] == "2024-03-05"
    assert json.loads(command_line("extract", "--json", "--published", "2024-03-06", path).out)["dated"] == "2024-03-06"


def test_a_published_that_is_no_date_names_the_cure(command_line: CommandLine, folder: Path) -> None:
    said = command_line("extract", "--published", "soon", str(folder))
    assert said.code == 3
    assert "2024-01-10" in said.err
