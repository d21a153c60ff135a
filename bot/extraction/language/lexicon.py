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

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from bot.errors import ConfigError
from bot.extraction.language.folding import fold
from bot.extraction.language.wording import Wording, parse_wording
from bot.knowledge.fold import is_han, lowered

GAP_LIMIT = 150
"""How far the parts of a form may lie apart: German separable verbs embrace most of their clause."""

SHORT_GAP = 34

FORM_KEYS = ("forms", "past", "present", "base", "noun", "passive", "done")
"""Lists of forms an entry may have; the key is the `shape` of what they find."""

CUE_SECTIONS = (
    "ranks",
    "titles",
    "outsiders",
    "counterparts",
    "pronouns",
    "contacts",
    "states",
    "statuses",
    "channels",
    "generic",
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


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue found in a text. `parts` are the spans of its words where it has a gap, else the one span."""

    start: int
    end: int
    cue: Cue
    shape: str
    parts: tuple[tuple[int, int], ...]

    @property
    def section(self) -> str:
        return self.cue.section


@dataclass(frozen=True, slots=True)
class _Needle:
    """One part of one expanded form, as the automaton finds it."""

    form: int
    part: int
    left: bool
    right: bool
    exact: str | None


@dataclass(frozen=True, slots=True)
class _Form:
    """A form with how far each of its parts may lie from the one before."""

    cue: Cue
    shape: str
    gaps: tuple[int, ...]

    @property
    def parts(self) -> int:
        return len(self.gaps) + 1


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; `wording` is what the lower layers (text, sentences, times) read of it."""

    language: str
    file: str
    wording: Wording
    cues: tuple[Cue, ...]
    _words: Mapping[str, frozenset[str]] = field(repr=False)
    _forms: tuple[_Form, ...] = field(repr=False)
    _needles: tuple[tuple[_Needle, ...], ...] = field(repr=False)
    _automaton: AhoCorasick = field(repr=False)

    def scan(self, text: str, offset: int = 0) -> list[CueHit]:
        """All cues in folded `text`, by start; `offset` is added to all offsets.

        Of hits of one section (and one template) that lie within each other the longest stays; what lies within a
        hit of `blocks` is dropped. Linear in the length of the text."""
        low = lowered(text)
        whole: list[CueHit] = []
        pieces: dict[int, list[tuple[int, int, int]]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            for needle in self._needles[index]:
                if not _bounded(low, start, end, needle) or (needle.exact is not None and text[start:end] != needle.exact):
                    continue
                form = self._forms[needle.form]
                span = (start + offset, end + offset)
                if form.parts == 1:
                    whole.append(CueHit(*span, form.cue, form.shape, (span,)))
                else:
                    pieces.setdefault(needle.form, []).append((span[0], needle.part, span[1]))
        for number, found in pieces.items():
            whole.extend(_joined(self._forms[number], sorted(found)))
        return _outermost(whole)

    def words(self, entry_id: str) -> frozenset[str]:
        """The forms of one entry of `words`, expanded and in lower case: plain lists that code looks up."""
        return self._words.get(entry_id, frozenset())


def parse_lexicon(language: str, document: Mapping[str, object], file: str) -> Lexicon:
    """Compile one language's document.

    Raises ConfigError naming file and entry where an entry has no id, an id is used twice, a form is
    empty or unbalanced, or a section is no list."""
    cues: list[Cue] = []
    forms: list[_Form] = []
    needles: dict[str, list[_Needle]] = {}
    seen: set[str] = set()
    for section in CUE_SECTIONS:
        for entry in _section(document.get(section), section, file):
            cue = _cue(section, entry, file)
            if f"{section}/{cue.id}" in seen:
                raise _error(file, f"{section}/{cue.id}", "this id is used twice", "give one of them another id")
            seen.add(f"{section}/{cue.id}")
            cues.append(cue)
            for shape in FORM_KEYS:
                for text in _texts(entry.get(shape)):
                    _add_form(cue, shape, text, bool(entry.get("cased")), file, forms, needles)
    texts = list(needles) or ["\x00"]
    automaton = AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    return Lexicon(
        language=language,
        file=file,
        wording=parse_wording(language, document, file),
        cues=tuple(cues),
        _words=_word_lists(document, file),
        _forms=tuple(forms),
        _needles=tuple(tuple(needles.get(text, ())) for text in texts),
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


def _add_form(cue: Cue, shape: str, text: str, cased: bool, file: str, forms: list[_Form], needles: dict[str, list[_Needle]]) -> None:
    try:
        literals = expand(text)
    except ValueError as error:
        raise _error(file, f"{cue.section}/{cue.id}", str(error), "write (a|b), every bracket closed") from error
    for literal in literals:
        pieces = _GAP.split(f" {literal} ")
        parts = [part.strip() for part in pieces[::2]]
        gaps = tuple(GAP_LIMIT if gap == "..." else SHORT_GAP for gap in pieces[1::2])
        if not all(part.strip("*") for part in parts):
            raise _error(file, f"{cue.section}/{cue.id}", f"an empty form: {text!r}", "write the words")
        number = len(forms)
        forms.append(_Form(cue, shape, gaps))
        for index, part in enumerate(parts):
            bare = fold(part.strip("*"))
            needle = _Needle(number, index, not part.startswith("*"), not part.endswith("*"), bare if cased else None)
            needles.setdefault(lowered(bare), []).append(needle)


def _bounded(text: str, start: int, end: int, needle: _Needle) -> bool:
    if needle.left and start and _letter(text[start]) and _letter(text[start - 1]):
        return False
    return not (needle.right and end < len(text) and _letter(text[end - 1]) and _letter(text[end]))


def _letter(char: str) -> bool:
    """A letter or digit of a script that puts spaces between words."""
    return char.isalnum() and not is_han(char)


def _joined(form: _Form, found: Sequence[tuple[int, int, int]]) -> Iterator[CueHit]:
    """Hits of a form with gaps: each first part with the nearest following parts within reach.

    One pass from the right that remembers, for each part, the nearest chain that begins with it."""
    chains: dict[int, tuple[tuple[int, int], ...]] = {}
    out: list[CueHit] = []
    for start, part, end in reversed(found):
        if part == form.parts - 1:
            chains[part] = ((start, end),)
            continue
        follow = chains.get(part + 1)
        if follow is None or not 0 <= follow[0][0] - end <= form.gaps[part]:
            continue
        chains[part] = ((start, end), *follow)
        if part == 0:
            out.append(CueHit(start, follow[-1][1], form.cue, form.shape, chains[part]))
    yield from reversed(out)


def _outermost(hits: list[CueHit]) -> list[CueHit]:
    """Without what lies within a longer hit of its section and template, or within a block; a block may name `only` one section."""
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.cue.section != "blocks", hit.cue.section, hit.cue.id))
    reach: dict[tuple[str, str | None], tuple[int, int]] = {}
    kept: list[CueHit] = []
    blocked: dict[str, int] = {}
    for hit in hits:
        if hit.section == "blocks":
            only = hit.cue.value("only") or ""
            blocked[only] = max(blocked.get(only, -1), hit.end)
            continue
        if hit.end <= max(blocked.get("", -1), blocked.get(hit.section, -1)):
            continue
        key = (hit.section, hit.cue.value("template"))
        start, end = reach.get(key, (-1, -1))
        if kept and (kept[-1].cue, kept[-1].shape, kept[-1].parts) == (hit.cue, hit.shape, hit.parts):
            continue  # two forms of one entry that say the same
        single = len(hit.parts) == 1
        if single and hit.end <= end and (hit.start, hit.end) != (start, end):
            continue
        if single and hit.end > end:
            reach[key] = (hit.start, hit.end)
        kept.append(hit)
    return kept


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
