"""Layer 6, second half: which of the times of a sentence belongs to a claim, and what day that is.

A wrong date costs more than none: bounds ("since 2019") never date a claim, and where two clauses
could own a time the claim stays undated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene, owned
from bot.extraction.text.clauses import Clause
from bot.extraction.times.mentions import Base, Bound, Direction, TimeMention, TimeSpec, Unit, resolve, resolve_in_month
from bot.extraction.times.stretches import Stretches, find_stretches
from bot.model.claims import MeetingState
from bot.model.period import Period

_SLACK = timedelta(days=3)
_AHEAD = 30
"""How far before a noun of contact the preposition that governs it may stand."""

_SOON = timedelta(days=60)
"""A month without year that no cue places in time: the near past beats the far future."""


class Dates:
    """Resolves times of one article in reading order, remembering the dates last named."""

    def __init__(self, scenes: Sequence[Scene], today: date | None, *, exact: bool = True) -> None:
        """`exact` is False where `today` stands for a month that was inferred: then nothing is told to the day."""
        self.today = today
        self.exact = exact and today is not None
        self._resolve = resolve if exact else resolve_in_month
        self._contexts: dict[tuple[int, int], Context] = {}
        self._stretches: dict[int, Stretches] = {}
        self._periods: dict[tuple[int, int, Bound | None, Direction], Period | None] = {}
        self._name(scenes)

    def stretches(self, scene: Scene) -> Stretches:
        """What a sentence says of how long something lasts."""
        if scene.index not in self._stretches:
            self._stretches[scene.index] = find_stretches(scene.words, scene.lexicon.wording.times)
        return self._stretches[scene.index]

    def bind(self, scene: Scene, span: tuple[int, int], clause: Clause, rivals: Sequence[CueHit]) -> TimeMention | None:
        """The time of a claim told within `span`: of its own clause the nearest, else the only free one of the sentence."""
        usable = [time for time in scene.times if time.spec.bound is None and time.spec.base is not Base.EVENT]
        usable = [time for time in usable if not self.before_another(scene, span, time)]
        own = [time for time in usable if owned(clause, scene, time.start, time.end)]
        if own:
            return min(own, key=lambda time: (_distance(time, span), time.start))
        free = [time for time in usable if not any(_shares(scene, time, rival) for rival in rivals)]
        return free[0] if len(free) == 1 else None

    def deadline(self, scene: Scene, clause: Clause) -> Period | None:
        """The year or month by whose end something to come is to be done: "before the end of the year"; None for days."""
        for time in scene.times:
            if time.spec.bound not in (Bound.BEFORE, Bound.UNTIL) or time.spec.unit not in (Unit.YEAR, Unit.MONTH):
                continue
            if owned(clause, scene, time.start, time.end):
                free = TimeMention(time.start, time.end, replace(time.spec, bound=None))
                period = self.period(free, scene, Direction.FUTURE)
                if period is not None and self.today is not None and period.last >= self.today:
                    return period
        return None

    def before_another(self, scene: Scene, span: tuple[int, int], time: TimeMention) -> bool:
        """True where the time is another contact's, before which this one lies: "met before the summit last month"."""
        words = scene.lexicon.words("before-another")
        for cue in scene.cues_of("contacts", span[1], time.start):
            ahead = scene.text[max(span[1], cue.start - _AHEAD) : cue.start].lower().split()
            if cue.shape == "noun" and any(word in words for word in ahead[-3:]):
                return True
        return False

    def period(self, time: TimeMention, scene: Scene, direction: Direction) -> Period | None:
        """The days a time means here, None where the article's own date would be needed and is unknown."""
        key = (scene.index, time.start, time.spec.bound, direction)  # `deadline` asks for a time without its bound
        if key not in self._periods:
            found = self._counted(time.spec, direction, self.context(time, scene).period)
            self._periods[key] = told_to_month(found) if time.spec.unit is Unit.WEEK and time.spec.last is None else found
        return self._periods[key]

    def context(self, time: TimeMention, scene: Scene) -> "Context":
        """What the times before it leave to this one."""
        return self._contexts.get((scene.index, time.start), NO_CONTEXT)

    def in_carried_year(self, time: TimeMention, scene: Scene) -> Period | None:
        """A month or season without year in the year that the text before it speaks of: "In 2008 they met in April"."""
        spec, year = time.spec, self.context(time, scene).year
        free = spec.year is None and spec.shift is None and spec.lean is None and (spec.month is not None or spec.season is not None)
        if year is None or not free:
            return None
        last = spec.last and (replace(spec.last, year=year) if spec.last.month or spec.last.season else spec.last)
        return self._counted(replace(spec, year=year, last=last), Direction.PAST, None)

    def _counted(self, spec: TimeSpec, direction: Direction, context: Period | None) -> Period | None:
        if self.today is not None:
            return self._resolve(spec, self.today, direction, context)
        known = spec.absolute or (spec.base is Base.NAMED and context is not None)
        return resolve(spec, date(2000, 1, 1), direction, context) if known else None

    def either(self, time: TimeMention, scene: Scene) -> Period | None:
        """The days of something that may be past or to come: past, unless only the near future fits."""
        past = self.period(time, scene, Direction.PAST)
        ahead = self.period(time, scene, Direction.FUTURE)
        if past is None or ahead is None or self.today is None or past == ahead:
            return past or ahead
        soon = ahead.first - self.today <= _SOON
        return ahead if soon and self.today - past.last > _SOON else past

    def _name(self, scenes: Sequence[Scene]) -> None:
        """Give each time the date last named before it: in its paragraph, for "the day before" in the whole text."""
        article = _Named()
        here = _Named()
        paragraph = -1
        for scene in scenes:
            if scene.sentence.paragraph != paragraph:
                paragraph, here = scene.sentence.paragraph, _Named()
            for time in scene.times:
                context = _context(time, here, article)
                self._contexts[scene.index, time.start] = context
                found = self._counted(time.spec, Direction.NEAREST, context.period)
                for named in (here, article):
                    named.note(time.spec, found)


@dataclass(frozen=True, slots=True)
class Context:
    """`period`: the date last named, for times that count from it; `far` where another paragraph named it.
    `year`: the one last spelled out before in the paragraph."""

    period: Period | None = None
    far: bool = False
    year: int | None = None


NO_CONTEXT = Context()


class _Named:
    """The dates named so far, the last of each precision."""

    def __init__(self) -> None:
        self._last: dict[Unit, Period] = {}
        self.year: int | None = None

    def note(self, spec: TimeSpec, found: Period | None) -> None:
        """A time read: what comes after may count from it."""
        self.year = spec.year or self.year
        if found is None:
            return
        units = [Unit.YEAR, Unit.MONTH, Unit.DAY][: 1 + (found.start.month > 0) + (found.start.day > 0)]
        for unit in units:
            self._last[unit] = found

    def at_least(self, unit: Unit) -> Period | None:
        """The date last named that is as precise as this unit."""
        return self._last.get(Unit.DAY if unit is Unit.WEEK else unit)


def _context(time: TimeMention, here: _Named, article: _Named) -> Context:
    spec = time.spec
    if spec.base is Base.NAMED:
        unit = spec.shift_unit or Unit.YEAR
        near = here.at_least(unit)
        return Context(near or article.at_least(unit), near is None, here.year)
    bare = spec.day is not None and spec.month is None and spec.year is None and spec.shift is None
    return Context(here.at_least(Unit.YEAR) if bare else None, False, here.year)


def told_to_month(period: Period | None) -> Period | None:
    """The month that most of a week lies in: careful readers give "last week" no day."""
    if period is None or not period.start.day:
        return period
    middle = period.first + timedelta(days=period.days // 2)
    return Period.of_month(middle.year, middle.month)


def direction_of(state: MeetingState | None) -> Direction:
    """Where the text of a contact in that state points: what was held is past, what is planned to come."""
    if state is MeetingState.HELD:
        return Direction.PAST
    return Direction.FUTURE if state is MeetingState.PLANNED else Direction.NEAREST


def plausible(period: Period, state: MeetingState, today: date | None) -> bool:
    """False for a contact held after, or planned before, the article was written."""
    if today is None:
        return True
    if state is MeetingState.HELD:
        return period.first <= today + _SLACK
    return state is not MeetingState.PLANNED or period.last >= today - _SLACK


def _distance(time: TimeMention, span: tuple[int, int]) -> int:
    if time.end <= span[0]:
        return span[0] - time.end
    return max(0, time.start - span[1])


def _shares(scene: Scene, time: TimeMention, rival: CueHit) -> bool:
    clause = scene.clause_at(time.start, time.end)
    return len(scene.clauses) > 1 and clause.owns(rival.start, rival.end)


def month_of(day: date | None) -> Period | None:
    """The month around a day."""
    return Period.of_month(day.year, day.month) if day else None
