"""A sentence cut at its punctuation, and what each piece looks like: has it a verb of its own, how does it begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bot.extraction.language.folding import count_han
from bot.extraction.language.section import Section
from bot.knowledge.fold import lowered

_TOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_MARK = re.compile(r"[,;:—–()，；：（）]| -{1,2} ")
_HAN_MARK = re.compile(r"[,;:，；：—()（）]")


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """What one language's clauses begin with and turn on; all in lower case.

    `relatives` open a clause behind a comma, `bare_relatives` also without one; so do
    `subordinators` and `inner_subordinators`. `finite` are verb forms that carry a clause, `finite_endings` endings of others; `attributes`
    stand before such endings where they make an adjective ("the planned", "der geplante").
    `verb_final` says that clauses that hang on another end with their verb. `lead_ends` are
    endings of a piece that only sets time or place for what follows; a language that has them is
    one without inflected verbs, whose pieces are clauses."""

    relatives: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    bare_relatives: frozenset[str] = frozenset()
    subordinators: frozenset[str] = frozenset()
    inner_subordinators: frozenset[str] = frozenset()
    complementizers: frozenset[str] = frozenset()
    coordinators: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    finite: frozenset[str] = frozenset()
    finite_endings: tuple[str, ...] = ()
    not_finite: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    speech_openers: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    lead_ends: tuple[str, ...] = ()
    verb_final: bool = False


def parse_clauses(section: Section) -> ClauseWords:
    """Read the key `clauses` of a section `sentences`. Raises ConfigError."""
    lists = section.lists("clauses")

    def words(key: str) -> tuple[str, ...]:
        return tuple(map(lowered, lists.get(key, ())))

    sets = {name: frozenset(words(name)) for name in _SETS}
    sets["finite"] |= sets["speech"]
    return ClauseWords(
        **sets,
        finite_endings=words("finite_endings"),
        lead_ends=words("lead_ends"),
        verb_final=bool(section.content.get("verb_final")),
    )


_SETS = (
    *("relatives", "bare_relatives", "prepositions", "subordinators", "inner_subordinators", "complementizers", "coordinators", "adverbs"),
    *("finite", "not_finite", "attributes", "infinitive", "speech", "speech_openers", "pronouns", "determiners"),
)


# Hundreds are made for every page: a frozen dataclass takes three times as long as a tuple.
class Token(NamedTuple):
    """A word; `low` is in lower case, `capital` whether it is written with a capital."""

    start: int
    end: int
    low: str
    capital: bool
    finite: bool = False


class Piece(NamedTuple):
    """A stretch between two marks; `mark` is the one before it, empty at the beginning; `finite` whether it has a verb of
    its own, `first` its first word."""

    start: int
    end: int
    mark: str
    tokens: tuple[Token, ...]
    finite: bool
    first: str


def cut_pieces(sentence: str, words: ClauseWords, mentions: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces of a sentence in order; they and the marks between them cover it."""
    marks = _HAN_MARK if words.lead_ends else _MARK
    cuts = [(match.start(), match.end(), match.group().strip()) for match in marks.finditer(sentence)]
    cuts = [cut for cut in _outside(cuts, mentions) if not _in_number(sentence, cut[0])]
    tokens = _tokens(sentence, words)
    pieces: list[Piece] = []
    at = 0
    edges = [(0, 0, ""), *cuts, (len(sentence), len(sentence), "")]
    for (_, start, mark), (end, _, _) in pairwise(edges):
        inside = []
        while at < len(tokens) and tokens[at].start < end:
            if tokens[at].start >= start:
                inside.append(tokens[at])
            at += 1
        finite = any(token.finite for token in inside)
        pieces.append(Piece(start, end, mark, tuple(inside), finite, inside[0].low if inside else ""))
    return pieces


def _outside(cuts: list[tuple[int, int, str]], mentions: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Cuts that lie in no mention; both in order of their start."""
    out = []
    at = 0
    spans = sorted(mentions)
    for cut in cuts:
        while at < len(spans) and spans[at][1] <= cut[0]:
            at += 1
        if at == len(spans) or cut[0] < spans[at][0]:
            out.append(cut)
    return out


def _in_number(sentence: str, at: int) -> bool:
    """True for the mark in 1,000, 14:30, "Jan. 7, 2011" and for a dash between figures."""
    before = sentence[max(0, at - 2) : at].strip()[-1:]
    behind = sentence[at + 1 : at + 6].lstrip()
    if not before.isdigit() or not behind[:1].isdigit():
        return False
    return sentence[at + 1 : at + 2].isdigit() or (sentence[at] == "," and behind[:4].isdigit() and len(behind[:4]) == 4)


def _tokens(sentence: str, words: ClauseWords) -> list[Token]:
    if words.lead_ends:
        return []
    small = lowered(sentence)
    out: list[Token] = []
    previous: str | None = None
    for match in _TOKEN.finditer(sentence):
        start, end = match.span()
        low, capital = small[start:end], sentence[start].isupper()
        out.append(Token(start, end, low, capital, _is_finite(low, capital, previous, words)))
        previous = low
    return out


def _is_finite(low: str, capital: bool, previous: str | None, words: ClauseWords) -> bool:
    if low in words.finite:
        return not (capital and words.verb_final)  # a German noun is no verb: Reisen, Treffen
    if capital or len(low) < 5 or low in words.not_finite or not low.endswith(words.finite_endings or ("\n",)):
        return False
    return previous is None or previous not in words.attributes


def is_lead(piece: str, words: ClauseWords) -> bool:
    """True for a piece that only says when or where, or is too short to tell anything: 去年11月， 会谈后，"""
    bare = piece.strip()
    return bare.endswith(words.lead_ends or ("\n",)) or count_han(bare) <= 3
