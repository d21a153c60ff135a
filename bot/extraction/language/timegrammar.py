"""The words that tell times in one language, and the sequences they may stand in.

A text is cut into tokens of a few kinds: months, weekdays, units, numbers, punctuation and the
classes of small words that the lexicon defines. A pattern is a sequence of kinds; every variant
of every pattern is kept in a dictionary, so that finding the longest time at a place is a few
look-ups, whatever the number of patterns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from bot.extraction.language.section import Section
from bot.extraction.language.timespec import Base, Bound, Part, TimeSpec, Unit
from bot.knowledge.fold import is_han, lowered, word_joints

LENGTH, LATELY = "length", "lately"
"""Kinds of words for how long something lasts, and for how lately it was."""

PUNCTUATION = ",./-–(、"
"""What may stand between the words of a time; only the hyphen and dash by themselves mean something (to)."""

SENSES = (
    *("named", "weekly", "coarse", "span", "pair", "ymd", "dmy", "mdy"),
    *("ago", "ago_this", "ahead", "stretch", "earlier", "later", "before_event", "after_event"),
)
"""What a pattern means; times.py has a builder for each."""

MAX_VARIANTS = 20_000
_FIRST_CODE = 0xE000
_DIGITS = re.compile(r"\d+")
_UNITS = {unit.value: unit for unit in Unit}


# Many are made for every sentence: a frozen dataclass takes three times as long as a tuple.
class Token(NamedTuple):
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
    numerals: "Numerals"
    automaton: AhoCorasick = field(repr=False)
    stretches: AhoCorasick = field(repr=False)

    def may_stretch(self, text: str) -> bool:
        """False for a folded text that holds no word for how long something lasts or how lately it was: few sentences do."""
        return bool(self.stretches.find_matches_as_indexes(lowered(text)))

    def cut(self, text: str) -> list[Token]:
        """The tokens of a folded text by start, none overlapping: the longest word at each place."""
        low = lowered(text)
        inner = word_joints(low)
        found = [*self._words(text, low, inner), *self._numbers(low, inner), *self.numerals.find(low)]
        found.sort(key=lambda token: (token.start, -token.end))
        kept: list[Token] = []
        reach = 0
        for token in found:
            if token.start >= reach:
                kept.append(token)
                reach = token.end
        return _counted_from_eras(kept) if "era" in self.codes else kept

    def _words(self, text: str, low: str, inner: bytes) -> Iterator[Token]:
        for index, start, end in self.automaton.find_matches_as_indexes(low, overlapping=True):
            if inner[start] or inner[end]:
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

    def _numbers(self, low: str, inner: bytes) -> Iterator[Token]:
        for match in _DIGITS.finditer(low):
            start, end = match.span()
            if end - start > 4 or inner[start]:
                continue
            value = int(match.group())
            suffix = next((suffix for suffix in self.suffixes if low.startswith(suffix, end) and not _letter(low, end + len(suffix))), None)
            if suffix is not None:
                yield Token(start, end + len(suffix), "ord", value)
            elif not inner[end]:
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
    stretches = [text for text, listed in forms.items() if any(kind in (LENGTH, LATELY) for _, kind, _ in listed)] or ["\x00"]
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
        numerals=_numerals(section),
        automaton=AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA),
        stretches=AhoCorasick(stretches, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA),
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
    for text, forms in section.lists("feasts").items():
        yield from ((form, "feast", _feast(section, text)) for form in forms)
    for text, forms in section.lists("amounts").items():
        yield from ((form, "amount", _amount(section, text)) for form in forms)
    for name, forms in section.lists("words").items():
        yield from ((form, name, name) for form in forms)


_NUMBERED = {
    "months": "month",
    "weekdays": "weekday",
    "seasons": "season",
    "numbers": "word",
    "ordinals": "nth",
    "turns": "turn",
    "turns_named": "turn_named",
    "lengths": LENGTH,
    "eras": "era",
}


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


def _feast(section: Section, text: str) -> TimeSpec:
    """`12-31` is New Year's Eve, `12` a feast of December."""
    month, _, day = text.partition("-")
    try:
        return TimeSpec(Unit.DAY if day else Unit.MONTH, month=int(month), day=int(day) if day else None)
    except ValueError:
        raise section.error(f"feasts.{text}", "does not read like `12-31` or `12`") from None


def _amount(section: Section, text: str) -> TimeSpec:
    """`6 month` is half a year; `18 month year` a year and a half, told to the year."""
    count, _, units = text.partition(" ")
    names = units.split()
    if not count.isdigit() or not names or any(name not in _UNITS for name in names):
        raise section.error(f"amounts.{text}", "does not read like `6 month`")
    return TimeSpec(_UNITS[names[-1]], shift=int(count), shift_unit=_UNITS[names[0]])


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


@dataclass(frozen=True, slots=True)
class Numerals:
    """Numbers spelled with a language's own digits: 二○○八, 卅一, 一百一十四. Empty where a language has none."""

    digits: Mapping[str, int]
    tens: Mapping[str, int]
    run: re.Pattern[str] | None

    def find(self, low: str) -> Iterator[Token]:
        """Numbers of two characters and more; single ones are words of the lexicon."""
        for match in self.run.finditer(low) if self.run else ():
            value = self._value(match.group())
            if value is not None:
                length = match.end() - match.start()
                kind = "year" if length == 4 and 1900 <= value < 2100 else "word" if value <= _LAST_WORD else "count"
                yield Token(match.start(), match.end(), kind, value)

    def _value(self, text: str) -> int | None:
        """Digit by digit where no ten is among them, else tens and ones; None for what is no number ("五六")."""
        if not any(char in self.tens for char in text):
            return int("".join(str(self.digits[char]) for char in text)) if len(text) > 2 else None
        total = 0
        ones: int | None = None
        for char in text:
            if char in self.digits:
                if ones:
                    return None
                ones = self.digits[char]
            else:
                ten = self.tens[char]
                total += ten * (ones if ones is not None and ten in (10, 100) else 1)
                ones = None
        return total + (ones or 0)


_LAST_WORD = 99
_NUMERAL_RUN = 8


def _numerals(section: Section) -> Numerals:
    digits = {form: number for number, forms in section.numbered("digits").items() for form in forms}
    tens = {form: number for number, forms in section.numbered("tens").items() for form in forms}
    if not digits:
        return Numerals({}, {}, None)
    if any(len(form) != 1 for form in (*digits, *tens)):
        raise section.error("digits", "holds a form that is not one character")
    every = re.escape("".join((*digits, *tens)))
    return Numerals(digits, tens, re.compile(f"(?<![{every}])[{every}]{{2,{_NUMERAL_RUN}}}(?![{every}])"))


def _counted_from_eras(tokens: list[Token]) -> list[Token]:
    """The tokens with the years of an era told in common ones: 民国114 is 2025."""
    out: list[Token] = []
    for token in tokens:
        before = out[-1] if out else None
        if before is not None and before.kind == "era" and before.end == token.start and isinstance(token.value, int):
            year = int(str(before.value)) + token.value
            if token.kind in ("num", "count", "word") and year < 2100:
                out[-1] = Token(before.start, token.end, "year", year)
                continue
        out.append(token)
    return out


def _number_kind(value: int, length: int) -> str:
    if length == 4:
        return "year" if 1900 <= value < 2100 else "count"
    return "num" if 1 <= value <= 31 and length <= 2 else "count"


def _letter(text: str, at: int) -> bool:
    """True for a letter or digit of a script that puts spaces between words."""
    return 0 <= at < len(text) and text[at].isalnum() and not is_han(text[at])
