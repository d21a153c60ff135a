"""The curated history in the ledger: kept equal to the configuration, never news, never certain unverified."""

from datetime import UTC, date, datetime, timedelta

from bot.ledger.chronicle import Imported
from bot.ledger.store import Ledger
from bot.model.claims import MeetingState, Status
from bot.model.knowledge import Chronicle
from bot.model.ledger import ChangeQuery, MeetingQuery
from tests.ledger.accounts import change_claim, meeting_claim
from tests.ledger.articles import NOW, record
from tests.ledger.chronicles import PEOPLE, changed, chronicle, held, reworded

TALKS = held("talks", "2030-10-12")
CHANGE = changed("stop", "2030-11", Status.SUSPENDED)
UNVERIFIED = held("rumour", "2030-12-01", ("ulf-dahl", "juan-sol"), checked=False)
ALL = MeetingQuery(unverified=True)


def load(ledger: Ledger, given: Chronicle, now: datetime = NOW) -> Imported:
    return ledger.import_chronicle(given, PEOPLE, now)


def test_entries_become_meetings_and_changes_with_their_source(ledger: Ledger) -> None:
    assert load(ledger, chronicle(TALKS, CHANGE)) == Imported(added=2)
    [meeting] = ledger.meetings(MeetingQuery())
    [report] = meeting.reports
    assert meeting.only_chronicle
    assert [(each.name, each.title) for each in meeting.participants] == [("Ada Berg", "Minister"), ("Rosa Luz", "Minister")]
    assert (report.quote, report.chronicle_source, report.article, report.start) == ("note of talks", "source of talks", None, None)
    [change] = ledger.changes(ChangeQuery())
    assert (change.status, change.by, change.reason, change.only_chronicle) == (Status.SUSPENDED, "south", "reason of stop", True)


def test_importing_again_changes_nothing(ledger: Ledger) -> None:
    given = chronicle(TALKS, CHANGE, UNVERIFIED)
    assert not ledger.has_chronicle(given, PEOPLE)
    load(ledger, given)
    assert ledger.has_chronicle(given, PEOPLE)
    assert not ledger.has_chronicle(chronicle(TALKS), PEOPLE)
    before = (ledger.meetings(ALL), ledger.changes(ChangeQuery()), ledger.names())
    assert load(ledger, given, NOW + timedelta(days=9)) == Imported()
    assert (ledger.meetings(ALL), ledger.changes(ChangeQuery()), ledger.names()) == before


def test_an_edited_entry_keeps_its_number(ledger: Ledger) -> None:
    load(ledger, chronicle(TALKS))
    [before] = ledger.meetings(ALL)
    assert load(ledger, chronicle(reworded(TALKS, "better words"))) == Imported(changed=1)
    [after] = ledger.meetings(ALL)
    assert (after.id, [report.quote for report in after.reports]) == (before.id, ["better words"])


def test_the_number_of_an_entry_with_a_new_date_leads_to_it(ledger: Ledger) -> None:
    load(ledger, chronicle(TALKS))
    [before] = ledger.meetings(ALL)
    load(ledger, chronicle(held("talks", "2029-01-02")))
    [after] = ledger.meetings(ALL)
    assert str(after.period) == "2029-01-02"
    assert ledger.find_meeting(before.id) == after


def test_an_entry_taken_out_is_gone_at_every_moment_and_its_people_with_it(ledger: Ledger) -> None:
    load(ledger, chronicle(TALKS, held("other", "2030-05-05", ("eva-falk", "juan-sol"))))
    assert load(ledger, chronicle(TALKS)) == Imported(dropped=1)
    assert [str(meeting.period) for meeting in ledger.meetings(ALL)] == ["2030-10-12"]
    assert ledger.meetings(MeetingQuery(known_at=NOW - timedelta(days=30), since=date(2030, 5, 5), until=date(2030, 5, 5))) == []
    assert {name.key for name in ledger.names()} == {"ada-berg", "rosa-luz"}
    assert load(ledger, chronicle(TALKS, held("other", "2030-05-05", ("eva-falk", "juan-sol")))) == Imported(added=1)
    assert len(ledger.meetings(ALL)) == 2


def test_an_article_about_an_entry_joins_it_and_stays_when_the_entry_goes(ledger: Ledger) -> None:
    load(ledger, chronicle(TALKS))
    recorded = record(ledger, meeting_claim(when="2030-10"), dated="2030-11-01")
    [meeting] = ledger.meetings(ALL)
    assert recorded.updated_meetings == (meeting.id,)
    assert [report.from_chronicle for report in meeting.reports] == [True, False]
    load(ledger, chronicle())
    [left] = ledger.meetings(ALL)
    assert (left.id, [report.from_chronicle for report in left.reports]) == (meeting.id, [False])


def test_unverified_entries_appear_only_on_request_and_marked(ledger: Ledger) -> None:
    load(ledger, chronicle(UNVERIFIED))
    assert ledger.meetings(MeetingQuery()) == []
    assert ledger.names() == []
    [meeting] = ledger.meetings(ALL)
    assert [report.checked for report in meeting.reports] == [False]
    assert ledger.find_meeting(meeting.id) == meeting


def test_an_unverified_entry_beside_reports_is_shown_only_on_request_and_shapes_nothing(ledger: Ledger) -> None:
    load(ledger, chronicle(held("rumour", "2030-12-01", checked=False)))
    record(ledger, meeting_claim(when="2030-12", state=MeetingState.PLANNED), dated="2030-11-20")
    [plain] = ledger.meetings(MeetingQuery())
    [full] = ledger.meetings(ALL)
    assert plain.id == full.id
    assert (len(plain.reports), len(full.reports)) == (1, 2)
    assert (plain.state, str(plain.period)) == (full.state, str(full.period)) == (MeetingState.PLANNED, "2030-12")


def test_an_entry_is_known_from_the_last_day_of_its_period(ledger: Ledger) -> None:
    load(ledger, chronicle(CHANGE))
    assert ledger.changes(ChangeQuery(known_at=datetime(2030, 11, 29, 23, tzinfo=UTC))) == []
    assert len(ledger.changes(ChangeQuery(known_at=datetime(2030, 11, 30, 0, tzinfo=UTC)))) == 1


def test_an_entry_about_days_to_come_is_known_from_the_import(ledger: Ledger) -> None:
    load(ledger, chronicle(held("coming", "2031-12-01")))
    assert ledger.meetings(MeetingQuery(known_at=NOW - timedelta(seconds=1))) == []
    assert len(ledger.meetings(MeetingQuery(known_at=NOW))) == 1


def test_the_chronicle_is_never_news_and_an_article_about_it_is(ledger: Ledger) -> None:
    news = MeetingQuery(learned_after=NOW - timedelta(days=400), learned_until=NOW + timedelta(days=400))
    load(ledger, chronicle(TALKS, CHANGE))
    assert ledger.meetings(news) == []
    record(ledger, meeting_claim(when="2030-10-12"), change_claim("talks", when="2030-11"), dated="2030-12-05")
    assert len(ledger.meetings(news)) == 1
    assert len(ledger.changes(ChangeQuery(learned_after=news.learned_after, learned_until=news.learned_until))) == 1
