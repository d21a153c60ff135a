"""An alert is due for what is new, dated, recent, confident and from an article; for nothing else."""

import pytest

from bot.briefing.alerts import KINDS, Taken, alert, due_alerts
from bot.model.claims import MeetingState, Status
from bot.model.ledger import Change, Meeting
from tests.briefing.builders import article, change, chronicle, meeting, report, view
from tests.briefing.reading import items, read_item

NEW = article(5)
OTHER = article(4, source="The Courier")
SAID = report("suspended", "Borduria broke off all talks.", by=NEW)
MET = report("held", "They met.", by=NEW)


def due(*subjects: Meeting | Change) -> list[str]:
    meetings = tuple(subject for subject in subjects if isinstance(subject, Meeting))
    changes = tuple(subject for subject in subjects if isinstance(subject, Change))
    return [one.key for one in due_alerts(Taken(NEW, meetings, changes), view())]


def test_a_new_suspension_and_a_new_meeting_are_due_the_gravest_first() -> None:
    assert due(meeting(MET, number=8), change(SAID, number=57)) == ["C-57:suspended", "M-8:held"]


def test_what_another_article_told_before_is_not_due_again() -> None:
    assert due(change(report("suspended", "It stopped.", by=OTHER), SAID)) == []
    assert due(meeting(report("held", "Met.", by=OTHER), MET)) == []


def test_what_was_only_said_without_confidence_does_not_keep_the_sure_word_from_alerting() -> None:
    rumour = report("held", "They seem to have met.", by=OTHER, confidence=0.5)
    assert due(meeting(rumour, MET, number=8)) == ["M-8:held"]


def test_a_plan_that_came_true_or_fell_through_is_due() -> None:
    plan = report("planned", "They will meet.", by=OTHER)
    assert due(meeting(plan, MET, number=8)) == ["M-8:held"]
    refused = report("cancelled", "It is off.", by=NEW)
    assert due(meeting(plan, refused, number=8, state=MeetingState.CANCELLED)) == ["M-8:cancelled"]


def test_what_a_checked_chronicle_entry_holds_is_known_and_an_unverified_one_is_not() -> None:
    assert due(change(chronicle("suspended"), SAID)) == []
    assert due(change(chronicle("suspended", checked=False), SAID, number=57)) == ["C-57:suspended"]


def test_the_chronicle_alone_never_alerts() -> None:
    assert due(change(chronicle("suspended")), meeting(chronicle("held"))) == []


def test_a_claim_without_confidence_is_not_due() -> None:
    assert due(change(report("suspended", by=NEW, confidence=0.79))) == []
    assert due(change(report("suspended", by=NEW, confidence=0.8), number=57)) == ["C-57:suspended"]


@pytest.mark.parametrize("when", ["2024-02-29", "2022-08", "2023", "2011-01-07"])
def test_what_is_old_at_its_articles_date_is_not_due(when: str) -> None:
    assert due(change(SAID, when=when), meeting(MET, when=when)) == []


def test_what_has_no_date_is_due_only_where_it_lies_ahead() -> None:
    assert due(change(SAID, when=None), meeting(MET, when=None)) == []
    plan = meeting(report("planned", by=NEW), state=MeetingState.PLANNED, when=None, number=8)
    assert due(plan) == ["M-8:planned"]


def test_an_article_that_says_otherwise_than_the_ledger_gives_no_cause() -> None:
    assert due(meeting(report("planned", by=NEW), report("held", by=OTHER), state=MeetingState.HELD)) == []


def test_confidence_counts_only_where_it_says_the_same_as_the_ledger() -> None:
    sure_plan = report("planned", "They will meet.", by=NEW, confidence=1.0)
    doubtful = report("held", "They seem to have met.", by=NEW, confidence=0.5, claim_id=2)
    assert due(meeting(sure_plan, doubtful, state=MeetingState.HELD)) == []


def test_an_alert_says_what_happened_and_proves_it_by_the_article_that_gave_cause() -> None:
    stopped = change(report("open", "All is well.", by=OTHER), SAID, number=57)
    answer = alert(due_alerts(Taken(NEW, (), (stopped,)), view()), view())
    assert answer.document.title == "Channel suspended: Defense ministers"
    assert read_item(items(answer.document)[0])[0] == "Suspended: Defense ministers · by Borduria · 14 March 2024 · C-57"
    assert [quote.text for quote in items(answer.document)[0].quotes] == ["Borduria broke off all talks."]
    assert [action.command for action in answer.document.actions] == ["C-57", "why C-57"]


def test_one_article_with_several_contacts_is_one_message() -> None:
    visits = tuple(meeting(report("held", f"Met {number}.", by=NEW), number=number) for number in (1, 2, 3))
    answer = alert(due_alerts(Taken(NEW, visits, ()), view()), view())
    assert answer.document.title == "3 reports from one article"
    assert len(items(answer.document)) == 3


def test_an_alert_about_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="something to tell"):
        alert((), view())


@pytest.mark.parametrize("status", Status)
def test_every_status_can_be_alerted(status: Status) -> None:
    found = due_alerts(Taken(NEW, (), (change(report(status, by=NEW), status=status),)), view())
    assert alert(found, view()).document.title


@pytest.mark.parametrize("state", MeetingState)
def test_every_state_can_be_alerted(state: MeetingState) -> None:
    found = due_alerts(Taken(NEW, (meeting(report(state, by=NEW), state=state),), ()), view())
    assert "Anna Lind with Boris Kolev" in alert(found, view()).document.title


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
