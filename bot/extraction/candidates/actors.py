"""Who stopped, sought or restored a channel, as grammar sees it, and the marks by which a scorer judges that."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.candidates.channels import ChannelMention, behind_any
from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.coreference import Reference
from bot.extraction.scenes import Scene
from bot.extraction.text.clauses import Clause
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form
from bot.model.claims import BOTH, Status

_BETWEEN = 60
_INVERTED = 12
"""How far behind its verb a subject stands that something else has put there: "Im Mai brach Peking …"."""

_MOST = 12
"""Most words for sides that are looked at in one sentence."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words for a side: a country or its people. `adjective`: one without a body behind it."""

    start: int
    end: int
    side: str
    person: bool
    adjective: bool
    governed: bool
    tied: bool


class Actors:
    """The words for the watch's sides in one sentence."""

    def __init__(self, scene: Scene, references: Sequence[Reference], knowledge: Knowledge) -> None:
        self._scene = scene
        self._knowledge = knowledge
        spots = [
            (n.start, n.end, n.ids[0], False, n.form is Form.ADJECTIVE and not _bodied(scene, n.end))
            for n in scene.sides(scene.start, scene.end)
        ]
        spots += [(ref.start, ref.end, figure.side, True, False) for ref in references for figure in ref.figures[:1]]
        ours = sorted(spot for spot in spots if spot[2] in knowledge.sides)[:_MOST]
        self._spots = [(*spot, _governed(scene, spot[0])) for spot in ours]

    def by(self, mention: ChannelMention, clause: Clause, cue: CueHit, status: Status) -> str | None:
        """Who did it by grammar: the agent behind "by", else the side that stands as subject; what two agree on, both did."""
        if status in (Status.AGREED, Status.OPEN):
            return BOTH
        scene = self._scene
        ours = [spot for spot in self.spots(mention.end) if not spot.adjective and not spot.tied]
        agent = _agent(scene, ours, cue)
        if agent is not None:
            return agent
        subjects = [spot for spot in ours if spot.end <= cue.end and not spot.governed]
        subjects += [spot for spot in self._behind_verb(ours, cue) if spot not in subjects]
        own = [spot for spot in subjects if clause.start <= spot.start] or subjects
        if not own:
            return None
        pair = own[-2:]
        if status is Status.SOUGHT and len({spot.side for spot in pair}) == 2 and pair[1].start - pair[0].end <= 12:
            return BOTH
        return own[-1].side

    def inverted(self, channel_end: int, cue: CueHit) -> str | None:
        """The side that stands as subject right behind a verb that comes second."""
        free = [spot for spot in self.spots(channel_end) if not spot.adjective and not spot.tied]
        return next((spot.side for spot in self._behind_verb(free, cue)), None)

    def _behind_verb(self, spots: Sequence[Spot], cue: CueHit) -> list[Spot]:
        scene = self._scene
        if not scene.lexicon.words("verb-second"):
            return []
        verb = cue.parts[0][1]
        near = [spot for spot in spots if 0 <= spot.start - verb <= _INVERTED and "," not in scene.text[verb : spot.start]]
        return [spot for spot in near if not spot.governed]

    def spots(self, channel_end: int) -> list[Spot]:
        """In order. `tied`: the channel that ends there connects them; they do not thereby act."""
        reach = channel_end + _BETWEEN
        return [
            Spot(
                start,
                end,
                side,
                person,
                adjective,
                governed,
                channel_end <= start <= reach and behind_any(self._scene, channel_end, start, "connects"),
            )
            for start, end, side, person, adjective, governed in self._spots
        ]


def _agent(scene: Scene, spots: Sequence[Spot], cue: CueHit) -> str | None:
    words = scene.lexicon.words("by-agent")
    for spot in spots:
        before = scene.text[max(scene.start, spot.start - 14) : spot.start].lower().split()
        if cue.end <= spot.start <= cue.end + 40 and before and any(word in words for word in before[-2:]):
            return spot.side
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
