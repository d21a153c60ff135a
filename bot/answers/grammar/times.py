"""Dates and spans of time in a question."""

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answers.grammar.question import Span
from bot.answers.grammar.wording import Phrase, TimeWords
from bot.answers.tokens import Token
from bot.model.period import PartialDate

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DAY = re.compile(r"(\d{1,2})([^\W\d_]*)\Z")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?\Z")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")

EARLIEST, LATEST = 1900, 2199
"""Years that a question may be about; beyond them lies a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A date read from some words: it is all days from `since` to `until`; `stop` is the word after it."""

    since: PartialDate
    until: PartialDate
    stop: int


class TimeReader:
    """Reads dates in one question. `today` is what "last year" counts from."""

    def __init__(self, tokens: Sequence[Token], words: TimeWords, today: date) -> None:
        self._keys = [token.key for token in tokens]
        self._words = words
        self._today = today

    def span_at(self, start: int) -> tuple[Span, int] | None:
        """The span of time that begins with this word, and the word after it."""
        return self._between(start) or self._bounded(start) or self._plain(start)

    def _between(self, start: int) -> tuple[Span, int] | None:
        for after_word in self._after("between", start):
            first = self._date(after_word, named=True)
            for joined in self._after("to", first.stop) if first else ():
                second = self._date(joined, named=True)
                if first and second:
                    return Span(*_ordered(first, second)), second.stop
        return None

    def _bounded(self, start: int) -> tuple[Span, int] | None:
        """since, after, until, before and a date; `since … until …` is one span."""
        bounds: tuple[tuple[str, Callable[[_Found], Span]], ...] = (
            ("since", lambda found: Span(since=found.since)),
            ("after", lambda found: Span(since=PartialDate.of(found.until.last + timedelta(days=1)))),
            ("until", lambda found: Span(until=found.until)),
            ("before", lambda found: Span(until=PartialDate.of(found.since.first - timedelta(days=1)))),
        )
        for kind, make in bounds:
            for after_word in self._after(kind, start):
                found = self._date(after_word, named=True)
                if found is not None:
                    return self._extended(make(found), found.stop)
        return None

    def _extended(self, span: Span, stop: int) -> tuple[Span, int]:
        if span.since is None or span.until is not None:
            return span, stop
        for after_word in self._after("until", stop):
            found = self._date(after_word, named=True)
            if found is not None and found.until.last >= span.since.first:
                return Span(span.since, found.until), found.stop
        return span, stop

    def _plain(self, start: int) -> tuple[Span, int] | None:
        """A date with or without a word before it; two dates side by side (2010–2012) are a span."""
        for after_word in [*self._after("in", start), start]:
            found = self._date(after_word, named=after_word > start)
            if found is None:
                continue
            for joined in [found.stop, *self._after("to", found.stop)]:
                second = self._date(joined, named=False)
                if second is not None:
                    return Span(*_ordered(found, second)), second.stop
            return Span(found.since, found.until), found.stop
        return None

    def _after(self, kind: str, start: int) -> list[int]:
        """Where it goes on after one of the words of `kind`, the longest first."""
        return self._after_phrases(self._words.spans[kind], start)

    def _after_phrases(self, phrases: Iterable[Phrase], start: int) -> list[int]:
        return sorted((start + len(phrase) for phrase in phrases if self._stands(phrase, start)), reverse=True)

    def _stands(self, phrase: Phrase, start: int) -> bool:
        return bool(phrase) and tuple(self._keys[start : start + len(phrase)]) == phrase

    def _date(self, start: int, *, named: bool) -> _Found | None:
        """One date. A month without year or day counts only where a word before it says that it is
        one (`named`): "may" alone is no date."""
        try:
            found = self._numeric(start) or self._relative(start) or self._written(start, named=named)
        except ValueError:  # the 31st of June and the like
            return None
        return found if found and found.since.year >= EARLIEST and found.until.year <= LATEST else None

    def _key(self, place: int) -> str:
        return self._keys[place] if place < len(self._keys) else ""

    def _numeric(self, start: int) -> _Found | None:
        key = self._key(start)
        if iso := _ISO.match(key):
            return _one(PartialDate(int(iso[1]), int(iso[2]), int(iso[3] or 0)), start + 1)
        if dotted := _DOTTED.match(key):
            return _one(PartialDate(int(dotted[3]), int(dotted[2]), int(dotted[1])), start + 1)
        return _one(PartialDate(int(key)), start + 1) if _YEAR.match(key) else None

    def _relative(self, start: int) -> _Found | None:
        for stop in self._after_phrases(self._words.relative, start):
            unit, offset = self._words.relative[tuple(self._keys[start:stop])]
            return _Found(*_counted(unit, offset, self._today), stop)
        return None

    def _written(self, start: int, *, named: bool) -> _Found | None:
        """`15 November 2023`, `November 15, 2023`, `November 2023`, `the 15th of November`."""
        place = max([start, *self._after("before_day", start)])
        day, place = self._day(place)
        month = self._words.months.get(self._key(place))
        if month is None:
            return None
        place += 1
        if not day:
            day, place = self._day(place)
        year = int(self._key(place)) if _YEAR.match(self._key(place)) else 0
        if year:
            return _one(PartialDate(year, month, day), place + 1)
        return _one(self._latest(month, day), place) if day or named else None

    def _day(self, place: int) -> tuple[int, int]:
        """A day of a month and where it goes on; 0 and the same place where there is none."""
        match = _DAY.match(self._key(place))
        endings = self._words.spans["after_day"]
        if match is None or not 1 <= int(match[1]) <= 31 or (match[2] and (match[2],) not in endings):
            return 0, place
        return int(match[1]), max([place + 1, *self._after("after_day", place + 1)])

    def _latest(self, month: int, day: int) -> PartialDate:
        """Without a year the latest that has begun is meant."""
        year = self._today.year
        return next(found for back in range(9) if (found := _existing(year - back, month, day)) and found.first <= self._today)


def _existing(year: int, month: int, day: int) -> PartialDate | None:
    """None for 29 February of other years. Raises ValueError for days no year has."""
    if day > calendar.monthrange(2000, month)[1]:
        raise ValueError(f"no day {day} in month {month}")
    return None if day > calendar.monthrange(year, month)[1] else PartialDate(year, month, day)


def _one(day: PartialDate, stop: int) -> _Found:
    return _Found(day, day, stop)


def _ordered(one: _Found, other: _Found) -> tuple[PartialDate, PartialDate]:
    first, second = sorted((one, other), key=lambda found: found.since.first)
    return first.since, second.until


def _counted(unit: str, offset: int, today: date) -> tuple[PartialDate, PartialDate]:
    if unit == "year":
        return (PartialDate(today.year + offset),) * 2
    if unit == "month":
        months = today.year * 12 + today.month - 1 + offset
        return (PartialDate(months // 12, months % 12 + 1),) * 2
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
        return PartialDate.of(monday), PartialDate.of(monday + timedelta(days=6))
    return (PartialDate.of(today + timedelta(days=offset)),) * 2
