"""How questions are asked in one language: a data file beside this module.

A file `<language>.toml` holds

- `filler`: words that carry nothing; they may stand anywhere. `titles` may stand before a person's name;
- `[words]`: classes of words that patterns name (`who`, `meet`, `last` …); a word may be in several, and may
  be a phrase. The class `not` stands in no pattern: a negated question is not understood rather than misread.
  `means` ("in person") may stand anywhere and narrows by its value of `[mode]`;
- `[status]`, `[act]`, `[state]`, `[mode]`: words by the value they stand for: a channel's status, what a side
  does to a channel, what became of a contact, by what means;
- `[time]`: months, and the words before and between dates;
- `[patterns]`: for each intent (`question.Intent`) the orders of classes that ask it, the first that fits wins.
  `a|b` is either, `x?` may be absent; PERSON, CHANNEL, SIDE, STATUS, ACT and STATE are what a name or word stands for."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.answers.grammar.question import Intent
from bot.answers.tokens import form_of

Phrase = tuple[str, ...]

SLOTS = frozenset({"PERSON", "CHANNEL", "SIDE", "STATUS", "ACT", "STATE"})
_SUFFIX = ".toml"
_VALUES = ("status", "act", "state", "mode")
_SPANS = ("in", "since", "after", "until", "before", "between", "to", "before_day", "after_day")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase may stand for: classes of words, and values by kind (`status`, `act`, `state`, `mode`)."""

    classes: frozenset[str] = frozenset()
    values: Mapping[str, tuple[str, ...]] | None = None

    def value(self, kind: str) -> tuple[str, ...]:
        return self.values.get(kind, ()) if self.values else ()


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Months by name; relative dates as (unit, offset); the words before dates by what they mean."""

    months: Mapping[str, int]
    relative: Mapping[Phrase, tuple[str, int]]
    spans: Mapping[str, frozenset[Phrase]]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: any of these classes or slots."""

    classes: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    intent: Intent
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's grammar of questions, checked."""

    language: str
    cues: Mapping[Phrase, Cue]
    longest: int
    time: TimeWords
    patterns: tuple[Pattern, ...]


@cache
def wordings() -> tuple[Wording, ...]:
    """Every language there is a file for; package data, read when first asked for."""
    folder = files(__package__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(_SUFFIX))
    return tuple(parse_wording(name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names)


def parse_wording(file: str, text: str) -> Wording:
    """Read one language's file. Raises ValueError, naming file and key, where it can't be used."""
    document = tomllib.loads(text)
    cues = _cues(document)
    classes = {name for cue in cues.values() for name in cue.classes} | SLOTS
    return Wording(
        language=str(document["language"]),
        cues=cues,
        longest=max(map(len, cues)),
        time=_time_words(document["time"]),
        patterns=tuple(_pattern(file, intent, form, classes) for intent, forms in document["patterns"].items() for form in forms),
    )


def _cues(document: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[Phrase, Cue]:
    classes: dict[Phrase, set[str]] = {}
    values: dict[Phrase, dict[str, list[str]]] = {}
    groups = {"filler": document["filler"], "title": document["titles"], **document["words"]}
    for name, words in groups.items():
        for word in words:
            classes.setdefault(form_of(word), set()).add(name)
    for kind in _VALUES:
        for value, words in document[kind].items():
            for word in words:
                values.setdefault(form_of(word), {}).setdefault(kind, []).append(value)
    return {
        phrase: Cue(frozenset(classes.get(phrase, ())), _frozen(values.get(phrase))) for phrase in classes.keys() | values.keys() if phrase
    }


def _frozen(values: Mapping[str, list[str]] | None) -> Mapping[str, tuple[str, ...]] | None:
    return {kind: tuple(some) for kind, some in values.items()} if values else None


def _time_words(document: Mapping[str, object]) -> TimeWords:
    months = document["months"]
    relative = document["relative"]
    if not isinstance(months, list) or not isinstance(relative, Mapping):
        raise TypeError("time needs months, a list of lists, and relative, a table")
    return TimeWords(
        months={name: number for number, names in enumerate(months, start=1) for name in names},
        relative={form_of(phrase): (unit, offset) for unit, offsets in relative.items() for phrase, offset in offsets.items()},
        spans={kind: frozenset(form_of(phrase) for phrase in _texts(document.get(kind, []))) for kind in _SPANS},
    )


def _texts(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []


def _pattern(file: str, intent: str, form: str, classes: set[str]) -> Pattern:
    try:
        return Pattern(Intent(intent), tuple(_element(part, classes) for part in form.split()))
    except ValueError as error:
        raise ValueError(f"{file}, {intent}, {form!r}: {error}") from error


def _element(part: str, classes: set[str]) -> Element:
    names = tuple(part.removesuffix("?").split("|"))
    for name in names:
        if name not in classes:
            raise ValueError(f"no words for {name}")
    return Element(names, part.endswith("?"))
