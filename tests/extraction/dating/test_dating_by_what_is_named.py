"""An article without any date is dated by the people and events it names, or not at all."""

from datetime import date

import pytest

from bot.extraction.page.dating import EVENTS
from bot.extraction.page.eras import Vote, count_votes
from tests.extraction.dating.asking import dated
from tests.extraction.layers import seed


def test_the_german_seed_is_of_december_2023() -> None:
    found = dated(seed("003"))
    assert (str(found.period), found.by) == ("2023-12", EVENTS)
    assert found.margin > 0
    assert found.today is not None
    assert (found.today.year, found.today.month) == (2023, 12)


def test_the_english_seed_is_of_its_dateline() -> None:
    assert str(dated(seed("000")).period) == "2011-01-07"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The two sides agreed to meet again.",
        "Xi Jinping spoke of peace and development at the forum, an official said.",
        "The 1998 agreement is still in force, the ministry said.",
    ],
)
def test_too_little_to_go_by_leaves_the_date_open(text: str) -> None:
    found = dated(text)
    assert (found.period, found.by, found.today) == (None, None, None)


def test_a_dateline_without_its_year_gets_it_from_the_people_in_office() -> None:
    found = dated(
        "WASHINGTON, Dec. 22 — Gen. Charles Q. Brown, chairman of the Joint Chiefs of Staff, spoke by video with Gen. Liu Zhenli "
        "on Thursday, and Defense Secretary Lloyd Austin welcomed the call, officials said."
    )
    assert str(found.period) == "2023-12-22"


def test_an_office_worded_beside_a_name_speaks_louder_than_the_name() -> None:
    vice = "Chinese Vice President Xi Jinping met Defense Secretary Leon Panetta and Vice President Joe Biden at the Pentagon in February."
    found = dated(vice)
    assert found.period is None or found.period.first.year in (2011, 2012)


def test_moving_the_published_date_moves_today() -> None:
    text = "The ministers met on Tuesday, and they agreed to meet again next week, officials said."
    assert [dated(text, day).today for day in (date(2013, 8, 20), date(2013, 9, 3))] == [date(2013, 8, 20), date(2013, 9, 3)]


# --- counting votes ---------------------------------------------------------------------------------------------------

END = date(2030, 12, 31)
MAY_2011 = 2011 * 12 + 4


def test_the_month_with_most_votes_wins_by_what_it_leads() -> None:
    verdict = count_votes([Vote(MAY_2011 - 5, MAY_2011 + 5, 1.0, "tenure"), Vote(MAY_2011, MAY_2011, 2.0, "event")], END)
    assert verdict is not None
    assert (verdict.year, verdict.month) == (2011, 5)
    assert verdict.margin == pytest.approx(2.0)
    assert verdict.why == ("event", "tenure")


def test_two_equal_months_leave_no_margin() -> None:
    verdict = count_votes([Vote(MAY_2011, MAY_2011 + 1, 1.0, "either")], END)
    assert verdict is not None
    assert verdict.margin == 0


def test_nobody_votes_nobody_wins() -> None:
    assert count_votes([], END) is None


def test_months_after_the_last_day_are_not_eligible() -> None:
    verdict = count_votes(
        [Vote(MAY_2011, MAY_2011 + 12, 1.0, "tenure"), Vote(MAY_2011 + 12, MAY_2011 + 12, 5.0, "later")], date(2011, 8, 1)
    )
    assert verdict is not None
    assert (verdict.year, verdict.month) <= (2011, 8)
