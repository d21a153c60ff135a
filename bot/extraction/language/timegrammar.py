"""The words that tell times in one language, and the sequences they may stand in.

A text is cut into tokens of a few kinds: months, weekdays, units, numbers, punctuation and the
classes of small words that the lexicon defines. A pattern is a sequence of kinds; every variant
of every pattern is kept in a dictionary, so that finding the longest time at a place is a few
look-ups, whatever the number of patterns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from bot.extraction.language.section import Section
from bot.extraction.language.timespec import Base, Bound, Part, TimeSpec, Unit
from bot.knowledge.fold import is_han, lowered

PUNCTUATION = ",./-–(、"
"""What may stand between the words of a time; only the hyphen and dash by themselves mean something (to)."""

SENSES = (
    *("named", "coarse", "span", "pair", "ymd", "dmy", "mdy"),
    *("ago", "ahead", "stretch", "earlier", "later", "before_event", "after_event"),
)
"""What a pattern means; times.py has a builder for each."""

MAX_VARIANTS = 20_000
_FIRST_CODE = 0xE000
_DIGITS = re.compile(r"\d+")
_UNITS = {unit.value: unit for unit in Unit}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark that may be part of a time; offsets into the text that was cut."""

    start: int
    end: int
    kind: str
    value: int | str | TimeSpec
    weak: bool = False
    """Tells a time only together with other words, or after a word of `weak_after`: May, Sun."""


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """One language's section `times`, compiled.

    `codes` gives each kind the character that stands for it in `variants`, which maps a sequence
    of kinds to its sense. `cased` says that words the lexicon writes small are found only where
    they are written small, or first in the text. `week` are the first and last day of a week, counted from its Monday."""

    week: tuple[int, int]
    cased: bool
    codes: Mapping[str, str]
    variants: Mapping[str, str]
    longest: int
    suffixes: tuple[str, ...]
    forms: tuple[tuple[tuple[str, str, int | str | TimeSpec], ...], ...] = field(repr=False)
    weak: frozenset[str] = field(repr=False)
    weak_after: frozenset[str]
    automaton: AhoCorasick = field(repr=False)

    def cut(self, text: str) -> list[Token]:
        """The tokens of a folded text by start, none overlapping: the longest word at each place."""
        low = lowered(text)
        found = [*self._words(text, low), *self._numbers(low)]
        found.sort(key=lambda token: (token.start, -token.end))
        kept: list[Token] = []
        reach = 0
        for token in found:
            if token.start >= reach:
                kept.append(token)
                reach = token.end
        return kept

    def _words(self, text: str, low: str) -> Iterator[Token]:
        for index, start, end in self.automaton.find_matches_as_indexes(low, overlapping=True):
            if _inside_word(low, start, end):
                continue
            for form, kind, value in self.forms[index]:
                if not self._written_so(form, text[start], first=start == 0):
                    continue
                yield Token(start, end, kind, value, form in self.weak)
                break

    def _written_so(self, form: str, letter: str, *, first: bool) -> bool:
        """May is a month, may is not; in a language of capitalised nouns morgen is tomorrow, Morgen is not."""
        if form[0].isupper():
            return letter.isupper()
        return first or not self.cased or not letter.isupper()

    def _numbers(self, low: str) -> Iterator[Token]:
        for match in _DIGITS.finditer(low):
            start, end = match.span()
            if end - start > 4 or _letter(low, start - 1):
                continue
            value = int(match.group())
            suffix = next((suffix for suffix in self.suffixes if low.startswith(suffix, end) and not _letter(low, end + len(suffix))), None)
            if suffix is not None:
                yield Token(start, end + len(suffix), "ord", value)
            elif not _letter(low, end):
                yield Token(start, end, _number_kind(value, end - start), value)


def parse_times(section: Section) -> TimeGrammar:
    """Compile a section `times`. Raises ConfigError naming the entry that can't be used."""
    forms: dict[str, list[tuple[str, str, int | str | TimeSpec]]] = {}
    for form, kind, value in _all_forms(section):
        forms.setdefault(lowered(form), []).append((form, kind, value))
    kinds = ["year", "num", "count", "ord", *dict.fromkeys(kind for listed in forms.values() for _, kind, _ in listed), *PUNCTUATION]
    codes = {kind: chr(_FIRST_CODE + number) for number, kind in enumerate(kinds)}
    variants = _variants(section, codes)
    texts = list(forms) or ["\x00"]
    return TimeGrammar(
        week=_week(section),
        cased=bool(section.content.get("cased")),
        codes=codes,
        variants=variants,
        longest=max(map(len, variants), default=0),
        suffixes=section.words("suffixes"),
        forms=tuple(tuple(forms.get(text, ())) for text in texts),
        weak=frozenset(section.words("weak")),
        weak_after=frozenset(section.words("weak_after")),
        automaton=AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA),
    )


def _all_forms(section: Section) -> Iterator[tuple[str, str, int | str | TimeSpec]]:
    """Each form with its kind and value."""
    endings = ("", *section.words("endings"))
    for key, kind in _NUMBERED.items():
        for number, forms in section.numbered(key).items():
            yield from ((form + ending, kind, number) for form in forms for ending in (endings if kind == "weekday" else ("",)))
    yield from _closed(section, "units", "unit.{}", tuple(Unit))
    yield from _closed(section, "plurals", "units.{}", tuple(Unit))
    yield from _closed(section, "parts", "part", tuple(Part))
    yield from _closed(section, "bounds", "{}", tuple(Bound))
    yield from _closed(section, "bounds_behind", "{}_behind", tuple(Bound))
    for phrase, forms in section.lists("phrases").items():
        spec = _phrase(section, phrase)
        yield from ((form, "phrase.weekend" if spec.weekday else f"phrase.{spec.unit}", spec) for form in forms)
    for name, forms in section.lists("words").items():
        yield from ((form, name, name) for form in forms)


_NUMBERED = {"months": "month", "weekdays": "weekday", "seasons": "season", "numbers": "word", "ordinals": "nth", "turns": "turn"}


def _closed(section: Section, key: str, kind: str, allowed: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The forms of a key whose names are a closed set; `{}` in the kind is the name."""
    for name, forms in section.lists(key).items():
        if name not in allowed:
            raise section.error(f"{key}.{name}", f"is none of {', '.join(allowed)}")
        yield from ((form, kind.format(name), name) for form in forms)


def _phrase(section: Section, text: str) -> TimeSpec:
    """`month -1` is last month, `day -1 named` the day before the date last named, `weekend` the nearest, `weekend 1` that of next week."""
    if text == "weekend":
        return TimeSpec(Unit.DAY, weekday=6, last=TimeSpec(Unit.DAY, weekday=7))
    parts = text.split()
    try:
        unit, shift = parts[0], int(parts[1])
        base = Base(parts[2]) if len(parts) > 2 else Base.ARTICLE
    except (IndexError, ValueError):
        raise section.error(f"phrases.{text}", "does not read like `month -1` or `day -1 named`") from None
    if unit == "weekend":
        days = [TimeSpec(Unit.DAY, weekday=day, shift=shift, shift_unit=Unit.WEEK, base=base) for day in (6, 7)]
        return TimeSpec(Unit.DAY, weekday=6, shift=shift, shift_unit=Unit.WEEK, base=base, last=days[1])
    if unit not in _UNITS:
        raise section.error(f"phrases.{text}", f"its unit is none of {', '.join(_UNITS)}, weekend")
    return TimeSpec(_UNITS[unit], shift=shift, shift_unit=_UNITS[unit], base=base)


def _week(section: Section) -> tuple[int, int]:
    week = section.content.get("week", [0, 6])
    if not (isinstance(week, list) and len(week) == 2 and all(isinstance(day, int) for day in week)):
        raise section.error("week", "is not two numbers: the first and last day, counted from Monday")
    return week[0], week[1]


def _variants(section: Section, codes: Mapping[str, str]) -> dict[str, str]:
    """Every sequence that a pattern allows, with its sense; of equal ones the first stands."""
    variants: dict[str, str] = {}
    for sense, patterns in section.lists("patterns").items():
        if sense not in SENSES:
            raise section.error(f"patterns.{sense}", f"is none of {', '.join(SENSES)}")
        for pattern in patterns:
            choices = [_choices(section, element, codes) for element in pattern.split()]
            for variant in map("".join, product(*choices)):
                variants.setdefault(variant, sense)
            if len(variants) > MAX_VARIANTS:
                raise section.error(f"patterns.{sense}", f"allows too many sequences at {pattern!r}")
    variants.pop("", None)
    return variants


def _choices(section: Section, element: str, codes: Mapping[str, str]) -> list[str]:
    """The codes one element of a pattern allows: `num`, `month|num`, `of?`; `unit` and `phrase` mean all of theirs."""
    out: list[str] = [""] if element.endswith("?") else []
    for name in element.removesuffix("?").split("|"):
        kinds = _GROUPS.get(name) or ((name,) if name in codes else tuple(kind for kind in codes if kind.startswith(name + ".")))
        known = [codes[kind] for kind in kinds if kind in codes]
        if not known:
            raise section.error("patterns", f"names {name!r}, which is no kind of word here")
        out += known
    return out


_GROUPS = {"number": ("num", "count", "word")}


def _number_kind(value: int, length: int) -> str:
    if length == 4:
        return "year" if 1900 <= value < 2100 else "count"
    return "num" if 1 <= value <= 31 and length <= 2 else "count"


def _inside_word(text: str, start: int, end: int) -> bool:
    return (_letter(text, start) and _letter(text, start - 1)) or (_letter(text, end - 1) and _letter(text, end))


def _letter(text: str, at: int) -> bool:
    """True for a letter or digit of a script that puts spaces between words."""
    return 0 <= at < len(text) and text[at].isalnum() and not is_han(text[at])
