"""A time without its year or month lies where the event lies, or follows the date last named."""

from datetime import date

import pytest

from bot.extraction.times.mentions import Base, Bound, Direction, resolve, resolve_beside, resolve_in_month
from bot.model.period import Period
from tests.extraction.times.asking import days_of, only_time

PAST, FUTURE, NEAREST = Direction.PAST, Direction.FUTURE, Direction.NEAREST


@pytest.mark.parametrize(
    ("text", "direction", "days"),
    [
        ("in November", PAST, "2010-11"),
        ("in September", FUTURE, "2011-09"),
        ("in June", NEAREST, "2011-06"),
        ("on Jan. 19", FUTURE, "2011-01-19"),
        ("on Jan. 19", PAST, "2010-01-19"),
        ("on Tuesday", PAST, "2011-01-04"),
        ("on Tuesday", FUTURE, "2011-01-11"),
        ("on Friday", PAST, "2011-01-07"),
        ("in the fall", FUTURE, "2011"),
        ("in the fall", PAST, "2010"),
    ],
)
def test_what_was_held_is_past_and_what_is_planned_to_come(text: str, direction: Direction, days: str) -> None:
    assert days_of(text, direction=direction) == days


def test_the_eighth_in_washington_is_past_on_the_seventh() -> None:
    assert days_of("on Jan. 8", direction=PAST) == "2011-01-08"


def test_a_plan_told_weeks_late_is_not_put_off_by_a_year() -> None:
    assert days_of("in December", direction=FUTURE) == "2010-12"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the day before", "2010-11-21"),
        ("two days later", "2010-11-24"),
        ("the following month", "2010-12"),
        ("that year", "2010"),
    ],
)
def test_the_day_before_counts_from_the_date_last_named(text: str, days: str) -> None:
    assert days_of(text, context=Period.parse("2010-11-22", "2010-11-22")) == days
    assert days_of(text) == "None"


def test_the_day_before_a_month_stays_open() -> None:
    assert days_of("the day before", context=Period.parse("2010-11")) == "None"


def test_a_bare_day_takes_the_month_last_named() -> None:
    assert days_of("19日", "zh", context=Period.parse("2010-08-16", "2010-08-16")) == "2010-08-19"


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("since 2009", "en", Bound.SINCE),
        ("since early last year", "en", Bound.SINCE),
        ("before the end of the year", "en", Bound.BEFORE),
        ("after Jan. 3", "en", Bound.AFTER),
        ("seit 2009", "de", Bound.SINCE),
        ("seit fast drei Jahren", "de", Bound.SINCE),
        ("bis Jahresende", "de", Bound.UNTIL),
        ("去年8月以来", "zh", Bound.SINCE),
        ("10日起", "zh", Bound.SINCE),
        ("5月之前", "zh", Bound.BEFORE),
    ],
)
def test_bounds_are_marked_and_still_say_their_days(text: str, language: str, bound: Bound) -> None:
    time = only_time(text, language)
    assert time.spec.bound is bound
    assert resolve(time.spec, date(2011, 1, 7)) is not None


def test_a_time_beside_an_event_counts_only_from_the_event() -> None:
    spec = only_time("six months after the visit").spec
    assert spec.base is Base.EVENT
    assert resolve(spec, date(2023, 12, 1)) is None
    assert str(resolve_beside(spec, Period.parse("2022-08-02", "2022-08-03"))) == "2023-02"
    assert resolve_beside(only_time("last month").spec, Period.parse("2022-08-02")) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("last month", "2023-11"),
        ("in October", "2023-10"),
        ("last year", "2022"),
        ("on Nov. 15, 2023", "2023-11-15"),
        ("today", "2023-12"),
        ("on Tuesday", "2023-12"),
        ("last week", "None"),
    ],
)
def test_counted_from_a_month_nothing_is_told_to_the_day(text: str, days: str) -> None:
    assert str(resolve_in_month(only_time(text).spec, date(2023, 12, 15), PAST)) == days


def test_days_that_the_calendar_does_not_reach_stay_open() -> None:
    assert resolve(only_time("500 years ago").spec, date(300, 1, 1)) is None
