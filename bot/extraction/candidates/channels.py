"""Which channels a sentence may speak of: named, paraphrased, put together from a noun and its topic, meant by a generic
noun or by the people who use them, or carried over from what the article said before."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.coreference import Reference
from bot.extraction.scenes import Scene
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind

_MEMORY = 3
"""For how many sentences a generic noun ("the channels") still means the channel last named."""

_CARRIED = 6
"""For how many sentences a channel may be meant without a word for it; a scorer judges."""

_RECENT = 3
"""How many channels of the sentences before may be meant."""

_LEADING = 2
"""Sentences at the head of an article whose channels it is about, however far away they are meant again."""

_BETWEEN = 60
_TOPIC_BEHIND, _TOPIC_BEFORE = 45, 4
"""How far a topic may stand behind its noun ("talks between the commanders of the …") or before it ("commanders' talks")."""

_WORKING = "working"


class Naming(StrEnum):
    """How a sentence gives a channel, plainest first."""

    NAMED = "named"
    COMPOSED = "composed"
    GENERIC = "generic"
    PEOPLE = "people"
    TOPIC = "topic"
    CARRIED = "carried"
    LEAD = "lead"
    WHOLE = "whole"


RANK = {naming: rank for rank, naming in enumerate(Naming)}


@dataclass(frozen=True, slots=True)
class ChannelMention:
    """`between`: the people a generic noun connects say which channel it is; `distance`: sentences since it was named."""

    start: int
    end: int
    channel_id: str
    naming: Naming
    between: bool = False
    distance: int = 0

    @property
    def generic(self) -> bool:
        """A noun that means a channel only here."""
        return self.naming is not Naming.NAMED

    @property
    def worded(self) -> bool:
        """Words of this sentence stand for it."""
        return self.naming not in (Naming.CARRIED, Naming.LEAD, Naming.WHOLE)


class ChannelSpotter:
    """Reads the sentences of one article in order and remembers the channels named."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._told: dict[str, int] = {}
        self._lead: list[str] = []
        parents = Counter(channel.parent_id for channel in knowledge.channels.values() if channel.parent_id)
        self._widest = max(sorted(parents), key=lambda key: parents[key], default=None)

    def remember(self, scene: Scene, mentions: Sequence[ChannelMention]) -> None:
        """After a sentence was read: what it names may be meant in the next."""
        named = [mention for mention in mentions if mention.naming in (Naming.NAMED, Naming.COMPOSED)]
        for mention in named:
            self._told.pop(mention.channel_id, None)
            self._told[mention.channel_id] = scene.index
            if scene.index < _LEADING and mention.channel_id not in self._lead:
                self._lead.append(mention.channel_id)

    def worded(self, scene: Scene, references: Sequence[Reference]) -> list[ChannelMention]:
        """The channels that the sentence's own words name or mean."""
        worded = (self._of_two(scene, mention, references) for mention in (*self._named(scene), *self._paraphrased(scene)))
        explicit = [mention for mention in worded if mention is not None]
        explicit.sort(key=lambda mention: (mention.start, -mention.end))
        kept: list[ChannelMention] = []
        for mention in explicit:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        for mention in (*self._composed(scene), *self._generic(scene, references)):
            if not any(_meet(mention, other) for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.start)

    def hinted(self, scene: Scene, references: Sequence[Reference], known: set[str]) -> list[ChannelMention]:
        """Channels that topics and people of the sentence hint at, and those carried over; each once, none of `known`."""
        out: dict[str, ChannelMention] = {}
        for mention in (*self._of_people(references), *self._topics(scene), *self._carried(scene)):
            if mention.channel_id not in known:
                out.setdefault(mention.channel_id, mention)
        return list(out.values())

    def _named(self, scene: Scene) -> Iterator[ChannelMention]:
        titles = [(cue.start, cue.end) for cue in scene.cues_of("titles")] + [(n.start, n.end) for n in scene.names_of(Kind.OFFICE)]
        for name in scene.names_of(Kind.CHANNEL):
            channel = self._knowledge.guide_channel(name.ids[0])
            worded = channel in scene.lexicon.words("worded-channels")
            if name.form is Form.FULL and not worded and not any(name.start < end and start < name.end for start, end in titles):
                yield ChannelMention(name.start, name.end, channel, Naming.NAMED)

    def _paraphrased(self, scene: Scene) -> Iterator[ChannelMention]:
        for cue in scene.cues_of("channels"):
            channel = str(cue.cue.value("channel"))
            if channel in self._knowledge.channels:
                yield ChannelMention(cue.start, cue.end, self._knowledge.guide_channel(channel), Naming.NAMED)

    def _of_two(self, scene: Scene, mention: ChannelMention, references: Sequence[Reference]) -> ChannelMention | None:
        """Talks "between the two men" are theirs, not the whole relationship: their channel, None where nobody knows which."""
        pairs = [cue for cue in scene.cues_of("pronouns", mention.end, mention.end + _BETWEEN) if cue.cue.value("number") == "two"]
        if not pairs or not behind_any(scene, mention.end, pairs[0].start, "between"):
            return mention
        channel = self._between(scene, mention.start, mention.end, references)
        return replace(mention, channel_id=channel) if channel else None

    def _composed(self, scene: Scene) -> Iterator[ChannelMention]:
        """A generic noun beside a topic: "talks between the commanders", "the commanders' talks"."""
        nouns = [cue for cue in scene.cues_of("generic") if not cue.cue.value("topic")]
        for topic in _topical(scene):
            channel = self._channel(topic)
            if channel is None or channel == self._widest:
                continue
            before = [noun for noun in nouns if 0 <= topic.start - noun.end <= _TOPIC_BEHIND and _unbroken(scene, noun.end, topic.start)]
            behind = [noun for noun in nouns if 0 <= noun.start - topic.end <= _TOPIC_BEFORE]
            noun = behind[0] if behind else before[-1] if before else None
            if noun is not None:
                yield ChannelMention(min(noun.start, topic.start), max(noun.end, topic.end), channel, Naming.COMPOSED)

    def _generic(self, scene: Scene, references: Sequence[Reference]) -> Iterator[ChannelMention]:
        """Generic nouns: of the people they stand "between", else the channel the lexicon gives them or that was last named."""
        last = next(reversed(self._told), None)
        for cue in _nouns(scene):
            between = self._between(scene, cue.start, cue.end, references)
            channel = between or self._channel(cue) or self._preferred(cue)
            if channel is None and last is not None and scene.index - self._told[last] <= _MEMORY:
                channel = last
            if channel is not None:
                yield ChannelMention(cue.start, cue.end, channel, Naming.GENERIC, between=between is not None)

    def _between(self, scene: Scene, start: int, end: int, references: Sequence[Reference]) -> str | None:
        """The channel between the offices of the two people named right behind the noun."""
        behind = [ref for ref in references if end <= ref.start <= end + _BETWEEN]
        figures = [figure for ref in behind[:2] for figure in ref.figures][:2]
        if len(figures) < 2 or figures[0].side == figures[1].side or not behind_any(scene, end, behind[0].start, "between"):
            return None
        return channel_of(figures[0].offices, figures[1].offices, self._knowledge)

    def _of_people(self, references: Sequence[Reference]) -> Iterator[ChannelMention]:
        """The channels of the first people of the sentence, by their most telling office."""
        for ref in references[:4]:
            for figure in ref.figures[:1]:
                office = self._knowledge.offices.get(figure.offices[0]) if figure.offices else None
                if office is not None and office.channel_id is not None and figure.side in self._knowledge.sides:
                    yield ChannelMention(ref.start, ref.end, self._knowledge.guide_channel(office.channel_id), Naming.PEOPLE)

    def _topics(self, scene: Scene) -> Iterator[ChannelMention]:
        for cue in _topical(scene):
            channel = self._channel(cue)
            if channel is not None:
                yield ChannelMention(cue.start, cue.end, channel, Naming.TOPIC)

    def _carried(self, scene: Scene) -> Iterator[ChannelMention]:
        at = scene.start
        recent = [(key, index) for key, index in reversed(self._told.items()) if scene.index - index <= _CARRIED][:_RECENT]
        yield from (ChannelMention(at, at, key, Naming.CARRIED, distance=max(1, scene.index - index)) for key, index in recent)
        yield from (ChannelMention(at, at, key, Naming.LEAD, distance=_CARRIED + 1) for key in self._lead[:_RECENT])
        if self._widest is not None:
            yield ChannelMention(at, at, self._widest, Naming.WHOLE, distance=_CARRIED + 2)

    def _preferred(self, cue: CueHit) -> str | None:
        """What a noun means wherever the article has named it: "the line" is the hotline, whatever was named last."""
        channel = cue.cue.value("prefers")
        return channel if channel in self._told else None

    def _channel(self, cue: CueHit) -> str | None:
        channel = cue.cue.value("channel")
        return self._knowledge.guide_channel(channel) if channel is not None and channel in self._knowledge.channels else None


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


def behind_any(scene: Scene, start: int, end: int, words: str) -> bool:
    """True where one of the listed words stands between the two."""
    return any(word in scene.lexicon.words(words) for word in scene.text[start:end].lower().split())


def _nouns(scene: Scene) -> list[CueHit]:
    """Nouns that mean a channel by themselves."""
    return [cue for cue in scene.cues_of("generic") if not cue.cue.value("topic") and not cue.cue.value("compose")]


def _topical(scene: Scene) -> list[CueHit]:
    return [cue for cue in scene.cues_of("generic") if cue.cue.value("topic")]


def _unbroken(scene: Scene, start: int, end: int) -> bool:
    """No mark and no other noun's territory between a noun and its topic."""
    return not any(mark in scene.text[start:end] for mark in ",;:.，、；：。")


def _meet(one: ChannelMention, other: ChannelMention) -> bool:
    return one.start < other.end and other.start < one.end
