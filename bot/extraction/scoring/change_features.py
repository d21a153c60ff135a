"""What a scorer sees of a candidate change: named features that are there or not, one function a family."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.extraction.scoring.features import cue_features, date_features, page_features
from bot.knowledge.fold import is_han, lowered
from bot.model.claims import BOTH, Status
from bot.model.period import Period

_SHORT = 24
"""Characters of a status cue whose words count: longer ones embrace half a clause."""

_WINDOW, _WINDOW_HAN = 40, 12
"""Characters around a cue and a channel whose words count."""

_HEAD = 3
"""Sentences at the head of an article that say whose story it is."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SUSPENDED = Status.SUSPENDED.value


class Channels:
    """The candidate changes of one article by sentence and by channel."""

    def __init__(self, candidates: Sequence[ChangeCandidate], scenes: Sequence[Scene], ours: Collection[str]) -> None:
        """`ours` are the sides of the watch."""
        self.ours = ours
        self.about = _about(scenes, ours)
        self.scenes: dict[int, list[ChangeCandidate]] = {}
        self.told: dict[str, set[int]] = {}
        self.named: dict[str, set[int]] = {}
        for own in candidates:
            self.scenes.setdefault(own.scene, []).append(own)
            if not own.distance:
                self.told.setdefault(own.channel_id, set()).add(own.scene)
            if own.naming in ("named", "composed"):
                self.named.setdefault(own.channel_id, set()).add(own.scene)


def _about(scenes: Sequence[Scene], ours: Collection[str]) -> str:
    """Whose story it is, by the sides that its head and the rest of it name."""
    told = Counter(name.ids[0] for scene in scenes for name in scene.sides(scene.start, scene.end))
    head = {name.ids[0] for scene in scenes[:_HEAD] for name in scene.sides(scene.start, scene.end)}
    foreign = max((count for side, count in told.items() if side not in ours), default=0)
    least = min((told[side] for side in ours), default=0)
    return f"{len(head & set(ours))}/{bool(head - set(ours))}/{'foreign' if foreign > least else 'ours'}"


def family(status: str) -> str:
    """Which way a status points: to an end, or towards open."""
    return "closing" if status == _SUSPENDED else "opening"


def status_features(own: ChangeCandidate) -> Iterator[str]:
    """Family `trigger` of a change: the status cue and who proposed it."""
    cue = own.cue
    by = "loose" if own.loose else "grammar"
    way = family(own.status)
    yield f"trigger:{cue.cue.id}"
    yield f"trigger:{cue.cue.id}/{own.naming}"
    yield f"trigger:status={own.status}"
    yield f"trigger:{by}/{own.status}"
    yield f"trigger:{by}/{own.naming}"
    yield f"trigger:{way}/{own.naming}"
    if cue.cue.value("weak"):
        yield f"trigger:weak/{way}"
        yield f"trigger:weak/{own.naming}"


def channel_features(own: ChangeCandidate, scene: Scene, ours: Collection[str]) -> Iterator[str]:
    """Family `arguments` of a change: which channel, how it is named, where it stands to the cue, who did it."""
    kind, way = own.naming, family(own.status)
    gap = max(own.channel[0] - own.cue.end, own.cue.start - own.channel[1], 0)
    near = "touching" if gap <= 4 else "near" if gap <= 30 else "middle" if gap <= 90 else "far"
    order = "cue-first" if own.cue.start < own.channel[0] else "channel-first"
    yield f"arguments:{kind}/{near}"
    yield f"arguments:{kind}/{near}/{order}"
    yield f"arguments:{kind}/{own.status}"
    yield f"arguments:{order}"
    yield f"arguments:distance={own.distance}"
    yield f"arguments:channel={own.channel_id}"
    yield f"arguments:channel={own.channel_id}/{kind}"
    yield f"arguments:channel={own.channel_id}/{way}"
    yield f"arguments:by={own.by if own.by in (None, BOTH) else 'one'}/{way}"
    yield f"arguments:negated={own.negated}"
    sides = {name.ids[0] for name in scene.sides(scene.start, scene.end)}
    yield f"arguments:sides={len(sides & set(ours))}"
    yield f"arguments:sides={len(sides & set(ours))}/third={bool(sides - set(ours))}"
    nouns = scene.cues_of("generic", *own.clause)
    yield f"arguments:noun={'none' if not nouns else nouns[-1].cue.id}/{kind}"
    yield f"arguments:busy={bool(scene.cues_of('contacts'))}/{kind}/{way}"
    if not own.distance:
        yield f"arguments:words={lowered(scene.text[own.channel[0] : own.channel[1]])[:40]}"
        inner, outer = scene.clause_at(*own.channel), scene.clause_at(*own.cue.parts[0])
        together = "one" if inner == outer else "inner" if inner.parent is not None and scene.clauses[inner.parent] == outer else "apart"
        yield f"arguments:clauses={together}/{kind}"
        yield f"arguments:clauses={together}/{inner.kind}/{outer.kind}"
    if own.cue.end - own.cue.start < _SHORT:
        words = lowered(scene.text[own.cue.start : own.cue.end])
        yield f"arguments:cue={words}"
        yield f"arguments:cue={words}/{kind}"


def change_rivals(own: ChangeCandidate, channels: Channels) -> Iterator[str]:
    """Family `rivals` of a change: other channels of the sentence, the same channel elsewhere."""
    here = channels.scenes[own.scene]
    way, kind = family(own.status), own.naming
    ours = [other for other in here if family(other.status) == way]
    named = [other for other in ours if other is not own and not other.distance and other.channel_id != own.channel_id]
    yield f"rivals:channels={min(len({other.channel_id for other in here}), 4)}/{kind}"
    yield f"rivals:named={min(sum(other.naming == 'named' for other in named), 3)}/{kind}"
    yield f"rivals:plainer={min(sum(_plainer(other, own) for other in ours), 3)}/{kind}"
    yield f"rivals:grammar={any(not other.loose for other in ours if other is not own)}/{kind}"
    yield f"rivals:grammar-other={any(not other.loose for other in here if family(other.status) != way)}/{kind}"
    same_cue = [other for other in named if other.cue is own.cue]
    yield f"rivals:cue-shared={min(len(same_cue), 3)}/{kind}"
    if same_cue:
        nearer = min(_gap(other) for other in same_cue) < _gap(own)
        yield f"rivals:nearer={nearer}/{kind}"
    both = any(other.channel_id == own.channel_id and family(other.status) != way for other in here)
    yield f"rivals:both-ways={both}/{way}"
    told = channels.told.get(own.channel_id, set())
    plain = channels.named.get(own.channel_id, set())
    yield f"rivals:told={min(len(told), 4)}"
    yield f"rivals:named-elsewhere={min(len(plain), 4)}/{kind}"
    yield f"rivals:article={min(len(channels.told), 6)}"
    yield f"rivals:about={channels.about}"


def _plainer(other: ChangeCandidate, own: ChangeCandidate) -> bool:
    return other.channel_id != own.channel_id and _ORDER[other.naming] < _ORDER[own.naming]


_ORDER = {name: rank for rank, name in enumerate(("named", "composed", "generic", "people", "topic", "carried", "lead", "whole"))}


def _gap(own: ChangeCandidate) -> int:
    return max(own.channel[0] - own.cue.end, own.cue.start - own.channel[1], 0)


def word_features(own: ChangeCandidate, scene: Scene) -> Iterator[str]:
    """Family `words`: single words and pairs around the cue, and what stands between it and the channel."""
    way = family(own.status)
    for name, words in (("before", _before(scene, own.cue)), ("behind", _behind(scene, own.cue))):
        for word in words:
            yield f"words:{name}/{way}/{word}"
    if not own.distance:
        first, last = sorted((own.cue.parts[-1], own.channel))
        between = _tokens(scene, first[1], min(last[0], first[1] + 60))
        for word in between[:8]:
            yield f"words:between/{way}/{word}"


def _before(scene: Scene, cue: CueHit) -> list[str]:
    return _tokens(scene, max(scene.start, cue.start - _reach(scene, cue.start)), cue.start)


def _behind(scene: Scene, cue: CueHit) -> list[str]:
    return _tokens(scene, cue.end, min(scene.end, cue.end + _reach(scene, cue.start)))


def _reach(scene: Scene, at: int) -> int:
    return _WINDOW_HAN if scene.language == "zh" else _WINDOW


def _tokens(scene: Scene, start: int, end: int) -> list[str]:
    text = lowered(scene.text[start:end])
    if scene.language == "zh":
        return [text[i : i + 2] for i in range(len(text) - 1) if is_han(text[i]) and is_han(text[i + 1])]
    return _WORD.findall(text)


def change_features(own: ChangeCandidate, scene: Scene, channels: Channels, period: Period | None, today: date | None) -> list[str]:
    """All features of a change candidate among those of its article."""
    return [
        *status_features(own),
        *channel_features(own, scene, channels.ours),
        *change_rivals(own, channels),
        *word_features(own, scene),
        *cue_features(scene, own.clause, own.cue),
        *date_features(scene, own.clause, period, today),
        *page_features(scene, (own.start, own.end)),
    ]
