"""The scorer: what is right scores 1, what is malformed is refused, and what is kept aside stays unseen."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.__main__ import iter_cases, main
from tests.corpus.aside import CORPUS, kept_aside
from tests.corpus.score import (
    Malformed,
    check,
    dates_agree,
    figures_of,
    gold_files,
    interval,
    same_person,
    same_title,
    score_article,
)


def test_the_gold_scores_itself_as_perfect() -> None:
    cases = list(iter_cases("seeds"))
    figures = figures_of([score_article(case.gold, case.gold, case.text, []) for case in cases])
    low = {"false_held", "dates_invented"}
    assert {key: value for key, value in figures.items() if key not in low} == dict.fromkeys(figures.keys() - low, 1.0)
    assert all(figures[key] == 0 for key in low)


def test_a_wrong_state_is_found_but_not_right() -> None:
    case = next(iter_cases("seeds"))
    got = json.loads(json.dumps(case.gold))
    for meeting in got["meetings"]:
        meeting["state"] = "cancelled"
    figures = figures_of([score_article(case.gold, got, case.text, [])])
    assert figures["meetings_found"] == 1
    assert figures["meetings_right"] == 0


def test_an_invented_person_costs_precision() -> None:
    case = next(iter_cases("seeds"))
    got = {**case.gold, "people": [*case.gold["people"], {"name": "John Doe", "side": "us", "title": None}]}
    assert figures_of([score_article(case.gold, got, case.text, [])])["people"] < 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CQ Brown", "Charles Q. Brown", True),
        ("Jim Mattis", "James Mattis", True),
        ("Li Shangfu", "Li Zuocheng", False),
        ("Xi", "Xi Jinping", False),
    ],
)
def test_people_are_the_same_by_surname_and_first_name(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def test_a_deputy_is_not_the_minister() -> None:
    assert same_title("Minister of National Defense", "defence minister")
    assert not same_title("Minister of National Defense", "Deputy Minister of National Defense")


def test_a_month_agrees_with_its_days_and_a_year_does_not() -> None:
    assert dates_agree(interval("2024-01-08", "2024-01-09"), interval("2024-01"))
    assert not dates_agree(interval("2024-01-08", "2024-01-09"), interval("2024"))


@pytest.mark.parametrize(
    "prediction",
    [
        {"people": [], "meetings": []},
        {"people": [], "meetings": [{"state": "met", "participants": []}], "changes": []},
        {"people": [], "meetings": [], "changes": [{"status": "closed", "channel": "mmca"}]},
    ],
)
def test_a_malformed_prediction_is_refused(prediction: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        check(prediction)


def test_the_command_line_exits_2_for_a_malformed_prediction(tmp_path: Path) -> None:
    path = tmp_path / "predictions.jsonl"
    path.write_text('{"file": "x.txt", "people": 3}\n', encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(CORPUS / "score.py"), str(CORPUS / "seeds"), str(path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert "malformed prediction for x.txt" in ran.stderr


def test_every_article_belongs_to_one_part() -> None:
    parts = [case.part for case in iter_cases()]
    assert len(parts) == len(gold_files(CORPUS))
    assert parts.count("aside") == len(kept_aside())
    assert parts.count("seeds") == 2


def test_errors_of_articles_kept_aside_are_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--part", "aside", "--language", "zh", "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "meetings_found" in shown
    assert "zh-" not in shown
    assert "«" not in shown


def test_errors_of_worked_on_articles_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--part", "seeds", "--errors", "--no-metadata"]) == 0
    assert "meetings_right" in capsys.readouterr().out


def test_no_article_chosen_is_told() -> None:
    assert main(["--language", "xx"]) == 1
