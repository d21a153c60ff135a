"""Finds everything that has a name in a text: people, offices, sides, channels, places, events.

One automaton holds all names of all languages, lower-cased; what it finds is then checked for
word boundaries, endings and letter case, and of overlapping finds the leftmost longest stays."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from bot.knowledge.fold import fold, is_han, lowered, word_joints
from bot.knowledge.spelling import Spelling


class Kind(StrEnum):
    """What a name names."""

    PERSON = "person"
    OFFICE = "office"
    SIDE = "side"
    PLACE = "place"
    CHANNEL = "channel"
    EVENT = "event"


class Form(StrEnum):
    """How a name stands for what it names, surest first.

    `described` is an event told by words of its own that stand together, without a name. `bare`
    is an office without a word that tells whose it is ("foreign minister"); `family` a surname
    alone; `transliteration` a foreign surname in Chinese characters. These three need context:
    one spelling may stand for people or offices that are not listed."""

    FULL = "full"
    DESCRIBED = "described"
    METONYM = "metonym"
    ADJECTIVE = "adjective"
    BARE = "bare"
    TRANSLITERATION = "transliteration"
    FAMILY = "family"


class Name(NamedTuple):
    """One spelling of one thing. `language` is empty for names that are written alike everywhere.

    A word that only tells of it together with others has the number of its group as `part`, of
    `parts` that are needed."""

    text: str
    kind: Kind
    id: str
    language: str
    form: Form = Form.FULL
    part: int = 0
    parts: int = 1


class NameHit(NamedTuple):
    """A name in a text: `text[start:end]` with its ending ("Chinas"), but without an English 's.

    `ids` are all who bear the name, in the order of the configuration. `language` is empty where
    the name is written alike in several."""

    start: int
    end: int
    kind: Kind
    ids: tuple[str, ...]
    language: str
    form: Form


# Ten thousand of these are made at every start: a frozen dataclass takes three times as long as a tuple.
class _Entry(NamedTuple):
    """A name as compiled: `exact` is its folded spelling where letter case counts, else None.

    `endings` are by language those that may follow it."""

    name: Name
    exact: str | None
    endings: Mapping[str, tuple[str, ...]]


class _Pattern(NamedTuple):
    """A lower-cased spelling: whether a word begins and ends with it, and the names written so."""

    left: bool
    right: bool
    entries: list[_Entry]


class _Find(NamedTuple):
    start: int
    end: int
    name: Name


# A channel or an event may be named by words that name people too ("the Xi-Biden summit"): it must not hide them.
_LAYER = {kind: {Kind.CHANNEL: 1, Kind.EVENT: 2}.get(kind, 0) for kind in Kind}
_FORMS = tuple(Form)

TOGETHER_LIMIT = 120
"""How many characters the words that tell of an event may span: the length of a long clause."""

# A full stop after fewer than three small letters is an abbreviation (U.S., Gen.).
_SENTENCE_END = re.compile(r"[\n。！？!?；;]|[a-zäöüß]{3}[\"”»)]?\. ")
_LONGEST_ENDING = 12
_HEADLINE = 300
_CASELESS = frozenset({Kind.OFFICE, Kind.CHANNEL, Kind.EVENT})


class NameIndex:
    """All names of one configuration, compiled once. Safe to share between threads."""

    def __init__(self, names: Iterable[Name], spellings: Mapping[str, Spelling]) -> None:
        endings = {kind: {code: spelling.endings.get(kind, ()) for code, spelling in spellings.items()} for kind in Kind}
        compiled: dict[str, list[_Entry]] = {}
        for name in names:
            spelling = spellings.get(name.language)
            follow = {name.language: endings[name.kind][name.language]} if spelling else endings[name.kind]
            for text in _spelled(name, spelling):
                compiled.setdefault(lowered(text), []).append(_Entry(name, _exact(name, text), follow))
        texts = list(compiled) or ["\x00"]
        self._patterns = [_Pattern(_in_word(text[0]), _in_word(text[-1]), compiled.get(text, [])) for text in texts]
        self._automaton = AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)

    def find(self, text: str, language: str | None = None) -> list[NameHit]:
        """All names in `text`, by start; offsets are code points of the text as given.

        Of people, offices, sides and places that overlap the leftmost longest stays; of channels,
        and of events, likewise, but these may overlap the others. A span that can be read as two
        kinds (a capital: place and metonym) gives a hit of each. `language` limits which
        language's endings may follow a name; None allows them all. Never raises."""
        folded = fold(text)
        names: list[_Find] = []
        words: dict[tuple[str, str], list[_Find]] = {}
        for found in self._finds(folded, lowered(folded), language):
            if found.name.parts == 1:
                names.append(found)
            else:
                words.setdefault((found.name.id, found.name.language), []).append(found)
        for parts in words.values():
            names.extend(_told_together(folded, parts))
        names.sort(key=_outermost_first)
        hits: list[NameHit] = []
        reach = [0, 0, 0]
        for (start, end), same in groupby(names, key=_span):
            group = [find.name for find in same]
            layers = {_LAYER[name.kind] for name in group}
            for layer in sorted(layers):
                if start >= reach[layer]:
                    reach[layer] = end
                    hits += _merged(start, end, group if len(layers) == 1 else [name for name in group if _LAYER[name.kind] == layer])
        return hits

    def _finds(self, text: str, low: str, language: str | None) -> Iterator[_Find]:
        inner = word_joints(low)
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            pattern = self._patterns[index]
            if pattern.left and inner[start]:
                continue
            tail = _word_tail(text, end) if pattern.right and inner[end] else ""
            for entry in pattern.entries:
                if tail and not _may_follow(tail, entry, language):
                    continue
                if entry.exact is None or _cased_right(text, start, end, entry.exact):
                    yield _Find(start, end + len(tail), entry.name)


_span = itemgetter(0, 1)


def _outermost_first(find: _Find) -> tuple[int, int]:
    return find[0], -find[1]


def _spelled(name: Name, spelling: Spelling | None) -> list[str]:
    text = fold(name.text)
    if spelling is None or name.kind in (Kind.PERSON, Kind.EVENT):
        return [text]
    if name.form is Form.ADJECTIVE:
        return [text, *(text + ending for ending in spelling.adjective_endings)]
    return [fold(form) for form in spelling.forms(text)]


def _exact(name: Name, text: str) -> str | None:
    # An abbreviation in capitals (DCT, CNO) is another word, or none, in small letters.
    return None if name.kind in _CASELESS and text != text.upper() else text


def _in_word(char: str) -> bool:
    """A letter or digit of a script that puts spaces between words."""
    return char.isalnum() and not is_han(char)


def _word_tail(text: str, end: int) -> str:
    """The rest of the word that goes on at `end`, as written: the S of USS is no ending. Empty at a boundary; of what is
    longer than any ending only the beginning."""
    stop = end
    while stop < min(len(text), end + _LONGEST_ENDING) and _in_word(text[stop]):
        stop += 1
    return text[end:stop]


def _may_follow(tail: str, entry: _Entry, language: str | None) -> bool:
    if language is not None:
        return tail in entry.endings.get(language, ())
    return any(tail in endings for endings in entry.endings.values())


def _cased_right(text: str, start: int, end: int, exact: str) -> bool:
    """As listed, begun with a capital, or all in capitals; one word in capitals only within a line of them."""
    found = text[start:end]
    if found == exact or (exact[0].islower() and found == exact[0].upper() + exact[1:]):
        return True
    if found != exact.upper():
        return False
    return " " in exact or _in_capitals(text, start, end)


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the line is all in capitals, as far as _HEADLINE characters around."""
    first = max(text.rfind("\n", max(0, start - _HEADLINE), start) + 1, start - _HEADLINE)
    last = text.find("\n", end, end + _HEADLINE)
    line = text[first : last if last >= 0 else end + _HEADLINE]
    return line == line.upper() and any(char.isalpha() for char in text[first:start] + text[end : first + len(line)])


def _merged(start: int, end: int, names: Sequence[Name]) -> Iterator[NameHit]:
    """One hit for each kind that the span can be."""
    if len(names) == 1:
        name = names[0]
        yield NameHit(start, end, name.kind, (name.id,), name.language, name.form)
        return
    for kind in Kind:
        same = [name for name in names if name.kind is kind]
        if same:
            ids = tuple(dict.fromkeys(name.id for name in same))
            languages = {name.language for name in same}
            form = min((name.form for name in same), key=_FORMS.index)
            yield NameHit(start, end, kind, ids, languages.pop() if len(languages) == 1 else "", form)


def _told_together(text: str, words: list[_Find]) -> Iterator[_Find]:
    """The shortest stretches within one sentence that hold a word of every group of a description."""
    needed = words[0].name.parts
    if len({word.name.part for word in words}) < needed:
        return
    words.sort(key=lambda word: word.start)
    latest: dict[int, _Find] = {}
    for word in words:
        latest[word.name.part] = word
        start, end = min(found.start for found in latest.values()), max(found.end for found in latest.values())
        if len(latest) == needed and end - start <= TOGETHER_LIMIT and not _SENTENCE_END.search(text, start, end):
            yield _Find(start, end, word.name)
            latest.clear()
