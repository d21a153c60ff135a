"""What a query narrows, on both databases."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from bot.ledger.store import Ledger
from bot.model.claims import MeetingState, Mode, Status
from bot.model.ledger import ChangeQuery, Meeting, MeetingQuery
from tests.ledger.accounts import change_claim, meeting_claim
from tests.ledger.articles import NOW, record, world

PLANNED, HELD = MeetingState.PLANNED, MeetingState.HELD
DAY = timedelta(days=1)


def whens(meetings: Sequence[Meeting]) -> list[str]:
    return [str(meeting.period) for meeting in meetings]


@pytest.fixture
def spring(ledger: Ledger) -> Ledger:
    """Four meetings and one without a date."""
    record(
        ledger,
        meeting_claim(["Ada Berg", "Rosa Luz"], "2031-03-01", channel="talks"),
        meeting_claim(["Ada Berg", "Juan Sol"], "2031-04", channel="line"),
        meeting_claim(["Eva Falk", "Juan Sol"], "2031-05-09/2031-05-11", PLANNED),
        meeting_claim(["Ada Berg", "Rosa Luz", "Juan Sol"], "2032", PLANNED),
        meeting_claim(["Eva Falk"], None, MeetingState.SOUGHT, channel="talks"),
    )
    return ledger


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (MeetingQuery(), ["2032", "2031-05-09/2031-05-11", "2031-04", "2031-03-01", "None"]),
        (MeetingQuery(limit=2), ["2032", "2031-05-09/2031-05-11"]),
        (MeetingQuery(people=("ada-berg",)), ["2032", "2031-04", "2031-03-01"]),
        (MeetingQuery(people=("ada-berg", "juan-sol")), ["2032", "2031-04"]),
        (MeetingQuery(people=("nobody",)), []),
        (MeetingQuery(channel_ids=("talks",)), ["2031-03-01", "None"]),
        (MeetingQuery(channel_ids=("talks", "line")), ["2031-04", "2031-03-01", "None"]),
        (MeetingQuery(states=(PLANNED,)), ["2032", "2031-05-09/2031-05-11"]),
        (MeetingQuery(states=(HELD,), people=("rosa-luz",)), ["2031-03-01"]),
        (MeetingQuery(since=date(2031, 4, 30)), ["2032", "2031-05-09/2031-05-11", "2031-04"]),
        (MeetingQuery(until=date(2031, 4, 1)), ["2031-04", "2031-03-01"]),
        (MeetingQuery(since=date(2031, 5, 11), until=date(2031, 5, 30)), ["2031-05-09/2031-05-11"]),
    ],
    ids=str,
)
def test_a_query_narrows_and_orders(spring: Ledger, query: MeetingQuery, expected: list[str]) -> None:
    assert whens(spring.meetings(query)) == expected


def test_a_query_for_changes_narrows_and_orders(ledger: Ledger) -> None:
    record(
        ledger, change_claim(when="2031-02"), change_claim(status=Status.OPEN, when="2031-04-01"), change_claim("talks", when="2031-03-03")
    )
    told = [(change.channel_id, change.status.value) for change in ledger.changes(ChangeQuery())]
    assert told == [("line", "open"), ("talks", "suspended"), ("line", "suspended")]
    assert [change.channel_id for change in ledger.changes(ChangeQuery(statuses=(Status.SUSPENDED,), limit=1))] == ["talks"]
    assert [change.status for change in ledger.changes(ChangeQuery(channel_ids=("line",), until=date(2031, 3, 31)))] == [Status.SUSPENDED]


def test_what_an_article_tells_is_found_whatever_became_of_it(ledger: Ledger) -> None:
    plan = record(ledger, meeting_claim(state=PLANNED), change_claim(), dated="2031-03-01")
    record(ledger, meeting_claim(), dated="2031-04-03", source="herald")
    record(ledger, meeting_claim(when="2031-09-09"), source="times")
    [meeting] = ledger.meetings(MeetingQuery(article_ids=(plan.article_id,)))
    [change] = ledger.changes(ChangeQuery(article_ids=(plan.article_id,)))
    assert (meeting.id, meeting.state) == (plan.new_meetings[0], HELD)
    assert change.id == plan.new_changes[0]
    assert len(ledger.meetings(MeetingQuery(article_ids=tuple(range(1, 70_000))))) == 2


def test_a_span_of_learning_holds_each_meeting_once_for_each_state(ledger: Ledger) -> None:
    record(ledger, meeting_claim(state=PLANNED), now=NOW, dated="2031-03-01")
    record(ledger, meeting_claim(), now=NOW + 2 * DAY, dated="2031-04-03")
    record(ledger, meeting_claim(), now=NOW + 4 * DAY, dated="2031-04-05", source="herald")

    def learned(after: int, until: int) -> list[MeetingState]:
        span = MeetingQuery(learned_after=NOW + after * DAY, learned_until=NOW + until * DAY, known_at=NOW + until * DAY)
        return [meeting.state for meeting in ledger.meetings(span)]

    assert [learned(-1, 0), learned(0, 1), learned(1, 2), learned(2, 9)] == [[PLANNED], [], [HELD], []]


def test_what_was_known_on_a_day_is_told_as_it_was_known(ledger: Ledger) -> None:
    planned = meeting_claim(state=PLANNED, when="2031-04", channel="talks")
    record(ledger, planned, now=NOW, dated="2031-03-01")
    record(ledger, meeting_claim(mode=Mode.VIDEO), now=NOW + 2 * DAY, dated="2031-04-03")
    assert ledger.meetings(MeetingQuery(known_at=NOW - DAY)) == []
    [before] = ledger.meetings(MeetingQuery(known_at=NOW + DAY))
    [after] = ledger.meetings(MeetingQuery(known_at=NOW + 2 * DAY))
    assert (before.state, str(before.period), before.mode, len(before.reports)) == (PLANNED, "2031-04", Mode.UNKNOWN, 1)
    assert (after.state, str(after.period), after.mode, len(after.reports)) == (HELD, "2031-04-02", Mode.VIDEO, 2)
    assert ledger.meetings(MeetingQuery(known_at=NOW + DAY, states=(HELD,))) == []
    assert before.id == after.id


def test_contradicting_changes_of_equal_weight_are_both_disputed(ledger: Ledger) -> None:
    record(ledger, change_claim(status=Status.OPEN), change_claim("talks"), source="herald")
    record(ledger, change_claim(status=Status.SUSPENDED), source="times")
    assert {(change.channel_id, change.disputed) for change in ledger.changes(ChangeQuery())} == {("line", True), ("talks", False)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_filters_find_exactly_what_the_answers_say(ledger: Ledger, seed: int) -> None:
    rng = Random(seed)
    moments = [NOW + rng.randint(0, 5) * DAY for _ in range(25)]
    for (given, read), now in zip(world(rng, 25), moments, strict=True):
        ledger.record(given, read, now)
    for known_at in (None, NOW + DAY, NOW + 3 * DAY):
        everything = ledger.meetings(MeetingQuery(known_at=known_at))
        for state in MeetingState:
            found = ledger.meetings(MeetingQuery(states=(state,), known_at=known_at))
            assert list(found) == [meeting for meeting in everything if meeting.state is state]
        for key in ("ada-berg", "juan-sol"):
            present = [meeting for meeting in everything if key in {each.key for each in meeting.participants}]
            assert list(ledger.meetings(MeetingQuery(people=(key,), known_at=known_at))) == present
        since, until = date(2031, 4, 1), date(2031, 4, 20)
        around = [meeting for meeting in everything if meeting.period and meeting.period.first <= until and meeting.period.last >= since]
        assert list(ledger.meetings(MeetingQuery(since=since, until=until, known_at=known_at))) == around


def test_no_moment_is_like_a_moment_far_ahead(spring: Ledger) -> None:
    far = datetime(2999, 1, 1, tzinfo=UTC)
    assert spring.meetings(MeetingQuery()) == spring.meetings(MeetingQuery(known_at=far))
