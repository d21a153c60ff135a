"""More candidates than grammar finds: whom and what a sentence may speak of, whatever its syntax.

Grammar (`frames.py`) proposes what its templates see. Here every sentence proposes besides the pairs across
the sides that stand in it or that the sentences around lend it, each of its people alone, and its channels without
people. A scorer decides."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.candidates.candidate import ContactCandidate, Template
from bot.extraction.candidates.frames import exchanges, series_named, speaks_for_others, triggers_of
from bot.extraction.candidates.places import Places
from bot.extraction.language.lexicon import Cue, CueHit
from bot.extraction.people.coreference import Reference, of_third_parties
from bot.extraction.people.figures import Figure
from bot.extraction.scenes import Scene
from bot.extraction.text.clauses import Clause
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind

PER_SCENE = 10
NAMELESS = 6
PER_ARTICLE = 300
"""Most further candidates of one sentence with people, most without, and most of one article: the first ones stay."""

_BACK = 6
_AHEAD = 4
"""How many sentences around somebody may stand who is lent to a sentence: readouts name the heads of delegation last."""

_EACH_SIDE = 3
_CLAUSES = 3
"""Clauses of a sentence that may each tell a contact without people."""

NAMED = "named"
"""The link of a channel that the clause itself names."""

UNTOLD = Cue("contacts", "untold", {})
"""The trigger of a candidate whose sentence has no word of contact."""


@dataclass(frozen=True, slots=True)
class _Set:
    """Who may have met. `links` say how those came in who don't stand in the sentence, `distance` how far away the farthest stands."""

    members: tuple[Figure, ...]
    links: tuple[str, ...] = ()
    distance: int = 0
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class _Lent:
    """Somebody of a sentence around, `away` sentences from the one that needs a partner."""

    figure: Figure
    link: str
    away: int


class Proposer:
    """Proposes for the sentences of one article, asked in reading order."""

    def __init__(self, knowledge: Knowledge, places: Places, scenes: Sequence[Scene], references: Sequence[Sequence[Reference]]) -> None:
        self._knowledge = knowledge
        self._places = places
        self._scenes = scenes
        self._references = references
        self._present = [self._people(refs) for refs in references]
        self._ranked = [figure for figure, _ in Counter(figure for figures in self._present for figure in figures).most_common()]
        self._topic: str | None = None
        self._told: dict[str, None] = {}
        """The channels that the sentences so far name, the last named last."""
        self._left = PER_ARTICLE
        self._goals: dict[tuple[object, ...], str | None] = {}

    def read(self, index: int, grammar: Sequence[ContactCandidate]) -> list[ContactCandidate]:
        """Further candidates of a sentence; `grammar` are those it has already."""
        scene = self._scenes[index]
        triggers = triggers_of(scene)
        known = {candidate.key for candidate in grammar if candidate.members}
        found: list[ContactCandidate] = []
        for one in self._sets(scene, triggers):
            key = frozenset([figure.key for figure in one.members])
            if len(found) >= min(PER_SCENE, self._left):
                break
            if key not in known:
                known.add(key)
                found.append(self._make(scene, triggers, one))
        self._left -= len(found)
        channels = self._channels(scene)
        found += self._without_people(scene, triggers, channels, grammar)
        self._remember(channels)
        self._topic = series_named(scene, self._knowledge) or self._topic
        return found

    def _without_people(
        self, scene: Scene, triggers: Sequence[CueHit], channels: Sequence[tuple[int, str, str]], grammar: Sequence[ContactCandidate]
    ) -> list[ContactCandidate]:
        """Talks, port calls, exercises without people: one for each clause with a word of contact and each channel it may be of."""
        if not (triggers or scene.times or scene.names_of(Kind.PLACE) or any(cue.section == "states" for cue in scene.cues)):
            return []
        known = {(candidate.channel_id, candidate.clause) for candidate in grammar if not candidate.members}
        further: list[ContactCandidate] = []
        for trigger in self._heads(scene, triggers):
            clause = scene.clause_at(*trigger.parts[0])
            offered = self._offered(channels, trigger.start, clause)
            sets = [_Set((), (link,), channel=key) for key, link in offered.items() if (key, (clause.start, clause.end)) not in known]
            further += [self._make(scene, [trigger], one) for one in sets]
        found = further[: min(NAMELESS, self._left)]
        self._left -= len(found)
        return found

    def _remember(self, channels: Sequence[tuple[int, str, str]]) -> None:
        for _, link, key in channels:
            if link == NAMED:
                self._told.pop(key, None)
                self._told[key] = None

    def _heads(self, scene: Scene, triggers: Sequence[CueHit]) -> list[CueHit]:
        """The word of contact that each clause may tell a contact without people with: of talks or ships rather than of people."""
        if not triggers:
            return [_nearest(scene, (), ())]
        heads: dict[int, CueHit] = {}
        for trigger in triggers:
            at = scene.clause_at(*trigger.parts[0]).start
            if at not in heads or (_of_bodies(trigger) and not _of_bodies(heads[at])):
                heads[at] = trigger
        return list(heads.values())[:_CLAUSES]

    def _channels(self, scene: Scene) -> list[tuple[int, str, str]]:
        """The channels that a sentence may speak of: where, how it gives them, which."""
        spots = [(name.start, NAMED, name.ids[0]) for name in scene.names_of(Kind.CHANNEL) if name.form is Form.FULL]
        spots += [(cue.start, NAMED, str(cue.cue.value("channel"))) for cue in scene.cues_of("channels")]
        spots += [(cue.start, "hinted", str(cue.cue.value("channel"))) for cue in scene.cues_of("generic") if cue.cue.value("channel")]
        return [(start, link, self._knowledge.guide_channel(key)) for start, link, key in spots if key in self._knowledge.channels]

    def _offered(self, channels: Sequence[tuple[int, str, str]], at: int, clause: Clause) -> dict[str, str]:
        """The channels that a contact told at a spot of a clause may be of, the likeliest first, with how each comes in."""
        near = sorted((abs(start - at), start, link, key) for start, link, key in channels)
        named = {key: NAMED for _, start, link, key in near if link == NAMED and clause.start <= start < clause.end}
        beside = {key: "beside" for _, _, link, key in near if link == NAMED and key not in named}
        hinted = {key: "hinted" for _, _, link, key in near if link == "hinted"}
        offered: list[tuple[str | None, str]] = [*[*named.items(), *beside.items()][:3], *[*hinted.items()][:2]]
        offered += [(self._topic, "topic"), (exchanges(self._knowledge), "exchange")]
        offered += [(key, "carried") for key in [*reversed(self._told)][:2]]
        out: dict[str, str] = {}
        for key, link in offered:
            if key is not None:
                out.setdefault(key, link)
        return out

    def _people(self, references: Sequence[Reference]) -> list[Figure]:
        sides = self._knowledge.sides
        figures = dict.fromkeys(figure for ref in references for figure in ref.figures)
        return [figure for figure in figures if figure.side in sides and not speaks_for_others(figure)]

    def _sets(self, scene: Scene, triggers: Sequence[CueHit]) -> Iterator[_Set]:
        here = self._present[scene.index]
        one, other = ([figure for figure in here if figure.side == side][:_EACH_SIDE] for side in list(self._knowledge.sides)[:2])
        yield from (_Set((left, right)) for left in one for right in other)
        told = bool(triggers) or any(cue.section == "states" for cue in scene.cues)
        placed = bool(scene.times or scene.names_of(Kind.PLACE))
        if here:
            yield from (_Set((figure,)) for figure in here[: 2 * _EACH_SIDE if told else 2])
            for figure in here[: 2 if told else 1]:
                yield from self._joined(scene, figure)
        elif (told or placed) and not of_third_parties(scene, self._knowledge):
            yield from self._lent(scene)

    def _joined(self, scene: Scene, figure: Figure) -> Iterator[_Set]:
        """Somebody present with people of the other side who are not."""
        others = [side for side in self._knowledge.sides if side != figure.side]
        for lent in self._around(scene.index, others):
            if lent.figure not in self._present[scene.index]:
                yield _Set((figure, lent.figure), (lent.link,), lent.away)

    def _lent(self, scene: Scene) -> Iterator[_Set]:
        """Where nobody is present: two across the sides who come from the same direction, then the nearest alone."""
        one, other = ({lent.link: lent for lent in self._around(scene.index, (side,))} for side in list(self._knowledge.sides)[:2])
        for link in one:
            if link in other:
                yield _Set((one[link].figure, other[link].figure), (link,), max(one[link].away, other[link].away))
        near = sorted((*one.values(), *other.values()), key=lambda lent: (lent.away, lent.link))
        yield from (_Set((lent.figure,), (lent.link,), lent.away) for lent in near[:2])

    def _around(self, index: int, sides: Collection[str]) -> Iterator[_Lent]:
        """Who of these sides the sentences around may mean: spoken of last, named next, named most."""
        before = [(index - at, self._present[at]) for at in range(index - 1, max(-1, index - 1 - _BACK), -1)]
        behind = [(at - index, self._present[at]) for at in range(index + 1, min(len(self._present), index + 1 + _AHEAD))]
        for link, around in (("last", before), ("ahead", behind), ("main", [(_BACK + 1, self._ranked)])):
            for away, figures in around:
                figure = next((figure for figure in figures if figure.side in sides), None)
                if figure is not None:
                    yield _Lent(figure, link, away)
                    break

    def _make(self, scene: Scene, triggers: Sequence[CueHit], one: _Set) -> ContactCandidate:
        spans = [(ref.start, ref.end) for ref in self._references[scene.index] if any(figure in one.members for figure in ref.figures)]
        trigger = _nearest(scene, triggers, spans)
        clause = scene.clause_at(*trigger.parts[0])
        within = [span for span in spans if clause.start <= span[0] and span[1] <= clause.end]
        template = Template(str(trigger.cue.value("template") or Template.PAIR.value))
        place = None
        if template is Template.VISIT:
            place = self._destination(scene, trigger, clause)
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
            links=one.links,
        )

    def _destination(self, scene: Scene, trigger: CueHit, clause: Clause) -> str | None:
        """The city of a journey, looked for once for all who may have made it."""
        spot = (scene.index, trigger.parts, trigger.start, trigger.end, trigger.cue.id)
        if spot not in self._goals:
            going = self._places.destination(scene, trigger, clause)
            self._goals[spot] = going.city if going is not None else None
        return self._goals[spot]


def _of_bodies(trigger: CueHit) -> bool:
    return trigger.cue.value("template") in (Template.ROUND.value, Template.SHIP.value, Template.DRILL.value)


def _nearest(scene: Scene, triggers: Sequence[CueHit], spans: Sequence[tuple[int, int]]) -> CueHit:
    """The trigger whose clause holds most of the spans, then the one nearest to them; a mark of absence where the sentence has none."""
    if len(triggers) == 1:
        return triggers[0]
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
