"""Which time a claim has: the options a text gives for it, each with what speaks for it.

Options are the times of the claim's sentence and the ones beside it, the month of the article, and none.
A trained scorer chooses; grammar's own choice is one feature among others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.candidates.binding import Dates, direction_of, plausible
from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene, owned
from bot.extraction.text.clauses import Clause
from bot.extraction.times.mentions import Base, Direction, TimeMention
from bot.model.claims import MeetingState
from bot.model.period import Period

_STATES = {state.value: state for state in MeetingState}


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim that wants a date: its words (`anchor`, `span`), its state or status, what grammar would choose."""

    scene: Scene
    anchor: CueHit
    span: tuple[int, int]
    state: str
    bound: Period | None
    loose: bool


@dataclass(frozen=True, slots=True)
class Option:
    period: Period | None
    features: tuple[str, ...]


def offered_times(asked: Asked, dates: Dates, scenes: Sequence[Scene], rivals: Sequence[CueHit]) -> list[Option]:
    """All times a claim may have, none first, each period once."""
    scene, state = asked.scene, asked.state
    clause = scene.clause_at(*asked.anchor.parts[0])
    out = [Option(None, tuple(_none(asked, clause)))]
    seen: dict[tuple[str, str] | None, None] = {}
    for told in _offers(asked, dates, scenes, rivals, clause):
        period = told.period
        if period is None or (state in _STATES and not plausible(period, _STATES[state], dates.today)):
            continue
        key = (str(period.start), str(period.end))
        if key not in seen:
            seen[key] = None
            out.append(told)
    return out


def background(scene: Scene) -> bool:
    """The sentence says that it tells of earlier things: no news dates them."""
    return any(cue.cue.id == "background" for cue in scene.cues_of("roles"))


def _offers(asked: Asked, dates: Dates, scenes: Sequence[Scene], rivals: Sequence[CueHit], clause: Clause) -> Iterator[Option]:
    scene = asked.scene
    usable = [t for t in scene.times if t.spec.base is not Base.EVENT and not dates.before_another(scene, asked.span, t)]
    own = sorted(usable, key=lambda time: (_gap(time, asked), time.start))
    for rank, time in enumerate(own):
        period = _period(time, scene, asked, dates)
        yield Option(period, tuple(_time(time, rank, period, asked, dates, rivals, clause)))
    for step in (-1, 1):
        at = scene.index + step
        if 0 <= at < len(scenes) and scenes[at].times:
            beside = scenes[at]
            time = beside.times[-1] if step < 0 else beside.times[0]
            if dates.before_another(beside, (beside.start, beside.start), time):
                continue
            period = _period(time, beside, asked, dates)
            where = f"{'before' if step < 0 else 'after'}{'' if beside.sentence.paragraph == scene.sentence.paragraph else '-paragraph'}"
            yield Option(period, tuple(_beside(where, time, period, asked, dates)))
    if dates.today is not None and not background(scene):
        month = Period.of_month(dates.today.year, dates.today.month)
        yield Option(month, tuple(_article(asked, month)))
    if asked.bound is not None:
        yield Option(asked.bound, tuple(_grammar(asked, dates)))


def _period(time: TimeMention, scene: Scene, asked: Asked, dates: Dates) -> Period | None:
    state = _STATES.get(asked.state)
    if state in (MeetingState.HELD, MeetingState.PLANNED):
        return dates.period(time, scene, direction_of(state))
    return dates.either(time, scene) if state is not None else dates.period(time, scene, Direction.PAST)


def _none(asked: Asked, clause: Clause) -> Iterator[str]:
    yield "none"
    yield f"none/{asked.state}"
    yield f"none/times={min(len(asked.scene.times), 2)}"
    yield f"none/times={min(len(asked.scene.times), 2)}/{asked.state}"
    yield f"none/inside={min(sum(owned(clause, asked.scene, t.start, t.end) for t in asked.scene.times), 2)}"
    yield f"none/grammar={asked.bound is None}"
    yield f"none/grammar={asked.bound is None}/{asked.loose}"
    yield from (f"none/{mark}" for mark in _page(asked))


def _grammar(asked: Asked, dates: Dates) -> Iterator[str]:
    """A time that grammar has from elsewhere: a deadline, the meeting at which something was agreed."""
    yield "grammar"
    yield f"grammar/{asked.state}"
    yield f"grammar/times={min(len(asked.scene.times), 1)}"
    yield from (f"grammar/{mark}" for mark in _away(asked.bound, asked, dates))


def _article(asked: Asked, month: Period) -> Iterator[str]:
    yield "month"
    yield f"month/{asked.state}"
    yield f"month/{asked.state}/{asked.anchor.shape}"
    yield f"month/times={min(len(asked.scene.times), 2)}"
    yield f"month/times={min(len(asked.scene.times), 2)}/{asked.state}"
    yield f"month/grammar={asked.bound == month}"
    yield from (f"month/{mark}" for mark in _page(asked))


def _page(asked: Asked) -> Iterator[str]:
    scene = asked.scene
    yield scene.language
    yield scene.sentence.kind.value
    yield f"{asked.anchor.cue.id}"
    yield f"shape={asked.anchor.shape}"
    yield from (f"first-{limit}" for limit in (1, 2, 4, 8, 16) if scene.index < limit)


def _beside(where: str, time: TimeMention, period: Period | None, asked: Asked, dates: Dates) -> Iterator[str]:
    yield where
    yield f"{where}/times={min(len(asked.scene.times), 1)}"
    yield f"{where}/{asked.state}"
    yield from (f"{where}/{mark}" for mark in _kind(time))
    yield from (f"{where}/{mark}" for mark in _away(period, asked, dates))
    yield f"{where}/grammar-none={asked.bound is None}"


def _time(
    time: TimeMention, rank: int, period: Period | None, asked: Asked, dates: Dates, rivals: Sequence[CueHit], clause: Clause
) -> Iterator[str]:
    scene = asked.scene
    inside = owned(clause, scene, time.start, time.end)
    where = "clause" if inside else "sentence"
    gap = _gap(time, asked)
    near = "touching" if gap <= 3 else "near" if gap <= 20 else "middle" if gap <= 60 else "far"
    side = "<" if time.end <= asked.span[0] else ">" if time.start >= asked.span[1] else "="
    yield where
    yield f"{where}/rank={min(rank, 2)}/{min(len(scene.times), 3)}"
    yield f"{where}/{near}{side}"
    yield f"{where}/{near}{side}/{scene.language}"
    yield f"{where}/{asked.state}"
    yield f"time/grammar={asked.bound == period}"
    yield f"{where}/clause={scene.clause_at(time.start, time.end).kind}"
    nearer = any(max(time.start - cue.end, cue.start - time.end, 0) < gap for cue in rivals)
    yield f"{where}/rival-nearer={nearer}"
    yield from (f"time/{mark}" for mark in _kind(time))
    yield from (f"{where}/{mark}" for mark in _kind(time))
    yield from (f"time/{mark}" for mark in _away(period, asked, dates))


def _kind(time: TimeMention) -> Iterator[str]:
    spec = time.spec
    kind = "absolute" if spec.absolute else "relative" if spec.relative else "weekday" if spec.weekday else "bare"
    yield f"{kind}-{spec.unit}"
    if spec.bound is not None:
        yield f"bound={spec.bound}"
    if spec.vague:
        yield "vague"


def _away(period: Period | None, asked: Asked, dates: Dates) -> Iterator[str]:
    if period is None or dates.today is None:
        return
    days = (period.first - dates.today).days
    far = "same" if abs(days) <= 10 else "near" if abs(days) <= 100 else "year" if abs(days) <= 400 else "far"
    yield f"{'past' if days <= 0 else 'future'}-{far}"
    yield f"{'past' if days <= 0 else 'future'}-{far}/{asked.state}"


def _gap(time: TimeMention, asked: Asked) -> int:
    return max(asked.anchor.start - time.end, time.start - asked.anchor.end, 0)
