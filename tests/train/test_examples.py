"""What annotated articles teach: labels, without the library that fits weights."""

import json
from pathlib import Path

from bot.extraction.scoring.linear import Model
from tests.corpus.__main__ import iter_cases
from tests.extraction.reading import reader
from train.blank import STATES
from train.contact_lessons import contact_lesson

REPORT = Path(__file__).parents[2] / "train" / "report.json"


def test_each_annotated_contact_of_a_seed_teaches_its_state() -> None:
    case = next(iter_cases("seeds"))
    taught = contact_lesson(case, reader(), {})
    assert {example.label for example in taught.states} <= {gold["state"] for gold in case.gold["meetings"]}
    assert sum(example.label == "yes" for example in taught.events) >= len(case.gold["meetings"]) - 1


def test_of_the_times_offered_to_a_contact_one_at_least_is_right() -> None:
    case = next(iter_cases("seeds"))
    taught = contact_lesson(case, reader(), {})
    choices = taught.whens(Model(STATES, (0.0,) * len(STATES), {}))
    assert choices
    assert all(any(choice.right) for choice in choices)


def test_the_report_counts_no_article_that_is_kept_aside() -> None:
    taught = sum(1 for case in iter_cases() if case.part != "aside")
    assert json.loads(REPORT.read_text(encoding="utf-8"))["all"]["articles"] == taught
