"""What a scorer sees of a candidate change: named features that are there or not, one function a family."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.scenes import Scene
from bot.extraction.scoring.features import cue_features, date_features, page_features
from bot.knowledge.fold import lowered
from bot.model.claims import BOTH
from bot.model.period import Period

_SHORT = 24
"""Characters of a status cue whose words count: longer ones embrace half a clause."""


class Channels:
    """The candidate changes of one article by sentence and by channel."""

    def __init__(self, candidates: Sequence[ChangeCandidate]) -> None:
        self.scenes: dict[int, list[ChangeCandidate]] = {}
        self.told: dict[str, set[int]] = {}
        for own in candidates:
            self.scenes.setdefault(own.scene, []).append(own)
            self.told.setdefault(own.channel_id, set()).add(own.scene)


def status_features(own: ChangeCandidate) -> Iterator[str]:
    """Family `trigger` of a change: the status cue and who proposed it."""
    by = "loose" if own.loose else "grammar"
    yield f"trigger:{own.cue.cue.id}"
    yield f"trigger:{own.cue.cue.id}/{own.cue.shape}"
    yield f"trigger:status={own.status}"
    yield f"trigger:{by}/{own.status}"
    yield f"trigger:{by}/{_naming(own)}"


def channel_features(own: ChangeCandidate, scene: Scene) -> Iterator[str]:
    """Family `arguments` of a change: which channel, how it is named, where it stands to the cue, who did it."""
    kind = _naming(own)
    gap = max(own.channel[0] - own.cue.end, own.cue.start - own.channel[1], 0)
    near = "touching" if gap <= 4 else "near" if gap <= 30 else "middle" if gap <= 90 else "far"
    yield f"arguments:{kind}/{near}"
    yield f"arguments:{kind}/{own.status}"
    yield f"arguments:order={'cue-first' if own.cue.start < own.channel[0] else 'channel-first'}"
    yield f"arguments:distance={own.distance}"
    yield f"arguments:channel={own.channel_id}"
    yield f"arguments:channel={own.channel_id}/{kind}"
    yield f"arguments:by={own.by if own.by in (None, BOTH) else 'one'}"
    yield f"arguments:negated={own.negated}"
    yield f"arguments:sides={len({name.ids[0] for name in scene.sides(scene.start, scene.end)})}"
    if not own.distance:
        yield f"arguments:words={lowered(scene.text[own.channel[0] : own.channel[1]])}"
    if own.cue.end - own.cue.start < _SHORT:
        yield f"arguments:cue={lowered(scene.text[own.cue.start : own.cue.end])}"


def _naming(own: ChangeCandidate) -> str:
    return "carried" if own.distance else "named" if own.direct else "generic"


def change_rivals(own: ChangeCandidate, channels: Channels) -> Iterator[str]:
    """Family `rivals` of a change: other channels of the sentence, the same channel elsewhere."""
    here = channels.scenes[own.scene]
    yield f"rivals:channels={min(len({other.channel_id for other in here}), 3)}"
    yield f"rivals:grammar={any(not other.loose for other in here if other is not own)}"
    yield f"rivals:same={min(len(channels.told[own.channel_id]), 4)}"


def change_features(own: ChangeCandidate, scene: Scene, channels: Channels, period: Period | None, today: date | None) -> list[str]:
    """All features of a change candidate among those of its article."""
    return [
        *status_features(own),
        *channel_features(own, scene),
        *change_rivals(own, channels),
        *cue_features(scene, own.clause, own.cue),
        *date_features(scene, own.clause, period, today),
        *page_features(scene, (own.start, own.end)),
    ]
