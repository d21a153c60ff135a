"""The two annotated seeds as golden files: figures may rise, never fall."""

import json
from typing import Any

import pytest

from bot.extraction.annotate import annotated
from tests.corpus import score
from tests.corpus.aside import CORPUS
from tests.extraction.reading import article, knowledge, reader

SEEDS = sorted((CORPUS / "seeds").glob("*.txt"))

FLOORS = {
    "people": 1.0,
    "sides": 1.0,
    "titles": 1.0,
    "grounded": 1.0,
    "dated": 1.0,
    "relevant": 1.0,
    "meetings_found": 1.0,
    "meetings_right": 1.0,
    "meeting_channels": 1.0,
    "meeting_places": 1.0,
    "changes_found": 1.0,
    "changes_right": 1.0,
    "change_by": 1.0,
}


def annotation(name: str) -> dict[str, Any]:
    text = next(path for path in SEEDS if path.name.startswith(name)).read_text(encoding="utf-8")
    page = article(text, None)
    return annotated(page, reader().read(page), knowledge())


def figures() -> dict[str, float]:
    sheets = []
    for path in SEEDS:
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        page = article(text, None)
        sheets.append(score.score_article(gold, annotated(page, reader().read(page), knowledge()), text, ()))
    return dict(score.figures_of(sheets))


@pytest.mark.parametrize(("figure", "floor"), sorted(FLOORS.items()))
def test_the_seeds_are_read_at_least_as_well_as_before(figure: str, floor: float) -> None:
    assert figures()[figure] >= floor


def test_three_sentences_give_the_secretarys_five_meetings() -> None:
    meetings = [m for m in annotation("000")["meetings"] if m["state"] == "planned" and "Robert Gates" in m["participants"]]
    partners = {name for meeting in meetings for name in meeting["participants"]} - {"Robert Gates"}
    assert partners == {"Hu Jintao", "Liang Guanglie", "Xi Jinping", "Xu Caihou", "Yang Jiechi"}
    assert {meeting["place"] for meeting in meetings} == {"Beijing"}
    assert {meeting["start"][:7] for meeting in meetings} == {"2011-01"}


def test_the_visit_that_follows_is_a_meeting_of_its_own() -> None:
    assert any(set(meeting["participants"]) == {"Hu Jintao", "Barack Obama"} for meeting in annotation("000")["meetings"])


def test_last_month_counts_from_the_articles_own_date() -> None:
    talks = [meeting for meeting in annotation("000")["meetings"] if meeting["channel"] == "dct"]
    assert [meeting["start"] for meeting in talks] == ["2010-12"]


def test_the_undated_article_is_dated_by_the_events_it_names() -> None:
    assert annotation("003")["dated"] == "2023-12"


def test_nobody_is_read_from_the_noise_around_an_article() -> None:
    names = {person["name"] for name in ("000", "003") for person in annotation(name)["people"]}
    assert not any("Team" in name or "Digest" in name for name in names)
