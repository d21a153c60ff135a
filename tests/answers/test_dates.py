"""Dates in questions, in words and figures."""

from datetime import date

import pytest

from bot.answers.grammar.question import Span
from bot.answers.grammar.written import written_span
from bot.model.period import PartialDate

TODAY = date(2026, 7, 1)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2011", "2011", "2011"),
        ("in 2011", "2011", "2011"),
        ("2011-01", "2011-01", "2011-01"),
        ("2011-01-10", "2011-01-10", "2011-01-10"),
        ("November 2023", "2023-11", "2023-11"),
        ("15 November 2023", "2023-11-15", "2023-11-15"),
        ("November 15, 2023", "2023-11-15", "2023-11-15"),
        ("November 15th, 2023", "2023-11-15", "2023-11-15"),
        ("the 15th of November 2023", "2023-11-15", "2023-11-15"),
        ("15. November 2023", "2023-11-15", "2023-11-15"),
        ("am 15.11.2023", "2023-11-15", "2023-11-15"),
        ("im Dezember 2010", "2010-12", "2010-12"),
        ("since 2020", "2020", None),
        ("seit März 2020", "2020-03", None),
        ("until 2020", None, "2020"),
        ("before 2011", None, "2010-12-31"),
        ("vor dem 1. Mai 2011", None, "2011-04-30"),
        ("after 2010", "2011-01-01", None),
        ("nach dem 31.12.2010", "2011-01-01", None),
        ("between 2010 and 2012", "2010", "2012"),
        ("from March 2010 to May 2011", "2010-03", "2011-05"),
        ("zwischen 2010 und 2012", "2010", "2012"),
        ("von 2010 bis 2012", "2010", "2012"),
        ("since 2010 until 2012", "2010", "2012"),
        ("2010–2012", "2010", "2012"),
        ("between 2012 and 2010", "2010", "2012"),
        ("last year", "2025", "2025"),
        ("letztes Jahr", "2025", "2025"),
        ("last month", "2026-06", "2026-06"),
        ("this week", "2026-06-29", "2026-07-05"),
        ("yesterday", "2026-06-30", "2026-06-30"),
        ("in December", "2025-12", "2025-12"),
        ("in May", "2026-05", "2026-05"),
        ("29 February", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(text: str, since: str | None, until: str | None) -> None:
    assert written_span(text, TODAY) == Span(PartialDate.parse(since) if since else None, PartialDate.parse(until) if until else None)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "may", "31 June 2023", "2023-13", "2023-02-30", "45 March 2020", "since", "in", "9999", "since 9999-12-31", "0000-01-01"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert written_span(text, TODAY) is None
