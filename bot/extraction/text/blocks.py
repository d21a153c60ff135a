"""Where in the page text the article is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.extraction.language.noise import (
    MAX_LOOSE,
    Cue,
    find_cues,
    has_end,
    is_bracketed,
    is_labelled,
    is_link,
    is_menu,
    is_signed,
    is_stamp,
    size,
    width,
)
from bot.extraction.language.wording import Wording
from bot.extraction.text.languages import language_of, main_language
from bot.knowledge.fold import lowered


class BlockKind(StrEnum):
    """`caption` and `headline` belong to the article but rank below its body; `noise` does not."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page; offsets in code points into `Article.text`, without surrounding space."""

    start: int
    end: int
    kind: BlockKind


_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[-–—•*·>+]\s")
_SMALL_STORY = 8.0
"""Words that a line with an end mark must have to prove that the article reaches down to it: "Get our app." has fewer."""

_HEADING = 4
"""Words of a heading that announces a correction, at most."""

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+|[。！？!?]['\"”’」』)]*\s*")
_LETTER = re.compile(r"[^\W\d_]")

_MIN_WRAP, _MAX_WRAP = 40, 110
"""Columns at which plain text is wrapped by hand."""


def find_blocks(text: str, wordings: Mapping[str, Wording]) -> tuple[Block, ...]:
    """The paragraphs of a folded text in order, each with its part in the page.

    Three zones: what stands above the first paragraph of prose is headline or furniture; what
    stands below the last is furniture unless it reads like a sentence; between them only what a
    cue of the lexicons or a shape (share bar, advertisement) gives away is taken out. What a page
    says of mistakes in it or in an earlier one is no story either: where that begins within a
    paragraph, the rest of the paragraph is a block of its own."""
    told: list[tuple[int, int]] = []
    corrected: set[int] = set()
    for span in _paragraphs(text):
        told.append(span)
        if (at := _correction(text, span, wordings)) is not None:
            told[-1:] = [(span[0], _before(text, *span, at)), (at, span[1])] if at > span[0] else [span]
            corrected.add(len(told) - 1)
            if (right := _put_right(text, at, span[1], wordings)) is not None:
                told[-1:] = [(at, _before(text, at, span[1], right)), (right, span[1])]
    kinds = _kinds([text[start:end] for start, end in told], wordings)
    corrected |= {at + 1 for at in corrected if _is_heading(text[slice(*told[at])]) and at + 1 < len(told)}
    return tuple(
        Block(start, end, BlockKind.NOISE if at in corrected else kind)
        for at, ((start, end), kind) in enumerate(zip(told, kinds, strict=True))
    )


# --- corrections ----------------------------------------------------------------------------------------------------


def _correction(text: str, span: tuple[int, int], wordings: Mapping[str, Wording]) -> int | None:
    """Where a paragraph begins to correct what was told, at the start of that sentence; None for one that does not."""
    low = lowered(text[span[0] : span[1]])
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(low))]
    found = []
    for wording in wordings.values():
        for start, end, heads in wording.noise.find_corrections(low):
            sentence = max(at for at in starts if at <= start)
            if not heads or (not _LETTER.search(low, sentence, start) and (not low[end - 1].isalpha() or _is_heading(low))):
                found.append(sentence)
    return span[0] + min(found) if found else None


def _put_right(text: str, start: int, end: int, wordings: Mapping[str, Wording]) -> int | None:
    """Where a correction goes on to say what is right: "Correct is: he saw the ship on 7 April."."""
    low = lowered(text[start:end])
    phrases = tuple(phrase for wording in wordings.values() for phrase in wording.noise.rights)
    return next((found.end() for found in _SENTENCE_END.finditer(text, start, end) if low.startswith(phrases, found.end() - start)), None)


def _before(text: str, start: int, end: int, at: int) -> int:
    """The end of what stands before `at`, without the space between."""
    return start + len(text[start : min(at, end)].rstrip())


def _is_heading(line: str) -> bool:
    """A heading of its own, "CORRECTION": what it announces stands in the next paragraph."""
    return size(line) <= _HEADING and not has_end(line.rstrip(":"))


# --- paragraphs -----------------------------------------------------------------------------------------------------


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines without surrounding space; of hand-wrapped text the lines of a paragraph together."""
    lines = [span for match in _LINE.finditer(text) if (span := _stripped(text, *match.span()))]
    wrapped = _wrap_width(text, lines)
    at = 0
    while at < len(lines):
        start, end = lines[at]
        at += 1
        while at < len(lines) and _continues(text, (start, end), lines[at - 1], lines[at], wrapped):
            end = lines[at][1]
            at += 1
        yield start, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    line = text[start:end]
    bare = line.strip()
    if not bare:
        return None
    start += len(line) - len(line.lstrip())
    return start, start + len(bare)


def _wrap_width(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """The column at which most lines are broken mid-sentence; 0 for text that is not hand-wrapped."""
    widths = [end - start for start, end in lines]
    width = max(widths, default=0)
    if not _MIN_WRAP <= width <= _MAX_WRAP or len(lines) < 4:
        return 0
    broken = [end - start for start, end in lines if not has_end(text[start:end]) and 10 * (end - start) >= 7 * width]
    return width if 2 * len(broken) >= len(lines) else 0


def _continues(text: str, whole: tuple[int, int], line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """True where a line goes on in the next: nothing but one line break between, and no end."""
    between = text[line[1] : following[0]]
    if between.count("\n") != 1 or _BULLET.match(text, following[0]):
        return False
    length = line[1] - line[0]
    if width:
        return 10 * length >= 7 * width
    return length >= _MIN_WRAP and text[following[0]].islower() and not has_end(text[line[0] : line[1]])


# --- their parts ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Look:
    """What one paragraph looks like by itself."""

    cues: frozenset[Cue]
    furniture: bool
    ended: bool
    prose: bool


def _kinds(lines: Sequence[str], wordings: Mapping[str, Wording]) -> list[BlockKind]:
    main = main_language([line for line in lines if width(line) >= _MIN_WRAP and has_end(line)], wordings)
    looks = _without_comments([_look(line, main, wordings) for line in lines], lines, wordings)
    prose = [at for at, look in enumerate(looks) if look.prose]
    if not prose:  # a headline alone, a notice, a list
        return [BlockKind.NOISE if look.furniture else _told(look) for look in looks]
    first, last = prose[0], prose[-1]
    kinds = [_head_kind(look, line) for look, line in zip(looks[:first], lines[:first], strict=True)]
    kinds += _middle_kinds(looks[first : last + 1], lines[first : last + 1])
    kinds += _tail_kinds(looks[last + 1 :], lines[last + 1 :], main, wordings)
    return kinds


def _look(line: str, main: str, wordings: Mapping[str, Wording]) -> _Look:
    words = {code: wording.noise for code, wording in wordings.items()}
    cues = find_cues(line, words)
    ended = has_end(line) or width(line) > MAX_LOOSE
    tells = ended and size(line) >= _SMALL_STORY
    if tells:
        cues -= _WEAK
    furniture = bool(cues & _FURNITURE) or is_menu(line, words) or is_link(line)
    prose = not furniture and tells and Cue.CAPTIONS not in cues
    return _Look(cues, furniture, ended, prose and language_of(line, wordings, main) == main)


_WEAK = frozenset({Cue.OPENS, Cue.RELATED, Cue.COMMENTS, Cue.ROUNDUPS})
_FURNITURE = frozenset({Cue.STARTS, Cue.OPENS, Cue.HOLDS, Cue.RELATED})


def _without_comments(looks: Sequence[_Look], lines: Sequence[str], wordings: Mapping[str, Wording]) -> list[_Look]:
    """What readers wrote below an article is furniture, be it about meetings: from its heading on, or signed with a name
    of the net. Under a heading a paragraph of prose is the article's again unless somebody's name stands in or over it:
    headings of comments are scraped from the middle of articles as well."""
    words = {code: wording.noise for code, wording in wordings.items()}
    out: list[_Look] = []
    told = opened = False
    above = ""
    for look, line in zip(looks, lines, strict=True):
        if told and Cue.COMMENTS in look.cues:
            opened = True
        elif opened and look.prose and not is_labelled(line) and (not above or has_end(above)):
            opened = False
        if opened or is_signed(line, words):
            look = replace(look, furniture=True, prose=False)
        above = "" if Cue.COMMENTS in look.cues else line
        told = told or look.prose
        out.append(look)
    return out


def _told(look: _Look) -> BlockKind:
    return BlockKind.CAPTION if look.cues & {Cue.CAPTIONS, Cue.CAPTION_HOLDS} else BlockKind.BODY


def _head_kind(look: _Look, line: str) -> BlockKind:
    """Above the first prose: headlines, unless furniture, a byline, a date or a bracket."""
    if look.furniture or is_stamp(line) or is_bracketed(line) or (Cue.BYLINES in look.cues and not look.ended):
        return BlockKind.NOISE
    if look.cues & {Cue.CAPTIONS, Cue.CAPTION_HOLDS}:
        return BlockKind.CAPTION
    return BlockKind.BODY if look.ended and size(line) >= _SMALL_STORY / 2 else BlockKind.HEADLINE


def _middle_kinds(looks: Sequence[_Look], lines: Sequence[str]) -> list[BlockKind]:
    """Within the prose: a heading of related links takes the list below it along."""
    kinds: list[BlockKind] = []
    listing = False
    for look, line in zip(looks, lines, strict=True):
        listing = Cue.RELATED in look.cues or (listing and not look.ended) or (look.furniture and line.endswith(":"))
        if look.furniture or listing or (not look.ended and _is_furniture(look, line)):
            kinds.append(BlockKind.NOISE)
        elif look.ended or _BULLET.match(line):
            kinds.append(_told(look))
        else:
            kinds.append(BlockKind.CAPTION if _told(look) is BlockKind.CAPTION else BlockKind.HEADLINE)
    return kinds


def _is_furniture(look: _Look, line: str) -> bool:
    return is_bracketed(line) or is_stamp(line) or (Cue.BYLINES in look.cues and size(line) < _SMALL_STORY)


def _tail_kinds(looks: Sequence[_Look], lines: Sequence[str], main: str, wordings: Mapping[str, Wording]) -> list[BlockKind]:
    """Below the last prose: short sentences still belong to it; once furniture has begun, other languages don't."""
    kinds: list[BlockKind] = []
    begun = False
    for look, line in zip(looks, lines, strict=True):
        if (look.cues & {Cue.CAPTIONS, Cue.CAPTION_HOLDS} and not look.furniture) and not (is_bracketed(line) and size(line) < _HEADING):
            kinds.append(BlockKind.CAPTION)
            continue
        foreign = begun and language_of(line, wordings, main) != main
        tells = not look.furniture and look.ended and size(line) >= 3 and not is_bracketed(line) and not foreign
        begun = begun or not tells
        kinds.append(BlockKind.BODY if tells else BlockKind.NOISE)
    return kinds
