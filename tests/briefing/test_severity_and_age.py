"""How grave a piece of news is, and when it is old."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.briefing.age import is_background
from bot.briefing.severity import change_severity, meeting_severity
from bot.model.claims import MeetingState, Status
from tests.briefing.builders import CHANNELS, article, change, meeting, period

TWO_WEEKS = timedelta(days=14)


@pytest.mark.parametrize(
    ("channel_id", "status", "severity"),
    [
        ("all", Status.SUSPENDED, 3),
        ("all", Status.OPEN, 3),
        ("ministers", Status.SUSPENDED, 3),
        ("ministers", Status.AGREED, 2),
        ("navy", Status.SUSPENDED, 2),
        ("navy", Status.OPEN, 2),
        ("ministers", Status.SOUGHT, 0),
        ("no-longer-known", Status.SUSPENDED, 2),
    ],
)
def test_a_change_weighs_as_its_channel_does(channel_id: str, status: Status, severity: int) -> None:
    assert change_severity(change(channel_id=channel_id, status=status), CHANNELS) == severity


@pytest.mark.parametrize(
    ("channel_id", "state", "severity"),
    [
        ("ministers", MeetingState.HELD, 2),
        ("chiefs", MeetingState.DECLINED, 2),
        ("ministers", MeetingState.CANCELLED, 2),
        ("ministers", MeetingState.PLANNED, 1),
        ("navy", MeetingState.HELD, 1),
        ("all", MeetingState.HELD, 1),
        (None, MeetingState.HELD, 1),
        ("ministers", MeetingState.SOUGHT, 0),
    ],
)
def test_a_meeting_weighs_as_its_people_do(channel_id: str | None, state: MeetingState, severity: int) -> None:
    assert meeting_severity(meeting(channel_id=channel_id, state=state), CHANNELS) == severity


@pytest.mark.parametrize(
    ("when", "written", "old"),
    [
        ("2024-03-14", "2024-03-15", False),
        ("2024-03-01", "2024-03-15", False),
        ("2024-02-29", "2024-03-15", True),
        ("2024-05-01", "2024-03-15", False),
        (None, "2024-03-15", False),
        ("2024-03-01/2024-03-15", "2024-03-16", False),
        ("2023", "2024-01-07", True),
        ("2023-12", "2024-01-07", True),
        ("2024-03", "2024-03-31", False),
        ("2023-11", "2023-12", True),
        ("2023-12", "2023-12", False),
        ("2024", "2024-12-20", True),
    ],
)
def test_what_lies_two_weeks_before_its_article_is_background(when: str | None, written: str, old: bool) -> None:
    assert is_background(period(when), article(dated=written), TWO_WEEKS) is old


def test_an_article_without_a_date_is_as_old_as_the_day_it_was_read() -> None:
    undated = article(dated=None, seen_at=datetime(2024, 3, 15, tzinfo=UTC))
    assert is_background(period("2011-01"), undated, TWO_WEEKS)
    assert not is_background(period("2024-03-12"), undated, TWO_WEEKS)
