"""The second pass over times: from what the words say to days, counted from a day."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.extraction.language.timespec import Base, TimeSpec, Unit
from bot.model.period import PartialDate, Period

SLACK = timedelta(days=1)
"""A day that lies this far ahead can still be past: Washington reads of the 8th on the 7th."""

NEAR = timedelta(days=60)
"""A planned time that was this recently beats the same month next year: plans are told late, not eleven months ahead."""

FAR = timedelta(days=270)


class Direction(StrEnum):
    """Where an event lies that a time without year belongs to: what was held is past, what is planned future."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


@lru_cache(maxsize=4096)
def resolve(spec: TimeSpec, anchor: date, direction: Direction = Direction.NEAREST, context: Period | None = None) -> Period | None:
    """The days a time means, counted from `anchor`, None on doubt.

    `context` is the date last named: "the day before" and "that month" count from it, and a month
    or day without year follows it. What counts from an event is None: see resolve_beside. A bound
    ("since 2019") gives the days it names; what it limits is not said here. Each time of an article is asked for by
    many candidates: answers are remembered."""
    try:
        return _resolved(spec, anchor, direction, context)
    except (ValueError, OverflowError):  # before year 1 or after 9999
        return None


def resolve_in_month(
    spec: TimeSpec, anchor: date, direction: Direction = Direction.NEAREST, context: Period | None = None
) -> Period | None:
    """As resolve, where only the month of `anchor` is known: what the day would decide is told to the month, or not at all."""
    days = [resolve(spec, anchor.replace(day=day), direction, context) for day in _INNER_DAYS]
    found = [period for period in days if period is not None]
    if len(found) < len(days):
        return None
    if len(set(found)) == 1:
        return found[0]
    months = {(period.first.year, period.first.month) for period in found} | {(period.last.year, period.last.month) for period in found}
    return Period.of_month(*months.pop()) if len(months) == 1 else None


_INNER_DAYS = (8, 15, 22)
"""Days an article of a month may well be of; "last week" said on the 2nd would else leave every week open."""


def resolve_beside(spec: TimeSpec, event: Period) -> Period | None:
    """The days of a time that counts from an event: "six months after the visit"; None for others."""
    if spec.base is not Base.EVENT or event.days > MAX_EVENT_DAYS:
        return None
    later = spec.shift is not None and spec.shift > 0
    try:
        return _shifted(spec, event.last if later else event.first, None)
    except (ValueError, OverflowError):
        return None


MAX_EVENT_DAYS = 31
"""An event told to a month still says which month lies half a year after it."""


def _resolved(spec: TimeSpec, anchor: date, direction: Direction, context: Period | None) -> Period | None:
    if spec.base is Base.EVENT:
        return None
    first = _single(spec, anchor, direction, context)
    if spec.last is None or first is None:
        return first
    last = _end(spec.last, first, anchor, direction, context)
    if last is None:
        return None
    if last.first < first.first and spec.last.year is not None and spec.month is not None:
        first = _shift_years(first, -1)  # Dec. 28 to Jan. 3, 2011
    return Period(first.start, last.end or last.start) if first.first <= last.last else None


def _end(spec: TimeSpec, first: Period, anchor: date, direction: Direction, context: Period | None) -> Period | None:
    """The end of a span whose beginning is known: the next such day or month after it."""
    if spec.shift is None and spec.year is None and spec.weekday is not None and spec.day is None:
        return Period.of_day(first.first + timedelta(days=(spec.weekday - first.first.isoweekday()) % 7))
    return _single(spec, anchor, direction, context if spec.relative else first)


def _single(spec: TimeSpec, anchor: date, direction: Direction, context: Period | None) -> Period | None:
    if spec.shift is not None:
        return _shifted(spec, anchor, context)
    if spec.year is not None:
        return _period(spec.year, spec.month, spec.day)
    if spec.base is Base.NAMED:
        return _from_named(spec, context)
    if spec.month is not None:
        return _month(spec, anchor, direction, context)
    if spec.day is not None:
        return _day_of_month(spec.day, anchor, direction, context)
    if spec.weekday is not None:
        return _weekday(spec.weekday, spec.lean, anchor, direction)
    if spec.season is not None:
        return _season(spec.season, spec.lean, anchor, direction)
    return None


# --- counted from a base ------------------------------------------------------------------------------------------


def _shifted(spec: TimeSpec, anchor: date, context: Period | None) -> Period | None:
    """`shift` units from the base, refined by month, day or weekday within the unit."""
    origin = _origin(spec, anchor, context)
    if origin is None or spec.shift is None:
        return None
    if spec.shift_unit is Unit.YEAR:
        return _in_year(spec, origin.year + spec.shift)
    if spec.shift_unit is Unit.MONTH:
        year, month = _add_months(origin, spec.shift)
        return Period.of_year(year) if spec.unit is Unit.YEAR else _period(year, month, spec.day)
    if spec.shift_unit is Unit.WEEK:
        monday = origin - timedelta(days=origin.weekday()) + timedelta(weeks=spec.shift)
        if spec.weekday is not None:
            return Period.of_day(monday + timedelta(days=spec.weekday - 1))
        return _days(monday + timedelta(days=spec.week[0]), monday + timedelta(days=spec.week[1]))
    return Period.of_day(origin + timedelta(days=spec.shift))


def _origin(spec: TimeSpec, anchor: date, context: Period | None) -> date | None:
    """The day to count from; None where the date last named is missing or too coarse for the unit."""
    if spec.base is not Base.NAMED:
        return anchor
    if context is None:
        return None
    coarse = {Unit.YEAR: True, Unit.MONTH: context.start.month > 0}.get(spec.shift_unit or Unit.DAY, context.start.day > 0)
    later = spec.shift is not None and spec.shift > 0
    return (context.last if later else context.first) if coarse else None


def _in_year(spec: TimeSpec, year: int) -> Period:
    return _period(year, spec.month, spec.day) if spec.season is None else _season_of(spec.season, year)


def _from_named(spec: TimeSpec, context: Period | None) -> Period | None:
    """A month or season beside the date last named: "that May", "the following February", "im November zuvor"."""
    if context is None or (spec.month is None and spec.season is None):
        return None
    months = _SEASON_MONTHS.get(spec.season or 0, (spec.month or 1, spec.month or 12))
    years = range(context.first.year - 1, context.last.year + 2)
    options = [Period(PartialDate(year, months[0]), PartialDate(year, months[1])) for year in years]
    if not spec.lean:
        chosen: Period | None = options[1]
    elif spec.lean < 0:
        chosen = next((option for option in reversed(options) if option.last < context.first), None)
    else:
        chosen = next((option for option in options if option.first > context.last), None)
    return chosen and _in_year(spec, chosen.first.year)


# --- named without a year -------------------------------------------------------------------------------------------


def _month(spec: TimeSpec, anchor: date, direction: Direction, context: Period | None) -> Period | None:
    """A month, perhaps with its day: the one that the direction, "last" or the context means."""
    options = _valid(spec.month, spec.day, range(anchor.year - 1, anchor.year + 2))
    if spec.lean is not None:
        return _leaning(options, spec.lean, anchor)
    if context is not None:
        following = [
            option
            for option in _valid(spec.month, spec.day, range(context.first.year, context.first.year + 2))
            if option.last >= context.first
        ]
        return following[0] if following else None
    return _chosen(options, anchor, direction)


def _day_of_month(day: int, anchor: date, direction: Direction, context: Period | None) -> Period | None:
    """ "On the 19th": in the context's month where it has one, else nearest to the anchor in the direction."""
    if context is not None and context.start.month:
        here = context.start if context.end is None or not context.end.month else context.end
        return next(iter(_valid(here.month, day, [here.year])), None)
    around = [_add_months(anchor, shift) for shift in (-1, 0, 1)]
    options = [option for year, month in around for option in _valid(month, day, [year])]
    return _chosen(options, anchor, direction)


def _weekday(weekday: int, lean: int | None, anchor: date, direction: Direction) -> Period | None:
    """The nearest such day in the direction; today counts unless "last" or "next" stands with it.

    Where the direction is open the day lies behind: news names the days it tells of."""
    monday = anchor - timedelta(days=anchor.weekday())
    days = [monday + timedelta(days=weekday - 1, weeks=week) for week in (-1, 0, 1)]
    options = [Period.of_day(day) for day in days]
    if lean is not None:
        return _leaning(options, lean, anchor) if lean else options[1]
    towards = Direction.FUTURE if direction is Direction.FUTURE else Direction.PAST
    return _chosen(options, anchor, towards, slack=timedelta(0))


def _season(season: int, lean: int | None, anchor: date, direction: Direction) -> Period | None:
    """The year of a season; a winter lies in two and stays open."""
    if season not in _SEASON_MONTHS:
        return None
    first, last = _SEASON_MONTHS[season]
    options = [Period(PartialDate(year, first), PartialDate(year, last)) for year in range(anchor.year - 1, anchor.year + 2)]
    if lean == 0:
        return Period.of_year(anchor.year)
    chosen = _leaning(options, lean, anchor) if lean is not None else _chosen(options, anchor, direction)
    return Period.of_year(chosen.first.year) if chosen else None


_SEASON_MONTHS = {1: (3, 5), 2: (6, 8), 3: (9, 11)}


def _season_of(season: int, year: int) -> Period:
    """Annotators and readers give a season the precision of its year."""
    return Period.of_year(year)


def _leaning(options: list[Period], lean: int, anchor: date) -> Period | None:
    """ "Last" is over, "next" has not begun, "this" lies in the same year."""
    if lean < 0:
        return next((option for option in reversed(options) if option.last < anchor), None)
    if lean > 0:
        return next((option for option in options if option.first > anchor), None)
    return next((option for option in options if option.first.year == anchor.year), None)


def _chosen(options: list[Period], anchor: date, direction: Direction, slack: timedelta = SLACK) -> Period | None:
    """Of the same time in different years or months, the one in that direction."""
    past = next((option for option in reversed(options) if option.first <= anchor + slack), None)
    future = next((option for option in options if option.last >= anchor), None)
    if direction is Direction.PAST or future is None:
        return past
    if past is None:
        return future
    behind, ahead = anchor - past.last, future.first - anchor
    if direction is Direction.FUTURE:
        return past if behind <= NEAR and ahead >= FAR else future
    return past if behind <= ahead else future


# --- calendar -------------------------------------------------------------------------------------------------------


def _valid(month: int | None, day: int | None, years: Iterable[int]) -> list[Period]:
    """That month or day in each of these years, without the 29th of February where there is none."""
    return [_period(year, month, day) for year in years if month and (not day or day <= calendar.monthrange(year, month)[1])]


def _period(year: int, month: int | None, day: int | None) -> Period:
    start = PartialDate(year, month or 0, day or 0 if month else 0)
    return Period(start, start) if start.day else Period(start)


def _days(first: date, last: date) -> Period:
    return Period(PartialDate.of(first), PartialDate.of(last))


def _add_months(day: date, shift: int) -> tuple[int, int]:
    months = day.year * 12 + day.month - 1 + shift
    return months // 12, months % 12 + 1


def _shift_years(period: Period, years: int) -> Period:
    start = PartialDate(period.start.year + years, period.start.month, period.start.day)
    return Period(start, start if start.day else None)
