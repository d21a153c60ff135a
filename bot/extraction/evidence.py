"""The words that carry a claim, and whose voice they are."""

from collections.abc import Sequence

from bot.extraction.coreference import Reference
from bot.extraction.scenes import Scene
from bot.knowledge.fold import is_han
from bot.model.claims import Evidence

_SHORTEST, _LONGEST = 12, 400
_SHORTEST_HAN, _LONGEST_HAN = 6, 200


def quote(article: str, scene: Scene, span: tuple[int, int], clause: tuple[int, int]) -> Evidence:
    """The clause, else the sentence, else a window around the span, within the guide's limits.

    Offsets point into `article`, the text as taken."""
    han = any(is_han(char) for char in scene.text[span[0] : span[1]])
    shortest, longest = (_SHORTEST_HAN, _LONGEST_HAN) if han else (_SHORTEST, _LONGEST)
    merged = (min(span[0], clause[0]), max(span[1], clause[1]))
    for start, end in (merged, (scene.start, scene.end), span):
        start, end = _trimmed(article, start, end)
        if shortest <= end - start <= longest:
            return Evidence(start, end, article[start:end])
    start = max(scene.start, min(span[0], scene.end - longest))
    start, end = _trimmed(article, start, min(scene.end, start + longest))
    if end - start < shortest:
        start, end = max(0, min(start, len(article) - shortest)), min(len(article), max(end, start + shortest))
    return Evidence(start, end, article[start:end])


def voice(scene: Scene, references: Sequence[Reference], sides: Sequence[str]) -> str | None:
    """The side whose official is quoted in the sentence: who stands nearest to a verb of saying; None for the narrator."""
    says = [cue for cue in scene.cues_of("roles") if cue.cue.id == "say"]
    speakers = [(ref.start, ref.end, ref.figures[0].side) for ref in references if len(ref.figures) == 1]
    speakers += [(name.start, name.end, name.ids[0]) for name in scene.sides(scene.start, scene.end)]
    near = [(min(abs(cue.start - end), abs(start - cue.end)), side) for cue in says for start, end, side in speakers if side in sides]
    near = [pair for pair in near if pair[0] <= 40]
    return min(near)[1] if near else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" ,;:\n\t\u3000，；。、"))
    return start + left, start + max(left, len(piece.rstrip(" ,;:\n\t\u3000，；、")))
