"""Layer 4, changes: which channel a sentence says was stopped, sought, agreed on or opened, and by whom.

A channel is named (the roster's names), paraphrased (the lexicon's `channels`) or, after a mention,
meant by a generic noun (`generic`). A status cue in the same clause makes a candidate of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.coreference import Reference
from bot.extraction.scenes import Scene
from bot.extraction.text.clauses import Clause, ClauseKind
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind
from bot.model.claims import BOTH, Status

_MEMORY = 3
"""For how many sentences a generic noun ("the channels") still means the channel last named."""

_CARRIED = 4
"""For how many sentences a channel may be meant without a word for it; a scorer judges."""

_MOST = 8
"""Most further candidates of one sentence."""

_STATUSES = frozenset(status.value for status in Status)
_WORKING = "working"
_FAR = 90
"""How far a status cue may stand from its channel within one clause."""

_BETWEEN = 60
_INVERTED = 12
"""How far behind its verb a subject stands that something else has put there: "Im Mai brach Peking …"."""

_LIST_WORDS = 5
"""Words between two channels of one list: ", as well as the annual"."""

_OPENING = frozenset({Status.OPEN, Status.AGREED, Status.SOUGHT})


@dataclass(frozen=True, slots=True)
class ChannelMention:
    """`generic`: a noun that means a channel only here; `between`: the people it connects say which."""

    start: int
    end: int
    channel_id: str
    generic: bool
    between: bool = False


class ChangeReader:
    """Reads sentences in order and remembers the channel last named."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._last: tuple[int, str] | None = None
        parents = Counter(channel.parent_id for channel in knowledge.channels.values() if channel.parent_id)
        self._widest = max(sorted(parents), key=lambda key: parents[key], default=None)

    def read(self, scene: Scene, references: Sequence[Reference]) -> list[ChangeCandidate]:
        mentions = self._mentions(scene, references)
        found = [candidate for mention in mentions for candidate in self._of_mention(scene, mention, mentions, references)]
        found += self._loosely(scene, mentions, references, {(one.channel_id, one.status) for one in found})
        named = [mention for mention in mentions if not mention.generic]
        if named:
            self._last = (scene.index, named[-1].channel_id)
        return found

    def _loosely(
        self, scene: Scene, mentions: Sequence[ChannelMention], references: Sequence[Reference], known: set[tuple[str, str]]
    ) -> list[ChangeCandidate]:
        """Every channel of the sentence, or the one spoken of last, or the whole relationship, with every status that a cue of it gives."""
        cues = [cue for cue in scene.cues_of("statuses") if cue.cue.value("status") in _STATUSES]
        if not cues:
            return []
        out: list[ChangeCandidate] = []
        carried: list[tuple[ChannelMention, int]] = [(mention, 0) for mention in mentions if not self._elsewhere(scene, mention)]
        if self._last is not None and scene.index - self._last[0] <= _CARRIED:
            carried.append((ChannelMention(scene.start, scene.start, self._last[1], True), scene.index - self._last[0]))
        if not mentions and self._widest is not None:
            carried.append((ChannelMention(scene.start, scene.start, self._widest, True), _CARRIED + 1))
        for mention, distance in carried:
            for cue in sorted(cues, key=lambda cue: _gap(cue, mention)):
                key = (mention.channel_id, str(cue.cue.value("status")))
                if key in known or len(out) >= _MOST or not (distance or _free(cue, mention)):
                    continue
                known.add(key)
                clause = scene.clause_at(*cue.parts[0])
                made = self._make(scene, mention, clause, cue, references, negated=False)
                if distance:
                    made = replace(made, start=cue.start, end=cue.end, channel=(cue.start, cue.start))
                out.append(replace(made, loose=True, distance=distance))
        return out

    def _mentions(self, scene: Scene, references: Sequence[Reference]) -> list[ChannelMention]:
        worded = (self._of_two(scene, mention, references) for mention in (*self._named(scene), *self._paraphrased(scene)))
        explicit = [mention for mention in worded if mention is not None]
        explicit.sort(key=lambda mention: (mention.start, -mention.end))
        kept: list[ChannelMention] = []
        for mention in explicit:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        generic = [mention for mention in self._generic(scene, references) if not any(_meet(mention, other) for other in kept)]
        return sorted([*kept, *generic], key=lambda mention: mention.start)

    def _named(self, scene: Scene) -> Iterator[ChannelMention]:
        titles = [(cue.start, cue.end) for cue in scene.cues_of("titles")] + [(n.start, n.end) for n in scene.names_of(Kind.OFFICE)]
        for name in scene.names_of(Kind.CHANNEL):
            channel = self._knowledge.guide_channel(name.ids[0])
            worded = channel in scene.lexicon.words("worded-channels")
            if name.form is Form.FULL and not worded and not any(name.start < end and start < name.end for start, end in titles):
                yield ChannelMention(name.start, name.end, channel, False)

    def _paraphrased(self, scene: Scene) -> Iterator[ChannelMention]:
        for cue in scene.cues_of("channels"):
            channel = str(cue.cue.value("channel"))
            if channel in self._knowledge.channels:
                yield ChannelMention(cue.start, cue.end, self._knowledge.guide_channel(channel), False)

    def _of_two(self, scene: Scene, mention: ChannelMention, references: Sequence[Reference]) -> ChannelMention | None:
        """Talks "between the two men" are theirs, not the whole relationship: their channel, None where nobody knows which."""
        pairs = [cue for cue in scene.cues_of("pronouns", mention.end, mention.end + _BETWEEN) if cue.cue.value("number") == "two"]
        if not pairs or not _behind_between(scene, mention.end, pairs[0].start):
            return mention
        channel = self._between(scene, mention.start, mention.end, references)
        return replace(mention, channel_id=channel) if channel else None

    def _generic(self, scene: Scene, references: Sequence[Reference]) -> Iterator[ChannelMention]:
        """Generic nouns: of the people they stand "between", else the channel the lexicon gives them or that was last named."""
        for cue in scene.cues_of("generic"):
            between = self._between(scene, cue.start, cue.end, references)
            channel = between
            fixed = cue.cue.value("channel")
            if channel is None and fixed in self._knowledge.channels:
                channel = fixed
            elif channel is None and self._last is not None and scene.index - self._last[0] <= _MEMORY:
                channel = self._last[1]
            if channel is not None:
                yield ChannelMention(cue.start, cue.end, channel, generic=True, between=between is not None)

    def _between(self, scene: Scene, start: int, end: int, references: Sequence[Reference]) -> str | None:
        """The channel between the offices of the two people named right behind the noun."""
        behind = [ref for ref in references if end <= ref.start <= end + _BETWEEN]
        figures = [figure for ref in behind[:2] for figure in ref.figures][:2]
        if len(figures) < 2 or figures[0].side == figures[1].side or not _behind_between(scene, end, behind[0].start):
            return None
        return channel_of(figures[0].offices, figures[1].offices, self._knowledge)

    def _of_mention(
        self, scene: Scene, mention: ChannelMention, mentions: Sequence[ChannelMention], references: Sequence[Reference]
    ) -> Iterator[ChangeCandidate]:
        clause = scene.clause_at(mention.start, mention.end)
        cues = [cue for cue in self._cues(scene, mention, clause) if _free(cue, mention) and _nearest(scene, cue, mention, mentions)]
        if not cues or self._elsewhere(scene, mention):
            return
        negated = [cue for cue in cues if cue.cue.value("status") == "negated"]
        single = mention.channel_id in scene.lexicon.words("rounds")  # a round put off is a meeting, not a change
        stated = [cue for cue in cues if cue.cue.value("status") != "negated" and not (single and cue.cue.value("single"))]
        for chosen in _strongest(stated, mention):
            in_relative = scene.clause_at(*chosen.parts[0]).kind is ClauseKind.RELATIVE
            if mention.generic and not in_relative and _gap(chosen, mention) > _FAR // 2:
                continue
            no = any(abs(cue.start - chosen.start) <= 30 or (cue.start <= chosen.start and chosen.end <= cue.end) for cue in negated)
            yield self._make(scene, mention, clause, chosen, references, negated=no)

    def _cues(self, scene: Scene, mention: ChannelMention, clause: Clause) -> list[CueHit]:
        """Status cues of the mention's clause, and of a relative clause or participle right behind it."""
        spans = [(clause.start, clause.end)]
        if clause.kind is ClauseKind.APPOSITIVE and clause.parent is not None:
            spans.append((scene.clauses[clause.parent].start, clause.start))  # a list's members look like appositions
        spans += [(c.start, c.end) for c in scene.clauses if c.kind is ClauseKind.RELATIVE and 0 <= c.start - mention.end <= 3]
        statuses = scene.cues_of("statuses")
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
        self, scene: Scene, mention: ChannelMention, clause: Clause, cue: CueHit, references: Sequence[Reference], *, negated: bool
    ) -> ChangeCandidate:
        status = Status(str(cue.cue.value("status")))
        return ChangeCandidate(
            scene=scene.index,
            channel_id=mention.channel_id,
            cue=cue,
            status=status.value,
            by=self._actor(scene, mention, clause, cue, status, references),
            start=min(mention.start, cue.start),
            end=max(mention.end, cue.end),
            clause=(clause.start, clause.end),
            channel=(mention.start, mention.end),
            direct=mention.between or not mention.generic,
            negated=negated,
            why=(cue.cue.id, "generic noun" if mention.generic else "channel named"),
        )

    def _actor(
        self, scene: Scene, mention: ChannelMention, clause: Clause, cue: CueHit, status: Status, references: Sequence[Reference]
    ) -> str | None:
        """Who did it: the agent behind "by", else the side that stands as subject; what two agree on, both did."""
        if status in (Status.AGREED, Status.OPEN):
            return BOTH
        spots = [
            (n.start, n.end, n.ids[0]) for n in scene.sides(scene.start, scene.end) if n.form is not Form.ADJECTIVE or _bodied(scene, n.end)
        ]
        spots += [(ref.start, ref.end, figure.side) for ref in references for figure in ref.figures[:1]]
        tied = mention.end + _BETWEEN  # whom the channel connects does not thereby act
        free = [spot for spot in spots if not (mention.end <= spot[0] <= tied and _behind_any(scene, mention.end, spot[0], "connects"))]
        ours = sorted(spot for spot in free if spot[2] in self._knowledge.sides)
        agent = _agent(scene, ours, cue)
        if agent is not None:
            return agent
        subjects = [spot for spot in ours if spot[1] <= cue.end and not _governed(scene, spot[0])]
        if scene.lexicon.words("verb-second"):
            verb = cue.parts[0][1]
            behind = [spot for spot in ours if 0 <= spot[0] - verb <= _INVERTED and "," not in scene.text[verb : spot[0]]]
            subjects += [spot for spot in behind if spot not in subjects and not _governed(scene, spot[0])]
        own = [spot for spot in subjects if clause.start <= spot[0]] or subjects
        if not own:
            return None
        pair = own[-2:]
        if status is Status.SOUGHT and len({spot[2] for spot in pair}) == 2 and pair[1][0] - pair[0][1] <= 12:
            return BOTH
        return own[-1][2]


def channel_of(offices: Sequence[str], others: Sequence[str], knowledge: Knowledge) -> str | None:
    """The guide's channel between two people by the most telling office of each; None where they meet across levels.

    A working-level office (an attaché) keeps its own channel whoever it speaks with."""
    if not offices or not others:
        return None
    channel = knowledge.channel_between(offices[0], others[0])
    if channel is None:
        own = [knowledge.offices[office].channel_id for office in (offices[0], others[0])]
        working = [key for key in own if key is not None and knowledge.channels[key].level == _WORKING]
        channel = working[0] if len(working) == 1 else None
    return knowledge.guide_channel(channel) if channel is not None else None


def _behind_between(scene: Scene, start: int, end: int) -> bool:
    return _behind_any(scene, start, end, "between")


def _behind_any(scene: Scene, start: int, end: int, words: str) -> bool:
    return any(word in scene.lexicon.words(words) for word in scene.text[start:end].lower().split())


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


def _meet(one: ChannelMention, other: ChannelMention) -> bool:
    return one.start < other.end and other.start < one.end


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


def _agent(scene: Scene, spots: Sequence[tuple[int, int, str]], cue: CueHit) -> str | None:
    words = scene.lexicon.words("by-agent")
    for start, _, side in spots:
        before = scene.text[max(scene.start, start - 14) : start].lower().split()
        if cue.end <= start <= cue.end + 40 and before and any(word in words for word in before[-2:]):
            return side
    return None


def _bodied(scene: Scene, end: int) -> bool:
    """An adjective stands for its side where a body follows: "the Chinese government", "the Chinese side"."""
    following = scene.text[end : end + 24].lower().split()
    return bool(following) and following[0].strip(",.") in scene.lexicon.words("bodies")


def _governed(scene: Scene, start: int) -> bool:
    """Behind a preposition: whom something is done with, not who does it."""
    before = scene.text[max(scene.start, start - 16) : start].lower().split()
    words = scene.lexicon.words("prepositions")
    return any(word in words for word in before[-2:])
