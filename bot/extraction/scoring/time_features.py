"""What speaks for and against each time a claim may have: named features, one function for each kind of option."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.extraction.candidates.binding import Dates
from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene, owned
from bot.extraction.times.mentions import TimeMention
from bot.extraction.times.stretches import Stretches
from bot.model.period import Period


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim that wants a date: its words (`anchor`, `span`), its state or status, what grammar would choose.

    `own` are where its people stand in the sentence, `others` where other people do. `contact` is False for a change of a channel."""

    scene: Scene
    anchor: CueHit
    span: tuple[int, int]
    state: str
    bound: Period | None
    loose: bool
    own: tuple[tuple[int, int], ...] = ()
    others: tuple[tuple[int, int], ...] = ()
    contact: bool = True
    cues: tuple[str, ...] = field(init=False, repr=False)
    """What else the sentence says of the claim, for each of its times: asked for, called off, in the past, in a plan."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "cues", tuple(_cues(self.scene)) if self.contact else ())


def none(asked: Asked, offered: int) -> Iterator[str]:
    """For having no date."""
    scene = asked.scene
    clause = scene.clause_at(*asked.anchor.parts[0])
    times = min(len(scene.times), 2)
    inside = min(sum(owned(clause, scene, t.start, t.end) for t in scene.times), 2)
    yield "none"
    yield f"none/{asked.state}"
    yield f"none/times={times}"
    yield f"none/times={times}/{asked.state}"
    yield f"none/inside={inside}"
    yield f"none/inside={inside}/{asked.state}"
    yield f"none/grammar={asked.bound is None}"
    yield f"none/grammar={asked.bound is None}/{asked.loose}"
    yield f"none/offered={min(offered, 4)}"
    yield from (f"none/{mark}" for mark in _page(asked))
    yield from (f"none/{mark}" for mark in asked.cues)


def grammar(asked: Asked, dates: Dates) -> Iterator[str]:
    """For a time that grammar has: a deadline, the meeting at which something was agreed, the one of the clause."""
    yield "grammar"
    yield f"grammar/{asked.state}"
    yield f"grammar/times={min(len(asked.scene.times), 1)}"
    yield from (f"grammar/{mark}" for mark in _away(asked.bound, asked, dates))


def article(name: str, asked: Asked, period: Period, lately: bool) -> Iterator[str]:
    """For the article's own day or month; `lately`: the sentence says "recently" and means some day before."""
    times = min(len(asked.scene.times), 2)
    yield name
    yield f"{name}/{asked.state}"
    yield f"{name}/lately={lately}"
    yield f"{name}/{asked.state}/{asked.anchor.shape}"
    yield f"{name}/times={times}"
    yield f"{name}/times={times}/{asked.state}"
    yield from (f"{name}/{mark}" for mark in _page(asked))
    yield from (f"{name}/{mark}" for mark in asked.cues)


def beside(where: str, time: TimeMention, period: Period | None, scene: Scene, asked: Asked, dates: Dates) -> Iterator[str]:
    """For a time of another sentence."""
    away = asked.scene.index - scene.index
    yield where
    yield f"{where}/times={min(len(asked.scene.times), 1)}"
    yield f"{where}/{asked.state}"
    yield f"{where}/away={min(max(away, -1), 4)}"
    yield f"{where}/{asked.scene.language}"
    yield from (f"{where}/{mark}" for mark in kind(time))
    yield from (f"{where}/{mark}" for mark in _away(period, asked, dates))
    yield f"{where}/grammar-none={asked.bound is None}"


def reading(
    mark: str, features: Sequence[str], period: Period | None, time: TimeMention, asked: Asked, dates: Dates, stretches: Stretches
) -> Iterator[str]:
    """For one way to read a time of the claim's own sentence; `mark` is empty for the plain one."""
    yield from features
    yield f"time/grammar={asked.bound == period}"
    yield from (f"time/{away}" for away in _away(period, asked, dates))
    name = mark or "plain"
    yield f"reading={name}"
    yield f"reading={name}/{asked.state}"
    if stretches.days:
        yield f"reading={name}/stretch={stretches.end or 'open'}"
        yield f"reading={name}/stretch"
    yield f"reading={name}/{asked.anchor.cue.id}"
    yield f"reading={name}/{asked.anchor.shape}"
    yield from (f"reading={name}/{what}" for what in kind(time))
    yield from (f"reading={name}/{cue}" for cue in asked.cues)


def own_time(
    time: TimeMention, rank: int, times: Sequence[TimeMention], asked: Asked, dates: Dates, rivals: Sequence[CueHit]
) -> Iterator[str]:
    """For a time of the claim's own sentence, however it is read."""
    scene = asked.scene
    clause = scene.clause_at(*asked.anchor.parts[0])
    theirs = scene.clause_at(time.start, time.end)
    inside = owned(clause, scene, time.start, time.end)
    where = "clause" if inside else "sentence"
    distance = gap(time, asked)
    near = "touching" if distance <= 3 else "near" if distance <= 20 else "middle" if distance <= 60 else "far"
    side = "<" if time.end <= asked.span[0] else ">" if time.start >= asked.span[1] else "="
    yield where
    yield f"{where}/rank={min(rank, 2)}/{min(len(times), 3)}"
    yield f"{where}/{near}{side}"
    yield f"{where}/{near}{side}/{scene.language}"
    yield f"{where}/{asked.state}"
    yield f"{where}/clause={theirs.kind}"
    yield f"{where}/clauses={clause.kind}-{theirs.kind}"
    nearer = any(max(time.start - cue.end, cue.start - time.end, 0) < distance for cue in rivals)
    yield f"{where}/rival-nearer={nearer}"
    yield f"{where}/rival-in-clause={any(theirs.owns(cue.start, cue.end) for cue in rivals)}"
    yield from (f"{where}/{mark}" for mark in _between(time, asked, times, rivals))
    yield from (f"{where}/{mark}" for mark in _people(time, asked))
    yield from (f"time/{mark}" for mark in kind(time))
    yield from (f"{where}/{mark}" for mark in kind(time))
    yield from _words(time, scene)
    if dates.context(time, scene).far:
        yield "time/far-context"


def gap(time: TimeMention, asked: Asked) -> int:
    """Characters between a time and the word of contact."""
    return max(asked.anchor.start - time.end, time.start - asked.anchor.end, 0)


def kind(time: TimeMention) -> Iterator[str]:
    """What sort of time it is."""
    spec = time.spec
    sort = "absolute" if spec.absolute else "relative" if spec.relative else "weekday" if spec.weekday else "bare"
    yield f"{sort}-{spec.unit}"
    if spec.bound is not None:
        yield f"bound={spec.bound}"
    if spec.vague:
        yield "vague"
    if spec.last is not None:
        yield "span"
    if spec.base.value == "named":
        yield "named"


def _between(time: TimeMention, asked: Asked, times: Sequence[TimeMention], rivals: Sequence[CueHit]) -> Iterator[str]:
    """What stands between the time and the word of contact."""
    first, last = (time.end, asked.anchor.start) if time.end <= asked.anchor.start else (asked.anchor.end, time.start)
    words = asked.scene.text[first:last] if first < last else ""
    yield f"commas={min(sum(words.count(mark) for mark in ',;:'), 3)}"
    yield f"other-times={min(sum(first <= other.start and other.end <= last for other in times), 2)}"
    yield f"rivals={min(sum(first <= cue.start and cue.end <= last for cue in rivals), 2)}"
    yield f"sides={min(sum(first <= name.start and name.end <= last for name in asked.scene.names), 3)}"


def _people(time: TimeMention, asked: Asked) -> Iterator[str]:
    """Whose name stands nearest to the time: the claim's own people's or others'."""
    own = min((_apart(time, span) for span in asked.own), default=None)
    others = min((_apart(time, span) for span in asked.others), default=None)
    if own is None:
        return
    nearest = "own" if others is None or own <= others else "other"
    yield f"people={nearest}"
    yield f"people={nearest}/{others is not None}/{min(own // 20, 3)}"


def _apart(time: TimeMention, span: tuple[int, int]) -> int:
    return max(time.start - span[1], span[0] - time.end, 0)


def _words(time: TimeMention, scene: Scene) -> Iterator[str]:
    """The word before the time, and the first and last of its own."""
    before = scene.text[max(scene.start, time.start - 24) : time.start].lower().split()
    han = scene.unspaced
    own = scene.text[time.start : time.end].lower()
    yield f"word<{before[-1] if before and not han else scene.text[max(scene.start, time.start - 1) : time.start]}"
    behind = scene.text[time.end : min(scene.end, time.end + 24)].lower().split()
    yield f"word>{behind[0] if behind and not han else scene.text[time.end : time.end + 1]}"
    parts = own.split()
    if parts and not han:
        yield f"word={parts[0]}"
    elif han:
        yield f"word={own[:2]}"
    if time.start <= scene.start + 3:
        yield "time/opens"


def _page(asked: Asked) -> Iterator[str]:
    scene = asked.scene
    yield scene.language
    yield scene.sentence.kind.value
    yield f"{asked.anchor.cue.id}"
    yield f"shape={asked.anchor.shape}"
    yield f"people={min(len(asked.own), 2)}"
    yield from (f"first-{limit}" for limit in (1, 2, 4, 8, 16) if scene.index < limit)


def _cues(scene: Scene) -> Iterator[str]:
    found = dict.fromkeys(f"{cue.section}/{cue.cue.id}" for cue in scene.cues if cue.section in _TELLING)
    yield from (f"cue={name}" for name in list(found)[:_MOST_CUES])


_TELLING = frozenset({"states", "roles", "statuses"})
_MOST_CUES = 8


def _away(period: Period | None, asked: Asked, dates: Dates) -> Iterator[str]:
    if period is None or dates.today is None:
        return
    days = (period.first - dates.today).days
    far = "same" if abs(days) <= 10 else "near" if abs(days) <= 100 else "year" if abs(days) <= 400 else "far"
    yield f"{'past' if days <= 0 else 'future'}-{far}"
    yield f"{'past' if days <= 0 else 'future'}-{far}/{asked.state}"
