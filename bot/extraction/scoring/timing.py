"""Which time a claim has: the options a text gives for it, each with what speaks for it.

Options are the times of the claim's sentence and of those around it, the day and the month of the article, and none.
A trained scorer chooses; grammar's own choice is one feature among others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.extraction.candidates.binding import Dates, direction_of, plausible
from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.extraction.scoring import time_features as say
from bot.extraction.scoring.time_features import Asked
from bot.extraction.times.mentions import Base, Bound, Direction, TimeMention
from bot.extraction.times.stretches import Stretches
from bot.model.claims import MeetingState
from bot.model.period import PartialDate, Period

__all__ = ["Asked", "Option", "background", "offered_times"]

_STATES = {state.value: state for state in MeetingState}
_SETTLED = (MeetingState.HELD, MeetingState.PLANNED)
_BACK = 3
"""How many sentences before its own a claim may have its date in."""

_LEAD = 3
"""The sentences that tell when the news itself happened."""

_MOST_TIMES = 8
"""Of a sentence only so many times are offered, the nearest first: lists of dates date nothing."""


@dataclass(frozen=True, slots=True)
class Option:
    period: Period | None
    features: tuple[str, ...]


def offered_times(asked: Asked, dates: Dates, scenes: Sequence[Scene], rivals: Sequence[CueHit]) -> list[Option]:
    """All times a claim may have, none first, each period once with what speaks for the first that means it."""
    state = _state_of(asked)
    told: dict[tuple[str, str], tuple[Period, dict[str, None]]] = {}
    for period, features in _offers(asked, dates, scenes, rivals):
        if period is None or (state is not None and not plausible(period, state, dates.today)):
            continue
        key = (str(period.start), str(period.end or period.start))
        if key not in told:
            told[key] = (period, dict.fromkeys(features))
        else:  # of another telling only what it is: two full sets of reasons would outweigh any single one
            told[key][1][f"also={next(iter(features))}"] = None
    offered = [Option(period, tuple(features)) for period, features in told.values()]
    return [Option(None, tuple(say.none(asked, len(offered)))), *offered]


def _state_of(asked: Asked) -> MeetingState | None:
    """A contact's state; None for a change, some of whose statuses are called alike."""
    return _STATES.get(asked.state) if asked.contact else None


def background(scene: Scene) -> bool:
    """The sentence says that it tells of earlier things: no news dates them."""
    return any(cue.cue.id == "background" for cue in scene.cues_of("roles"))


Offer = tuple[Period | None, Iterator[str]]


def _offers(asked: Asked, dates: Dates, scenes: Sequence[Scene], rivals: Sequence[CueHit]) -> Iterator[Offer]:
    scene = asked.scene
    usable = [t for t in scene.times if _may_date(t, asked) and not dates.before_another(scene, asked.span, t)]
    own = sorted(usable, key=lambda time: (say.gap(time, asked), time.start))[:_MOST_TIMES]
    stretches = dates.stretches(scene)
    for rank, time in enumerate(own):
        features = tuple(say.own_time(time, rank, own, asked, dates, rivals))
        for mark, period in _readings(time, scene, asked, dates, stretches):
            yield period, say.reading(mark, features, period, time, asked, dates, stretches)
    yield from _around(asked, dates, scenes)
    if dates.today is not None and not background(scene):
        month = Period.of_month(dates.today.year, dates.today.month)
        yield month, say.article("month", asked, month, stretches.lately)
        if dates.exact:
            today = Period.of_day(dates.today)
            yield today, say.article("today", asked, today, stretches.lately)
    if asked.bound is not None and not _ends_stretch(asked.bound, stretches):
        yield asked.bound, say.grammar(asked, dates)


def _ends_stretch(period: Period, stretches: Stretches) -> bool:
    """A day on which something ended whose length is told: it began before."""
    return period.days == 1 and stretches.end == "ends" and len(stretches.days) == 1


def _may_date(time: TimeMention, asked: Asked) -> bool:
    """False for what counts from an event, and for the length of a wait: "for the first time in three years", "seit fast drei Jahren".

    A channel that has been shut "for three years" was shut then; a contact was not held then."""
    spec = time.spec
    if spec.base is Base.EVENT:
        return False
    return not (spec.relative and spec.bound is Bound.SINCE and asked.contact)


def _readings(time: TimeMention, scene: Scene, asked: Asked, dates: Dates, stretches: Stretches) -> Iterator[tuple[str, Period | None]]:
    """The days a time may mean: as the state has it, in the year told before, the stretch it begins or ends, its month."""
    state = _state_of(asked)
    settled = state in _SETTLED or state is None
    plain = dates.period(time, scene, direction_of(state)) if settled and state is not None else dates.period(time, scene, Direction.PAST)
    if plain is not None and _ends_stretch(plain, stretches):
        yield "", Period(PartialDate.of(plain.first - timedelta(days=stretches.days[0] - 1)), plain.start)
        return
    yield "", plain
    if not settled:
        ahead = dates.period(time, scene, Direction.FUTURE)
        if ahead != plain:
            yield "ahead", ahead
    carried = dates.in_carried_year(time, scene)
    if carried != plain:
        yield "carried", carried
    if plain is None or plain.start.day == 0:
        return
    if asked.contact and state is not MeetingState.HELD:
        yield "its-month", Period.of_month(plain.first.year, plain.first.month)
    if plain.days == 1:
        for days in stretches.days:
            more = timedelta(days=days - 1)
            yield "begins", Period(plain.start, PartialDate.of(plain.first + more))
            yield "ends", Period(PartialDate.of(plain.first - more), plain.start)


def _around(asked: Asked, dates: Dates, scenes: Sequence[Scene]) -> Iterator[Offer]:
    """Times of other sentences: of those before, the nearest first, of the one behind, of the lead."""
    scene = asked.scene
    behind = 0
    for index in range(scene.index - 1, max(-1, scene.index - 1 - 2 * _BACK), -1):
        if behind == _BACK:
            break
        before = scenes[index]
        if before.times:
            behind += 1
            for time in before.times[-3:]:
                last = time is before.times[-1]
                yield from _beside(f"before{behind if behind < 3 else 3}{'' if last else '-inner'}", time, before, asked, dates)
    if scene.index + 1 < len(scenes) and scenes[scene.index + 1].times:
        after = scenes[scene.index + 1]
        yield from _beside("after", after.times[0], after, asked, dates)
    for lead in scenes[:_LEAD]:
        days = [time for time in lead.times if time.spec.bound is None and time.spec.unit.value == "day"]
        if days and lead.index != scene.index:
            yield from _beside("lead", days[0], lead, asked, dates)
            break


def _beside(where: str, time: TimeMention, beside: Scene, asked: Asked, dates: Dates) -> Iterator[Offer]:
    if not _may_date(time, asked) or dates.before_another(beside, (beside.start, beside.start), time):
        return
    state = _state_of(asked)
    direction = direction_of(state) if state in _SETTLED else Direction.PAST
    period = dates.period(time, beside, direction)
    if beside.sentence.paragraph != asked.scene.sentence.paragraph:
        where += "-paragraph"
    yield period, say.beside(where, time, period, beside, asked, dates)
