"""What belongs together within a sentence: a shallow chunker over pieces between punctuation.

Commas alone say little: lists of names, appositions and relative clauses all stand between them.
So each piece is judged by how it begins and whether it has a verb of its own, and those that go
on with an interrupted clause are put back to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from bot.extraction.language.pieces import ClauseWords, Piece, Token, cut_pieces, is_lead
from bot.extraction.language.wording import Wording


class ClauseKind(StrEnum):
    """MAIN has its own verb and may stand alone; PREDICATE goes on with the subject of the clause before it
    ("and left"); SUBORDINATE hangs on a conjunction or is an infinitive; RELATIVE says something of the
    noun before it; APPOSITIVE renames that noun; SPEECH is the frame of what somebody said ("officials said")."""

    MAIN = "main"
    PREDICATE = "predicate"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    APPOSITIVE = "appositive"
    SPEECH = "speech"


class Clause(NamedTuple):
    """A stretch of a sentence; offsets into the sentence text given.

    Clauses nest: a relative clause or apposition lies within the clause it interrupts, whose
    `holes` name it. `parent` is the index of that clause in the result, None at the top."""

    start: int
    end: int
    kind: ClauseKind
    parent: int | None = None
    holes: tuple[tuple[int, int], ...] = ()

    def owns(self, start: int, end: int) -> bool:
        """True where the span lies in this clause and in none that interrupts it."""
        if start < self.start or end > self.end:
            return False
        return not self.holes or not any(first < end and start < last for first, last in self.holes)


MAX_SPEECH_WORDS = 9
"""A frame of speech is short: "a senior Pentagon official told reporters on Friday"."""

_HARD_MARKS = frozenset(";:；：—–")

_PARTICIPLE = re.compile(r"ge[^\W\d_]{2,}(?:en|t)\Z")
"""German: getroffen, teilgenommen. Alone it ends no clause that hangs on another; its auxiliary would."""

MAX_REACH = 6
"""How many pieces a clause that ends with its verb may run over."""


def split_clauses(
    sentence: str, language: str, wording: Wording, mentions: Sequence[tuple[int, int]] = (), offset: int = 0
) -> tuple[Clause, ...]:
    """The clauses of one sentence, ordered by start, outer before inner.

    `mentions` are spans (names with their titles) that no boundary may cut. `offset` is added to all offsets of the result."""
    if not sentence.strip():
        return (Clause(offset, offset + len(sentence), ClauseKind.MAIN),) if sentence else ()
    words = wording.clauses
    pieces = cut_pieces(sentence, words, mentions)
    builder = _Builder(words)
    if words.lead_ends:
        _build_by_pieces(sentence, pieces, mentions, builder)
    else:
        _build(pieces, builder)
    return builder.finish(len(sentence), offset)


# --- building ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Node:
    start: int
    end: int
    kind: ClauseKind
    parent: "_Node | None" = None
    finite: bool = False


@dataclass(slots=True)
class _Builder:
    """Collects clauses; `main` is the one that unmarked pieces go on with."""

    words: ClauseWords
    nodes: list[_Node] = field(default_factory=list)
    main: _Node | None = None

    def begin(self, start: int, end: int, kind: ClauseKind, *, finite: bool) -> None:
        """A new clause at the top; the one in hand, if it reaches further, ends before it."""
        if self.main is not None:
            self.main.end = min(self.main.end, start)
        self.main = _Node(start, end, kind, None, finite)
        self.nodes.append(self.main)

    def go_on(self, piece: Piece) -> None:
        """The piece belongs to the clause in hand; one without a verb behind a frame of speech to that."""
        last = self.nodes[-1] if self.nodes else None
        if last is not None and last.kind is ClauseKind.SPEECH and last.end == piece.start - len(piece.mark) and not piece.finite:
            last.end = piece.end
            if last.parent is not None:
                last.parent.end = max(last.parent.end, piece.end)
        elif self.main is None:
            self.begin(piece.start, piece.end, ClauseKind.MAIN, finite=piece.finite)
        else:
            self.main.end = piece.end
            self.main.finite = self.main.finite or piece.finite

    def insert(self, start: int, end: int, kind: ClauseKind, parent: _Node | None = None) -> _Node:
        """A clause that interrupts `parent`, else the one in hand, or stands before the first."""
        node = _Node(start, end, kind, parent or self.main, finite=True)
        self.nodes.append(node)
        if self.main is not None:
            self.main.end = max(self.main.end, end)
        return node

    def finish(self, length: int, offset: int) -> tuple[Clause, ...]:
        """Clauses in order, moved by `offset`. The first top clause takes what stands before it, if nothing else does."""
        if not any(node.parent is None and node.kind in (ClauseKind.MAIN, ClauseKind.PREDICATE) for node in self.nodes):
            self.nodes.append(_Node(0, length, ClauseKind.MAIN))
            for node in self.nodes[:-1]:
                node.parent = node.parent or self.nodes[-1]
        order = sorted(self.nodes, key=lambda node: (node.start, -node.end))
        place = {id(node): at for at, node in enumerate(order)}
        holes: dict[int, list[tuple[int, int]]] = {}
        for node in order:
            if node.parent is not None:
                holes.setdefault(id(node.parent), []).append((node.start + offset, node.end + offset))
        return tuple(
            Clause(
                node.start + offset,
                node.end + offset,
                node.kind,
                place[id(node.parent)] if node.parent else None,
                tuple(holes.get(id(node), ())),
            )
            for node in order
        )


def _build(pieces: Sequence[Piece], builder: _Builder) -> None:
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        reach = _insertion(pieces, at, builder)
        if reach is not None:
            _insert(pieces, at, reach, builder, None)
            at = reach[1] + 1
            continue
        if _begins_anew(piece, builder):
            shared = at > 0 and not _has_subject(piece, builder.words)
            builder.begin(piece.start, piece.end, ClauseKind.PREDICATE if shared else ClauseKind.MAIN, finite=piece.finite)
        else:
            builder.go_on(piece)
        _split_inside(piece, builder)
        at += 1


def _insert(pieces: Sequence[Piece], at: int, reach: tuple[ClauseKind, int], builder: _Builder, parent: _Node | None) -> None:
    """A clause over several pieces, and those that interrupt it in turn."""
    kind, last = reach
    node = builder.insert(pieces[at].start, pieces[last].end, kind, parent)
    inner = at + 1
    while inner < last:
        nested = _insertion(pieces, inner, builder)
        if nested is None or nested[1] >= last:
            inner += 1
            continue
        _insert(pieces, inner, nested, builder, node)
        inner = nested[1] + 1


def _insertion(pieces: Sequence[Piece], at: int, builder: _Builder) -> tuple[ClauseKind, int] | None:
    """The kind of clause that begins with this piece and interrupts another, and the piece it ends with."""
    piece, words = pieces[at], builder.words
    if piece.mark in ("(", "（"):
        return ClauseKind.APPOSITIVE, at
    if not piece.tokens:
        return None
    if at and words.verb_final and _is_infinitive(piece, words):
        return ClauseKind.SUBORDINATE, at
    opened = _opened(piece, words) if at or not _is_relative(piece, words) else None
    if opened is not None:
        last = _verb_reach(pieces, at, words)
        if last is not None:
            return (ClauseKind.SPEECH if _frames_speech(pieces, at, last, words) else opened), last
    if _is_speech(piece, words) and len(pieces) > 1:
        return ClauseKind.SPEECH, at
    if at and _is_apposition(pieces, at, builder):
        return ClauseKind.APPOSITIVE, at
    return None


def _opened(piece: Piece, words: ClauseWords) -> ClauseKind | None:
    """The kind of clause that the first words of a piece open."""
    if piece.first not in words.subordinators and _is_relative(piece, words):
        return ClauseKind.RELATIVE
    return ClauseKind.SUBORDINATE if _is_subordinate(piece, words) else None


def _frames_speech(pieces: Sequence[Piece], at: int, last: int, words: ClauseWords) -> bool:
    """ "…, wie das Ministerium mitteilte", "…, as officials said"."""
    return pieces[at].first in words.speech_openers and any(token.low in words.speech for token in pieces[last].tokens)


def _begins_anew(piece: Piece, builder: _Builder) -> bool:
    """True for a piece that is a clause of its own beside the one in hand."""
    if builder.main is None or not piece.finite or not builder.main.finite:
        return builder.main is None
    return piece.first in builder.words.coordinators or piece.mark in _HARD_MARKS or _has_subject(piece, builder.words)


def _has_subject(piece: Piece, words: ClauseWords) -> bool:
    """True where something that may be a subject stands before the first verb."""
    for token in piece.tokens:
        if token.finite:
            return False
        if token.low not in words.coordinators and token.low not in words.adverbs:
            return True
    return False


# --- how a piece begins -----------------------------------------------------------------------------------------------


def _is_relative(piece: Piece, words: ClauseWords) -> bool:
    first = piece.tokens[0]
    if first.capital and piece.mark:
        return False
    second = piece.tokens[1] if len(piece.tokens) > 1 else None
    if first.low in words.prepositions and second is not None:
        return second.low in words.relatives
    return first.low in words.relatives


def _is_subordinate(piece: Piece, words: ClauseWords) -> bool:
    """True where a conjunction stands first, or behind a measure of time: "barely three weeks after"."""
    for token in piece.tokens[:4]:
        if token.low in words.subordinators:
            return True
        if token.finite or token.low in words.determiners:
            return False
    return False


def _verb_reach(pieces: Sequence[Piece], at: int, words: ClauseWords, limit: int | None = None) -> int | None:
    """The piece with which a clause that begins here ends; None where it has no verb and so is no clause.

    In German the verb stands last: pieces up to it belong to the clause, which tells "…, der im
    Oktober ging" from the apposition "…, dem Attaché"."""
    if not words.verb_final:
        return at if pieces[at].finite else None
    here = at
    limit = min(len(pieces), at + MAX_REACH) if limit is None else limit
    while here < limit:
        piece = pieces[here]
        if piece.tokens and _ends_with_verb(piece.tokens, words):
            return here
        if any(token.low in words.finite for token in piece.tokens):
            return None  # a main clause: its verb stands second
        here += 1
        if here >= limit or not pieces[here].tokens or pieces[here].mark in _HARD_MARKS:
            return None
        following = pieces[here]
        if (
            (following.tokens[0].finite and len(following.tokens) > 1)
            or following.first in words.coordinators
            or _is_infinitive(following, words)
        ):
            return None
        if _opened(following, words) is not None:  # "…, dessen Gegenstück Li war, …"
            nested = _verb_reach(pieces, here, words, limit)
            if nested is not None:
                here = nested + 1
    return None


def _ends_with_verb(tokens: Sequence[Token], words: ClauseWords) -> bool:
    """German nouns are capitalised, so a small last word that is no adverb is the verb."""
    last = tokens[-1]
    if last.capital or last.low in words.adverbs or last.low in words.not_finite:
        return False
    return last.finite or (last.low.endswith(("t", "en", "ern", "eln")) and not _PARTICIPLE.search(last.low))


def _is_speech(piece: Piece, words: ClauseWords) -> bool:
    if len(piece.tokens) > MAX_SPEECH_WORDS:
        return False
    return any(
        token.low in words.speech and not (at and piece.tokens[at - 1].low in words.attributes) for at, token in enumerate(piece.tokens)
    )


def _is_infinitive(piece: Piece, words: ClauseWords) -> bool:
    """German: ends with "zu" and an infinitive, in one word or two."""
    last = piece.tokens[-1]
    if last.capital or not last.low.endswith("n"):
        return False
    before = piece.tokens[-2].low if len(piece.tokens) > 1 else ""
    return before in words.infinitive or any(particle in last.low[2:-3] for particle in words.infinitive if len(last.low) > 7)


def _is_apposition(pieces: Sequence[Piece], at: int, builder: _Builder) -> bool:
    """A piece without a verb between two marks, right behind a name, that is no member of a list."""
    piece, words = pieces[at], builder.words
    if piece.mark != "," or builder.main is None:
        return False
    ahead = pieces[at + 1].tokens[:1] if at + 1 < len(pieces) else ()
    sure = builder.main.finite or any(token.finite for token in ahead)
    if _tells(piece, words, only_listed=sure and piece.first in words.determiners):
        return False
    article = piece.first in words.determiners and not piece.tokens[0].capital
    if _in_list(pieces, at, words) and not (article and pieces[at + 1].first in words.coordinators):
        return False
    before = pieces[at - 1].tokens
    if not before or not before[-1].capital:
        return False
    closed = at + 1 < len(pieces) or builder.main.finite
    return closed and (piece.first in words.determiners or piece.tokens[0].capital) and len(piece.tokens) > 1


def _tells(piece: Piece, words: ClauseWords, *, only_listed: bool) -> bool:
    """True where a verb stands before any relative clause: "the minister who met Gates" tells nothing.

    With `only_listed`, forms that only end like verbs are none: "the senior uniformed officer"."""
    for token in piece.tokens:
        if token.low in words.bare_relatives:
            return False
        if token.low in words.finite or (token.finite and not only_listed):
            return True
    return False


def _in_list(pieces: Sequence[Piece], at: int, words: ClauseWords) -> bool:
    """True where the pieces without verbs around this one end in one that begins with "and"."""
    for piece in pieces[at : at + 8]:
        if piece.mark != pieces[at].mark:
            return False
        if piece.first in words.coordinators:
            return True
        if piece.finite and piece is not pieces[at]:
            return any(token.low in words.coordinators for token in piece.tokens[:6] if not token.finite) and not piece.tokens[0].finite
        if len(piece.tokens) > 14:
            return False
    return False


# --- within a piece ---------------------------------------------------------------------------------------------------


def _split_inside(piece: Piece, builder: _Builder) -> None:
    """Clauses that begin without a mark: "… talks after Pelosi visited", "met Hu and will fly", "said that X met Y"."""
    words = builder.words
    verbs = [at for at, token in enumerate(piece.tokens) if token.finite]
    went_on = builder.main is not None and builder.main.start < piece.start and builder.main.finite
    skip = 0
    for at, token in enumerate(piece.tokens):
        if not at or at < skip or not verbs or verbs[-1] <= at:
            continue
        seen = went_on or verbs[0] < at
        if token.low in words.bare_relatives and _verb_follows(piece.tokens[at + 1 :], words) and not piece.tokens[at - 1].finite:
            skip = _relative_end(piece, at, seen=seen)
            end = piece.tokens[skip - 1].end if skip < len(piece.tokens) else piece.end
            builder.insert(token.start, end, ClauseKind.RELATIVE)
        elif seen and _hangs(piece, at, words):
            builder.insert(token.start, piece.end, ClauseKind.SUBORDINATE)
            return
        elif seen and token.low in words.coordinators and _new_predicate(piece.tokens[at + 1 :], words):
            shared = _verb_follows(piece.tokens[at + 1 :], words)
            builder.begin(token.start, piece.end, ClauseKind.PREDICATE if shared else ClauseKind.MAIN, finite=True)


def _hangs(piece: Piece, at: int, words: ClauseWords) -> bool:
    """True where a conjunction within a piece opens a clause; German has a comma there."""
    token, before = piece.tokens[at], piece.tokens[at - 1]
    if words.verb_final:
        return False
    return token.low in words.inner_subordinators or (token.low in words.complementizers and before.finite)


def _relative_end(piece: Piece, at: int, *, seen: bool) -> int:
    """The token behind a relative clause without commas: where the verb of the main clause comes, if it has not come yet."""
    tokens = piece.tokens
    if seen:
        return len(tokens)
    own = next(number for number in range(at, len(tokens)) if tokens[number].finite)
    following = (number for number in range(own + 2, len(tokens)) if tokens[number].finite and not tokens[number - 1].finite)
    return next(following, len(tokens))


def _new_predicate(tokens: Sequence[Token], words: ClauseWords) -> bool:
    """True where a verb comes next, or a pronoun and its verb."""
    if tokens and tokens[0].low in words.pronouns:
        return len(tokens) > 1 and _verb_follows(tokens[1:], words)
    return _verb_follows(tokens, words)


def _verb_follows(tokens: Sequence[Token], words: ClauseWords) -> bool:
    """True where a verb comes next, adverbs aside."""
    for token in tokens[:4]:
        if token.finite:
            return True
        if token.low not in words.adverbs:
            return False
    return False


# --- languages without inflected verbs --------------------------------------------------------------------------------


def _build_by_pieces(sentence: str, pieces: Sequence[Piece], mentions: Sequence[tuple[int, int]], builder: _Builder) -> None:
    """Chinese: a piece with a subject of its own is a clause; one without goes on with the clause before it,
    one that only sets the scene with the clause behind it."""
    subjects = {start for start, _ in mentions}
    start: int | None = None
    for at, piece in enumerate(pieces):
        text = sentence[piece.start : piece.end]
        if piece.mark in ("(", "（") and builder.main is not None:
            builder.insert(piece.start, piece.end, ClauseKind.APPOSITIVE)
            continue
        begin = piece.start if start is None else start
        follows = at + 1 < len(pieces) and pieces[at + 1].mark in (",", "，")
        if follows and is_lead(text, builder.words):
            start = begin
            continue
        start = None
        own = piece.start + len(text) - len(text.lstrip())
        anew = piece.mark in _HARD_MARKS or own in subjects or text.lstrip().startswith(tuple(builder.words.pronouns or {"\n"}))
        if at + 1 < len(pieces) and text.rstrip().endswith(tuple(builder.words.speech or {"\n"})):
            builder.begin(begin, piece.end, ClauseKind.SPEECH, finite=True)
        elif builder.main is None or builder.main.kind is ClauseKind.SPEECH or anew:
            builder.begin(begin, piece.end, ClauseKind.MAIN, finite=True)
        else:
            builder.go_on(piece)
