"""The data that ships makes sense: what the types can't check and a reader would stumble over."""

from datetime import date, timedelta
from itertools import combinations, pairwise

from bot.knowledge.fold import fold, is_han
from bot.knowledge.knowledge import Knowledge
from bot.model.claims import MeetingState
from bot.model.knowledge import ChronicleChange, ChronicleMeeting


def entries(knowledge: Knowledge) -> tuple[ChronicleMeeting | ChronicleChange, ...]:
    return (*knowledge.chronicle.meetings, *knowledge.chronicle.changes)


def test_everything_is_there(knowledge: Knowledge) -> None:
    assert list(knowledge.sides) == ["us", "cn"]
    assert len(knowledge.people) > 400
    assert len(knowledge.offices) > 70
    assert len(knowledge.channels) == 22
    assert len([place for place in knowledge.places.values() if place.kind == "city"]) > 120
    assert len(knowledge.events) > 200
    assert (len(knowledge.chronicle.meetings), len(knowledge.chronicle.changes)) == (318, 118)
    assert knowledge.as_of == date(2026, 6, 30)


def test_one_person_at_a_time_is_known_to_hold_a_post_of_one(knowledge: Knowledge) -> None:
    for office in knowledge.offices.values():
        tenures = [
            (tenure.start.last, tenure.end.first if tenure.end else date.max, tenure.person_id)
            for person in knowledge.people.values()
            for tenure in person.tenures
            if tenure.office_id == office.id and office.single_holder and not tenure.acting
        ]
        for (start, end, person), (other_start, other_end, other) in combinations(tenures, 2):
            assert person == other or end <= other_start or other_end <= start, (office.id, person, other)


def test_counterparts_sit_on_the_other_side(knowledge: Knowledge) -> None:
    for office in knowledge.offices.values():
        if office.counterpart_id is not None:
            assert {office.side, knowledge.offices[office.counterpart_id].side} == set(knowledge.sides), office.id


def test_everybody_has_an_office_of_their_side_and_a_name(knowledge: Knowledge) -> None:
    for person in knowledge.people.values():
        assert person.tenures, person.id
        assert {knowledge.offices[tenure.office_id].side for tenure in person.tenures} == {person.side}, person.id
        assert person.names.get("en"), person.id


def test_nobody_holds_one_office_twice_at_once(knowledge: Knowledge) -> None:
    for person in knowledge.people.values():
        for one, other in pairwise(sorted(person.tenures, key=lambda tenure: (tenure.office_id, tenure.start.first))):
            if one.office_id == other.office_id:
                assert one.end is not None, person.id
                assert one.end.first <= other.start.last, person.id


def test_people_without_a_middle_dot_are_full_names_only_where_the_surname_comes_first(knowledge: Knowledge) -> None:
    """The rule that tells 习近平 from 拜登 must agree with the roster's own knowledge of its people."""
    for person in knowledge.people.values():
        if person.side == "cn":
            assert person.name.startswith(person.family + " "), person.id


def test_no_chinese_name_is_a_single_character_of_a_side_place_or_event(knowledge: Knowledge) -> None:
    for things in (knowledge.sides, knowledge.third_parties, knowledge.places, knowledge.events, knowledge.channels, knowledge.offices):
        for thing in things.values():
            assert all(len(name) > 1 for name in thing.names.get("zh", ())), thing.id


def test_places_are_named_in_chinese_and_lie_somewhere(knowledge: Knowledge) -> None:
    for place in knowledge.places.values():
        assert any(is_han(name[0]) for name in place.names.get("zh", ())), place.id
        assert (place.country is None) == (place.kind == "water"), place.id


def test_third_parties_share_no_name_with_the_sides(knowledge: Knowledge) -> None:
    def names(side_id: str) -> set[str]:
        side = {**knowledge.sides, **knowledge.third_parties}[side_id]
        return {fold(name) for group in (side.names, side.metonyms, side.adjectives) for some in group.values() for name in some}

    ours = names("us") | names("cn")
    assert not names("us") & names("cn")
    assert all(not names(party) & ours for party in knowledge.third_parties)


def test_cities_of_the_chronicle_are_places(knowledge: Knowledge) -> None:
    known = {place.name for place in knowledge.places.values()}
    known |= {"Malta"}  # a summit on ships before the island: a country, for want of a city
    for meeting in knowledge.chronicle.meetings:
        assert meeting.place is None or meeting.place in known, meeting.id


def test_held_contacts_of_the_chronicle_are_past(knowledge: Knowledge) -> None:
    for meeting in knowledge.chronicle.meetings:
        assert meeting.state is not MeetingState.HELD or meeting.period.last <= knowledge.as_of, meeting.id


def test_what_is_checked_names_its_source_and_what_is_not_says_where_to_look(knowledge: Knowledge) -> None:
    for entry in entries(knowledge):
        assert entry.source if entry.checked else entry.see or entry.source, entry.id


def test_ids_of_the_chronicle_begin_with_their_date(knowledge: Knowledge) -> None:
    for entry in entries(knowledge):
        assert entry.id.startswith(str(entry.period.start)), entry.id


def test_events_that_end_are_short_enough_to_date_an_article(knowledge: Knowledge) -> None:
    for event in knowledge.events.values():
        assert event.period.last - event.period.first < timedelta(days=366), event.id


def test_no_event_lies_in_the_future_of_the_roster(knowledge: Knowledge) -> None:
    assert all(event.period.last <= knowledge.as_of for event in knowledge.events.values())
