"""What a reader of an alert must hear of, and what only its message says anew."""

import json

import pytest

from bot.briefing.alerts import alert_on
from bot.briefing.alerts.facts import Facts, Turn, facts_of, parse_facts, turns
from bot.briefing.alerts.update import Turned, update
from bot.model.claims import MeetingState, Participant
from tests.briefing.builders import ANNA, BORIS, article, change, meeting, report, view
from tests.briefing.reading import items, read_item

NEW = article(5)


def told(when: str | None = "2024-03-14", state: MeetingState = MeetingState.PLANNED, **more: object) -> Facts:
    return facts_of(meeting(report(state, by=NEW), state=state, when=when, **more), view())  # type: ignore[arg-type]  # a test's shorthand


def test_facts_are_read_as_they_were_written() -> None:
    for facts in (told(), told(None), told("2024-03/2024-04", disputed=True), facts_of(change(), view()), Facts("held")):
        assert parse_facts(json.loads(json.dumps(facts.as_json()))) == facts


@pytest.mark.parametrize(
    ("before", "now", "turned"),
    [
        (told(), told(), ()),
        (told(), told(state=MeetingState.HELD), (Turn.STATE,)),
        (told(), told("2024-03-16"), (Turn.DATE,)),
        (told("2024-03"), told(), (Turn.DATE_KNOWN,)),
        (told(None), told(), (Turn.DATE_KNOWN,)),
        (told(), told("2024-03"), ()),
        (told(), told(None), ()),
        (told("2024-03", MeetingState.HELD), told(state=MeetingState.HELD), ()),
        (told(), told(people=(ANNA, BORIS, Participant("Carl Ito", "bo"))), ()),
        (told(), told(people=(ANNA, Participant("Carl Ito", "bo"))), (Turn.PEOPLE,)),
        (told(), told(disputed=True), (Turn.DISPUTED,)),
        (told(disputed=True), told(), (Turn.SETTLED,)),
        (told(), told(place="Vienna"), ()),
        (Facts("planned"), told(), ()),
        (Facts("planned"), told(state=MeetingState.HELD), (Turn.STATE,)),
    ],
)
def test_only_what_matters_is_a_turn(before: Facts, now: Facts, turned: tuple[Turn, ...]) -> None:
    assert turns(before, now) == turned


def test_a_side_that_bears_it_out_is_a_turn_once() -> None:
    press, confirmed = meeting(report("held", by=NEW)), meeting(report("held", by=NEW), report("held", by=article(6), says="bo"))
    assert turns(facts_of(press, view()), facts_of(confirmed, view())) == (Turn.CONFIRMED,)
    assert turns(facts_of(confirmed, view()), facts_of(confirmed, view())) == ()


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("before", MeetingState)
def test_every_turn_of_a_meeting_can_be_said(state: MeetingState, before: MeetingState) -> None:
    one = alert_on(meeting(report(state, by=NEW), state=state, number=8), NEW, view(), proof=NEW)
    document = update([Turned(one, told("2024-03-01", before), tuple(Turn))], view())
    assert document.title.endswith(": Anna Lind with Boris Kolev")
    assert [action.command for action in document.actions] == ["M-8", "why M-8"]


def test_a_reply_says_what_changed_then_who_and_when_then_how_we_know() -> None:
    held = meeting(report("planned", "They will meet.", by=article(4)), report("held", "They met.", by=NEW), number=8)
    document = update([Turned(alert_on(held, article(4), view(), proof=NEW), told(), (Turn.STATE,))], view())
    assert document.title == "Held, as planned: Anna Lind with Boris Kolev"
    assert read_item(items(document)[0])[0] == "Held, as planned: Anna Lind with Boris Kolev · 14 March 2024 · Geneva · M-8"
    assert [quote.text for quote in items(document)[0].quotes] == ["They met."]


def test_a_reply_about_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="something to tell"):
        update((), view())
