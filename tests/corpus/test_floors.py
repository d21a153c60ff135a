"""How well articles are read that nobody looked at while rules and weights were made: floors that only rise.

Lowering one is a decision and says why in its commit. Of the articles kept aside only totals are computed."""

from functools import cache

import pytest

from tests.corpus.__main__ import iter_cases, score_cases
from tests.corpus.score import F1, Sheet, counts_of, figures_of
from tests.extraction.reading import knowledge, reader

FLOORS = {
    "people": 0.97,
    "sides": 0.97,
    "titles": 0.92,
    "meetings_found": 0.75,
    "meetings_found_precision": 0.82,
    "meetings_right": 0.575,
    "meetings_exact": 0.42,
    "changes_found": 0.64,
    "changes_found_precision": 0.73,
    "changes_right": 0.55,
    "change_by": 0.90,
    "dated": 0.95,
    "relevant": 0.95,
    "grounded": 1.0,
}
CEILINGS = {
    "false_held": 0.04,
    "dates_invented": 0.085,
}
LANGUAGE_SLACK = 0.10
"""By how much one language alone may read worse: a third of a language is 20 to 50 articles."""


@cache
def sheets() -> list[tuple[str, Sheet]]:
    cases = list(iter_cases("aside"))
    return [(case.gold["language"], sheet) for case, sheet in zip(cases, score_cases(cases, reader(), knowledge()), strict=True)]


@cache
def figures(language: str | None = None) -> dict[str, float]:
    """The figures, and for the counted ones their precision as `<figure>_precision`."""
    own = [sheet for code, sheet in sheets() if language in (None, code)]
    out = dict(figures_of(own))
    for key in F1:
        right, extra, _ = counts_of(own, key)
        out[f"{key}_precision"] = right / max(1, right + extra)
    return out


@pytest.mark.parametrize(("figure", "floor"), sorted(FLOORS.items()))
def test_articles_kept_aside_are_read_at_least_as_well_as_before(figure: str, floor: float) -> None:
    assert figures()[figure] >= floor


@pytest.mark.parametrize(("figure", "ceiling"), sorted(CEILINGS.items()))
def test_no_more_is_claimed_falsely_than_before(figure: str, ceiling: float) -> None:
    assert figures()[figure] <= ceiling


@pytest.mark.parametrize("language", ["de", "en", "zh"])
@pytest.mark.parametrize(("figure", "floor"), sorted((key, FLOORS[key]) for key in F1 if key in FLOORS))
def test_no_language_is_left_far_behind(figure: str, floor: float, language: str) -> None:
    assert figures(language)[figure] >= floor - LANGUAGE_SLACK
