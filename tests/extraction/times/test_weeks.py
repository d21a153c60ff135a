"""A week begins on Sunday for half of the readers of English: it runs from Sunday to Sunday there, elsewhere from Monday."""

import pytest

from tests.extraction.times.asking import days_of


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("next week", "en", "2011-01-09/2011-01-16"),
        ("last week", "en", "2010-12-26/2011-01-02"),
        ("nächste Woche", "de", "2011-01-10/2011-01-16"),
        ("下周", "zh", "2011-01-10/2011-01-16"),
    ],
)
def test_a_week_is_the_calendar_week(text: str, language: str, days: str) -> None:
    assert days_of(text, language) == days
