"""Dates in words, exactly as precise as they were given."""

from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import texts_for
from bot.i18n.dates import period_in_words
from bot.model.period import PartialDate, Period


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2011-01-07", None, "7 January 2011"),
        ("2011-01-07", "2011-01-07", "7 January 2011"),
        ("2010-12", None, "December 2010"),
        ("2010", None, "2010"),
        ("2011-01-09", "2011-01-16", "9–16 January 2011"),
        ("2011-01-30", "2011-02-02", "30 January – 2 February 2011"),
        ("2010-12-30", "2011-01-02", "30 December 2010 – 2 January 2011"),
        ("2010-11", "2010-12", "November – December 2010"),
        ("2010-11", "2011-01", "November 2010 – January 2011"),
        ("2010", "2012", "2010–2012"),
        ("2010-11", "2011-01-07", "November 2010 – 7 January 2011"),
    ],
)
def test_a_period_keeps_the_precision_it_was_given_in(start: str, end: str | None, said: str) -> None:
    assert texts_for("en").period(Period.parse(start, end)) == said


@pytest.mark.parametrize(
    ("locale", "said"),
    [("de", "9.–16. Januar 2011"), ("zh_Hans", "2011年1月9日至16日")],
)
def test_other_languages_write_intervals_their_way(locale: str, said: str) -> None:
    assert period_in_words(Period.parse("2011-01-09", "2011-01-16"), Locale.parse(locale)) == said


def test_no_date_is_said_and_not_guessed() -> None:
    assert texts_for("en").period(None) == "undated"


days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(days, days, st.sampled_from(["en_GB", "de", "zh_Hans"]))
def test_both_years_of_a_period_can_be_read(one: date, other: date, locale: str) -> None:
    first, last = sorted((one, other))
    said = period_in_words(Period(PartialDate.of(first), PartialDate.of(last)), Locale.parse(locale))
    assert str(first.year) in said
    assert str(last.year) in said
