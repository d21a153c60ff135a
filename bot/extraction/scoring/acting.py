"""Who changed a channel: what speaks for each side, for both together, for nobody named. Grammar's own answer is one feature."""

from collections.abc import Iterator, Sequence

from bot.extraction.candidates.actors import Spot
from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.scenes import Scene
from bot.model.claims import Status

NOBODY = "nobody"
"""The class of changes whose author the article leaves open."""

_NEAR = 40
_INVERTED = 12
"""How far behind its verb a subject stands that something else has put there."""


def actor_features(own: ChangeCandidate, scene: Scene, spots: Sequence[Spot], before: Sequence[str]) -> list[str]:
    """Named features; `spots` are the words for sides in the sentence, `before` the sides in the one before, in order."""
    return [*_said(own, scene), *_placed(own, spots, scene), *_carried(own, spots, before)]


def _said(own: ChangeCandidate, scene: Scene) -> Iterator[str]:
    status = own.status
    yield f"status={status}"
    yield f"grammar={own.by}/{status}"
    yield f"grammar={own.by}/{own.cue.cue.id}"
    yield f"cue={own.cue.cue.id}"
    yield f"cue={own.cue.cue.id}/{own.cue.shape}"
    yield f"channel={own.channel_id}/{status}"
    yield f"naming={own.naming}/{status}"
    yield f"language={scene.language}/{status}"
    together = any(cue.cue.id == "both-sides" for cue in scene.cues_of("roles", *own.clause))
    yield f"together={together}/{status}"


def _placed(own: ChangeCandidate, spots: Sequence[Spot], scene: Scene) -> Iterator[str]:
    status, cue = own.status, own.cue
    way = "closing" if status == Status.SUSPENDED.value else "opening"
    ahead = [spot for spot in spots if spot.end <= cue.start]
    behind = [spot for spot in spots if spot.start >= cue.end]
    acting = [spot for spot in ahead if not spot.governed and not spot.tied]
    sides = sorted({spot.side for spot in spots})
    yield f"sides={'+'.join(sides)}/{status}"
    yield f"sides={'+'.join(sides)}/{own.cue.cue.id}"
    inner = sorted({spot.side for spot in spots if own.clause[0] <= spot.start and spot.end <= own.clause[1]})
    yield f"clause={'+'.join(inner)}/{status}"
    told = {"first": spots[:1], "ahead": ahead[-1:], "acting": acting[-1:], "acting-first": acting[:1], "behind": behind[:1]}
    for place, found in told.items():
        side = found[0].side if found else None
        yield f"{place}={side}/{way}"
        yield f"{place}={side}/{status}"
        for spot in found:
            kind = "person" if spot.person else "adjective" if spot.adjective else "name"
            yield f"{place}={side}/{kind}/{way}"
            gap = max(cue.start - spot.end, spot.start - cue.end, 0)
            yield f"{place}={side}/{'near' if gap <= _NEAR else 'far'}/{way}"
            yield f"{place}={side}/governed={spot.governed}/{way}"
            yield f"{place}={side}/inside={own.clause[0] <= spot.start < own.clause[1]}/{way}"
    verb = cue.parts[0][1]
    inverted = [spot for spot in spots if 0 <= spot.start - verb <= _INVERTED and not spot.governed and not spot.adjective]
    yield f"inverted={inverted[0].side if inverted else None}/{scene.language}/{way}"
    pair = acting[-2:]
    yield f"pair={len({spot.side for spot in pair}) == 2 and pair[-1].start - pair[0].end <= _NEAR // 2}/{status}"


def _carried(own: ChangeCandidate, spots: Sequence[Spot], before: Sequence[str]) -> Iterator[str]:
    """Sides of the sentence before, where this one names none or one."""
    here = len({spot.side for spot in spots})
    yield f"before={before[0] if before else None}/{here}/{own.status}"
    yield f"before-last={before[-1] if before else None}/{here}/{own.status}"
    yield f"before-sides={'+'.join(sorted(set(before)))}/{here}"
