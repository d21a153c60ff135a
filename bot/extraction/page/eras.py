"""Which months an article may be from, by what it names: a vote of people, events and dates.

Each clue votes for or against stretches of months; the month with most votes wins, and how far it
leads the next says how sure that is. No clue decides alone: a text names people long out of
office, and years long gone."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from bot.extraction.language.timespec import Base, TimeMention, TimeSpec, Unit
from bot.extraction.language.wording import Wording
from bot.extraction.page.page import Page
from bot.extraction.text.blocks import BlockKind
from bot.extraction.times.resolving import resolve
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind, NameHit
from bot.model.claims import Mode
from bot.model.knowledge import ChronicleMeeting, Tenure
from bot.model.period import Period

FIRST_YEAR = 1971
"""Before the two sides spoke to each other nothing is asked."""

BESIDE = 45
"""How many characters from a name its office may stand: "Li Shangfu, der im Oktober … als Verteidigungsminister"."""


REACH = BESIDE + 120
"""How far before a name the beginning of an office beside it may lie."""


# Hundreds are made for an article: a frozen dataclass takes three times as long as a tuple.
class Vote(NamedTuple):
    """`weight` for each month from `first` to `last`, counted from year 0; `why` names the clue."""

    first: int
    last: int
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The month with most votes, how far it leads the second, and what spoke for it, strongest first."""

    year: int
    month: int
    score: float
    margin: float
    why: tuple[str, ...]


def count_votes(votes: Iterable[Vote], last_day: date) -> Verdict | None:
    """The verdict over all months up to `last_day`'s; None where nobody votes."""
    cast = list(votes)
    if not cast:
        return None
    start, stop = FIRST_YEAR * 12, month_of(last_day)
    steps = [0.0] * (stop - start + 2)
    for vote in cast:
        first, last = max(vote.first, start), min(vote.last, stop)
        if first <= last:
            steps[first - start] += vote.weight
            steps[last - start + 1] -= vote.weight
    scores = list(accumulate(steps[:-1]))
    best = len(scores) - 1 - scores[::-1].index(max(scores))  # of equals the latest
    second = max([*scores[:best], *scores[best + 1 :]], default=0.0)
    won = start + best
    reasons = sorted((vote for vote in cast if vote.weight > 0 and vote.first <= won <= vote.last), key=lambda vote: -vote.weight)
    return Verdict(won // 12, won % 12 + 1, scores[best], scores[best] - second, tuple(dict.fromkeys(vote.why for vote in reasons)))


def month_of(day: date) -> int:
    """A month's number, counted from year 0."""
    return day.year * 12 + day.month - 1


# --- clues ----------------------------------------------------------------------------------------------------------


def find_votes(page: Page, hits: Sequence[NameHit], known: Knowledge, wordings: Mapping[str, Wording]) -> Iterator[Vote]:
    """All votes of a page but those of its dateline."""
    people = _people(page, hits, known)
    yield from _tenure_votes(page, people, hits, known, wordings)
    yield from _year_votes(page.times)
    yield from _calendar_votes(page.times)
    yield from _event_votes(hits, known)
    yield from _company_votes(people, known)
    yield from _link_votes(page, people, hits, known)


def _people(page: Page, hits: Sequence[NameHit], known: Knowledge) -> dict[str, list[NameHit]]:
    """Hits of each listed person. A surname alone counts only for somebody named in full elsewhere."""
    full = {hit.ids[0] for hit in hits if hit.kind == Kind.PERSON and len(hit.ids) == 1 and hit.form == Form.FULL}
    told = [block for block in page.blocks if block.kind is not BlockKind.NOISE]
    starts = [block.start for block in told]
    people: dict[str, list[NameHit]] = {}
    for hit in hits:
        block = bisect_right(starts, hit.start) - 1
        if hit.kind != Kind.PERSON or block < 0 or hit.start >= told[block].end:
            continue
        for person in hit.ids:
            if person in full and person in known.people and sum(other in full for other in hit.ids) == 1:
                people.setdefault(person, []).append(hit)
    return people


def _tenure_votes(
    page: Page, people: Mapping[str, Sequence[NameHit]], hits: Sequence[NameHit], known: Knowledge, wordings: Mapping[str, Wording]
) -> Iterator[Vote]:
    """A person speaks for the months of their offices; an office worded beside the name speaks louder."""
    offices = [hit for hit in hits if hit.kind == Kind.OFFICE]
    for person, named in people.items():
        tenures = known.tenures_on(person, None)
        if not tenures:
            continue
        spans = [_span(tenure, known) for tenure in tenures]
        yield Vote(0, min(first for first, _ in spans) - 1, -1.5, f"{person} not yet in office")
        yield from (Vote(first, last, 1.0, person) for first, last in _merged(spans))
        worded = {office for hit in named for office in _beside(page, hit, offices, wordings)}
        for tenure, (first, last) in zip(tenures, spans, strict=True):
            if tenure.office_id in worded:
                yield Vote(first, last, 2.0, f"{person} as {tenure.office_id}")


def _beside(page: Page, name: NameHit, offices: Sequence[NameHit], wordings: Mapping[str, Wording]) -> Iterator[str]:
    """Ids of offices worded next to a name, with nothing between that ends a sentence or says "former"."""
    first = bisect_left(offices, name.start - REACH, key=_start)
    for office in offices[first : bisect_right(offices, name.end + BESIDE, key=_start)]:
        gap = page.text[office.end : name.start] if office.end <= name.start else page.text[name.end : office.start]
        near = office.end <= name.start <= office.end + BESIDE or name.end <= office.start <= name.end + BESIDE
        if near and not any(mark in gap for mark in ".。;；\n") and not _is_former(page.text, office, name, wordings):
            yield from office.ids


def _start(hit: NameHit) -> int:
    return hit.start


def _is_former(text: str, office: NameHit, name: NameHit, wordings: Mapping[str, Wording]) -> bool:
    start = max(0, min(office.start, name.start) - 14)
    words = text[start : max(office.end, name.end)].lower()
    return any(former in words for wording in wordings.values() for former in wording.datelines.former)


def _span(tenure: Tenure, known: Knowledge) -> tuple[int, int]:
    """The months of a tenure, and the one after: news of a farewell still has the title."""
    last = tenure.end.last if tenure.end else date(known.as_of.year + known.trust_months // 12, 12, 31)
    return month_of(tenure.start.first), month_of(last) + 1


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without overlaps, so that two offices at once don't count twice."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if out and first <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out


def _year_votes(spoken: Sequence[Sequence[TimeMention]]) -> Iterator[Vote]:
    """Years named: the article is later than most of them, and rarely much later than the latest."""
    months = {
        (spec.year, spec.month or 0) for times in spoken for time in times for spec in (time.spec, time.spec.last) if spec and spec.year
    }
    latest = max(months, default=None)
    for year, month in months:
        weight = 1.0 if (year, month) == latest else 0.4
        if month:
            at = year * 12 + month - 1
            yield Vote(0, at - 4, -1.5 * weight, f"{year}-{month:02d}")
            yield Vote(at, at + 6, 0.6 * weight, f"{year}-{month:02d}")
            yield Vote(at + 7, at + 18, 0.4 * weight, f"{year}-{month:02d}")
        else:
            yield Vote(0, year * 12 - 13, -1.5 * weight, str(year))
            yield Vote(year * 12, year * 12 + 11, 0.2 * weight, str(year))
            yield Vote(year * 12 + 12, year * 12 + 23, 0.5 * weight, str(year))


def _calendar_votes(spoken: Sequence[Sequence[TimeMention]]) -> Iterator[Vote]:
    """Months named without a year: with a day the article is of that month or the next, bare it is a little later."""
    for month, has_day, weekday, day in {
        (t.spec.month, t.spec.day is not None, t.spec.weekday, t.spec.day) for times in spoken for t in times if _floating(t.spec)
    }:
        for year in range(FIRST_YEAR, 2100):
            at = year * 12 + (month or 1) - 1
            if not has_day:
                yield Vote(at + 1, at + 4, 0.25, f"month {month}")
                continue
            yield Vote(at, at, 0.6, f"{month}/{day}")
            yield Vote(at + 1, at + 1, 0.3, f"{month}/{day}")
            if weekday and _falls_on(year, month or 1, day or 1, weekday):
                yield Vote(at - 1, at + 1, 2.0, f"weekday of {month}/{day}")


def _floating(spec: TimeSpec) -> bool:
    return spec.month is not None and spec.year is None and spec.shift is None and spec.lean is None and spec.bound is None


def _falls_on(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).isoweekday() == weekday
    except ValueError:
        return False


def _event_votes(hits: Sequence[NameHit], known: Knowledge) -> Iterator[Vote]:
    """An event named is over, or close ahead; it is news for months and background for years."""
    for event in {hit.ids[0] for hit in hits if hit.kind == Kind.EVENT and len(hit.ids) == 1}:
        first, last = month_of(known.events[event].period.first), month_of(known.events[event].period.last)
        yield Vote(0, first - 3, -2.0, event)
        yield Vote(first, last + 4, 0.6, event)
        yield Vote(first, last + 15, 0.5, event)
        yield Vote(first, last + 36, 0.3, event)


def _company_votes(people: Mapping[str, Sequence[NameHit]], known: Knowledge) -> Iterator[Vote]:
    """A contact of the chronicle between people who are all named speaks for its time, each company once a month."""
    met: dict[tuple[str, ...], list[Vote]] = {}
    for meeting in known.met_among(people):
        at = month_of(meeting.period.first)
        votes = met.setdefault(tuple(sorted(meeting.participants)), [])
        votes += [Vote(at, at + 1, 0.6, meeting.id), Vote(at + 2, at + 11, 0.2, meeting.id)]
    for votes in met.values():
        yield from _strongest(votes)


def _strongest(votes: Iterable[Vote]) -> list[Vote]:
    """For each month only the strongest of rival votes: a clue that fits several events counts once."""
    best: dict[int, Vote] = {}
    for vote in votes:
        for month in range(vote.first, vote.last + 1):
            if month not in best or best[month].weight < vote.weight:
                best[month] = Vote(month, month, vote.weight, vote.why)
    return list(best.values())


_TELLING = {Unit.YEAR: 0.8, Unit.MONTH: 3.0, Unit.WEEK: 3.0, Unit.DAY: 3.0}
"""How much "last year", "last month" … say beside something of known date."""

_SAMPLE = tuple(range(2, 29, 4))
"""Days of a month from which a relative time is tried."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Something of known date that a sentence speaks of. A `turn` is the first or last day of somebody's
    office: the sentence need not speak of it, only a month named beside it may."""

    period: Period
    weight: float
    why: str
    turn: bool = False


def _link_votes(page: Page, people: Mapping[str, Sequence[NameHit]], hits: Sequence[NameHit], known: Knowledge) -> Iterator[Vote]:
    """A time worded beside something of known date: "the summit last month", "removed in October"."""
    heard: set[tuple[TimeSpec, tuple[_Anchor, ...]]] = set()
    listed = {hit.start: person for person, named in people.items() for hit in named}
    for sentence, times in zip(page.sentences, page.times, strict=True):
        usable = [time for time in times if time.spec.bound is None and time.spec.base is Base.ARTICLE and not time.spec.absolute]
        if not usable:
            continue
        inside = hits[bisect_left(hits, sentence.start, key=_start) : bisect_left(hits, sentence.end, key=_start)]
        anchors = tuple(_anchors(inside, listed, known))
        for spec in {time.spec for time in usable}:
            if (spec, anchors) not in heard:
                heard.add((spec, anchors))
                yield from _strongest(vote for anchor in anchors for vote in _linked(spec, anchor))


def _anchors(inside: Sequence[NameHit], listed: Mapping[int, str], known: Knowledge) -> Iterator[_Anchor]:
    """What the names of one sentence stand for; `listed` gives the person named at an offset."""
    for hit in inside:
        if hit.kind == Kind.EVENT and len(hit.ids) == 1:
            yield _Anchor(known.events[hit.ids[0]].period, 1.0, hit.ids[0])
    here = dict.fromkeys(listed[hit.start] for hit in inside if hit.kind == Kind.PERSON and hit.start in listed)
    cities = {known.places[hit.ids[0]].name for hit in inside if hit.kind == Kind.PLACE and known.places[hit.ids[0]].kind == "city"}
    for meeting in known.met_among(here):
        yield _Anchor(meeting.period, _likeness(meeting, cities), meeting.id)
    for person in here:
        for tenure in known.tenures_on(person, None):
            for end in (tenure.start, tenure.end):
                if end is not None and end.month:
                    yield _Anchor(Period(end), 0.35, f"{person} {tenure.office_id}", turn=True)


def _likeness(meeting: ChronicleMeeting, cities: set[str]) -> float:
    """How surely a sentence that names these cities speaks of this contact: a call has none, a summit may go by the city nearby."""
    if meeting.place in cities:
        return 1.0
    return 0.3 if cities and meeting.mode in (Mode.PHONE, Mode.VIDEO) else 0.6


def _linked(spec: TimeSpec, anchor: _Anchor) -> Iterator[Vote]:
    """Votes for the months from which this wording would point to the anchor."""
    at = month_of(anchor.period.first)
    if spec.shift is not None and spec.month is None:
        if anchor.turn or (spec.shift_unit is Unit.YEAR and not spec.shift):
            return
        weight = anchor.weight * _TELLING[spec.shift_unit or Unit.DAY]
        for month in range(at - 13, at + 25) if spec.shift_unit is Unit.YEAR else range(at - 3, at + 13):
            meant = [resolve(spec, date(month // 12, month % 12 + 1, day)) for day in _SAMPLE]
            share = sum(period is not None and period.overlaps(anchor.period, slack_days=2) for period in meant) / len(_SAMPLE)
            if share:
                yield Vote(month, month, weight * share, f"{anchor.why} by «{spec.shift_unit} {spec.shift}»")
    elif spec.month is not None and spec.month == anchor.period.first.month:
        yield from _same_month(spec, anchor, at)
    elif spec.weekday is not None and not anchor.turn:
        fits = anchor.period.days == 1 and anchor.period.first.isoweekday() == spec.weekday
        yield Vote(at, at, (1.5 if fits else 0.4) * anchor.weight, f"{anchor.why} by weekday")
    elif spec.day is not None and not anchor.turn and anchor.period.start.day == spec.day:
        yield Vote(at, at, 1.5 * anchor.weight, f"{anchor.why} by day")


def _same_month(spec: TimeSpec, anchor: _Anchor, at: int) -> Iterator[Vote]:
    """ "In November" beside something of a November: within the year after it, or the year that "last year" counts to."""
    exact = spec.day is not None and anchor.period.start.day == spec.day
    if spec.shift_unit is Unit.YEAR and spec.shift is not None:
        year = anchor.period.first.year - spec.shift
        yield Vote(year * 12, year * 12 + 11, 2.5 * anchor.weight, f"{anchor.why} by month and year")
    elif spec.shift is None:
        yield Vote(at, at + 11, (2.0 if exact else 1.2) * anchor.weight, f"{anchor.why} by month")
        if exact:
            yield Vote(at, at, 2.4 * anchor.weight, f"{anchor.why} by day")
