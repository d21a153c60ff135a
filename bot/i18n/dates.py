"""Dates in words, as precise as they were given, by the rules of CLDR."""

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from bot.model.period import PartialDate, Period

if TYPE_CHECKING:
    from babel import Locale

_THIN_SPACES = re.compile("[\u2009\u202f]")

_PRECISIONS = {1: "y", 2: "yMMM", 3: "yMMMd"}


def day_in_words(day: date, locale: "Locale") -> str:
    """`7 January 2011`, `7. Januar 2011`, `2011年1月7日`."""
    from babel.dates import format_date

    return format_date(day, "long", locale=locale)


def partial_in_words(value: PartialDate, locale: "Locale") -> str:
    """A day, `December 2010` or `2010`."""
    from babel.dates import format_skeleton

    if value.day:
        return day_in_words(value.first, locale)
    return format_skeleton("yMMMM" if value.month else "y", value.first, locale=locale)


def period_in_words(period: Period, locale: "Locale") -> str:
    """`9–16 January 2011` where both ends are equally precise, else both ends in full.

    CLDR sets thin spaces around some dashes; they become plain ones, so that a reader who
    searches for what was printed finds it."""
    return _THIN_SPACES.sub(" ", _period_in_words(period, locale))


def _period_in_words(period: Period, locale: "Locale") -> str:
    start, end = period.start, period.end
    if end is None or end == start:
        return partial_in_words(start, locale)
    if _precision(start) != _precision(end):
        return _joined(partial_in_words(start, locale), partial_in_words(end, locale), locale)
    return _interval(start, end, locale)


def _precision(value: PartialDate) -> int:
    return 1 + bool(value.month) + bool(value.day)


def _interval(start: PartialDate, end: PartialDate, locale: "Locale") -> str:
    from babel.dates import format_date

    pattern = _interval_pattern(_PRECISIONS[_precision(start)], _largest_difference(start, end), str(locale))
    if pattern is None:
        return _joined(partial_in_words(start, locale), partial_in_words(end, locale), locale)
    first, second = pattern
    return format_date(start.first, first, locale=locale) + format_date(end.first, second, locale=locale)


def _largest_difference(start: PartialDate, end: PartialDate) -> str:
    if start.year != end.year:
        return "y"
    return "M" if start.month != end.month else "d"


@cache
def _interval_pattern(skeleton: str, difference: str, locale_name: str) -> tuple[str, str] | None:
    """CLDR's two halves of an interval, with months written out.

    CLDR lists intervals with short months only and asks the caller to widen them (UTS 35,
    part 4, "Matching Skeletons"); Babel's format_interval does not."""
    from babel import Locale

    found = Locale.parse(locale_name).interval_formats.get(skeleton, {}).get(difference)
    if found is None or len(found) != 2:
        return None
    first, second = (half.replace("MMM", "MMMM") if "MMMM" not in half else half for half in found)
    return first, second


def _joined(first: str, second: str, locale: "Locale") -> str:
    pattern = str(locale.interval_formats.get(None) or "{0} – {1}")
    return pattern.format(first, second)
