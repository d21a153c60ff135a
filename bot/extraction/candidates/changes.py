"""Layer 4, changes: which channel a sentence says was stopped, sought, agreed on or opened, and by whom.

Grammar joins a channel that is named, paraphrased or meant by a generic noun with a status cue of its clause. Beyond that every
channel that the sentence may speak of is offered with every direction (stopped, or towards open) that a cue of it gives: a
scorer judges."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.extraction.candidates.actors import Actors
from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.candidates.channels import RANK, ChannelMention, ChannelSpotter, Naming
from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.coreference import Reference
from bot.extraction.scenes import Scene
from bot.extraction.text.clauses import Clause, ClauseKind
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form
from bot.model.claims import Status

_MOST = 12
"""Most candidates of one sentence that grammar does not make."""

_FAR = 90
"""How far a status cue may stand from its channel within one clause."""

_LIST_WORDS = 5
"""Words between two channels of one list: ", as well as the annual"."""

_STATUSES = frozenset(status.value for status in Status)
_OPENING = frozenset({Status.OPEN, Status.AGREED, Status.SOUGHT})
_CLOSE = 60
"""How near a word that says little of a status ("again") stands to what only hints at a channel."""


class ChangeReader:
    """Reads sentences in order and remembers the channels named."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._spotter = ChannelSpotter(knowledge)

    def read(self, scene: Scene, references: Sequence[Reference]) -> list[ChangeCandidate]:
        mentions = self._spotter.worded(scene, references)
        cues = scene.cues_of("statuses")
        found: list[ChangeCandidate] = []
        if any(cue.cue.value("status") in _STATUSES for cue in cues):
            actors = Actors(scene, references, self._knowledge)
            spoken = [mention for mention in mentions if not self._elsewhere(scene, mention)]
            found = [candidate for mention in spoken for candidate in self._of_mention(scene, mention, mentions, actors)]
            known = {mention.channel_id for mention in mentions}
            offered = [*spoken, *self._spotter.hinted(scene, references, known)]
            found += self._loosely(scene, offered, actors, {(one.channel_id, _closing(one.status)) for one in found})
        self._spotter.remember(scene, mentions)
        return found

    def _loosely(
        self, scene: Scene, mentions: Sequence[ChannelMention], actors: Actors, known: set[tuple[str, bool]]
    ) -> Iterator[ChangeCandidate]:
        """Every channel with each direction that a cue gives it: its plainest mention, with the plainest and nearest cue."""
        cues = [cue for cue in scene.cues_of("statuses") if cue.cue.value("status") in _STATUSES]
        busy = bool(scene.cues_of("contacts"))
        best: dict[tuple[str, bool], tuple[tuple[int, int, int], ChannelMention, CueHit]] = {}
        for mention in mentions:
            for cue in cues:
                key = (mention.channel_id, _closing(str(cue.cue.value("status"))))
                if key in known or not _fits(cue, mention, busy=busy):
                    continue
                rank = (RANK[mention.naming], _weak(cue), _gap(cue, mention) if mention.worded else cue.start - scene.start)
                if key not in best or rank < best[key][0]:
                    best[key] = (rank, mention, cue)
        chosen = sorted(best.values(), key=lambda one: (one[0], one[1].channel_id, one[2].start))[:_MOST]
        for _, mention, cue in chosen:
            made = self._make(scene, mention, scene.clause_at(*cue.parts[0]), cue, actors, negated=False)
            if not mention.worded:
                made = replace(made, start=cue.start, end=cue.end, channel=(cue.start, cue.start))
            yield replace(made, loose=True, distance=mention.distance)

    def _of_mention(
        self, scene: Scene, mention: ChannelMention, mentions: Sequence[ChannelMention], actors: Actors
    ) -> Iterator[ChangeCandidate]:
        """What grammar is sure to say of a mention."""
        clause = scene.clause_at(mention.start, mention.end)
        cues = [cue for cue in self._cues(scene, mention, clause) if _free(cue, mention) and _nearest(scene, cue, mention, mentions)]
        negated = [cue for cue in cues if cue.cue.value("status") == "negated"]
        single = mention.channel_id in scene.lexicon.words("rounds")  # a round put off is a meeting, not a change
        stated = [cue for cue in cues if cue.cue.value("status") != "negated" and not (single and cue.cue.value("single"))]
        for chosen in _strongest(stated, mention):
            in_relative = scene.clause_at(*chosen.parts[0]).kind is ClauseKind.RELATIVE
            if mention.generic and not in_relative and _gap(chosen, mention) > _FAR // 2:
                continue
            no = any(abs(cue.start - chosen.start) <= 30 or (cue.start <= chosen.start and chosen.end <= cue.end) for cue in negated)
            yield self._make(scene, mention, clause, chosen, actors, negated=no)

    def _cues(self, scene: Scene, mention: ChannelMention, clause: Clause) -> list[CueHit]:
        """Status cues of the mention's clause, and of a relative clause or participle right behind it."""
        spans = [(clause.start, clause.end)]
        if clause.kind is ClauseKind.APPOSITIVE and clause.parent is not None:
            spans.append((scene.clauses[clause.parent].start, clause.start))  # a list's members look like appositions
        spans += [(c.start, c.end) for c in scene.clauses if c.kind is ClauseKind.RELATIVE and 0 <= c.start - mention.end <= 3]
        statuses = [cue for cue in scene.cues_of("statuses") if not _weak(cue)]
        found = [cue for cue in statuses if any(start <= cue.start and cue.end <= end for start, end in spans)]
        near = [cue for cue in found if _gap(cue, mention) <= _FAR]
        if near or mention.generic:
            return near
        # The later members of a list stand in a clause without verb; `_nearest` checks that it is one list.
        return [cue for cue in statuses if cue.end <= mention.start and mention.start - cue.end <= 2 * _FAR]

    def _elsewhere(self, scene: Scene, mention: ChannelMention) -> bool:
        """A third country's channel: "military ties with Japan", "Japanese military contacts"."""
        before = [n for n in scene.sides(max(scene.start, mention.start - 22), mention.start) if n.form is Form.ADJECTIVE]
        behind = scene.sides(mention.end, min(scene.end, mention.end + 30))
        tied = [n for n in behind if any(w in scene.lexicon.words("between") for w in scene.text[mention.end : n.start].lower().split())]
        beside = {name.ids[0] for name in (*before[-1:], *tied)}
        return bool(beside) and not beside & set(self._knowledge.sides)

    def _make(
        self, scene: Scene, mention: ChannelMention, clause: Clause, cue: CueHit, actors: Actors, *, negated: bool
    ) -> ChangeCandidate:
        status = Status(str(cue.cue.value("status")))
        return ChangeCandidate(
            scene=scene.index,
            channel_id=mention.channel_id,
            cue=cue,
            status=status.value,
            by=actors.by(mention, clause, cue, status),
            start=min(mention.start, cue.start),
            end=max(mention.end, cue.end),
            clause=(clause.start, clause.end),
            channel=(mention.start, mention.end),
            direct=mention.between or not mention.generic,
            negated=negated,
            why=(cue.cue.id, "generic noun" if mention.generic else "channel named"),
            naming=mention.naming.value,
        )


def _closing(status: str) -> bool:
    return status == Status.SUSPENDED.value


def _weak(cue: CueHit) -> bool:
    """A word that tells of a status only beside a channel: "again", "the first"."""
    return cue.cue.value("weak") is not None


def _fits(cue: CueHit, mention: ChannelMention, *, busy: bool) -> bool:
    """Whether the pair is worth a look; `busy`: the sentence has words of contact."""
    if mention.naming in (Naming.PEOPLE, Naming.TOPIC):
        return not _weak(cue) or (_free(cue, mention) and _gap(cue, mention) <= _CLOSE)
    if not mention.worded:
        return not _weak(cue) or busy
    return _free(cue, mention)


def _free(cue: CueHit, mention: ChannelMention) -> bool:
    """A cue that is not made of the mention's own words."""
    return len(cue.parts) > 1 or cue.end <= mention.start or mention.end <= cue.start


def _nearest(scene: Scene, cue: CueHit, mention: ChannelMention, mentions: Sequence[ChannelMention]) -> bool:
    """True where no other channel stands nearer to the cue, but for those of one list: "the talks, the line and the hotline"."""
    best = min(mentions, key=lambda other: (_gap(cue, other), other.generic))
    if best is mention or _gap(cue, best) == _gap(cue, mention):
        return True
    run = sorted((best, mention), key=lambda other: other.start)
    inner = [other for other in mentions if run[0].start <= other.start <= run[1].start]
    gaps = [scene.text[one.end : other.start] for one, other in pairwise(inner)]
    return not mention.generic and all(
        len(gap.split()) <= _LIST_WORDS and ("," in gap or "、" in gap or _joins(scene, gap)) for gap in gaps
    )


def _joins(scene: Scene, gap: str) -> bool:
    return any(word in scene.lexicon.words("and") for word in gap.lower().replace(",", " ").split()) or gap.strip() in scene.lexicon.words(
        "and"
    )


def _gap(cue: CueHit, mention: ChannelMention) -> int:
    """Characters between a cue's nearest part and the mention; 0 where the cue embraces it."""
    if cue.start <= mention.start and mention.end <= cue.end:
        return 0
    return min(max(mention.start - end, start - mention.end, 0) for start, end in cue.parts)


def _strongest(cues: Sequence[CueHit], mention: ChannelMention) -> list[CueHit]:
    """At most one closing and one opening cue: "asked to restore" is asked, "agreed to restore" agreed."""
    closing = [cue for cue in cues if cue.cue.value("status") == Status.SUSPENDED.value]
    opening = [cue for cue in cues if cue.cue.value("status") in {status.value for status in _OPENING}]
    rank = {Status.SOUGHT.value: 0, Status.AGREED.value: 1, Status.OPEN.value: 2}
    chosen = []
    if closing:
        chosen.append(min(closing, key=lambda cue: _gap(cue, mention)))
    if opening:
        chosen.append(min(opening, key=lambda cue: (rank[str(cue.cue.value("status"))], _gap(cue, mention))))
    if len(chosen) == 2:
        return [min(chosen, key=lambda cue: _gap(cue, mention))]
    return chosen
