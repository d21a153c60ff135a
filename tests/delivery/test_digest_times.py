"""A digest comes exactly once per local date, whatever the clock does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.rhythm import Every, Rhythm
from bot.delivery.schedule import Due, Plan, due_digests, moment_of, next_digest

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = sorted(available_timezones() - {"Factory", "localtime"})
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)

# Zones whose clocks do something unusual: gaps at midnight, of half an hour, changes for Ramadan, skipped dates.
ODD_ZONES = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Beirut",
    "Asia/Gaza",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Apia",
    "Pacific/Kiritimati",
]


def local_dates(zone: ZoneInfo, start: datetime, end: datetime) -> list[date]:
    """The dates that a calendar on the wall of `zone` shows between two moments, found hour by hour."""
    seen: dict[date, None] = {}
    moment = start
    while moment < end:
        seen[moment.astimezone(zone).date()] = None
        moment += timedelta(minutes=30)
    return list(seen)


def run(plan: Plan, ticks: Iterator[datetime]) -> list[Due]:
    """All digests that a bot sends which looks at these moments."""
    sent: list[Due] = []
    for now in ticks:
        sent += due_digests([replace(plan, last_on=sent[-1].on) if sent else plan], now)
    return sent


def every(step: timedelta, start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += step


def plan_at(at: time, zone: str, *, armed_at: datetime = LONG_AGO, last_on: date | None = None) -> Plan:
    return Plan(1, at, ZoneInfo(zone), armed_at, last_on)


def test_it_is_due_at_the_local_time_in_winter_and_in_summer() -> None:
    assert moment_of(date(2026, 1, 15), time(8), BERLIN) == datetime(2026, 1, 15, 7, tzinfo=UTC)
    assert moment_of(date(2026, 7, 15), time(8), BERLIN) == datetime(2026, 7, 15, 6, tzinfo=UTC)


def test_an_hour_that_does_not_exist_means_the_first_moment_after_it() -> None:
    assert moment_of(date(2026, 3, 29), time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_an_hour_that_exists_twice_means_its_first() -> None:
    assert moment_of(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_gap_that_ends_at_midnight_moves_saturdays_digest_to_sunday_without_losing_either() -> None:
    # Nuuk springs from Saturday 23:00 to Sunday 00:00.
    start, end = datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 3, 30, 12, tzinfo=UTC)
    plan = plan_at(time(23, 30), "America/Nuuk", armed_at=start)
    dues = run(plan, every(timedelta(minutes=1), start, end))
    assert [due.on for due in dues] == [date(2026, 3, 27), date(2026, 3, 28), date(2026, 3, 29)]
    assert dues[1].at.astimezone(plan.zone) == datetime(2026, 3, 29, 0, 0, tzinfo=plan.zone)


def test_a_date_that_a_zone_left_out_has_no_digest() -> None:
    assert moment_of(date(2011, 12, 30), time(8), ZoneInfo("Pacific/Apia")) is None


def test_it_does_not_repeat_when_the_hour_does() -> None:
    start, end = datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 26, tzinfo=UTC)
    dues = run(plan_at(time(2, 30), "Europe/Berlin", armed_at=start), every(timedelta(minutes=1), start, end))
    assert [due.on for due in dues] == [date(2026, 10, 25)]


def test_after_a_week_of_downtime_one_digest_comes_for_the_latest_date() -> None:
    plan = plan_at(time(8), "Europe/Berlin", last_on=date(2026, 5, 1))
    assert due_digests([plan], datetime(2026, 5, 9, 5, tzinfo=UTC)) == [Due(1, date(2026, 5, 8), datetime(2026, 5, 8, 6, tzinfo=UTC))]


def test_a_wish_made_after_the_hour_begins_tomorrow() -> None:
    made = datetime(2026, 5, 8, 9, tzinfo=UTC)
    plan = plan_at(time(8), "Europe/Berlin", armed_at=made)
    assert due_digests([plan], made) == []
    assert next_digest(plan, made) == datetime(2026, 5, 9, 6, tzinfo=UTC)


def test_a_wish_made_before_the_hour_begins_today() -> None:
    made = datetime(2026, 5, 8, 5, tzinfo=UTC)
    assert next_digest(plan_at(time(8), "Europe/Berlin", armed_at=made), made) == datetime(2026, 5, 8, 6, tzinfo=UTC)


def test_a_clock_set_back_sends_nothing_again() -> None:
    plan = plan_at(time(8), "Europe/Berlin", last_on=date(2026, 5, 8))
    assert due_digests([plan], datetime(2026, 5, 7, 8, tzinfo=UTC)) == []


@given(
    zone=st.sampled_from(ODD_ZONES),
    at=st.times(),
    first_on=st.dates(date(2005, 1, 1), date(2028, 1, 1)),
    hour=st.times(),
    steps=st.lists(st.integers(1, 60 * 60 * 60), min_size=5, max_size=40),
)
@settings(max_examples=60, deadline=None)
def test_whenever_it_looks_no_date_comes_twice_and_none_is_older_than_the_latest_missed(
    zone: str, at: time, first_on: date, hour: time, steps: list[int]
) -> None:
    start = datetime.combine(first_on, hour, tzinfo=UTC)
    plan = plan_at(at, zone, armed_at=start)
    moments = [start]
    for step in steps:
        moments.append(moments[-1] + timedelta(seconds=step))
    dues = run(plan, iter(moments))
    dates = [due.on for due in dues]
    assert dates == sorted(set(dates))
    assert all(start <= due.at <= moments[-1] for due in dues)
    latest = [on for on in local_dates(plan.zone, start, moments[-1] + timedelta(days=1)) if _passed(on, plan, start, moments[-1])]
    assert dates[-1:] == latest[-1:]


WEEKLY = [Rhythm(Every.WEEK, day) for day in range(7)]
MONTHLY = [Rhythm(Every.MONTH, day) for day in (1, 15, 28, 29, 30, 31)]


@pytest.mark.parametrize("rhythm", [*WEEKLY, *MONTHLY], ids=str)
def test_in_a_year_it_comes_on_each_date_of_its_rhythm_and_on_no_other(rhythm: Rhythm) -> None:
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    plan = replace(plan_at(time(2, 30), "Europe/Berlin", armed_at=start), rhythm=rhythm)
    dates = [due.on for due in run(plan, every(timedelta(hours=3), start, end))]
    assert dates == [on for on in local_dates(BERLIN, start, end)[:365] if rhythm.includes(on)]
    assert len(dates) == (12 if rhythm.every is Every.MONTH else 52 + (rhythm.day == 3))  # 2026 has 53 Thursdays


def test_the_last_day_of_a_month_serves_those_who_asked_for_one_it_lacks() -> None:
    end_of_month = Rhythm(Every.MONTH, 31)
    assert [day for day in (27, 28) if end_of_month.includes(date(2026, 2, day))] == [28]
    assert not end_of_month.includes(date(2026, 1, 30))
    assert end_of_month.includes(date(2026, 4, 30))


def test_after_a_month_of_downtime_one_weekly_digest_comes_for_the_latest_date() -> None:
    plan = replace(plan_at(time(8), "Europe/Berlin", last_on=date(2026, 5, 1)), rhythm=Rhythm(Every.WEEK, 4))
    back = datetime(2026, 6, 3, 5, tzinfo=UTC)
    assert [due.on for due in due_digests([plan], back)] == [date(2026, 5, 29)]
    assert next_digest(replace(plan, last_on=date(2026, 5, 29)), back) == datetime(2026, 6, 5, 6, tzinfo=UTC)


def test_a_friday_that_a_zone_left_out_is_made_up_for_by_none_and_the_next_one_comes() -> None:
    plan = replace(plan_at(time(8), "Pacific/Apia", last_on=date(2011, 12, 23)), rhythm=Rhythm(Every.WEEK, 4))
    dues = run(plan, every(timedelta(hours=1), datetime(2011, 12, 28, tzinfo=UTC), datetime(2012, 1, 8, tzinfo=UTC)))
    assert [due.on for due in dues] == [date(2012, 1, 6)]


@pytest.mark.parametrize(("how_often", "day"), [(Every.DAY, 1), (Every.WEEK, 7), (Every.MONTH, 0), (Every.MONTH, 32), (Every.WEEK, -1)])
def test_a_rhythm_without_such_a_day_is_no_rhythm(how_often: Every, day: int) -> None:
    with pytest.raises(ValueError, match="no day"):
        Rhythm(how_often, day)


@given(zone=st.sampled_from(ZONES), at=st.times(), on=st.dates(date(2026, 1, 1), date(2028, 1, 1)))
@settings(max_examples=150, deadline=None)
def test_the_moment_shows_the_asked_time_or_is_where_the_clock_jumped(zone: str, at: time, on: date) -> None:
    moment = moment_of(on, at, ZoneInfo(zone))
    assert moment is not None
    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    asked = datetime.combine(on, at)
    before = (moment - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert shown == asked or (before < asked < shown)


@pytest.mark.slow
def test_in_every_zone_for_two_years_each_local_date_has_one_digest() -> None:
    """Looks every ten minutes around each change of the clock and every six hours otherwise, as a
    bot does that never sleeps; the times asked for lie in the hours that clocks skip and repeat.
    Zones whose clocks agree all that time are run once."""
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    clocks = {_changes(ZoneInfo(name), start, end): ZoneInfo(name) for name in ZONES}
    assert len(clocks) > 40
    for changes, zone in clocks.items():
        ticks = list(_ticks([moment for moment, _ in changes], start, end))
        wanted = local_dates(zone, start, end)
        for at in (time(0), time(0, 30), time(1, 30), time(2, 30), time(8), time(23, 30)):
            dues = run(Plan(1, at, zone, start), iter(ticks))
            expected = [on for on in wanted if (moment := moment_of(on, at, zone)) is not None and start <= moment <= ticks[-1]]
            assert [due.on for due in dues] == expected, (zone.key, at)
            assert len(expected) >= 729, (zone.key, at)


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> tuple[tuple[datetime, timedelta | None], ...]:
    """When the zone's clock changes, to the half hour, and to which offset; first the offset it starts with."""
    found = [(start, start.astimezone(zone).utcoffset())]
    for day in every(timedelta(days=1), start, end):
        if (day + timedelta(days=1)).astimezone(zone).utcoffset() != found[-1][1]:
            for moment in every(timedelta(minutes=30), day, day + timedelta(days=1, minutes=1)):
                if (offset := moment.astimezone(zone).utcoffset()) != found[-1][1]:
                    found.append((moment, offset))
    return tuple(found)


def _ticks(changes: list[datetime], start: datetime, end: datetime) -> Iterator[datetime]:
    day = timedelta(days=1)
    for midnight in every(day, start, end):
        near = any(abs(midnight - change) < 2 * day for change in changes)
        yield from every(timedelta(minutes=10) if near else timedelta(hours=6), midnight, midnight + day)


def _passed(on: date, plan: Plan, start: datetime, end: datetime) -> bool:
    moment = moment_of(on, plan.at, plan.zone)
    return moment is not None and start <= moment <= end
