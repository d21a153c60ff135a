"""The article's own date, and the day its relative dates count from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.extraction.language.timespec import TimeSpec
from bot.extraction.language.wording import Wording
from bot.extraction.page.dateline import find_copyright_year, find_datelines, find_leads
from bot.extraction.page.eras import FIRST_YEAR, Vote, count_votes, find_votes
from bot.extraction.page.page import Page
from bot.extraction.times.resolving import Direction, resolve
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import NameHit
from bot.model.period import PartialDate, Period

METADATA, DATELINE, EVENTS = "metadata", "dateline", "events"

ENOUGH = 0.6
"""How far an inferred month must lead the next: below, one clue more or less would change it."""

LAG = timedelta(days=4)
"""A dateline lies up to this far before the day of publication: weekend papers, translations."""


ROUND_UP = timedelta(days=31)
"""A round-up of the month tells stories of all its days."""


@dataclass(frozen=True, slots=True)
class Dated:
    """When an article was written.

    `by` is `metadata`, `dateline` or `events`; `period` a day or a month, None where it stays open.
    `margin` is how far the month chosen leads the next one; `today` the day relative dates count
    from: the middle of a month that was inferred, None where nothing is known. `why` names what
    decided."""

    period: Period | None
    by: str | None
    margin: float
    today: date | None
    why: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """True where the day is known, not only the month."""
        return self.period is not None and self.period.days == 1

    @property
    def day(self) -> date | None:
        """The day to look around from: `today`, else the first of the period."""
        return self.today or (self.period.first if self.period else None)


OPEN = Dated(None, None, 0.0, None)


def date_article(
    page: Page, hits: Sequence[NameHit], known: Knowledge, wordings: Mapping[str, Wording], published: date | None = None
) -> Dated:
    """Date an article by its metadata, else its dateline, else the events and people it names.

    A dateline also sharpens the metadata: what was written on the 19th and put out on the 20th
    says "today" of the 19th."""
    stated = find_datelines(page, wordings)
    if published is not None:
        return Dated(Period.of_day(published), METADATA, 1.0, _written_on(stated, published))
    for spec in stated:
        if spec.year is not None and spec.month is not None and spec.day is not None:
            day = date(spec.year, spec.month, spec.day)
            return Dated(Period.of_day(day), DATELINE, 1.0, day)
    for spec in stated:
        if spec.year is not None and spec.month is not None:
            return Dated(Period.of_month(spec.year, spec.month), DATELINE, 1.0, date(spec.year, spec.month, 15))
    return _by_votes(page, hits, known, wordings, stated)


def date_item(dated: Dated, item: Page, wordings: Mapping[str, Wording]) -> Dated:
    """The date of one story of a round-up: its own dateline's day, where it has one that lies before the page's."""
    day = dated.today if dated.exact else None
    for spec in find_leads(item, wordings) if day else ():
        own = resolve(spec, day, Direction.PAST)
        if day is not None and own is not None and own.days == 1 and timedelta(0) <= day - own.first <= ROUND_UP:
            return replace(dated, today=own.first)
    return dated


def _written_on(stated: Sequence[TimeSpec], published: date) -> date:
    """The day of the dateline where it lies shortly before publication, else the day of publication."""
    for spec in stated:
        day = resolve(spec, published, Direction.PAST)
        if day is not None and day.days == 1 and timedelta(0) <= published - day.first <= LAG:
            return day.first
    return published


def _by_votes(page: Page, hits: Sequence[NameHit], known: Knowledge, wordings: Mapping[str, Wording], stated: Sequence[TimeSpec]) -> Dated:
    """The month that most of what the text names speaks for; with a dateline's day, that day."""
    horizon = known.as_of + timedelta(days=31 * known.trust_months)
    votes = [*find_votes(page, hits, known, wordings), *_dateline_votes(page, stated)]
    verdict = count_votes(votes, horizon)
    if verdict is None or verdict.margin < ENOUGH or verdict.score <= 0:
        return OPEN
    day = next((spec.day for spec in stated if spec.day and spec.month in (None, verdict.month)), None)
    try:
        period = Period.of_day(date(verdict.year, verdict.month, day)) if day else Period(PartialDate(verdict.year, verdict.month))
    except ValueError:
        return OPEN
    return Dated(period, EVENTS, verdict.margin, period.first if day else date(verdict.year, verdict.month, 15), verdict.why[:5])


def _dateline_votes(page: Page, stated: Sequence[TimeSpec]) -> Iterator[Vote]:
    """A dateline without its year speaks for its month in every year, and for years in which its day fits the weekdays told."""
    year = find_copyright_year(page)
    if year is not None:
        yield Vote(year * 12, year * 12 + 11, 2.5, "copyright")
    spec = next((spec for spec in stated if spec.month is not None), None)
    if spec is None or spec.month is None:
        return
    weekday = next((t.spec.weekday for times in page.times[:4] for t in times if t.spec.weekday and t.spec.shift is None), None)
    for candidate in range(FIRST_YEAR, 2100):
        at = candidate * 12 + spec.month - 1
        yield Vote(at, at, 5.0, "dateline")
        if spec.day and weekday and _told_on(candidate, spec.month, spec.day, weekday):
            yield Vote(at, at, 1.5, "weekday of the dateline")


def _told_on(year: int, month: int, day: int, weekday: int) -> bool:
    """True where that day is the weekday the first sentences name, or the day after it."""
    try:
        return (date(year, month, day).isoweekday() - weekday) % 7 in (0, 1)
    except ValueError:
        return False
