from collections.abc import Callable
from datetime import date

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.model.knowledge import Chronicle, Office, Person, Tenure
from bot.model.period import PartialDate


@pytest.mark.parametrize(
    ("office", "day", "holder"),
    [
        ("us-secdef", date(2011, 1, 10), "robert-gates"),
        ("us-secdef", date(2023, 12, 1), "lloyd-austin"),
        ("us-cjcs", date(2023, 12, 21), "charles-q-brown"),
        ("cn-defense-minister", date(2011, 1, 10), "liang-guanglie"),
        ("cn-defense-minister", date(2023, 10, 23), "li-shangfu"),
        ("cn-defense-minister", date(2024, 5, 31), "dong-jun"),
        ("cn-president", date(2011, 1, 10), "hu-jintao"),
        ("cn-vice-president", date(2011, 1, 10), "xi-jinping"),
        ("us-president", date(2025, 6, 5), "donald-trump"),
    ],
)
def test_who_held_an_office_on_a_day(knowledge: Knowledge, office: str, day: date, holder: str) -> None:
    person = knowledge.holder(office, day)
    assert person is not None
    assert person.id == holder


@pytest.mark.parametrize("day", [date(2023, 10, 25), date(2023, 12, 1), date(2023, 12, 28)])
def test_nobody_holds_an_office_between_two_ministers(knowledge: Knowledge, day: date) -> None:
    assert knowledge.holder("cn-defense-minister", day) is None
    assert knowledge.holders("cn-defense-minister", day) == ()


def test_first_and_last_day_of_a_tenure_belong_to_it(knowledge: Knowledge) -> None:
    last, first = knowledge.holder("cn-defense-minister", date(2023, 10, 24)), knowledge.holder("cn-defense-minister", date(2023, 12, 29))
    assert last is not None
    assert first is not None
    assert (last.id, first.id) == ("li-shangfu", "dong-jun")


def test_on_the_day_of_a_handover_both_may_hold_it_and_nobody_is_known_to(knowledge: Knowledge) -> None:
    noon = date(2021, 1, 20)
    assert {person.id for person in knowledge.holders("us-president", noon)} == {"donald-trump", "joe-biden"}
    assert knowledge.holder("us-president", noon) is None


def test_several_hold_an_office_that_several_may_hold(knowledge: Knowledge) -> None:
    held = {person.id for person in knowledge.holders("cn-cmc-vice-chairman", date(2011, 1, 10))}
    assert {"xu-caihou", "guo-boxiong", "xi-jinping"} <= held
    assert knowledge.holder("cn-cmc-vice-chairman", date(2011, 1, 10)) is None


Build = Callable[..., Knowledge]


@pytest.fixture
def office() -> Build:
    """Knowledge of one office whose holders' tenures are given as (start, end) or (start, end, acting)."""

    def build(*tenures: tuple[str, str | None] | tuple[str, str | None, bool], as_of: date = date(2020, 6, 30)) -> Knowledge:
        people = {}
        for number, (start, end, *acting) in enumerate(tenures):
            name = "abcdef"[number]
            tenure = Tenure(name, "chief", "Chief", PartialDate.parse(start), PartialDate.parse(end) if end else None, any(acting))
            people[name] = Person(name, name.upper(), "us", name.upper(), {}, (tenure,))
        offices = {"chief": Office("chief", "Chief", "us", {})}
        return Knowledge({}, {}, people, offices, {}, {}, {}, Chronicle((), ()), as_of)

    return build


def holder_id(knowledge: Knowledge, day: date) -> str | None:
    person = knowledge.holder("chief", day)
    return person.id if person else None


def test_a_coarse_date_makes_its_own_days_uncertain_but_not_those_within(office: Build) -> None:
    knowledge = office(("2016", "2019-03"))
    assert holder_id(knowledge, date(2017, 1, 1)) == "a"
    assert holder_id(knowledge, date(2016, 7, 1)) is None
    assert holder_id(knowledge, date(2019, 3, 15)) is None
    assert [person.id for person in knowledge.holders("chief", date(2016, 7, 1))] == ["a"]


def test_in_the_month_of_a_handover_nobody_is_known_to_hold_the_office(office: Build) -> None:
    knowledge = office(("2010", "2016-08"), ("2016-08", None))
    assert holder_id(knowledge, date(2016, 8, 31)) is None
    assert holder_id(knowledge, date(2016, 9, 1)) == "b"


def test_an_open_tenure_is_trusted_for_eighteen_months_past_the_roster(office: Build) -> None:
    knowledge = office(("2019-01-01", None), as_of=date(2020, 6, 30))
    assert holder_id(knowledge, date(2021, 12, 31)) == "a"
    assert holder_id(knowledge, date(2022, 1, 1)) is None
    assert knowledge.holders("chief", date(2022, 1, 1)) == ()


def test_somebody_acting_stands_back_behind_the_holder_proper(office: Build) -> None:
    knowledge = office(("2015-01-01", "2018-01-01"), ("2016-01-01", "2019-01-01", True))
    assert holder_id(knowledge, date(2017, 1, 1)) == "a"
    assert holder_id(knowledge, date(2018, 6, 1)) == "b"


def test_nobody_holds_an_office_that_nobody_defined(knowledge: Knowledge) -> None:
    assert knowledge.holder("no-such-office", date(2020, 1, 1)) is None


def test_contacts_among_people_are_those_all_of_whose_people_are_among_them(knowledge: Knowledge) -> None:
    pair = {"lloyd-austin", "dong-jun"}
    found = knowledge.met_among(pair)
    assert found, "the chronicle knows of their contacts"
    assert found == [m for m in knowledge.chronicle.meetings if len(m.participants) > 1 and pair.issuperset(m.participants)]
    assert not knowledge.met_among({"lloyd-austin"})
    assert set(map(id, found)) <= set(map(id, knowledge.met_among({*pair, "li-shangfu"})))
