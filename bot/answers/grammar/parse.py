"""From a typed question to what it asks.

text ──▶ row of atoms ──▶ the first pattern of a language that fits all of it ──▶ Question"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answers.grammar.atoms import Atom, Hits, Row, row_of
from bot.answers.grammar.question import Intent, Named, Question, Span
from bot.answers.grammar.wording import Element, Pattern, Wording, wordings
from bot.answers.names import NameBook
from bot.answers.tokens import form_of
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Kind, NameHit
from bot.model.claims import MeetingState, Mode, Status

LONGEST_QUESTION = 300
"""Characters. What is longer is no question of ours, and is not searched for one."""

_KINDS = (Kind.CHANNEL, Kind.OFFICE, Kind.SIDE, Kind.PLACE)


@dataclass(frozen=True, slots=True)
class _Bound:
    """One atom in the place of a pattern it fills, as `role`: a slot or a class of words."""

    atom: Atom
    role: str


def parse_question(
    text: str, book: NameBook, knowledge: Knowledge, today: date, *, first: str = "en", known_only: bool = False
) -> Question | None:
    """What `text` asks, None where that is not understood.

    All languages are tried, `first` before the others; and in all of them names that are
    known before those that nobody bears; `known_only` True leaves out the latter."""
    if len(text) > LONGEST_QUESTION:
        return None
    plain = _rows(text, book, Hits(), today, first)
    found = _first_match(plain, book, strict=True)
    if found is not None:
        return found
    # Only now the index of all names: it knows places and how a language declines the names of
    # channels, but takes a tenth of a second to build, which a plain question need not wait for.
    rows = _rows(text, book, _hits(text, knowledge), today, first)
    return _first_match(rows, book, strict=True) or (None if known_only else _first_match(rows, book, strict=False))


def _rows(text: str, book: NameBook, hits: Hits, today: date, first: str) -> list[tuple[Wording, Row]]:
    """The text as each language reads it, `first` before the others."""
    languages = sorted(wordings(), key=lambda wording: wording.language != first)
    return [(wording, row_of(text, wording, book, hits, today)) for wording in languages]


def _first_match(rows: Sequence[tuple[Wording, Row]], book: NameBook, *, strict: bool) -> Question | None:
    found = (_alone(row, wording) or _matched(row, wording, book, strict=strict) for wording, row in rows)
    return next((question for question in found if question is not None), None)


def _hits(text: str, knowledge: Knowledge) -> Hits:
    at: dict[int, list[NameHit]] = {}
    for hit in knowledge.names.find(text):
        if hit.kind in _KINDS:
            at.setdefault(hit.start, []).append(hit)
    return Hits({start: tuple(found) for start, found in at.items()})


def _alone(row: Row, wording: Wording) -> Question | None:
    """A name and nothing else asks for the person or the channel."""
    atoms = [atom for atom in row.atoms if not _skippable(row.atoms, atom)]
    if len(atoms) != 1 or row.spans:
        return None
    [atom] = atoms
    if atom.meaning.people:
        return Question(Intent.WHO_IS, wording.language, people=(atom.named,))
    if len(atom.meaning.channels) == 1:
        return Question(Intent.STATUS, wording.language, channel=atom.meaning.channels[0])
    return None


def _matched(row: Row, wording: Wording, book: NameBook, *, strict: bool) -> Question | None:
    if len(row.spans) > 1:
        return None
    for pattern in wording.patterns:
        for bound in _fits(row.atoms, 0, pattern.elements, strict=strict):
            question = _question(pattern, bound, row, wording, book)
            if question is not None:
                return question
    return None


def _fits(atoms: Sequence[Atom], at: int, elements: Sequence[Element], *, strict: bool) -> Iterator[tuple[_Bound, ...]]:
    """Every way in which the atoms from `at` on fill the elements, all of both."""
    if at == len(atoms):
        if all(element.optional for element in elements):
            yield ()
        return
    if elements:
        element, rest = elements[0], elements[1:]
        for role in element.classes:
            if _can_be(atoms[at], role, strict=strict):
                for tail in _fits(atoms, at + 1, rest, strict=strict):
                    yield _Bound(atoms[at], role), *tail
        if element.optional:
            yield from _fits(atoms, at, rest, strict=strict)
    if _skippable(atoms, atoms[at]):
        yield from _fits(atoms, at + 1, elements, strict=strict)


def _can_be(atom: Atom, role: str, *, strict: bool) -> bool:
    meaning = atom.meaning
    match role:
        case "PERSON":
            return bool(meaning.people or meaning.offices) or (atom.unknown and not strict)
        case "CHANNEL":
            return bool(meaning.channels) or (atom.unknown and not strict)
        case "SIDE":
            return bool(meaning.sides)
        case "STATUS" | "ACT" | "STATE":
            return bool(atom.cue.value(role.lower()))
        case _:
            return role in atom.cue.classes


def _skippable(atoms: Sequence[Atom], atom: Atom) -> bool:
    """Words without weight, those that say by what means, "channel" after a channel's name, and
    what stands before a name to say who it is."""
    if atom.cue.classes & {"filler", "means"}:
        return True
    if "channels" in atom.cue.classes and _follows_channel(atoms, atom):
        return True
    if "title" not in atom.cue.classes and not atom.meaning.sides and not atom.meaning.offices:
        return False
    place = next(index for index, one in enumerate(atoms) if one is atom)
    following = atoms[place + 1] if place + 1 < len(atoms) else None
    if following is None:
        return False
    if following.meaning.people or following.unknown:
        return True
    return _skippable(atoms, following)


def _follows_channel(atoms: Sequence[Atom], atom: Atom) -> bool:
    """True for "channel" in "the defense ministers' channel"; between them filler may stand."""
    place = next(index for index, one in enumerate(atoms) if one is atom)
    before = next((one for one in reversed(atoms[:place]) if "filler" not in one.cue.classes), None)
    return before is not None and bool(before.meaning.channels)


def _question(pattern: Pattern, bound: Sequence[_Bound], row: Row, wording: Wording, book: NameBook) -> Question | None:
    """The question of a pattern with its places filled; None where a channel can't be told."""
    question = Question(
        pattern.intent,
        wording.language,
        people=tuple(one.atom.named for one in bound if one.role == "PERSON"),
        sides=tuple(one.atom.meaning.sides[0] for one in bound if one.role == "SIDE"),
        statuses=tuple(Status(value) for one in bound if one.role in ("STATUS", "ACT") for value in one.atom.cue.value(one.role.lower())),
        states=tuple(MeetingState(value) for one in bound if one.role == "STATE" for value in one.atom.cue.value("state")),
        modes=_modes(bound, row),
        place=row.place,
        span=row.spans[0] if row.spans else Span(),
        classes=frozenset(name for one in bound if one.role.islower() for name in one.atom.cue.classes),
    )
    channel = next((one.atom for one in bound if one.role == "CHANNEL"), None)
    return question if channel is None else _with_channel(question, channel, book)


def _modes(bound: Sequence[_Bound], row: Row) -> tuple[Mode, ...]:
    """By what means: "in person", wherever it stands, before what the verb says of it: who asks
    whether two talked by phone doesn't ask for video calls."""
    by_means = [atom for atom in row.atoms if "means" in atom.cue.classes]
    said = by_means or [one.atom for one in bound if one.role in ("meet", "meeting")]
    return tuple(dict.fromkeys(Mode(value) for atom in said for value in atom.cue.value("mode")))


def _with_channel(question: Question, channel: Atom, book: NameBook) -> Question | None:
    known = channel.meaning.channels
    if len(known) == 1:
        return replace(question, channel=known[0])
    found = None if known else book.find_channel(channel.text)
    return replace(question, channel=found, channel_text=channel.text)


def parse_names(words: Sequence[str], book: NameBook, knowledge: Knowledge, *, first: str = "en") -> tuple[Named, ...]:
    """The people that the words of a command name, in order. A word with a space in it was
    quoted: it is one name. Words that nobody is called by make one unknown name together."""
    if any(" " in word for word in words):
        return tuple(_quoted(word, book) for word in words if not _joins(word))
    row = _best_row(" ".join(words), book, knowledge, date.min, first)
    return tuple(atom.named for atom in row.atoms if _can_be(atom, "PERSON", strict=False) and not _before_name(row.atoms, atom))


def _quoted(word: str, book: NameBook) -> Named:
    meaning = book.meaning(form_of(word))
    return Named(word, meaning.people, meaning.offices)


def _joins(word: str) -> bool:
    """True for "and" in one of the languages."""
    return any("and" in wording.cues[form_of(word)].classes for wording in wordings() if form_of(word) in wording.cues)


def parse_filters(text: str, book: NameBook, knowledge: Knowledge, today: date, *, first: str = "en") -> Question | None:
    """What the free words of `meetings` narrow it to: people, a channel, states, a place and a
    time, in any order. None where a word is none of them."""
    if len(text) > LONGEST_QUESTION:
        return None
    row = _best_row(text, book, knowledge, today, first)
    bound = []
    for atom in row.atoms:
        if atom.places and row.place is None and not atom.meaning.people:
            row = replace(row, place=atom.places[0])
            continue
        if atom.unknown and any(char.isdigit() for char in atom.text):
            return None  # a date that is none: nobody is called so
        role = next((role for role in ("STATE", "PERSON", "CHANNEL") if _can_be(atom, role, strict=role != "PERSON")), None)
        if role is not None and not _before_name(row.atoms, atom):
            bound.append(_Bound(atom, role))
        elif not _skippable(row.atoms, atom) and not atom.cue.classes & {"and", "meeting", "list"}:
            return None
    if len(row.spans) > 1 or sum(one.role == "CHANNEL" for one in bound) > 1:
        return None
    return _question(Pattern(Intent.MEETINGS, ()), bound, row, wordings()[0], book)


def _best_row(text: str, book: NameBook, knowledge: Knowledge, today: date, first: str) -> Row:
    """The reading in whichever language knows most of the words, `first` where several do."""
    plain = _likeliest(_rows(text, book, Hits(), today, first))
    return plain if not _unknown(plain) else _likeliest(_rows(text, book, _hits(text, knowledge), today, first))


def _likeliest(rows: Sequence[tuple[Wording, Row]]) -> Row:
    return min((row for _, row in rows), key=_unknown)


def _unknown(row: Row) -> int:
    return sum(atom.unknown for atom in row.atoms)


def _before_name(atoms: Sequence[Atom], atom: Atom) -> bool:
    """True for an office or side that only introduces the name after it."""
    return not atom.meaning.people and not atom.unknown and _skippable(atoms, atom)


def names_within(text: str, book: NameBook, knowledge: Knowledge, today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people and channels that a text names without doubt, whatever else it says."""
    row = _best_row(text, book, knowledge, today, "en")
    people = [atom.meaning.people[0] for atom in row.atoms if len(atom.meaning.people) == 1]
    channels = [atom.meaning.channels[0] for atom in row.atoms if len(atom.meaning.channels) == 1]
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(channels))
