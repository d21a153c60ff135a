from datetime import date

import pytest

from bot.knowledge.knowledge import Knowledge


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(2011, 1, 10), "Vice President of the People's Republic of China"),
        (date(2023, 11, 15), "President of the People's Republic of China"),
    ],
)
def test_of_several_offices_the_most_telling_gives_the_title(knowledge: Knowledge, day: date, title: str) -> None:
    assert knowledge.title_on("xi-jinping", day) == title


def test_all_offices_of_a_day_come_most_telling_first(knowledge: Knowledge) -> None:
    held = [tenure.office_id for tenure in knowledge.tenures_on("xi-jinping", date(2023, 11, 15))]
    assert held == ["cn-president", "cn-general-secretary", "cn-cmc-chairman"]


def test_a_minister_who_is_also_vice_chairman_is_called_minister(knowledge: Knowledge) -> None:
    assert knowledge.title_on("cao-gangchuan", date(2005, 10, 19)) == "Minister of National Defense"


def test_the_title_follows_the_name_of_the_office(knowledge: Knowledge) -> None:
    assert knowledge.title_on("pete-hegseth", date(2025, 5, 1)) == "Secretary of Defense"
    assert knowledge.title_on("pete-hegseth", date(2025, 11, 1)) == "Secretary of War"


def test_out_of_office_the_last_title_is_former(knowledge: Knowledge) -> None:
    assert knowledge.title_on("robert-gates", date(2015, 1, 1)) == "former Secretary of Defense"


def test_before_the_first_office_there_is_no_title(knowledge: Knowledge) -> None:
    assert knowledge.title_on("robert-gates", date(1980, 1, 1)) is None


def test_without_a_day_only_somebody_with_one_office_has_a_title(knowledge: Knowledge) -> None:
    assert knowledge.title_on("robert-gates", None) == "Secretary of Defense"
    assert knowledge.title_on("xi-jinping", None) is None


def test_without_a_day_all_offices_ever_held_are_given(knowledge: Knowledge) -> None:
    assert {tenure.office_id for tenure in knowledge.tenures_on("joe-biden", None)} == {"us-vice-president", "us-president"}


def test_nothing_is_known_of_somebody_unknown(knowledge: Knowledge) -> None:
    assert knowledge.tenures_on("nobody", date(2020, 1, 1)) == ()
    assert knowledge.title_on("nobody", date(2020, 1, 1)) is None
    assert knowledge.counterpart("nobody", date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("person", "day", "counterpart"),
    [
        ("lloyd-austin", date(2023, 6, 2), "li-shangfu"),
        ("lloyd-austin", date(2024, 5, 31), "dong-jun"),
        ("dong-jun", date(2024, 5, 31), "lloyd-austin"),
        ("robert-gates", date(2011, 1, 10), "liang-guanglie"),
        ("xi-jinping", date(2023, 11, 15), "joe-biden"),
        ("xi-jinping", date(2011, 8, 18), "joe-biden"),
        ("charles-q-brown", date(2023, 12, 21), "liu-zhenli"),
    ],
)
def test_who_sits_across_the_table(knowledge: Knowledge, person: str, day: date, counterpart: str) -> None:
    across = knowledge.counterpart(person, day)
    assert across is not None
    assert across.id == counterpart


def test_nobody_sits_across_from_a_secretary_while_the_other_post_is_vacant(knowledge: Knowledge) -> None:
    assert knowledge.counterpart("lloyd-austin", date(2023, 12, 1)) is None


def test_who_has_left_office_has_no_counterpart(knowledge: Knowledge) -> None:
    assert knowledge.counterpart("robert-gates", date(2015, 1, 1)) is None
