"""Whether, when and with whom: never "no" from silence, never a flat "yes" from a guess."""

from datetime import timedelta

import pytest

from bot.answers.contacts import ahead, overdue
from bot.answers.context import Context
from bot.answers.verdict import Verdict
from bot.i18n import texts_for
from bot.knowledge.knowledge import Knowledge
from bot.model.claims import MeetingState, Mode
from bot.model.document import Item
from bot.model.ledger import MeetingQuery
from tests.answers.conftest import Say, lead_of, shown
from tests.answers.story import NOW


@pytest.mark.parametrize(
    ("question", "verdict", "begins"),
    [
        ("did Hegseth meet Dong Jun in June 2026?", "yes", "Yes, in person: 5 June 2026."),
        ("traf Hegseth Dong Jun im Juni 2026?", "yes", "Yes, in person: 5 June 2026."),
        ("did Chase meet Liu Zhan?", "yes", "Yes, by the chronicle, in person: October – November 2023."),
        ("did Tom Oakes talk to Li Mingzhe?", "yes", "Yes, by video: 11 February 2026."),
        ("did Hegseth meet Zhang Youxia?", "inferred", "Reported without the name:"),
        ("did Ratner meet Li Bin?", "unconfirmed", "Reported, but nobody says so with confidence: January 2026."),
        ("did Caine meet Liu Zhenli?", "disputed", "Disputed: sources contradict each other"),
        ("will Hegseth meet Dong Jun?", "ahead", "Planned: September 2026, in person; no report that it took place."),
        ("did Aquilino meet Wu Yanan?", "planned", "No report that it took place. It was planned for: 20 March 2026."),
        ("did Colby meet Xie Feng?", "cancelled", "No report that it took place. It was cancelled: April 2026."),
        ("did Charles Brown meet Liu Zhenli in 2026?", "declined", "No report that it took place. It was declined: April 2026."),
        ("did Paparo call Wu Yanan?", "yes", "Yes, by the chronicle, by video: 9 September 2024."),
        ("did Paparo talk to Wu Yanan by phone?", "sought", "No report that it took place. It was sought, without a date."),
        ("did Chase meet Dong Jun?", "nothing", "Not in the ledger: no report of a contact between Michael Chase and Dong Jun."),
    ],
)
def test_yes_is_said_of_a_contact_held_and_named_only(question: str, verdict: str, begins: str, say: Say) -> None:
    answer = say(question)
    assert answer.data["verdict"] == verdict
    assert lead_of(answer).startswith(begins)


def test_no_is_never_said_of_a_meeting(say: Say) -> None:
    for question in ("did Chase meet Dong Jun?", "did Colby meet Xie Feng?", "did Gates meet Xi Jinping in 1999?"):
        assert not lead_of(say(question)).casefold().startswith(("no.", "no,", "no:"))


def test_a_contact_the_chronicle_has_not_checked_gives_no_verdict_and_is_shown_on_request_only(say: Say) -> None:
    answer = say("did Gates meet Hu Jintao in November 2009?")
    unasked = say("met Gates Hu Jintao")
    asked = say("met Gates Hu Jintao unverified")
    assert answer.data["verdict"] != "yes"
    assert "1 unverified chronicle entry is left out; “met robert-gates hu-jintao unverified” shows it." in shown(unasked)
    assert "Unverified chronicle entries" in shown(asked)
    assert len(_meetings(asked.data)) == len(_meetings(unasked.data)) + 1


def test_two_whom_only_unchecked_entries_bring_together_get_no_yes(say: Say, knowledge: Knowledge) -> None:
    checked = {frozenset(entry.participants) for entry in knowledge.chronicle.meetings if entry.checked}
    pairs = [entry.participants for entry in knowledge.chronicle.meetings if not entry.checked and len(entry.participants) == 2]
    first, second = next(pair for pair in pairs if not any(set(pair) <= people for people in checked))
    answer = say(f"met {first} {second}")
    assert answer.data["verdict"] == "unverified"
    assert answer.data["meetings"] == []
    assert not answer.found
    assert lead_of(answer).startswith("No verified report.")


def test_every_verdict_has_its_sentence() -> None:
    texts = texts_for("en")
    assert all(f"answer.met_{verdict}" in texts for verdict in Verdict)
    assert all(f"answer.how_{mode}" in texts for mode in Mode)


def test_unverified_entries_count_for_nothing(say: Say) -> None:
    answer = say("how often did Gates meet Hu Jintao?")
    assert lead_of(answer) == "In this ledger, since 11 January 2011: 1 contact, 1 chronicle entry."


def test_every_contact_of_an_answer_shows_its_evidence(say: Say) -> None:
    for question in ("who met Liang Guanglie?", "did Hegseth meet Dong Jun?", "met Oakes", "what is planned?", "meetings since 2025"):
        items = [block for block in say(question).document.blocks if isinstance(block, Item)]
        assert items
        assert all(item.quotes for item in items), question


def test_the_people_met_are_named_most_recent_first_and_counted_with_what_the_count_covers(say: Say) -> None:
    assert lead_of(say("who met Liang Guanglie in 2011?")) == (
        "Held with Robert Gates. In this ledger, since 10 January 2011: 2 contacts, 2 chronicle entries."
    )


def test_whoever_is_only_inferred_unconfirmed_or_disputed_is_not_among_the_people_met(say: Say) -> None:
    assert "Pete Hegseth" not in lead_of(say("who met Zhang Youxia in 2026?"))
    assert lead_of(say("who met Ely Ratner in 2026?")).startswith("No contact is reported as held beyond doubt.")
    assert lead_of(say("who met Dan Caine?")).startswith("No contact is reported as held beyond doubt.")


def test_held_planned_overdue_and_declined_stand_under_headings_of_their_own(say: Say) -> None:
    text = shown(say("met Dong Jun"))
    assert text.index("## Held") < text.index("Pete Hegseth (Secretary of War) with Dong Jun")
    assert text.index("## Planned, to come") < text.index("Meeting planned:") < text.index("## Declined or cancelled")
    assert "## Was planned; no report that it took place" in shown(say("met Aquilino in 2026"))


def test_a_meeting_is_no_call(say: Say) -> None:
    assert say("did Hegseth call Dong Jun in June 2026?").data["verdict"] == "nothing"
    assert say("did Hegseth meet Dong Jun in June 2026?").data["verdict"] == "yes"


def test_two_of_one_side_are_not_said_to_have_met(say: Say) -> None:
    text = shown(say("did Adam Smith meet Ro Khanna?"))
    assert "They took part together." in text
    assert "Both are of one side (United States)" in text
    assert "Yes" not in text


def test_where_two_have_nothing_their_other_contacts_are_told(say: Say) -> None:
    text = shown(say("met Chase Dong Jun"))
    assert "Michael Chase with others. In this ledger, since 19 August 2021: " in text
    assert "Dong Jun with others." in text
    assert not say("met Chase Dong Jun").found


def test_where_the_time_asked_for_has_nothing_other_times_are_told(say: Say) -> None:
    text = shown(say("did Gates meet Liang Guanglie in 2012?"))
    assert "Not in the ledger: no report of a contact between Robert Gates and Liang Guanglie, in 2012." in text
    assert "## What there is of the two" in text
    assert "3 June 2011" in text


def test_one_person_is_one_in_every_script_and_order(say: Say) -> None:
    wanted = _meetings(say("met Gates Liang Guanglie").data)
    assert wanted
    for line in (
        "met Gates 梁光烈",
        "met 梁光烈 Gates",
        "met Gates Guanglie Liang",
        "who met 梁光烈 in 2011",
        'met "robert gates" "LIANG GUANGLIE"',
    ):
        assert _meetings(say(line).data)[0] in wanted, line


def test_a_name_in_other_characters_is_found_by_its_sound(say: Say) -> None:
    assert say("who 黄学平").data["person"] == say("who Huang Xueping").data["person"]


def test_when_is_answered_with_the_days_first(say: Say) -> None:
    assert lead_of(say("when did Gates meet Liang Guanglie?")).startswith(
        "By the chronicle: 3 June 2011, 10 January 2011 and 11 October 2010."
    )
    assert lead_of(say("when did Hegseth meet Dong Jun in 2026?")).startswith("5 June 2026, in person.")


def test_what_an_office_did_is_answered_for_who_held_it_and_says_so(say: Say) -> None:
    text = shown(say("did the US defense secretary meet Dong Jun in 2024?"))
    assert "“US defense secretary” is read as Lloyd Austin, who held that office in that time." in text
    assert "Yes" in text


def test_a_place_narrows_it_down(say: Say) -> None:
    assert _meetings(say("who did Hegseth meet in Singapore in 2026?").data)
    assert not _meetings(say("who did Hegseth meet in Washington in June 2026?").data)


def _meetings(data: object) -> list[object]:
    assert isinstance(data, dict)
    found = [meeting["id"] for meeting in data["meetings"]]
    return list(found)


def test_what_narrows_a_question_is_said_where_nothing_fits(say: Say) -> None:
    assert lead_of(say("did Gates meet Liang Guanglie in Washington?")) == (
        "Not in the ledger: no report of a contact between Robert Gates and Liang Guanglie, in Washington."
    )
    assert "Xi Jinping, by phone, in 2011." in lead_of(say("did Gates speak to Xi Jinping by phone in 2011?"))
    one = say("who did Hegseth meet in Washington?")
    assert lead_of(one) == "Not in the ledger: no report of a contact of Pete Hegseth, in Washington."
    assert "## At other times, elsewhere or otherwise" in shown(one)


def test_when_they_last_or_first_met_is_one_day(say: Say) -> None:
    last, first = say("when did Gates last meet Liang Guanglie?"), say("when did Gates first meet Liang Guanglie?")
    assert lead_of(last).startswith(
        "The latest, by the chronicle: 3 June 2011, in person. In this ledger, since 11 October 2010: 3 contacts"
    )
    assert lead_of(first).startswith("The first, by the chronicle: 11 October 2010, in person.")
    assert lead_of(say("when did Dong Jun last meet?")).startswith("The latest: 5 June 2026, in person.")


def test_several_ways_of_meeting_are_told_with_their_days(say: Say) -> None:
    assert lead_of(say("did Hegseth meet Dong Jun in 2025?")).startswith(
        "Yes, by the chronicle, 3 times: 1 November 2025 (by phone), 31 October 2025 (in person) and 9 September 2025 (by video)."
    )


def test_a_way_of_meeting_narrows_it_down(say: Say) -> None:
    assert lead_of(say("did Hegseth meet Dong Jun in person in 2025?")).startswith("Yes, by the chronicle, in person: 31 October 2025.")
    assert lead_of(say("hat Hegseth Dong Jun 2025 persönlich getroffen?")).startswith("Yes, by the chronicle, in person: 31 October 2025.")


def test_a_plan_without_a_day_does_not_lie_ahead_for_ever(context: Context) -> None:
    later = Context(context.ledger, context.knowledge, context.texts, NOW + timedelta(days=400), context.zone)
    sought = MeetingQuery(states=(MeetingState.SOUGHT,), since=None, people=("samuel-paparo",))
    undated = [meeting for meeting in context.ledger.meetings(sought) if meeting.period is None]
    assert undated
    assert ahead(undated, context.today) == tuple(undated)
    assert ahead(undated, later.today) == ()
    assert overdue(undated, later.today) == tuple(undated)


def test_the_latest_contact_is_one_that_is_sure_and_newer_unsure_ones_are_told_apart(say: Say) -> None:
    answer = say("when was the last meeting of Ely Ratner?")
    newer = shown(answer).partition("## Also reported")[2]
    assert lead_of(answer).startswith("The latest held in this ledger, by the chronicle:")
    assert "Ely Ratner may have met Li Bin in January." in newer
    unsure = say("when was the last meeting of Li Bin in 2026?")
    assert lead_of(unsure) == "No contact is reported as held beyond doubt. The latest reported in this ledger: January 2026."
