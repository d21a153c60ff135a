"""The words that carry a claim, and whose voice they are."""

from collections.abc import Sequence

from bot.extraction.language.folding import count_han
from bot.extraction.people.coreference import Reference
from bot.extraction.scenes import Scene
from bot.extraction.text.clauses import ClauseKind
from bot.model.claims import Evidence

_SHORTEST, _LONGEST = 12, 400
_SHORTEST_HAN, _LONGEST_HAN = 6, 200
_LEADING = " ,;:\n\t\u3000，；。、：—–"
_TRAILING = " ,;:\n\t\u3000，；、：—–"
QUOTES = frozenset('"“”„«»「」『』')


def quote(article: str, scene: Scene, span: tuple[int, int], clause: tuple[int, int]) -> Evidence:
    """The clause where it can stand alone, else the sentence, else a window around the span, within the guide's limits.

    A clause that hangs on another lacks its subject or its "wants": it is quoted with its sentence. Quotation marks
    at the edges whose partner lies outside are left out. Offsets point into `article`, the text as taken."""
    han = count_han(scene.text[span[0] : span[1]]) > 0
    shortest, longest = (_SHORTEST_HAN, _LONGEST_HAN) if han else (_SHORTEST, _LONGEST)
    own = (min(span[0], clause[0]), max(span[1], clause[1]))
    whole = (scene.start, scene.end)
    ladder = (own, whole, span) if _stands_alone(scene, clause) else (whole, _with_parent(scene, own, clause), own, span)
    for start, end in ladder:
        start, end = _trimmed(article, start, end, scene)
        if shortest <= end - start <= longest:
            return Evidence(start, end, article[start:end])
    start = max(scene.start, min(span[0], scene.end - longest))
    start, end = _trimmed(article, start, min(scene.end, start + longest), scene)
    if end - start < shortest:
        start, end = max(0, min(start, len(article) - shortest)), min(len(article), max(end, start + shortest))
    return Evidence(start, end, article[start:end])


def _stands_alone(scene: Scene, clause: tuple[int, int]) -> bool:
    """A main clause; one within its sentence only where it begins like one, not with "and" or a verb."""
    if not any((own.start, own.end) == clause and own.kind is ClauseKind.MAIN for own in scene.clauses):
        return False
    words = scene.text[clause[0] : clause[1]].lstrip(_LEADING)
    return clause[0] <= scene.start or not words[:1].islower()


def _with_parent(scene: Scene, own: tuple[int, int], clause: tuple[int, int]) -> tuple[int, int]:
    """The clause with the one it hangs on, up to its own end."""
    for one in scene.clauses:
        if (one.start, one.end) == clause and one.parent is not None:
            return min(own[0], scene.clauses[one.parent].start), own[1]
    return own


def voice(scene: Scene, references: Sequence[Reference], sides: Sequence[str]) -> str | None:
    """The side whose official is quoted in the sentence: who stands nearest to a verb of saying; None for the narrator."""
    says = [cue for cue in scene.cues_of("roles") if cue.cue.id == "say"]
    speakers = [(ref.start, ref.end, ref.figures[0].side) for ref in references if len(ref.figures) == 1]
    speakers += [(name.start, name.end, name.ids[0]) for name in scene.sides(scene.start, scene.end)]
    near = [(min(abs(cue.start - end), abs(start - cue.end)), side) for cue in says for start, end, side in speakers if side in sides]
    near = [pair for pair in near if pair[0] <= 40]
    return min(near)[1] if near else None


def _trimmed(text: str, start: int, end: int, scene: Scene) -> tuple[int, int]:
    """Without blanks, marks and lonely quotation marks at the edges."""
    while start < end:
        if text[start] in _LEADING or (text[start] in QUOTES and not _partner(text, start, start, end, scene)):
            start += 1
        elif text[end - 1] in _TRAILING or (text[end - 1] in QUOTES and not _partner(text, end - 1, start, end, scene)):
            end -= 1
        else:
            break
    return start, end


def _partner(text: str, at: int, start: int, end: int, scene: Scene) -> bool:
    """True where the quotation that this mark opens or closes begins and ends within the span."""
    for first, last in scene.sentence.quoted:
        marked = first > 0 and text[first - 1] in QUOTES and last < len(text) and text[last] in QUOTES
        if marked and at in (first - 1, last) and start <= first - 1 and last < end:
            return True
    return False
