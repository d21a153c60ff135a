"""Times in two passes: find what the words say, then count it from a day (resolving.py)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extraction.language.timegrammar import PUNCTUATION, TimeGrammar, Token
from bot.extraction.language.timespec import Base, Bound, Part, TimeMention, TimeSpec, Unit
from bot.extraction.language.wording import Wording
from bot.extraction.text.sentences import Sentence
from bot.extraction.times.resolving import Direction, resolve, resolve_beside, resolve_in_month
from bot.extraction.times.timereading import read_time

__all__ = [
    "Base",
    "Bound",
    "Direction",
    "Part",
    "TimeMention",
    "TimeSpec",
    "Unit",
    "find_times",
    "resolve",
    "resolve_beside",
    "resolve_in_month",
]

_MARKS = frozenset(PUNCTUATION)
_MAX_GAP = 4
"""Two blanks and two marks: tokens further apart tell no time together."""

_MAX_MARKS = 2
"""As in the German 14./15. November."""


def find_times(text: str, sentence: Sentence, wording: Wording) -> tuple[TimeMention, ...]:
    """All times that one sentence of the folded text tells, in order, none overlapping."""
    grammar = wording.times
    part = text[sentence.start : sentence.end]
    out: list[TimeMention] = []
    for chunk in _chunks(part, grammar.cut(part)):
        out += _times_of(chunk, grammar, sentence.start)
    return tuple(out)


def _chunks(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of tokens with nothing but blanks and one mark between them; the marks become tokens."""
    chunk: list[Token] = []
    for token in tokens:
        if chunk:
            marks = _marks(text, chunk[-1].end, token.start)
            if marks is None:
                yield chunk
                chunk = []
            else:
                chunk += marks
        chunk.append(token)
    if chunk:
        yield chunk


def _marks(text: str, start: int, end: int) -> list[Token] | None:
    """The marks between two tokens; None where anything else stands there."""
    if end - start > _MAX_GAP:
        return None
    marks = [Token(at, at + 1, text[at], text[at]) for at in range(start, end) if text[at] != " "]
    return marks if len(marks) <= _MAX_MARKS and all(mark.kind in _MARKS for mark in marks) else None


def _times_of(chunk: Sequence[Token], grammar: TimeGrammar, offset: int) -> list[TimeMention]:
    codes = "".join(map(grammar.codes.__getitem__, (token.kind for token in chunk)))
    out: list[TimeMention] = []
    at = 0
    while at < len(chunk):
        end, spec = _longest(chunk, codes, at, grammar)
        if spec is not None:
            mention = TimeMention(chunk[at].start + offset, chunk[end - 1].end + offset, _bounded(spec, chunk, at, end))
            whole = _joined(out[-1], mention, chunk, at, offset) if out else None
            if whole is not None:
                out[-1] = whole
            else:
                out.append(mention)
        at = end
    return out


def _longest(chunk: Sequence[Token], codes: str, at: int, grammar: TimeGrammar) -> tuple[int, TimeSpec | None]:
    """The longest time that begins at this token, and where it ends; the next token and None where none does."""
    for length in range(min(grammar.longest, len(codes) - at), 0, -1):
        sense = grammar.variants.get(codes[at : at + length])
        if sense is None:
            continue
        if chunk[at + length - 1].kind in _MARKS or (length == 1 and _too_weak(chunk, at, grammar)):
            continue
        spec = read_time(sense, chunk[at : at + length], grammar.week)
        if spec is not None:
            return at + length, spec
    return at + 1, None


def _too_weak(chunk: Sequence[Token], at: int, grammar: TimeGrammar) -> bool:
    return chunk[at].weak and not (at and chunk[at - 1].kind in grammar.weak_after)


def _bounded(spec: TimeSpec, chunk: Sequence[Token], at: int, end: int) -> TimeSpec:
    """The spec with the bound that a word before it ("since") or behind it ("以来") sets."""
    if spec.bound is not None:
        return spec
    before = at - 1
    while before >= 0 and chunk[before].kind == "the":
        before -= 1
    if before >= 0 and chunk[before].kind in _BOUNDS:
        return replace(spec, bound=_BOUNDS[chunk[before].kind])
    if end < len(chunk) and chunk[end].kind.endswith("_behind"):
        return replace(spec, bound=_BOUNDS[chunk[end].kind.removesuffix("_behind")])
    return spec


_BOUNDS = {bound.value: bound for bound in Bound}


def _joined(first: TimeMention, new: TimeMention, chunk: Sequence[Token], at: int, offset: int) -> TimeMention | None:
    """The span from the time before to the new one, where only a word or dash for "to" stands between them."""
    before = at - 2
    while before >= 0 and chunk[before].kind == ",":
        before -= 1
    if before < 0 or chunk[at - 1].kind not in _TO or chunk[before].end + offset != first.end:
        return None
    if first.spec.last is not None or new.spec.last is not None or first.spec.unit is not new.spec.unit:
        return None
    return TimeMention(first.start, new.end, replace(first.spec, last=replace(new.spec, bound=None)))


_TO = frozenset({"to", "until", "-", "–"})
