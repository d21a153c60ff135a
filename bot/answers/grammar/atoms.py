"""A question as a row of atoms: each a word or phrase with all that it may stand for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.answers.grammar.question import Named, Span
from bot.answers.grammar.times import TimeReader
from bot.answers.grammar.wording import Cue, Wording
from bot.answers.names import LONGEST_FORM, Meaning, NameBook, words_of
from bot.answers.tokens import Token, tokens_of
from bot.knowledge.names import Kind, NameHit

_NOTHING = Meaning()
_NO_CUE = Cue()
_LONGEST_RUN = 8


@dataclass(frozen=True, slots=True)
class Atom:
    """Words `start` to `end` (of the text, not of the tokens) and their readings.

    `family` True where a person's reading rests on a surname alone; `unknown` where the words
    are neither a name nor in the language's lists."""

    start: int
    end: int
    text: str
    cue: Cue = _NO_CUE
    meaning: Meaning = _NOTHING
    places: tuple[str, ...] = ()

    @property
    def unknown(self) -> bool:
        return not (self.cue.classes or self.cue.values or self.meaning or self.places)

    @property
    def named(self) -> Named:
        return Named(self.text, self.meaning.people, self.meaning.offices)


@dataclass(frozen=True, slots=True)
class Row:
    """The atoms of one question, dates and places apart."""

    atoms: tuple[Atom, ...]
    spans: tuple[Span, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """Names that knowledge finds in the question, by where they begin: it knows how a language
    declines the names of channels, offices and sides."""

    at: Mapping[int, tuple[NameHit, ...]] = field(default_factory=dict)


def row_of(text: str, wording: Wording, book: NameBook, hits: Hits, today: date) -> Row:
    """Read `text` with one language's words; of names and phrases the longest wins."""
    tokens = tokens_of(text)
    times = TimeReader(tokens, wording.time, today)
    atoms: list[Atom] = []
    spans: list[Span] = []
    place: str | None = None
    index = 0
    while index < len(tokens):
        atom, stop = _atom(text, tokens, index, wording, book, hits)
        timed = times.span_at(index)
        if timed is not None and timed[1] >= stop:
            spans.append(timed[0])
            index = timed[1]
            continue
        placed = _place_after(text, tokens, index, stop, atom, hits)
        if placed is not None:
            place, index = placed
            continue
        atoms.append(atom)
        index = stop
    return Row(tuple(_merged(text, atoms, book)), tuple(spans), place)


def _only_a_cue(text: str, tokens: Sequence[Token], index: int, cue: Cue, meaning: Meaning) -> bool:
    """True for a word of the language that is somebody's surname too ("wen", "work"), unless it
    is written as a name: with a capital that no sentence begins with."""
    return meaning.family and bool(cue.classes or cue.values) and (index == 0 or not text[tokens[index].start].isupper())


def _atom(text: str, tokens: Sequence[Token], index: int, wording: Wording, book: NameBook, hits: Hits) -> tuple[Atom, int]:
    name_stop, meaning, places = _name(tokens, index, book, hits)
    cue_stop, cue = _cue(tokens, index, wording)
    stop = max(name_stop, cue_stop, index + 1)
    start, end = tokens[index].start, tokens[stop - 1].end
    if name_stop == cue_stop and _only_a_cue(text, tokens, index, cue, meaning):
        meaning = _NOTHING
    return (
        Atom(
            start,
            end,
            text[start:end],
            cue if cue_stop == stop else _NO_CUE,
            meaning if name_stop == stop else _NOTHING,
            places if name_stop == stop else (),
        ),
        stop,
    )


def _name(tokens: Sequence[Token], index: int, book: NameBook, hits: Hits) -> tuple[int, Meaning, tuple[str, ...]]:
    """The longest name that begins here: where it ends, what it means, which places are called so."""
    stop, meaning = index, _NOTHING
    for end in range(min(len(tokens), index + LONGEST_FORM), index, -1):
        meaning = book.meaning(words_of(tokens[index:end]))
        if meaning:
            stop = end
            break
    found = hits.at.get(tokens[index].start, ())
    reach = max((_covered(tokens, index, hit.end) for hit in found), default=index)
    if reach < stop:
        return stop, meaning, ()
    same = [hit for hit in found if _covered(tokens, index, hit.end) == reach]
    if reach > stop:
        meaning = _NOTHING
    return reach, _with_hits(meaning, same), _ids(same, Kind.PLACE)


def _covered(tokens: Sequence[Token], index: int, end: int) -> int:
    """The token after the last one that ends within `end`."""
    stop = index
    while stop < len(tokens) and tokens[stop].start < end:
        stop += 1
    return stop


def _with_hits(meaning: Meaning, hits: Sequence[NameHit]) -> Meaning:
    return Meaning(
        people=meaning.people,
        channels=meaning.channels or _ids(hits, Kind.CHANNEL),
        offices=meaning.offices or _ids(hits, Kind.OFFICE),
        sides=meaning.sides or _ids(hits, Kind.SIDE),
        family=meaning.family,
    )


def _ids(hits: Sequence[NameHit], kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identity for hit in hits if hit.kind is kind for identity in hit.ids))


def _cue(tokens: Sequence[Token], index: int, wording: Wording) -> tuple[int, Cue]:
    for end in range(min(len(tokens), index + wording.longest), index, -1):
        cue = wording.cues.get(words_of(tokens[index:end]))
        if cue is not None:
            return end, cue
    return index, _NO_CUE


def _place_after(text: str, tokens: Sequence[Token], index: int, stop: int, atom: Atom, hits: Hits) -> tuple[str, int] | None:
    """`in Beijing`: a filler word and a place that it may stand before."""
    if "filler" not in atom.cue.classes or stop >= len(tokens):
        return None
    found = [hit for hit in hits.at.get(tokens[stop].start, ()) if hit.kind is Kind.PLACE]
    if not found or "preposition" not in atom.cue.classes:
        return None
    longest = max(found, key=lambda hit: hit.end)
    return longest.ids[0], _covered(tokens, stop, longest.end)


def _merged(text: str, atoms: Sequence[Atom], book: NameBook) -> Iterator[Atom]:
    """Join words that are unknown one by one into the names they may make up together.

    A surname beside an unknown word ("Liang Guangli") joins only where somebody is called
    nearly so: "Gates refused" must not become a name."""
    run: list[Atom] = []
    for atom in atoms:
        if (run and "filler" in atom.cue.classes and not atom.meaning) or atom.unknown or (atom.meaning.people and atom.meaning.family):
            run.append(atom)
        else:
            yield from _joined(text, run, book)
            run = []
            yield atom
    yield from _joined(text, run, book)


def _joined(text: str, run: Sequence[Atom], book: NameBook) -> list[Atom]:
    fillers = 0
    while fillers < len(run) and "filler" in run[-1 - fillers].cue.classes:
        fillers += 1
    name, after = list(run[: len(run) - fillers]), list(run[len(run) - fillers :])
    unknown = [place for place, atom in enumerate(name) if atom.unknown]
    if len(name) < 2 or not unknown:
        return [*name, *after]
    start, end = 0, len(name)
    if any(atom.meaning.family for atom in name):
        found = _likest(text, name, unknown, book)
        if found is None:
            return [*name, *after]
        start, end = found
    whole = text[name[start].start : name[end - 1].end]
    atom = Atom(name[start].start, name[end - 1].end, whole, meaning=Meaning(people=book.in_any_order(whole)))
    return [*name[:start], atom, *name[end:], *after]


def _likest(text: str, name: Sequence[Atom], unknown: Sequence[int], book: NameBook) -> tuple[int, int] | None:
    """Which of the words around the unknown ones are likest a person's name, so that in "Gates
    Liang Guangli" Gates stays himself; None where none are, or the words are too many for names."""
    if len(name) > _LONGEST_RUN:
        return None
    ranges = [(start, end) for start in range(unknown[0] + 1) for end in range(unknown[-1] + 1, len(name) + 1)]
    rated = [(book.likeness(text[name[start].start : name[end - 1].end]), start, end) for start, end in ranges if end - start > 1]
    likeness, start, end = max(rated, default=(0.0, 0, 0))
    return (start, end) if likeness else None
