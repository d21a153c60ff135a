"""Which claims are one event, case by case, with invented people."""

import pytest

from bot.ledger.account import Account
from bot.ledger.merge import replay
from bot.model.claims import MeetingState, Mode, Status
from tests.ledger.accounts import change_claim, meeting_claim, person, told

HELD, PLANNED, SOUGHT = MeetingState.HELD, MeetingState.PLANNED, MeetingState.SOUGHT
DECLINED, CANCELLED = MeetingState.DECLINED, MeetingState.CANCELLED
ADA, EVA, ROSA, JUAN = "Ada Berg", "Eva Falk", "Rosa Luz", "Juan Sol"


def events(*accounts: Account) -> int:
    """How many events these accounts make."""
    return len(replay(accounts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(told(meeting_claim()), told(meeting_claim(when="2031-04")), id="a day within the month"),
        pytest.param(told(meeting_claim()), told(meeting_claim(when="2031")), id="a day within the year"),
        pytest.param(told(meeting_claim(when="2031-04-01/2031-04-08")), told(meeting_claim(when="2031-04-07/2031-04-09")), id="overlap"),
        pytest.param(told(meeting_claim(mode=Mode.PHONE)), told(meeting_claim(when="2031-04-03")), id="a call with two local dates"),
        pytest.param(told(meeting_claim(says="north")), told(meeting_claim(when="2031-04-03", says="south")), id="two readouts"),
        pytest.param(told(meeting_claim(state=PLANNED), "2031-03-20"), told(meeting_claim(), "2031-04-04"), id="planned, then held"),
        pytest.param(told(meeting_claim(state=PLANNED)), told(meeting_claim(state=CANCELLED)), id="planned, then cancelled"),
        pytest.param(told(meeting_claim(state=SOUGHT)), told(meeting_claim(state=DECLINED)), id="sought, then declined"),
        pytest.param(told(meeting_claim(state=SOUGHT, when=None), "2031-02-01"), told(meeting_claim()), id="sought undated, then held"),
        pytest.param(told(meeting_claim(when=None), "2031-04-10"), told(meeting_claim()), id="told undated, shortly after"),
        pytest.param(told(meeting_claim(when="2031", state=PLANNED), "2031-03-01"), told(meeting_claim()), id="planned this year"),
        pytest.param(told(meeting_claim([ADA], channel="talks")), told(meeting_claim(channel="talks")), id="one named, same channel"),
        pytest.param(told(meeting_claim([ADA], when="2031-04")), told(meeting_claim()), id="one named, less precisely dated"),
        pytest.param(told(meeting_claim([], "2031-04", channel="talks")), told(meeting_claim(channel="talks")), id="nobody named"),
        pytest.param(told(meeting_claim([ADA], channel="talks")), told(meeting_claim([ROSA], channel="talks")), id="each names its own"),
        pytest.param(told(meeting_claim([ADA, ROSA, EVA])), told(meeting_claim([ADA, ROSA, JUAN])), id="two delegations"),
        pytest.param(
            told(meeting_claim([ADA, person(ROSA, inferred=True)], channel="talks")),
            told(meeting_claim([ADA, JUAN], channel="talks")),
            id="an inferred name gives way on the same channel",
        ),
        pytest.param(told(meeting_claim(channel="talks")), told(meeting_claim(channel="line")), id="same people, another channel"),
        pytest.param(told(meeting_claim(place="Lund")), told(meeting_claim(place="Cuzco")), id="a slip in the place"),
        pytest.param(told(meeting_claim(place="Lund")), told(meeting_claim(when="2031-04", place="Cuzco")), id="a suburb, in the month"),
        pytest.param(told(meeting_claim(mode=Mode.PHONE)), told(meeting_claim(mode=Mode.VIDEO)), id="phone or video"),
        pytest.param(told(meeting_claim()), told(meeting_claim(state=DECLINED)), id="held or declined that day"),
        pytest.param(told(change_claim()), told(change_claim(when="2031")), id="a change in a year"),
        pytest.param(told(change_claim(by="north")), told(change_claim(by="both")), id="a change by one, or by both"),
        pytest.param(told(change_claim(says="north")), told(change_claim(when="2031-04-03", says="south")), id="a change with two dates"),
        pytest.param(told(change_claim(when=None), "2031-06-01"), told(change_claim()), id="a change told undated, soon after"),
    ],
)
def test_one_event(one: Account, other: Account) -> None:
    assert events(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(told(meeting_claim()), told(meeting_claim(when="2031-04-03")), id="two days"),
        pytest.param(told(meeting_claim()), told(meeting_claim(when="2031-05")), id="another month"),
        pytest.param(told(meeting_claim(mode=Mode.PHONE)), told(meeting_claim(when="2031-04-04")), id="two days between calls"),
        pytest.param(told(meeting_claim([ADA, ROSA])), told(meeting_claim([ADA, JUAN])), id="one person, two counterparts"),
        pytest.param(told(meeting_claim([ADA])), told(meeting_claim(when="2031-04")), id="with whom on that day stays open"),
        pytest.param(told(meeting_claim([ADA], None, SOUGHT), "2031-03-01"), told(meeting_claim()), id="with whom somebody sought to talk"),
        pytest.param(told(meeting_claim([ADA, person(ROSA, inferred=True)])), told(meeting_claim([ADA, JUAN])), id="inferred, no channel"),
        pytest.param(told(meeting_claim([], channel="talks")), told(meeting_claim([], channel="line")), id="nobody named, two channels"),
        pytest.param(told(meeting_claim([])), told(meeting_claim([], when="2031-04")), id="nobody named and no channel"),
        pytest.param(
            told(meeting_claim([ADA, ROSA, EVA, JUAN], channel="talks")), told(meeting_claim(channel="line")), id="a dialogue and two apart"
        ),
        pytest.param(told(meeting_claim(mode=Mode.PHONE)), told(meeting_claim(mode=Mode.IN_PERSON)), id="a call and a visit"),
        pytest.param(told(meeting_claim(place="Lund")), told(meeting_claim(when="2031", place="Cuzco")), id="another city in the year"),
        pytest.param(told(meeting_claim()), told(meeting_claim(when="2031-04", state=DECLINED)), id="one declined in the month"),
        pytest.param(told(meeting_claim(when="2031"), "2031-03-01"), told(meeting_claim()), id="held this year, told before that day"),
        pytest.param(told(meeting_claim(when="2031", state=PLANNED), "2031-05-01"), told(meeting_claim()), id="planned after that day"),
        pytest.param(told(meeting_claim(when=None), "2032-04-10"), told(meeting_claim()), id="told undated, a year later"),
        pytest.param(told(meeting_claim(when=None)), told(meeting_claim()), id="undated in an undated article"),
        pytest.param(told(change_claim()), told(change_claim("other")), id="two channels"),
        pytest.param(told(change_claim()), told(change_claim(status=Status.OPEN)), id="two statuses"),
        pytest.param(
            told(change_claim(when="2031-04", by="north")), told(change_claim(when="2031-04", by="south")), id="by one and the other"
        ),
        pytest.param(told(change_claim(when=None), "2032-06-01"), told(change_claim()), id="a change told undated, long after"),
    ],
)
def test_two_events(one: Account, other: Account) -> None:
    assert events(one, other) == 2


def test_a_vague_account_joins_one_of_two_meetings_and_never_makes_them_one() -> None:
    spring, autumn, year = told(meeting_claim()), told(meeting_claim(when="2031-10-02")), told(meeting_claim(when="2031"))
    assert set(replay([spring, autumn, year])) == {frozenset({spring.signature}), frozenset({autumn.signature, year.signature})}


def test_a_plan_without_a_day_means_the_next_occasion() -> None:
    spring, autumn = told(meeting_claim()), told(meeting_claim(when="2031-10-02"))
    plan = told(meeting_claim(when="2031", state=PLANNED), "2031-03-01")
    assert frozenset({spring.signature, plan.signature}) in replay([spring, autumn, plan])


def test_days_that_only_a_range_joins_stay_apart() -> None:
    first, last = told(meeting_claim(when="2031-04-02")), told(meeting_claim(when="2031-04-09"))
    assert events(first, last, told(meeting_claim(when="2031-04-01/2031-04-10"))) == 2


def test_suspended_restored_and_suspended_again_are_three_changes() -> None:
    year = [
        told(change_claim(when="2031-02-03")),
        told(change_claim(status=Status.OPEN, when="2031-05-01")),
        told(change_claim(when="2031-09-10")),
    ]
    assert events(*year) == 3
    assert events(*year, told(change_claim(when="2031"), "2032-01-07")) == 3


def test_an_undated_wish_said_again_and_again_is_one_wish() -> None:
    weeks = [told(meeting_claim([ADA], None, SOUGHT, channel="talks"), f"2031-0{month}-01") for month in (2, 3, 4)]
    assert events(*weeks) == 1


def test_one_persons_talks_with_two_counterparts_stay_two_beside_an_unnamed_one() -> None:
    with_rosa, with_juan = (told(meeting_claim([ADA, name], "2031-04-01/2031-04-08", channel="talks")) for name in (ROSA, JUAN))
    somebody = told(meeting_claim([ADA], "2031-04-02", channel="talks"))
    grouped = replay([with_rosa, with_juan, somebody])
    assert len(grouped) == 2
    assert not any({with_rosa.signature, with_juan.signature} <= members for members in grouped)
