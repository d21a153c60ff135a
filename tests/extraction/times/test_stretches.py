"""How long something lasts, as one sentence tells it."""

import pytest

from bot.extraction.language.folding import fold
from bot.extraction.times.stretches import Stretches, find_stretches
from tests.extraction.layers import wordings


def told(text: str, language: str) -> Stretches:
    return find_stretches(fold(text), wordings()[language].times)


@pytest.mark.parametrize(
    ("text", "language", "stretches"),
    [
        ("They concluded two days of talks on Friday.", "en", Stretches((2,), ending=True)),
        ("The destroyer arrived for a five-day visit.", "en", Stretches((5,), beginning=True)),
        ("Das zweitägige Treffen ist zu Ende gegangen.", "de", Stretches((2,), ending=True)),
        ("Er ist zu einem viertägigen Besuch eingetroffen.", "de", Stretches((4,), beginning=True)),
        ("兩軍結束為期兩天的磋商。", "zh", Stretches((2,), ending=True)),
    ],
)
def test_a_length_and_which_end_of_it_is_spoken_of(text: str, language: str, stretches: Stretches) -> None:
    assert told(text, language) == stretches


@pytest.mark.parametrize(
    ("text", "language"), [("They met for two hours.", "en"), ("Das Treffen ist zu Ende.", "de"), ("两天后会谈", "zh")]
)
def test_without_a_length_of_days_there_is_none(text: str, language: str) -> None:
    assert told(text, language) == Stretches()


@pytest.mark.parametrize(
    ("text", "language"), [("They met recently.", "en"), ("Sie trafen sich kürzlich.", "de"), ("两军日前举行会谈。", "zh")]
)
def test_recently_says_no_day_and_is_noted(text: str, language: str) -> None:
    assert told(text, language) == Stretches(lately=True)
