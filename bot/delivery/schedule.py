"""When a digest is due: exactly once per local date of its rhythm, through clock changes and downtime. Pure.

A scheduler's cron triggers fire twice in a repeated hour and may skip what they missed; here
the date decides, and what was sent is remembered by date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.rhythm import DAILY, Every, Rhythm
from bot.delivery.values import Subscription

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
# How many days back the latest date of a rhythm can lie: one that a zone left out has none before it for a whole round.
_FURTHEST = {Every.DAY: 4, Every.WEEK: 16, Every.MONTH: 64}


@dataclass(frozen=True, slots=True)
class Plan:
    """A digest `at` this local time in `zone` on each date of the rhythm; moments before `armed_at`
    don't count. `last_on` is the local date of the last one, None where there was none."""

    subscription_id: int
    at: time
    zone: ZoneInfo
    armed_at: datetime
    last_on: date | None = None
    rhythm: Rhythm = DAILY


@dataclass(frozen=True, slots=True)
class Due:
    """The digest of the local date `on`, due since `at`."""

    subscription_id: int
    on: date
    at: datetime


def due_digests(plans: Iterable[Plan], now: datetime) -> list[Due]:
    """What is due at `now`, at most one per plan: after downtime only the latest date that was
    missed, because that digest tells everything since the last one."""
    return [due for plan in plans if (due := _due(plan, now)) is not None]


def next_digest(plan: Plan, now: datetime) -> datetime:
    """The moment of the first digest after `now`."""
    first = now.astimezone(plan.zone).date() - 2 * _DAY
    if plan.last_on is not None:
        first = max(first, plan.last_on + _DAY)
    earliest = max(now, plan.armed_at)
    moments = (moment_of(on, plan.at, plan.zone) for on in _days_from(first) if plan.rhythm.includes(on))
    return next(moment for moment in moments if moment is not None and moment > earliest)


def plan_of(subscription: Subscription) -> Plan:
    """When the digests of a subscription come. Raises ValueError for one to alerts."""
    if subscription.at is None:
        raise ValueError(f"subscription {subscription.id} has no hour")
    zone, armed_at = subscription.chat.zone, subscription.armed_at
    return Plan(subscription.id, subscription.at, zone, armed_at, subscription.last_on, subscription.rhythm)


def moment_of(on: date, at: time, zone: ZoneInfo) -> datetime | None:
    """The moment, in UTC, of a local time: the first of two where the hour repeats; the first
    after the gap where the clock skips it; None for a date that the zone left out altogether
    (Apia had no 30 December 2011)."""
    if _first_at_or_after(on, time(0), zone).astimezone(zone).date() != on:
        return None
    return _first_at_or_after(on, at, zone)


def _due(plan: Plan, now: datetime) -> Due | None:
    today = now.astimezone(plan.zone).date()
    # From tomorrow, because a clock that falls back over midnight returns to a date whose successor was
    # already reached (St. John's until 2011: 00:01 → 23:01).
    for on in (today - days * _DAY for days in range(-1, _FURTHEST[plan.rhythm.every])):
        moment = moment_of(on, plan.at, plan.zone) if plan.rhythm.includes(on) else None
        if moment is not None and moment <= now:
            wanted = moment >= plan.armed_at and (plan.last_on is None or on > plan.last_on)
            return Due(plan.subscription_id, on, moment) if wanted else None
    return None


def _first_at_or_after(on: date, at: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(on, at, tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _end_of_gap(local.replace(fold=1).astimezone(UTC), moment, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment the clock jumps, between two moments on either side of it, to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += _DAY
