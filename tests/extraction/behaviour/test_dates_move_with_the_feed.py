"""Move the feed's date by some days, and the days of what is claimed move with it; days spelled out stay."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.period import Period
from tests.extraction.reading import read

FEED = date(2022, 3, 16)
"""A Wednesday. For a year before and after it Lloyd Austin is Secretary of Defense and Wei Fenghe Minister of National Defense."""

SHIFTS = st.integers(-300, 300)


def claimed(text: str, published: date) -> Period | None:
    """The days of the one contact or change that a text claims."""
    reading = read(text, published.isoformat())
    periods = [*(one.period for one in reading.meetings), *(one.period for one in reading.changes)]
    assert len(periods) == 1
    return periods[0]


DAYS = [
    ("Defense Secretary Lloyd Austin met Chinese Defense Minister Wei Fenghe in Singapore yesterday.", -1),
    ("Three days ago, Defense Secretary Lloyd Austin spoke by phone with Chinese Defense Minister Wei Fenghe.", -3),
    ("Defense Secretary Lloyd Austin met Chinese Defense Minister Wei Fenghe in Singapore today.", 0),
    ("US-Verteidigungsminister Lloyd Austin hat gestern in Singapur den chinesischen Verteidigungsminister Wei Fenghe getroffen.", -1),
    ("US-Verteidigungsminister Lloyd Austin telefonierte vorgestern mit dem chinesischen Verteidigungsminister Wei Fenghe.", -2),
    ("美国国防部长奥斯汀昨天在新加坡同国防部长魏凤和举行会谈。", -1),
    ("国防部长魏凤和前天同美国国防部长奥斯汀通电话。", -2),
]


@pytest.mark.parametrize(("text", "away"), DAYS)
@settings(deadline=None, max_examples=12)
@given(moved=SHIFTS)
def test_a_day_counted_from_the_feed_moves_with_it(text: str, away: int, moved: int) -> None:
    published = FEED + timedelta(days=moved)
    assert claimed(text, published) == Period.of_day(published + timedelta(days=away))


PAST_WEEKDAYS = [
    ("Defense Secretary Lloyd Austin met Chinese Defense Minister Wei Fenghe in Singapore on {day}.", ["Monday", "Thursday", "Saturday"]),
    ("US-Verteidigungsminister Lloyd Austin traf am {day} Chinas Verteidigungsminister Wei Fenghe.", ["Montag", "Donnerstag", "Samstag"]),
    ("美国国防部长奥斯汀{day}在新加坡同国防部长魏凤和举行了会谈。", ["周一", "星期四", "周六"]),
]
NUMBERS = [1, 4, 6]
"""Monday, Thursday, Saturday."""


@pytest.mark.parametrize(("text", "words"), PAST_WEEKDAYS)
@pytest.mark.parametrize("which", range(len(NUMBERS)))
@settings(deadline=None, max_examples=12)
@given(moved=SHIFTS)
def test_a_weekday_of_what_took_place_is_the_last_one(text: str, words: list[str], which: int, moved: int) -> None:
    published = FEED + timedelta(days=moved)
    if published.isoweekday() == NUMBERS[which]:
        return  # today, or a week ago: readers differ
    period = claimed(text.format(day=words[which]), published)
    assert period == Period.of_day(published - timedelta(days=(published.isoweekday() - NUMBERS[which]) % 7))


MONTHS = [
    ("Defense Secretary Lloyd Austin met Chinese Defense Minister Wei Fenghe in Singapore last month.", -1),
    ("Defense Secretary Lloyd Austin will meet Chinese Defense Minister Wei Fenghe in Singapore next month.", 1),
    ("US-Verteidigungsminister Lloyd Austin traf im vergangenen Monat in Singapur Chinas Verteidigungsminister Wei Fenghe.", -1),
    ("US-Verteidigungsminister Lloyd Austin will Chinas Verteidigungsminister Wei Fenghe im kommenden Monat in Singapur treffen.", 1),
    ("美国国防部长奥斯汀上个月在新加坡同国防部长魏凤和举行会谈。", -1),
    ("美国国防部长奥斯汀将于下个月在新加坡同国防部长魏凤和举行会谈。", 1),
]


@pytest.mark.parametrize(("text", "away"), MONTHS)
@settings(deadline=None, max_examples=12)
@given(moved=SHIFTS)
def test_a_month_counted_from_the_feed_moves_with_it(text: str, away: int, moved: int) -> None:
    published = FEED + timedelta(days=moved)
    month = published.year * 12 + published.month - 1 + away
    assert claimed(text, published) == Period.of_month(month // 12, month % 12 + 1)


SPELLED = [
    "Defense Secretary Lloyd Austin met Chinese Defense Minister Wei Fenghe in Singapore on April 20, 2021.",
    "US-Verteidigungsminister Lloyd Austin traf am 20. April 2021 in Singapur Chinas Verteidigungsminister Wei Fenghe.",
    "2021年4月20日，美国国防部长奥斯汀在新加坡同国防部长魏凤和举行会谈。",
]


@pytest.mark.parametrize("text", SPELLED)
@settings(deadline=None, max_examples=12)
@given(moved=SHIFTS)
def test_a_date_spelled_out_stays(text: str, moved: int) -> None:
    assert claimed(text, FEED + timedelta(days=moved)) == Period.of_day(date(2021, 4, 20))
