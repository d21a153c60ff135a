"""What times are called, and the days they mean, counted from Friday 7 January 2011."""

import pytest

from tests.extraction.times.asking import days_of, times_in


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", "2011-01-07"),
        ("on Jan. 5, 2009", "2009-01-05"),
        ("on 5 January 2009", "2009-01-05"),
        ("on the 5th of January", "2011-01-05"),
        ("in December 2010", "2010-12"),
        ("in 2008", "2008"),
        ("2008-04-10", "2008-04-10"),
        ("last month", "2010-12"),
        ("next month", "2011-02"),
        ("late last month", "2010-12"),
        ("in mid-January", "2011-01"),
        ("last year", "2010"),
        ("early next year", "2012"),
        ("in the first half of the year", "2011"),
        ("in November last year", "2010-11"),
        ("in June of last year", "2010-06"),
        ("three days ago", "2011-01-04"),
        ("two months ago", "2010-11"),
        ("nearly three years ago", "2008"),
        ("last May", "2010-05"),
        ("last summer", "2010"),
        ("the spring of 1996", "1996"),
        ("on Tuesday of last week", "2010-12-28"),
        ("yesterday", "2011-01-06"),
        ("over the weekend", "2011-01-01/2011-01-02"),
    ],
)
def test_english(text: str, days: str) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("heute", "2011-01-07"),
        ("am 5. Januar 2009", "2009-01-05"),
        ("am 10.09.2008", "2008-09-10"),
        ("im Februar 2010", "2010-02"),
        ("letzten Monat", "2010-12"),
        ("im vergangenen August", "2010-08"),
        ("im Mai vorigen Jahres", "2010-05"),
        ("im Oktober des vergangenen Jahres", "2010-10"),
        ("Ende vergangenen Jahres", "2010"),
        ("Anfang Januar", "2011-01"),
        ("am Donnerstag vergangener Woche", "2010-12-30"),
        ("vor zwei Monaten", "2010-11"),
        ("vor einem Jahr", "2010"),
        ("in drei Wochen", "2011-01-24/2011-01-30"),
        ("im Vorjahr", "2010"),
        ("im ersten Halbjahr", "2011"),
        ("im kommenden Jahr", "2012"),
        ("am Montagabend", "2011-01-03"),
        ("morgen", "2011-01-08"),
    ],
)
def test_german(text: str, days: str) -> None:
    assert days_of(text, "de") == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("今天上午", "2011-01-07"),
        ("2009年1月5日", "2009-01-05"),
        ("二十日", "2011-01-20"),
        ("去年11月22日", "2010-11-22"),
        ("去年十一月", "2010-11"),
        ("上个月", "2010-12"),
        ("上月31日", "2010-12-31"),
        ("本月初", "2011-01"),
        ("明年", "2012"),
        ("今年下半年", "2011"),
        ("本周二", "2011-01-04"),
        ("上周", "2010-12-27/2011-01-02"),
        ("三个月前", "2010-10"),
        ("两年前", "2009"),
        ("年内", "2011"),
        ("9日", "2011-01-09"),
        ("10月中旬", "2010-10"),
    ],
)
def test_chinese(text: str, days: str) -> None:
    assert days_of(text, "zh") == days


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He may march on.", "en"),
        ("May he rest", "en"),
        ("an F-16 and 6,400 troops at 14:30", "en"),
        ("the 16th round", "en"),
        ("Am Morgen sagte er nichts.", "de"),
        ("6,4 Milliarden", "de"),
        ("三名军官", "zh"),
        ("夏威夷", "zh"),
        ("即日起", "zh"),
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str, language: str) -> None:
    assert times_in(text, language) == ()


def test_traditional_characters_read_as_simplified_ones() -> None:
    assert days_of("上個月", "zh") == days_of("上个月", "zh")
    assert days_of("兩週前", "zh") == days_of("两周前", "zh")
