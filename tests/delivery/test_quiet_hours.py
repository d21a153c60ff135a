"""When quiet hours end, on every clock there is."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.delivery.holding import Situation, held_by, quiet_end
from bot.delivery.values import Course, Hold, Kind, Quiet, Task
from tests.delivery.kit import BERLIN

NIGHT = Quiet(time(22), time(7))
zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
minutes_on = st.integers(0, 19 * 365 * 24 * 60)
moments = minutes_on.map(lambda minutes: datetime(2009, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-05-08 21:59", None),
        ("2026-05-08 22:00", "2026-05-09 07:00"),
        ("2026-05-09 06:59", "2026-05-09 07:00"),
        ("2026-05-09 07:00", None),
        ("2026-03-28 23:00", "2026-03-29 07:00"),  # the night that loses an hour
        ("2026-10-24 23:00", "2026-10-25 07:00"),  # the night that has one more
    ],
)
def test_a_night_ends_in_the_morning_by_the_clock(now: str, end: str | None) -> None:
    assert quiet_end(NIGHT, BERLIN, at(now)) == (at(end) if end else None)


def test_hours_within_one_day_end_on_it() -> None:
    noon = Quiet(time(12), time(14))
    assert quiet_end(noon, BERLIN, at("2026-05-08 13:00")) == at("2026-05-08 14:00")
    assert quiet_end(noon, BERLIN, at("2026-05-08 11:00")) is None


def test_an_end_that_the_clock_skips_is_the_jump() -> None:
    assert quiet_end(Quiet(time(22), time(2, 30)), BERLIN, at("2026-03-29 01:00")) == at("2026-03-29 03:00")


def test_hours_that_end_on_a_date_the_zone_left_out_end_on_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert quiet_end(NIGHT, apia, at("2011-12-29 23:00", apia)) == at("2011-12-31 07:00", apia)


@given(zones, moments, times, times)
def test_quiet_hours_always_end_and_what_comes_then_may_go(zone: ZoneInfo, now: datetime, since: time, until: time) -> None:
    assume(since != until)
    quiet = Quiet(since, until)
    end = quiet_end(quiet, zone, now)
    if end is not None:
        assert now < end <= now + timedelta(days=2, hours=2)
        assert quiet_end(quiet, zone, end) is None
        assert quiet_end(quiet, zone, end - timedelta(seconds=1)) == end


@given(zones, moments)
def test_every_zone_is_quiet_at_three_and_not_at_noon(zone: ZoneInfo, now: datetime) -> None:
    local = now.astimezone(zone)
    assume(not (time(6) <= local.time() <= time(8) or time(21) <= local.time() <= time(23)))
    assert (quiet_end(NIGHT, zone, now) is not None) == (local.hour < 6 or local.hour > 22)


def test_hours_that_end_when_they_begin_cannot_be() -> None:
    with pytest.raises(ValueError, match="quiet hours"):
        Quiet(time(7), time(7))


NOW = at("2026-05-08 23:00")


def test_the_gravest_breaks_quiet_hours_only_where_the_chat_says_so() -> None:
    strict, except_three = NIGHT, Quiet(time(22), time(7), 3)
    assert held_by(Situation(Kind.ALERT, BERLIN, strict, severity=3), NOW) is Hold.QUIET
    assert held_by(Situation(Kind.ALERT, BERLIN, except_three, severity=3), NOW) is None
    assert held_by(Situation(Kind.ALERT, BERLIN, except_three, severity=2), NOW) is Hold.QUIET


def test_a_pause_holds_also_what_breaks_quiet_hours() -> None:
    paused = Situation(Kind.ALERT, BERLIN, Quiet(time(22), time(7), 3), Course.PAUSED, severity=3)
    assert held_by(paused, NOW) is Hold.PAUSED


@pytest.mark.parametrize(("kind", "task"), [(Kind.DIGEST, Task.SEND), (Kind.NOTICE, Task.SEND), (Kind.UPDATE, Task.EDIT)])
def test_what_was_asked_for_at_an_hour_and_what_makes_no_sound_is_not_held(kind: Kind, task: Task) -> None:
    assert held_by(Situation(kind, BERLIN, NIGHT, task=task), NOW) is None
