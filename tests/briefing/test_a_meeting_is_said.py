"""A meeting as a reader finds it: what became of it, who, when, where, how we know."""

import pytest

from bot.briefing.items import meeting_item
from bot.model.article import Standing
from bot.model.claims import MeetingState, Mode, Participant
from bot.model.document import Style
from bot.model.knowledge import Tenure
from bot.model.period import PartialDate
from tests.briefing.builders import ANNA, BORIS, article, chronicle, meeting, report, view
from tests.briefing.reading import read_item, words


def test_a_planned_meeting_names_people_with_titles_days_and_place() -> None:
    planned = meeting(report("planned", "They will meet."), state=MeetingState.PLANNED, when="2024-03-20/2024-03-22", number=7)
    assert read_item(meeting_item(planned, view())) == [
        "Meeting planned: Anna Lind (Minister of Defense) with Boris Kolev (Minister of War) · 20–22 March 2024 · Geneva · M-7",
        "Channel: Defense ministers · Sources: press only, 1 article",
        "They will meet. — Defense chiefs talk, The Herald, 15 March 2024 (A-1)",
    ]


def test_no_two_states_or_ways_of_meeting_look_alike() -> None:
    seen = {read_item(meeting_item(meeting(state=state, mode=mode), view()))[0]: (state, mode) for state in MeetingState for mode in Mode}
    assert len(seen) == len(MeetingState) * len(Mode)


def test_states_differ_in_tone_where_they_differ_in_meaning() -> None:
    tones = {state: meeting_item(meeting(state=state), view()).tone for state in MeetingState}
    assert tones[MeetingState.DECLINED] == tones[MeetingState.CANCELLED]
    assert len(set(tones.values())) == 4


def test_an_inferred_name_is_marked_and_a_reported_one_is_not() -> None:
    implied = Participant("Boris Kolev", "bo", "boris-kolev", "Minister of War", inferred=True)
    line = read_item(meeting_item(meeting(people=(ANNA, implied)), view()))[0]
    assert "Boris Kolev (Minister of War) [inferred]" in line
    assert "Anna Lind (Minister of Defense) with" in line


def test_a_side_of_which_nobody_is_named_is_named_itself() -> None:
    sought = meeting(people=(BORIS,), state=MeetingState.SOUGHT, when=None)
    assert "Boris Kolev (Minister of War) with Arcadia (nobody named) · undated" in read_item(meeting_item(sought, view()))[0]


def test_a_round_of_talks_without_names_goes_by_its_channel() -> None:
    talks = meeting(people=(), channel_id="navy", when="2024-02", place=None)
    assert read_item(meeting_item(talks, view()))[0] == "Meeting held: Naval talks · February 2024 · M-1"


def test_a_contact_without_names_and_channel_goes_by_its_sides() -> None:
    assert "Arcadia with Borduria" in read_item(meeting_item(meeting(people=(), channel_id=None), view()))[0]


def test_the_sides_stand_in_the_order_of_the_configuration_and_others_last() -> None:
    host = Participant("Carla Sarti", "other", None, "President of San Serriffe")
    line = read_item(meeting_item(meeting(people=(host, BORIS, ANNA)), view()))[0]
    assert line.index("Anna Lind") < line.index("Boris Kolev") < line.index("Carla Sarti")


def test_a_chronicle_entry_is_marked_in_its_line_and_in_its_quote() -> None:
    item = meeting_item(meeting(chronicle("held", "19th round", source="https://www.navy.example/news/1")), view())
    assert " · chronicle · M-1" in words(item.line)
    assert item.quotes[0].chronicle
    assert words(item.quotes[0].source) == "chronicle: www.navy.example"
    assert item.quotes[0].source[0].link == "https://www.navy.example/news/1"


def test_an_unverified_chronicle_entry_says_so() -> None:
    item = meeting_item(meeting(chronicle("held", source=None, checked=False)), view())
    assert " · unverified · " in words(item.line)
    assert "unverified" in words(item.quotes[0].source)


def test_a_chronicle_entry_without_a_note_still_shows_its_source() -> None:
    item = meeting_item(meeting(chronicle("held", "")), view())
    assert item.quotes[0].text
    assert words(item.quotes[0].source) == "chronicle: A Yearbook"


def test_a_claim_without_confidence_is_unconfirmed() -> None:
    doubtful, sure = report("held", confidence=0.6), report("held", confidence=0.9)
    assert " · unconfirmed · " in words(meeting_item(meeting(doubtful), view()).line)
    assert "unconfirmed" not in words(meeting_item(meeting(sure), view()).line)


def test_two_local_dates_are_both_shown() -> None:
    call = meeting(when="2024-03-14", more_dates=("2024-03-15",), mode=Mode.PHONE)
    assert "Dates reported: 14 March 2024 and 15 March 2024" in read_item(meeting_item(call, view()))


def test_contradicting_sides_are_both_heard_by_their_names() -> None:
    ours = report("held", "We met.", by=article(1, standing=Standing.OFFICIAL_US))
    theirs = report("declined", "No meeting took place.", by=article(2), says="bo")
    disputed = meeting_item(meeting(ours, theirs, disputed=True), view())
    assert "Disputed: Port Royal says held, Borduria says declined" in read_item(disputed)


def test_a_report_that_says_otherwise_is_marked_as_such() -> None:
    plan = report("planned", "They will meet.", by=article(1))
    done = report("held", "They met.", by=article(2))
    lines = read_item(meeting_item(meeting(plan, done), view()))
    assert lines[-2].startswith("They met. — ")
    assert "says" not in lines[-2]
    assert lines[-1].endswith(" · says planned")


@pytest.mark.parametrize("style", [Style.STRONG, Style.CODE])
def test_what_it_is_and_its_id_stand_out(style: Style) -> None:
    spans = {span.style: span.text for span in meeting_item(meeting(number=184), view()).line}
    assert spans[style] == {"strong": "Meeting held:", "code": "M-184"}[style.value]


def test_people_bear_the_office_they_held_on_the_day_and_not_what_they_are_when_it_is_told() -> None:
    told_later = Participant("Anna Lind", "ar", "anna-lind", "former Minister of Defense")
    in_office = Tenure("anna-lind", "ar-minister", "Minister of Defense", PartialDate(2020), PartialDate(2024, 6))
    line = read_item(meeting_item(meeting(people=(told_later, BORIS)), view("en", in_office)))[0]
    assert "Anna Lind (Minister of Defense) with" in line
    vague = read_item(meeting_item(meeting(people=(told_later, BORIS), when="2024"), view("en", in_office)))[0]
    assert "Anna Lind (former Minister of Defense) with" in vague
