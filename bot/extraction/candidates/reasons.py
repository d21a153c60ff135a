"""Why a channel was stopped, in the article's own words: something that reads well behind "Why:", or nothing.

A cue of the lexicon's `reasons` leads a noun phrase ("because of …", the default), an `event` (a noun
phrase that a bare name is not: "after …"), or a `clause` ("nachdem …"); or it is a verb of causation whose
`subject` is the reason ("the visit prompted China to …"); or a participle that goes on with such a subject's
clause (`before`: "…, prompting Beijing to …")."""

import re
from collections.abc import Iterator, Sequence

from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.extraction.text.clauses import ClauseKind
from bot.model.claims import Status

_SHORTEST, _LONGEST = 4, 160
_SHORTEST_HAN = 2
_AWAY = 170
"""A reason further from what it explains explains something else in the sentence."""

_STOP = re.compile(r"[;:；。！，,](?!\d)|\s[–—-]\s|—")
_EDGES = ' ,;:，、。."“”„»«'
_BEFORE = ("subject", "before")


def reason_of(scene: Scene, candidate: ChangeCandidate) -> str | None:
    """The article's words for why a channel was stopped; None where it gives no reason, or none that can be cut out cleanly."""
    if candidate.status != Status.SUSPENDED.value:
        return None
    taken = -1
    found: list[tuple[int, str]] = []
    for cue in scene.cues_of("reasons"):
        if cue.start < taken or _away(cue, candidate) > _AWAY:
            continue
        kind = cue.cue.value("kind")
        span = _ahead(scene, cue, candidate) if kind in _BEFORE else _behind(scene, cue, candidate)
        words = _clean(scene, *span, told=kind == "clause") if span is not None else ""
        if len(words) >= (_SHORTEST_HAN if scene.unspaced else _SHORTEST) and _tells(scene, cue, span):
            taken = max(cue.end, span[1] if span is not None else 0)
            found.append((_away(cue, candidate), words))
    return min(found)[1] if found else None


def names_cause(scene: Scene, candidate: ChangeCandidate) -> CueHit | None:
    """The verb of causation, where the sentence's subject is what made somebody stop the channel."""
    cues = [cue for cue in scene.cues_of("reasons") if cue.cue.value("kind") == "subject" and cue.end <= candidate.end]
    return cues[-1] if cues else None


def _away(cue: CueHit, candidate: ChangeCandidate) -> int:
    return max(0, candidate.start - cue.end, cue.start - candidate.end)


def _behind(scene: Scene, cue: CueHit, candidate: ChangeCandidate) -> tuple[int, int] | None:
    """What a preposition or conjunction leads, up to the next mark, or to the change itself where no mark parts them."""
    end = _stop(scene, cue.end)
    inner = sorted(at for at in _own_words(scene, candidate) if cue.end <= at < end)
    if not inner:
        return cue.end, end
    if cue.cue.value("kind") == "clause":
        return None  # it leads the clause of the change: that is no reason for itself
    inner[0] = min([inner[0], *(time.start for time in scene.times if cue.end < time.start)])
    helpers = scene.lexicon.words("reason-stops")
    words = re.finditer(r"\w+", scene.text[cue.end : inner[0]])
    verb = next((match.start() + cue.end for match in words if match.group().lower() in helpers), inner[0])
    return cue.end, verb


def _own_words(scene: Scene, candidate: ChangeCandidate) -> Iterator[int]:
    """Where words of the change begin: its verb's parts, its channel, and other verbs that join it."""
    yield from (start for start, _ in candidate.cue.parts)
    yield candidate.channel[0]
    yield from (cue.start for cue in scene.cues_of("statuses") if cue.cue.value("status") != "negated")
    yield from (clause.start for clause in scene.clauses if clause.kind is ClauseKind.PREDICATE)


def _ahead(scene: Scene, cue: CueHit, candidate: ChangeCandidate) -> tuple[int, int] | None:
    """The subject of a verb of causation, or the whole clause that a participle goes on with."""
    if cue.end > candidate.end:
        return None
    clause = scene.clause_at(cue.start, cue.end)
    if cue.cue.value("kind") == "before":
        comma = max(scene.text.rfind(mark, scene.start, cue.start) for mark in ",，")
        start = max([scene.start, *(c.start for c in scene.clauses if c.kind is ClauseKind.MAIN and c.start < comma)])
        return (start, comma) if comma > start else None
    if clause.kind not in (ClauseKind.MAIN, ClauseKind.PREDICATE):
        return None
    return clause.start, min([cue.start, *(first for first, _ in clause.holes if clause.start < first), _stop(scene, clause.start)])


def _stop(scene: Scene, start: int) -> int:
    """The next mark that ends a phrase; those around an apposition do not."""
    at = start
    while (mark := _STOP.search(scene.text, at, scene.end)) is not None:
        apposed = [
            c for c in scene.clauses if c.kind is ClauseKind.APPOSITIVE and c.start in (mark.start(), mark.end()) and c.end < scene.end - 1
        ]
        if not apposed:
            return mark.start()
        at = apposed[0].end + 1
    return scene.end


def _clean(scene: Scene, start: int, end: int, *, told: bool) -> str:
    """The words without marks and without what would lead to the next words; where they are no clause that is `told`,
    without the article that German would inflect."""
    words = scene.text[start:end].strip(_EDGES).split(" ")
    trailing = scene.lexicon.words("reason-tails")
    while words and words[-1].lower() in trailing:
        words.pop()
    if not told and len(words) > 1 and words[0].lower() in scene.lexicon.words("reason-articles") and words[1][:1].isupper():
        words.pop(0)
    text = " ".join(words)
    if scene.unspaced:
        tail = next((tail for tail in sorted(trailing, key=len, reverse=True) if text.endswith(tail)), "")
        text = text.removesuffix(tail)
    return text.strip(_EDGES) if len(text) <= _LONGEST else ""


def _tells(scene: Scene, cue: CueHit, span: tuple[int, int] | None) -> bool:
    """False for a time ("after two years") and, behind "after", for a name alone ("after Taiwan")."""
    if span is None:
        return False
    if any(time.start <= cue.end + 2 and cue.start <= time.end for time in scene.times):
        return False
    return cue.cue.value("kind") != "event" or not _bare_name(scene, *span)


def _bare_name(scene: Scene, start: int, end: int) -> bool:
    words = scene.text[start:end].strip(_EDGES)
    names: Sequence[str] = [scene.text[name.start : name.end] for name in scene.names if start <= name.start and name.end <= end]
    return any(words in (name, f"the {name}") for name in names)
