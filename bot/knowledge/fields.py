"""Checked access to the entries of the configuration, with errors that name the cure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NoReturn, TypeVar

from bot.errors import ConfigError
from bot.model.knowledge import Names
from bot.model.period import PartialDate

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file: `fields` as YAML gives them, `id` apart; `file` is where it (or its last change) stands."""

    id: str
    fields: Mapping[str, object]
    file: str


def suggestion(wrong: str, known: Collection[str]) -> str:
    """Half a cure: "did you mean …?" where something similar is known, else what is allowed."""
    from rapidfuzz import fuzz, process, utils  # imported here: 40 ms that only a broken file costs

    # Plain similarity: the usual weighted one finds every two letters somewhere in a long id.
    found = process.extractOne(wrong, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=65)
    if found is not None:
        return f"did you mean {found[0]}?"
    return "use one of: " + ", ".join(sorted(known)[:20]) if known else "define it first"


class Fields:
    """Reads one entry key by key. Every method raises ConfigError naming file, entry and cure;
    `null` counts as absent. Keys nobody asked for are reported by `done`."""

    def __init__(self, entry: Entry, where: str | None = None) -> None:
        self.entry = entry
        self._where = where or entry.id
        self._asked: set[str] = set()

    def fail(self, reason: str, cure: str) -> NoReturn:
        raise ConfigError(file=self.entry.file, entry=self._where, reason=reason, cure=cure)

    def find(self, key: str) -> object:
        """The raw value; None where the key is absent or null."""
        self._asked.add(key)
        return self.entry.fields.get(key)

    def find_text(self, key: str) -> str | None:
        value = self.find(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fail(f"`{key}` is not a text: {value!r}", "write a text; put words such as no, on or 2024 in quotes")
        return value

    def text(self, key: str) -> str:
        return self._present(key, self.find_text(key))

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.find(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fail(f"`{key}` is neither true nor false: {value!r}", "write true or false, without quotes")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        return self._text_list(key, self.find(key))

    def names(self, key: str) -> Names:
        """A mapping from language to names; a language may be empty, the whole may be absent."""
        value = self.find(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.fail(f"`{key}` is not a mapping of languages", f"write `{key}: {{en: [a name, another name]}}`")
        return {str(language): self._text_list(f"{key}.{language}", names) for language, names in value.items()}

    def word_groups(self, key: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """A mapping from language to lists of lists of words; the whole may be absent."""
        value = self.find(key)
        if value is None:
            return {}
        cure = f"write `{key}: {{en: [[one, another], [word, of, the, second, group]]}}`"
        if not isinstance(value, Mapping) or not all(isinstance(groups, list) for groups in value.values()):
            self.fail(f"`{key}` is not a mapping from languages to groups of words", cure)
        return {str(language): tuple(self._text_list(f"{key}.{language}", group) for group in groups) for language, groups in value.items()}

    def find_date(self, key: str) -> PartialDate | None:
        value = self.find(key)
        if value is None:
            return None
        # YAML turns an unquoted 2024 into a number and an unquoted 2024-01-08 into a date: both are clear enough.
        if isinstance(value, bool) or not isinstance(value, str | int | date):
            self.fail(f"`{key}` is not a date: {value!r}", "write YYYY, YYYY-MM or YYYY-MM-DD")
        try:
            return PartialDate.parse(str(value))
        except ValueError:
            self.fail(f"`{key}` is not a date that exists: {value}", "write YYYY, YYYY-MM or YYYY-MM-DD")

    def date(self, key: str) -> PartialDate:
        return self._present(key, self.find_date(key))

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            self.fail(f"`{key}` can't be {value}", suggestion(value, [str(choice) for choice in choices]))

    def find_reference(self, key: str, known: Collection[str], what: str) -> str | None:
        value = self.find_text(key)
        if value is not None:
            self._known(key, value, known, what)
        return value

    def reference(self, key: str, known: Collection[str], what: str) -> str:
        return self._present(key, self.find_reference(key, known, what))

    def references(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        values = self.texts(key)
        for value in values:
            self._known(key, value, known, what)
        return values

    def parts(self, key: str) -> Iterable["Fields"]:
        """The mappings of a list, each as Fields of its own; absent means none."""
        value = self.find(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.fail(f"`{key}` is not a list", f"write `{key}:` and below it one `- {{…}}` a line")
        for number, part in enumerate(value, start=1):
            where = f"{self._where}, {key} {number}"
            if not isinstance(part, Mapping):
                raise ConfigError(file=self.entry.file, entry=where, reason=f"not a mapping: {part!r}", cure="write `- {key: value}`")
            yield Fields(Entry(self.entry.id, part, self.entry.file), where)

    def checked(self, build: Callable[[], Value], cure: str) -> Value:
        """What `build` gives; a ValueError it raises becomes an error of this entry."""
        try:
            return build()
        except ValueError as error:
            self.fail(str(error), cure)

    def done(self) -> None:
        """Raises ConfigError for the first key that nobody asked for."""
        for key in self.entry.fields:
            if key not in self._asked:
                self.fail(f"unknown key `{key}`", suggestion(str(key), self._asked))

    def _known(self, key: str, value: str, known: Collection[str], what: str) -> None:
        if value not in known:
            # Whoever removed an entry that others name gets the second half.
            self.fail(
                f"`{key}` names {what} that nobody defines: {value}", f"{suggestion(value, known)} Or define it, or change this entry too."
            )

    def _present(self, key: str, value: Value | None) -> Value:
        if value is None:
            self.fail(f"`{key}` is missing", f"add `{key}: …` to this entry")
        return value

    def _text_list(self, key: str, value: object) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fail(f"`{key}` is not a list", f"write `{key}: [one, another]`")
        for item in value:
            if not isinstance(item, str) or not item.strip():
                self.fail(f"`{key}` holds something that is not a text: {item!r}", "put words such as no, on or 2024 in quotes")
        return tuple(value)
