"""Which time a change has: the times offered to any claim, with what speaks for them where a channel is concerned.

"The first talks since December 2021" names a time that is not the change's; "severed last year" beside "to be restored" names
the other change's. The chronicle never gives a date, but tells which of the text's dates lies where a change of the
channel is known."""

import re
from collections.abc import Callable, Iterator, Sequence

from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.candidates.draft import ContactDraft
from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.extraction.scoring.features import precision_of
from bot.extraction.scoring.timing import Option
from bot.extraction.times.mentions import TimeMention
from bot.knowledge.fold import lowered
from bot.model.claims import Status
from bot.model.period import Period

_WORD = re.compile(r"[^\W\d_]+")
_LED = 16
"""Characters before and behind a time whose words tell how it is meant."""

_MEETINGS = 3
"""Most meetings of the sentence whose days a change may have."""

Known = Callable[[Period], str]
Timed = Sequence[tuple[TimeMention, Period | None]]
"""The times of the sentence and the days they mean."""


def change_options(
    options: Sequence[Option], own: ChangeCandidate, scene: Scene, timed: Timed, meetings: Sequence[ContactDraft], known: Known
) -> list[Option]:
    """The options with what a change's own words say about them, and the days of the sentence's own meetings.

    `known` tells of a period whether the chronicle has a change of that channel and direction then."""
    periods = [option.period for option in options]
    met = [draft.period for draft in meetings if draft.scene == scene.index and draft.period is not None][:_MEETINGS]
    more = [Option(period, ("meeting", f"meeting/{own.status}")) for period in dict.fromkeys(met) if period not in periods]
    nearest = min((_gap(time, own.cue) for time, _ in timed), default=0)
    return [
        Option(option.period, (*option.features, *_marks(option.period, own, scene, timed, met, known, nearest)))
        for option in (*options, *more)
    ]


def _marks(
    period: Period | None, own: ChangeCandidate, scene: Scene, timed: Timed, met: Sequence[Period], known: Known, nearest: int
) -> Iterator[str]:
    way = "closing" if own.status == Status.SUSPENDED.value else "opening"
    if period is None:
        yield f"change-none/{way}/{own.naming}"
        return
    precision = precision_of(period)
    yield f"change/{precision}/{own.status}"
    yield f"change/known={known(period)}/{way}/{precision}"
    yield f"change/met={any(period.overlaps(other, slack_days=1) for other in met)}/{own.status}"
    time = next((time for time, means in timed if means == period), None)
    if time is None:
        yield f"change/unworded/{own.status}/{min(len(timed), 2)}"
        return
    yield from _placed(time, own, scene, way, nearest)


def _placed(time: TimeMention, own: ChangeCandidate, scene: Scene, way: str, nearest: int) -> Iterator[str]:
    """Where a time of the sentence stands to the words of the change."""
    gap = _gap(time, own.cue)
    side = "before" if time.end <= own.cue.start else "behind" if time.start >= own.cue.end else "within"
    yield f"change/{side}/{own.status}"
    yield f"change/{side}/{own.cue.cue.id}"
    yield f"change/nearest={gap <= nearest}/{way}"
    others = [
        cue for cue in scene.cues_of("statuses") if cue.cue.value("status") is not None and _way(cue) != way and not cue.cue.value("weak")
    ]
    yield f"change/other-way-nearer={any(_gap(time, cue) < gap for cue in others)}/{way}"
    inside = scene.clause_at(time.start, time.end) == scene.clause_at(*own.cue.parts[0])
    yield f"change/clause={inside}/{way}"
    if time.spec.bound is not None:
        yield f"change/bound={time.spec.bound}/{own.status}"
        yield f"change/bound={time.spec.bound}/{own.cue.cue.id}"
    for word in _WORD.findall(lowered(scene.text[max(scene.start, time.start - _LED) : time.start]))[-2:]:
        yield f"change/led-by={word[-3:]}/{way}"
    if scene.language == "zh":
        yield f"change/goes-on={scene.text[time.end : time.end + 2]}/{way}"


def _way(cue: CueHit) -> str:
    return "closing" if cue.cue.value("status") == Status.SUSPENDED.value else "opening"


def _gap(time: TimeMention, cue: CueHit) -> int:
    return min(max(start - time.end, time.start - end, 0) for start, end in cue.parts)
