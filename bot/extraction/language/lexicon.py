"""One language's words as data: what `config/lexicon/<language>.yaml` says, compiled to one automaton.

A document maps sections to lists of entries. An entry of the upper layers has an `id`, one or more
lists of forms, attributes that its section defines, and where useful `fires` and `silent`: texts
in which it must and must not be found (run as tests). A form is literal text with

- `(a|b|)` for alternatives, expanded before compiling,
- ` ... ` for a gap: the parts stand in this order, in one sentence, at most GAP_LIMIT characters apart,
- ` .. ` for a few words between: at most SHORT_GAP characters,
- `*` at either end for "the word may go on there".

Matching ignores case unless the entry says `cased: true`, and respects word boundaries where the
form begins or ends with a letter of a script that has them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from bot.errors import ConfigError
from bot.extraction.language.folding import fold
from bot.extraction.language.wording import Wording, parse_wording
from bot.knowledge.fold import lowered, word_joints

GAP_LIMIT = 150
"""How far the parts of a form may lie apart: German separable verbs embrace most of their clause."""

SHORT_GAP = 34

FORM_KEYS = ("forms", "past", "present", "base", "noun", "passive", "done")
"""Lists of forms an entry may have; the key is the `shape` of what they find."""

CUE_SECTIONS = (
    "ranks",
    "titles",
    "qualifiers",
    "bodies",
    "outsiders",
    "counterparts",
    "pronouns",
    "contacts",
    "states",
    "statuses",
    "channels",
    "generic",
    "hints",
    "reasons",
    "roles",
    "blocks",
)
"""Sections compiled here; `words` are plain lists; `noise`, `sentences` and `times` belong to wording.py."""

_RESERVED = frozenset({"id", "cased", "fires", "silent", *FORM_KEYS})
_GAP = re.compile(r" (\.\.\.?) ")
_SPECIAL = re.compile(r"[()|]")
_MAX_EXPANSION = 4000


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry: its section, id and what the section says about it."""

    section: str
    id: str
    values: Mapping[str, str]
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    def value(self, key: str) -> str | None:
        return self.values.get(key)


# Dozens are made for every sentence: a frozen dataclass takes three times as long as a tuple.
class CueHit(NamedTuple):
    """A cue found in a text. `parts` are the spans of its words where it has a gap, else the one span."""

    start: int
    end: int
    cue: Cue
    shape: str
    parts: tuple[tuple[int, int], ...]

    @property
    def section(self) -> str:
        return self.cue.section


@dataclass(slots=True)
class _Part:
    """A stretch of literal text in forms: where a word may go on around it, and its spelling where case counts.

    `single` are rank and number of the forms it is the whole of; `rarest` are those of several parts of which it is
    the longest: they are looked at only where it is found. `woven` says that there are forms of several parts with it."""

    left: bool
    right: bool
    exact: str | None
    number: int
    length: int
    woven: bool = False
    single: list[tuple[int, int]] = field(default_factory=list)
    rarest: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, written: str, number: int, *, cased: bool) -> "_Part":
        return cls(not written.startswith("*"), not written.endswith("*"), written.strip("*") if cased else None, number, len(written))


class _Form(NamedTuple):
    """A form: its cue with the cue's place in the order of sections and ids, the numbers of its parts, how far each
    of them may lie from the one before."""

    cue: Cue
    rank: int
    shape: str
    parts: tuple[int, ...]
    gaps: tuple[int, ...]


_Find = tuple[int, int, int, int, tuple[tuple[int, int], ...]]
"""Start, minus the end, the cue's rank, the form's number, the parts: so sorted, the outermost come first."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; `wording` is what the lower layers (text, sentences, times) read of it."""

    language: str
    file: str
    wording: Wording
    cues: tuple[Cue, ...]
    _words: Mapping[str, frozenset[str]] = field(repr=False)
    _forms: tuple[_Form, ...] = field(repr=False)
    _parts: tuple[tuple[_Part, ...], ...] = field(repr=False)
    _strict: bytes = field(repr=False)
    _automaton: AhoCorasick = field(repr=False)

    def scan(self, text: str, offset: int = 0) -> list[CueHit]:
        """All cues in folded `text`, by start; `offset` is added to all offsets.

        Of hits of one section (and one template) that lie within each other the longest stays; what lies within a
        hit of `blocks` is dropped. Linear in the length of the text."""
        finds: list[_Find] = []
        spots: dict[int, list[tuple[int, int]]] = {}
        seen: list[int] = []
        for part, start, end in self._bounded(text, lowered(text)):
            span = (start + offset, end + offset)
            finds += [(span[0], -span[1], rank, number, (span,)) for rank, number in part.single]
            if part.woven and part.number in spots:
                spots[part.number].append(span)
            elif part.woven:
                spots[part.number] = [span]
                seen += part.rarest
        for number in seen:
            form = self._forms[number]
            if all(map(spots.__contains__, form.parts)):
                finds += _joined(form, number, spots)
        return self._outermost(finds)

    def _bounded(self, text: str, low: str) -> Iterator[tuple[_Part, int, int]]:
        """The parts of forms in a text, where words begin and end with them and letter case is theirs."""
        inner = word_joints(low)
        strict = self._strict
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if strict[index] and (inner[start] or inner[end]):
                continue
            for part in self._parts[index]:
                if (part.left and inner[start]) or (part.right and inner[end]):
                    continue
                if part.exact is None or text[start:end] == part.exact:
                    yield part, start, end

    def _outermost(self, finds: list[_Find]) -> list[CueHit]:
        """Without what lies within a longer hit of its section and template, or within a block; a block may name `only` one section."""
        finds.sort()
        reach: dict[tuple[str, str | None], tuple[int, int]] = {}
        kept: list[CueHit] = []
        blocked: dict[str, int] = {}
        for start, end, _, number, parts in finds:
            end = -end
            cue, _, shape, _, _ = self._forms[number]
            if cue.section == "blocks":
                only = cue.values.get("only") or ""
                blocked[only] = max(blocked.get(only, -1), end)
                continue
            if blocked and end <= max(blocked.get("", -1), blocked.get(cue.section, -1)):
                continue
            if kept and kept[-1].cue is cue and kept[-1].shape == shape and kept[-1].parts == parts:
                continue  # two forms of one entry that say the same
            if len(parts) == 1:
                key = (cue.section, cue.values.get("template"))
                first, last = reach.get(key, (-1, -1))
                if end <= last and (start, end) != (first, last):
                    continue
                if end > last:
                    reach[key] = (start, end)
            kept.append(CueHit(start, end, cue, shape, parts))
        return kept

    def words(self, entry_id: str) -> frozenset[str]:
        """The forms of one entry of `words`, expanded and in lower case: plain lists that code looks up."""
        return self._words.get(entry_id, frozenset())


def parse_lexicon(language: str, document: Mapping[str, object], file: str) -> Lexicon:
    """Compile one language's document.

    Raises ConfigError naming file and entry where an entry has no id, an id is used twice, a form is
    empty or unbalanced, or a section is no list."""
    entries: list[tuple[Cue, Mapping[str, object]]] = []
    seen: set[str] = set()
    for section in CUE_SECTIONS:
        for entry in _section(document.get(section), section, file):
            cue = _cue(section, entry, file)
            if f"{section}/{cue.id}" in seen:
                raise _error(file, f"{section}/{cue.id}", "this id is used twice", "give one of them another id")
            seen.add(f"{section}/{cue.id}")
            entries.append((cue, entry))
    forms, parts = _compiled(entries, file)
    texts = list(parts) or ["\x00"]
    automaton = AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    return Lexicon(
        language=language,
        file=file,
        wording=parse_wording(language, document, file),
        cues=tuple(cue for cue, _ in entries),
        _words=_word_lists(document, file),
        _forms=forms,
        _parts=tuple(parts.get(text, ()) for text in texts),
        _strict=bytes(all(part.left and part.right for part in parts.get(text, ())) for text in texts),
        _automaton=automaton,
    )


def expand(form: str) -> list[str]:
    """All literal texts of a form: `(meet|met) (with|)` gives four; brackets may nest.

    Raises ValueError where brackets don't pair or a form explodes."""
    texts, rest = _alternatives(form, 0)
    if rest != len(form):
        raise ValueError(f"brackets don't pair: {form!r}")
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))


def _alternatives(form: str, at: int) -> tuple[list[str], int]:
    """What `form` from `at` up to its closing bracket or end says, and where it stops."""
    done: list[str] = []
    current = [""]
    while at < len(form) and form[at] != ")":
        if form[at] == "|":
            done += current
            current = [""]
            at += 1
            continue
        if form[at] == "(":
            inner, at = _alternatives(form, at + 1)
            if at >= len(form):
                raise ValueError(f"brackets don't pair: {form!r}")
            current = [head + tail for head in current for tail in inner]
            at += 1
        else:
            stop = _SPECIAL.search(form, at)
            end = stop.start() if stop else len(form)
            current = [head + form[at:end] for head in current]
            at = end
        if len(current) > _MAX_EXPANSION:
            raise ValueError(f"too many alternatives: {form!r}")
    return done + current, at


def _compiled(entries: Sequence[tuple[Cue, Mapping[str, object]]], file: str) -> tuple[tuple[_Form, ...], dict[str, tuple[_Part, ...]]]:
    """The forms of all entries, and for each literal text the parts written so."""
    # Tens of thousands of forms of a few thousand parts: each part is worked out once.
    known: dict[tuple[str, bool], _Part] = {}
    texts: dict[str, list[_Part]] = {}
    forms: list[_Form] = []
    order = sorted(range(len(entries)), key=lambda at: (entries[at][0].section != "blocks", entries[at][0].section, entries[at][0].id))
    ranks = {at: rank for rank, at in enumerate(order)}
    for at, (cue, entry) in enumerate(entries):
        cased = bool(entry.get("cased"))
        for shape in FORM_KEYS:
            for text in _texts(entry.get(shape)):
                for parts, gaps in _literals(cue, text, file):
                    used = []
                    for written in parts:
                        part = known.get((written, cased))
                        if part is None:
                            part = known[written, cased] = _Part.of(written, len(known), cased=cased)
                            texts.setdefault(lowered(written.strip("*")), []).append(part)
                        used.append(part)
                    _enter(used, ranks[at], len(forms))
                    forms.append(_Form(cue, ranks[at], shape, tuple([part.number for part in used]), gaps))
    return tuple(forms), {text: tuple(parts) for text, parts in texts.items()}


def _enter(parts: Sequence[_Part], rank: int, number: int) -> None:
    """Tell the parts of a form where they are used."""
    if len(parts) == 1:
        parts[0].single.append((rank, number))
        return
    for part in parts:
        part.woven = True
    max(parts, key=lambda part: part.length).rarest.append(number)


def _literals(cue: Cue, text: str, file: str) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """What a form may read, expanded and folded: its parts with their stars, and the gaps between them."""
    try:
        literals = expand(text)
    except ValueError as error:
        raise _error(file, f"{cue.section}/{cue.id}", str(error), "write (a|b), every bracket closed") from error
    for literal in fold("\n".join(literals)).split("\n"):
        pieces = _GAP.split(f" {literal} ") if ".." in literal else [literal]
        parts = tuple([part.strip() for part in pieces[::2]])
        if any(not part.strip("*") for part in parts):
            raise _error(file, f"{cue.section}/{cue.id}", f"an empty form: {text!r}", "write the words")
        yield parts, tuple([GAP_LIMIT if gap == "..." else SHORT_GAP for gap in pieces[1::2]])


def _joined(form: _Form, number: int, spots: Mapping[int, Sequence[tuple[int, int]]]) -> Iterator[_Find]:
    """Finds of a form with gaps: each first part with the nearest following parts within reach.

    One pass from the right that remembers, for each part, the nearest chain that begins with it."""
    found = sorted((start, place, end) for place, part in enumerate(form.parts) for start, end in spots[part])
    chains: dict[int, tuple[tuple[int, int], ...]] = {}
    last = len(form.gaps)
    for start, place, end in reversed(found):
        if place == last:
            chains[place] = ((start, end),)
            continue
        follow = chains.get(place + 1)
        if follow is None or not 0 <= follow[0][0] - end <= form.gaps[place]:
            continue
        chains[place] = ((start, end), *follow)
        if place == 0:
            yield start, -follow[-1][1], form.rank, number, chains[place]


def _section(value: object, section: str, file: str) -> list[Mapping[str, object]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
        raise _error(file, section, "a section is a list of entries", "begin each entry with `- id:`")
    return list(value)


def _word_lists(document: Mapping[str, object], file: str) -> dict[str, frozenset[str]]:
    lists = {}
    for entry in _section(document.get("words"), "words", file):
        forms = [form for text in _texts(entry.get("forms")) for form in expand(text)]
        lists[str(entry.get("id"))] = frozenset(lowered(fold(form)) for form in forms)
    return lists


def _cue(section: str, entry: Mapping[str, object], file: str) -> Cue:
    name = entry.get("id")
    if not isinstance(name, str) or not name:
        raise _error(file, f"{section}/{entry!r:.60}", "an entry has no id", "add `id:`")
    if not any(entry.get(key) for key in FORM_KEYS):
        raise _error(file, f"{section}/{name}", "an entry has no forms", "add `forms:`")
    values = {key: str(value) for key, value in entry.items() if key not in _RESERVED}
    return Cue(section, name, values, _texts(entry.get("fires")), _texts(entry.get("silent")))


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(text) for text in value) if isinstance(value, list) else (str(value),)


def _error(file: str, entry: str, reason: str, cure: str) -> ConfigError:
    return ConfigError(file=file, entry=entry, reason=reason, cure=cure)
