"""Move the feed's date by some days, and what the text tells relatively moves by as many; what it spells out stays."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.candidates.binding import Dates
from bot.extraction.times.mentions import Direction
from bot.model.period import Period
from tests.extraction.reading import pages

FEED = date(2023, 6, 5)


def days_told(text: str, published: date) -> list[Period | None]:
    """The days of all times of a text that the feed dates so, in their order."""
    read = pages(text, published.isoformat())
    dates = Dates(read.scenes, read.dated.today, exact=read.dated.exact)
    return [dates.period(time, scene, Direction.PAST) for scene in read.scenes for time in scene.times]


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("The secretary, Lloyd Austin, met with Li Shangfu in Singapore yesterday.", 1),
        ("The secretary, Lloyd Austin, met with Li Shangfu in Singapore three days ago.", 3),
        ("Lloyd Austin hat Li Shangfu gestern in Singapur getroffen.", 1),
        ("Lloyd Austin hat Li Shangfu vor fünf Tagen in Singapur getroffen.", 5),
        ("美国国防部长奥斯汀昨天在新加坡会见了李尚福。", 1),
        ("美国国防部长奥斯汀前天在新加坡会见了李尚福。", 2),
    ],
)
@settings(deadline=None)
@given(moved=st.integers(-900, 900))
def test_days_counted_from_today_move_with_it(text: str, behind: int, moved: int) -> None:
    published = FEED + timedelta(days=moved)
    assert days_told(text, published) == [Period.of_day(published - timedelta(days=behind))]


@settings(deadline=None)
@given(weeks=st.integers(-100, 100))
def test_a_weekday_moves_by_whole_weeks(weeks: int) -> None:
    published = FEED + timedelta(weeks=weeks)
    assert days_told("Lloyd Austin met Li Shangfu in Singapore on Friday.", published) == [Period.of_day(published - timedelta(days=3))]


@settings(deadline=None)
@given(moved=st.integers(-900, 900))
def test_a_chain_of_days_moves_as_one(moved: int) -> None:
    published = FEED + timedelta(days=moved)
    told = days_told("They met in Singapore yesterday.\n\nThe day before, they had met in Manila.", published)
    assert told == [Period.of_day(published - timedelta(days=days)) for days in (1, 2)]


@settings(deadline=None)
@given(moved=st.integers(-900, 900))
def test_a_date_spelled_out_stays_where_it_is(moved: int) -> None:
    published = FEED + timedelta(days=moved)
    assert days_told("Lloyd Austin met Wei Fenghe in Siem Reap on November 22, 2022.", published) == [
        Period.parse("2022-11-22", "2022-11-22")
    ]


def test_last_week_is_told_to_the_month_that_most_of_it_lies_in() -> None:
    assert days_told("They met last week.", date(2023, 6, 20)) == [Period.parse("2023-06")]
    assert days_told("They met last week.", date(2023, 7, 5)) == [Period.parse("2023-06")]
