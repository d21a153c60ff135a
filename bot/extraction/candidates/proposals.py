"""More candidates than grammar finds: whom and what a sentence may speak of, whatever its syntax.

Grammar (`frames.py`) proposes what its templates see. Here every sentence proposes besides the pairs across
the sides that stand in it or are carried into it, each of its people alone, and its channel or the forces without
people. A scorer decides."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.candidates.candidate import ContactCandidate, Template
from bot.extraction.candidates.frames import series_named, triggers_of
from bot.extraction.candidates.places import Places
from bot.extraction.language.lexicon import Cue, CueHit
from bot.extraction.people.coreference import Reference
from bot.extraction.people.figures import Figure
from bot.extraction.scenes import Scene
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind

PER_SCENE = 8
PER_ARTICLE = 120
"""Most further candidates of one sentence, and of one article: the first ones stay."""

_REACH = 4
"""How many sentences back somebody may stand who is carried into a sentence."""

_EACH_SIDE = 3
UNTOLD = Cue("contacts", "untold", {})
"""The trigger of a candidate whose sentence has no word of contact."""


@dataclass(frozen=True, slots=True)
class _Set:
    members: tuple[Figure, ...]
    distance: int
    channel: str | None = None


class Proposer:
    """Reads one article's sentences in order and remembers who was spoken of."""

    def __init__(self, knowledge: Knowledge, places: Places) -> None:
        self._knowledge = knowledge
        self._places = places
        self._recent: list[tuple[int, Figure]] = []
        self._count: Counter[Figure] = Counter()
        self._topic: str | None = None
        self._left = PER_ARTICLE

    def read(self, scene: Scene, references: Sequence[Reference], grammar: Sequence[ContactCandidate]) -> list[ContactCandidate]:
        """Further candidates of the next sentence; `grammar` are those it has already."""
        present = self._present(references)
        triggers = triggers_of(scene)
        known = {candidate.key for candidate in grammar}
        found: list[ContactCandidate] = []
        if self._telling(scene, triggers, present):
            for one in self._sets(scene, triggers, present):
                key = frozenset(figure.key for figure in one.members)
                if key not in known and len(found) < min(PER_SCENE, self._left):
                    known.add(key)
                    found.append(self._make(scene, references, triggers, one))
        self._left -= len(found)
        for figures in present.values():
            for figure in figures:
                self._recent = [(at, other) for at, other in self._recent if other != figure and scene.index - at < _REACH]
                self._recent.append((scene.index, figure))
                self._count[figure] += 1
        self._topic = series_named(scene, self._knowledge) or self._topic
        return found

    def _present(self, references: Sequence[Reference]) -> dict[str, list[Figure]]:
        groups: dict[str, list[Figure]] = {side: [] for side in self._knowledge.sides}
        for ref in references:
            for figure in ref.figures:
                if figure.side in groups and figure not in groups[figure.side]:
                    groups[figure.side].append(figure)
        return groups

    def _telling(self, scene: Scene, triggers: Sequence[CueHit], present: dict[str, list[Figure]]) -> bool:
        """A word of contact, or both sides' people, or a word of state beside a person."""
        if triggers or all(present.values()):
            return True
        return any(present.values()) and any(cue.section == "states" for cue in scene.cues)

    def _sets(self, scene: Scene, triggers: Sequence[CueHit], present: dict[str, list[Figure]]) -> Iterator[_Set]:
        one, other = (present[side][:_EACH_SIDE] for side in list(self._knowledge.sides)[:2])
        yield from (_Set((left, right), 0) for left in one for right in other)
        if not (one and other) and triggers:
            yield from self._carried(scene, one or other)
        yield from (_Set((figure,), 0) for figure in (*one, *other))
        if triggers:
            yield _Set((), 0, self._channel(scene, triggers[0]))

    def _carried(self, scene: Scene, present: Sequence[Figure]) -> Iterator[_Set]:
        """Somebody present with who was spoken of last on the other side; where nobody is, the last of both sides."""
        last: dict[str, tuple[int, Figure]] = {figure.side: (at, figure) for at, figure in self._recent if scene.index - at <= _REACH}
        for figure in present[:2]:
            for side, (at, other) in last.items():
                if side != figure.side:
                    yield _Set((figure, other), scene.index - at)
        for figure in present[:1]:
            main = self._main(figure.side)
            if main is not None:
                yield _Set((figure, main), _REACH + 1)
        if not present and len(last) > 1:
            (at, one), (before, other) = list(last.values())[:2]
            yield _Set((one, other), scene.index - min(at, before))
        if not present and last:
            at, figure = max(last.values(), key=lambda pair: pair[0])
            yield _Set((figure,), scene.index - at)

    def _main(self, side: str) -> Figure | None:
        """Whom the article has named most on the other side of `side`."""
        others = [(count, figure) for figure, count in self._count.items() if figure.side != side]
        return max(others, key=lambda pair: pair[0])[1] if others else None

    def _channel(self, scene: Scene, trigger: CueHit) -> str | None:
        """The channel that the sentence names nearest to the trigger, else the series spoken of last."""
        spots = [(name.start, name.ids[0]) for name in scene.names_of(Kind.CHANNEL) if name.form is Form.FULL]
        spots += [(cue.start, str(cue.cue.value("channel"))) for cue in scene.cues_of("channels")]
        near = sorted((abs(start - trigger.start), key) for start, key in spots if key in self._knowledge.channels)
        if trigger.cue.value("template") in (Template.SHIP.value, Template.DRILL.value, Template.VISIT.value):
            return "exchanges"
        return self._knowledge.guide_channel(near[0][1]) if near else self._topic

    def _make(self, scene: Scene, references: Sequence[Reference], triggers: Sequence[CueHit], one: _Set) -> ContactCandidate:
        spans = [(ref.start, ref.end) for ref in references if set(ref.figures) & set(one.members)]
        trigger = _nearest(scene, triggers, spans)
        clause = scene.clause_at(*trigger.parts[0])
        within = [span for span in spans if clause.start <= span[0] and span[1] <= clause.end]
        template = Template(str(trigger.cue.value("template") or Template.PAIR.value))
        place = None
        if template is Template.VISIT:
            going = self._places.destination(scene, trigger, clause)
            place = going.city if going is not None else None
        return ContactCandidate(
            scene=scene.index,
            template=template,
            trigger=trigger,
            members=one.members,
            sides=tuple(self._knowledge.sides),
            start=min([trigger.start, *(span[0] for span in within)]),
            end=max([trigger.end, *(span[1] for span in within)]),
            clause=(clause.start, clause.end),
            channel_id=one.channel,
            place_hint=place,
            carried=len(within) < len(one.members),
            why=(f"{trigger.cue.id} ({trigger.shape})",),
            loose=True,
            distance=one.distance,
        )


def _nearest(scene: Scene, triggers: Sequence[CueHit], spans: Sequence[tuple[int, int]]) -> CueHit:
    """The trigger whose clause holds most of the spans, then the one nearest to them; a mark of absence where the sentence has none."""
    if not triggers:
        start = min((span[0] for span in spans), default=scene.start)
        end = max((span[1] for span in spans), default=scene.start + 1)
        return CueHit(start, end, UNTOLD, "none", ((start, end),))

    def far(trigger: CueHit) -> tuple[int, int, int]:
        clause = scene.clause_at(*trigger.parts[0])
        inside = sum(clause.owns(*span) for span in spans)
        gap = sum(max(span[0] - trigger.end, trigger.start - span[1], 0) for span in spans)
        return (-inside, gap, trigger.start)

    return min(triggers, key=far)
