"""Sentences with their language, and what in them is quoted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

from bot.extraction.language.wording import SentenceWords, Wording
from bot.extraction.text.blocks import Block, BlockKind
from bot.extraction.text.languages import language_of, main_language
from bot.extraction.text.quoting import find_quotations


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; offsets in code points into `Article.text`.

    `paragraph` counts blocks from 0. `quoted` are the spans within it that stand in quotation
    marks, marks excluded; a quotation that runs over several sentences gives a span in each."""

    start: int
    end: int
    language: str
    paragraph: int
    kind: BlockKind
    quoted: tuple[tuple[int, int], ...] = ()

    def is_quoted(self, start: int, end: int) -> bool:
        """True where the span lies within quotation marks."""
        return any(first <= start and end <= last for first, last in self.quoted)


OWN_LANGUAGE = 60
"""A sentence this long tells its own language; a shorter one has its paragraph's."""

WINDOW = 6_000
"""Paragraphs longer than this are cut before they are split: no sentence is as long, and the splitter
takes more than linear time on a run of quotation marks."""

_CLOSING = frozenset("\"”“»«’')]")
_WITHOUT_QUOTES = dict.fromkeys(map(ord, '"“”„«»'), " ")
"""The splitter takes a whole quotation for one sentence, however many it holds."""

_HAN_END = re.compile(r"[。！？!?…]+[\"'”’』」）)》]*")
_LETTER = re.compile(r"[^\W\d_]")
_LAST_WORDS = re.compile(r"(\S*)\s+(\S+)$")


def split_sentences(text: str, blocks: Sequence[Block], wordings: Mapping[str, Wording]) -> tuple[Sentence, ...]:
    """The sentences of all blocks that are not noise, in order. `text` is folded."""
    told = [(number, block) for number, block in enumerate(blocks) if block.kind is not BlockKind.NOISE]
    page = main_language([text[block.start : block.end] for _, block in told], wordings)
    quotations = find_quotations(text, [(block.start, block.end) for _, block in told])
    out: list[Sentence] = []
    at = 0
    for number, block in told:
        language = language_of(text[block.start : block.end], wordings, page)
        for start, end in _spans(text, block, wordings.get(language)):
            while at < len(quotations) and quotations[at][1] <= start:
                at += 1
            part = OWN_LANGUAGE <= end - start < block.end - block.start  # the whole block has been asked
            own = language_of(text[start:end], wordings, language) if part else language
            out.append(Sentence(start, end, own, number, block.kind, tuple(_clipped(quotations, at, start, end))))
    return tuple(out)


def _clipped(quotations: Sequence[tuple[int, int]], at: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of quotations, from number `at` on, that lie within a span."""
    while at < len(quotations) and quotations[at][0] < end:
        first, last = max(start, quotations[at][0]), min(end, quotations[at][1])
        if first < last:
            yield first, last
        at += 1


def _spans(text: str, block: Block, wording: Wording | None) -> Iterator[tuple[int, int]]:
    """The sentences of one block, without surrounding space; pieces without a letter belong to a neighbour."""
    part = text[block.start : block.end]
    words = wording.sentences if wording is not None else SentenceWords()
    if wording is not None and not wording.profile:
        pieces = _han_pieces(part)
    else:
        pieces = _joined(part, _latin_pieces(part, words), words)
    start = end = 0
    told = False
    for first, last in pieces:
        letters = bool(_LETTER.search(part, first, last))
        if told and letters:
            yield block.start + start, block.start + end
        if (told and letters) or not end:
            start = first
        end = last
        told = told or letters
    if end:
        yield block.start + start, block.start + end


def _han_pieces(part: str) -> Iterator[tuple[int, int]]:
    """Chinese: a sentence ends after 。！？… and the marks that close on it."""
    for first, last in _windows(part):
        start = first
        for match in _HAN_END.finditer(part, first, last):
            yield from _stripped(part, start, match.end())
            start = match.end()
        yield from _stripped(part, start, last)


def _latin_pieces(part: str, words: SentenceWords) -> Iterator[tuple[int, int]]:
    for first, last in _windows(part):
        plain = part[first:last].translate(_WITHOUT_QUOTES)
        start = first
        for found in get_sentence_boundaries(words.splitter, plain):
            end = first + len(plain[: found["end_index"]].rstrip())
            while start < end < last and part[end] in _CLOSING:
                end += 1
            yield from _stripped(part, start, end)
            start = max(start, end)
        yield from _stripped(part, start, last)


def _windows(part: str) -> Iterator[tuple[int, int]]:
    """The whole of a paragraph; one longer than WINDOW in parts that end, if they can, with a sentence or a word."""
    start = 0
    while len(part) - start > WINDOW:
        edge = start + WINDOW
        cut = max(part.rfind(mark, start, edge) + len(mark) for mark in (". ", "。", "! ", "? "))
        if cut <= start + WINDOW // 2:
            cut = part.rfind(" ", start + WINDOW // 2, edge) + 1 or edge
        yield start, cut
        start = cut
    yield start, len(part)


def _stripped(part: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = part[start:end]
    bare = piece.strip()
    if bare:
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(bare)


def _joined(part: str, pieces: Iterator[tuple[int, int]], words: SentenceWords) -> Iterator[tuple[int, int]]:
    """The pieces, with those together again that were cut behind an ordinal or an abbreviation."""
    held: tuple[int, int] | None = None
    for piece in pieces:
        if held is not None and piece[1] - held[0] <= WINDOW and _cut_wrongly(part, held, piece, words):
            held = (held[0], piece[1])
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _cut_wrongly(part: str, before: tuple[int, int], after: tuple[int, int], words: SentenceWords) -> bool:
    """True where the point that ends `before` belongs to "3." of "3. Oktober" or to "Gen.", or the sentence goes on behind it."""
    if part[after[0]].islower() or part[after[0]] in ",;:":
        return True  # “Why not?” he asked.
    tail = part[max(before[0], before[1] - 40) : before[1]]
    if not tail.endswith("."):
        return False
    match = _LAST_WORDS.search(tail)
    previous, last = (match.group(1), match.group(2)) if match else ("", tail.split()[-1])
    if last.lstrip("(„“\"'") in words.abbreviations:
        return True
    following = part[after[0] : after[1]].split(maxsplit=1)[0].rstrip(".,;:")
    if last.lstrip("(„“\"'") in words.weak_abbreviations:
        return following.lower() not in words.profile
    if last[:-1].isdigit() and len(last) <= 3:
        return previous.lower() in words.ordinal_before or following in words.ordinal_after
    return False
