"""What recording an article writes, and what it never does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, func, select

from bot.database.engine import reading, writing
from bot.ledger.store import Ledger
from bot.ledger.tables import articles, claims, events
from bot.model.article import Article, Reading, Standing
from bot.model.claims import Evidence, MeetingState, Status
from bot.model.ledger import ChangeQuery, MeetingQuery, Outcome
from tests.ledger.accounts import change_claim, day, meeting_claim, person
from tests.ledger.articles import NOW, article, record

EMPTY = Reading(language="en", dated=None, dated_by=None, relevant=False, people=(), meetings=(), changes=())


def test_an_article_and_its_claims_come_back_as_they_were_given(ledger: Ledger) -> None:
    claim = replace(meeting_claim(place="Lund", channel="talks", says="north"), confidence=0.75)
    given, read = article(claim, standing=Standing.STATE_MEDIA)
    recorded = ledger.record(given, read, NOW)
    ref, text = ledger.find_article(recorded.article_id) or pytest.fail("not found")
    assert text == given
    assert (ref.dated, ref.standing, ref.seen_at) == (day("2031-05-01"), Standing.STATE_MEDIA, NOW)
    [meeting] = ledger.meetings(MeetingQuery())
    [report] = meeting.reports
    assert given.text[report.start : report.end] == report.quote == read.meetings[0].evidence.quote
    assert (report.says, report.confidence, report.article) == ("north", 0.75, ref)
    assert (meeting.place, meeting.channel_id, meeting.sides) == ("Lund", "talks", ("north", "south"))
    assert [each.name for each in meeting.participants] == ["Ada Berg", "Rosa Luz"]


def test_the_same_text_again_is_known_under_whatever_address(ledger: Ledger) -> None:
    given, read = article(meeting_claim())
    first = ledger.record(given, read, NOW)
    again = ledger.record(replace(given, address="elsewhere.txt", source="other"), read, NOW + timedelta(days=1))
    assert (again.article_id, again.outcome) == (first.article_id, Outcome.KNOWN)
    assert not again.new_meetings
    assert not again.updated_meetings
    assert len(ledger.articles()) == 1
    assert len(ledger.meetings(MeetingQuery())[0].reports) == 1


def test_evidence_that_does_not_give_its_quote_is_refused_and_nothing_is_written(engine: Engine) -> None:
    given, read = article(meeting_claim())
    wrong = replace(read.meetings[0], evidence=Evidence(0, 5, "other"))
    with pytest.raises(ValueError, match="does not give its quote"), writing(engine) as connection:
        Ledger(connection).record(given, replace(read, meetings=(wrong,)), NOW)
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(articles)).scalar_one() == 0


def test_moments_come_back_in_utc_whatever_zone_they_were_given_in(ledger: Ledger) -> None:
    far_east = timezone(timedelta(hours=9))
    given = replace(article()[0], published_at=datetime(2031, 5, 1, 1, 30, 0, 250, far_east))
    recorded = ledger.record(given, EMPTY, NOW.astimezone(far_east))
    ref, found = ledger.find_article(recorded.article_id) or pytest.fail("not found")
    assert found.published_at == datetime(2031, 4, 30, 16, 30, 0, 250, UTC)
    assert found.published_at.tzinfo is UTC
    assert ref.seen_at == NOW


def test_a_moment_without_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Exception, match="needs its time zone"):
        ledger.record(article()[0], EMPTY, NOW.replace(tzinfo=None))


def test_characters_that_databases_refuse_are_replaced_one_for_one(ledger: Ledger) -> None:
    text = "broken \x00 bytes \ud800 and 部长"
    recorded = ledger.record(Article(text=text, source="gazette", address="a\x00b", title="\udfff"), EMPTY, NOW)
    _, found = ledger.find_article(recorded.article_id) or pytest.fail("not found")
    assert found.text == "broken \ufffd bytes \ufffd and 部长"
    assert len(found.text) == len(text)


def test_a_plan_and_its_fulfilment_are_one_meeting_with_one_number(ledger: Ledger) -> None:
    planned = record(ledger, meeting_claim(state=MeetingState.PLANNED), dated="2031-03-20", now=NOW)
    held = record(ledger, meeting_claim(), dated="2031-04-03", now=NOW + timedelta(hours=1))
    assert planned.new_meetings == held.updated_meetings
    assert held.new_meetings == ()
    meeting = ledger.find_meeting(planned.new_meetings[0])
    assert meeting is not None
    assert meeting.state is MeetingState.HELD
    assert [report.state for report in meeting.reports] == ["planned", "held"]


def test_a_change_told_by_two_papers_is_one_change_with_two_reports(ledger: Ledger) -> None:
    first = record(ledger, change_claim(reason="a quarrel", by="south"))
    second = record(ledger, change_claim(when="2031-04"), source="herald")
    assert first.new_changes == second.updated_changes
    [change] = ledger.changes(ChangeQuery())
    assert (change.by, change.reason, change.period, len(change.reports)) == ("south", "a quarrel", day("2031-04-02"), 2)


def test_numbers_of_events_that_turn_out_to_be_one_lead_to_the_smaller(ledger: Ledger) -> None:
    [vague] = record(ledger, meeting_claim(when="2031-04")).new_meetings
    [alone] = record(ledger, meeting_claim(["Ada Berg"], "2031-04-02")).new_meetings
    bridge = record(ledger, meeting_claim(when="2031-04-02"), source="times")
    assert (bridge.new_meetings, bridge.updated_meetings) == ((), (vague,))
    [meeting] = ledger.meetings(MeetingQuery())
    assert (meeting.id, len(meeting.reports)) == (vague, 3)
    assert ledger.find_meeting(alone) == ledger.find_meeting(vague)
    [later] = record(ledger, meeting_claim(when="2031-09-09")).new_meetings
    assert later not in (vague, alone)


def test_a_number_of_the_other_kind_or_of_nothing_finds_nothing(ledger: Ledger) -> None:
    change = record(ledger, change_claim()).new_changes[0]
    assert ledger.find_meeting(change) is None
    assert ledger.find_change(change) is not None
    assert ledger.find_change(10_000) is None
    assert ledger.find_article(10_000) is None


def test_names_are_those_of_the_newest_article_each_once(ledger: Ledger) -> None:
    younger = replace(person("Ada Berg"), title="Minister")
    older = replace(person("Ada Berg"), title="State Secretary")
    nobody = replace(person("Ada Berg"), title=None)
    stranger = replace(person("Juan Sol"), person_id=None)
    for people, dated in [((younger,), "2031-05-02"), ((older,), "2031-01-02"), ((nobody, stranger), "2031-05-20")]:
        ledger.record(*article(people=people, dated=dated), NOW)
    record(ledger, meeting_claim(["Eva Falk"]))
    named = {name.key: name for name in ledger.names()}
    assert sorted(named) == ["ada-berg", "eva-falk", "~juan-sol"]
    assert named["ada-berg"].title == "Minister"


def test_articles_are_listed_newest_learned_first(ledger: Ledger) -> None:
    ids = [ledger.record(*article(lead=str(hour), relevant=hour > 1), NOW + timedelta(hours=hour)).article_id for hour in (1, 3, 2)]
    assert [ref.id for ref in ledger.articles()] == [ids[1], ids[2], ids[0]]
    assert [ref.id for ref in ledger.articles(relevant=True, limit=1)] == [ids[1]]
    assert [ref.id for ref in ledger.articles(learned_after=NOW + timedelta(hours=2))] == [ids[1]]
    assert [ref.id for ref in ledger.articles(relevant=False)] == [ids[0]]


def test_what_fails_midway_leaves_nothing(engine: Engine) -> None:
    def interrupted() -> None:
        with writing(engine) as connection:
            record(Ledger(connection), meeting_claim(), change_claim(status=Status.OPEN))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with reading(engine) as connection:
        for table in (articles, claims, events):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
