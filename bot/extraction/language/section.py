"""Reading one section of a lexicon file, with errors that name file and entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a lexicon file, with what an error message needs."""

    file: str
    name: str
    content: Mapping[str, object]

    @classmethod
    def of(cls, document: Mapping[str, object], name: str, file: str) -> "Section":
        """The section of that name; a missing one is empty. Raises ConfigError where it is no mapping."""
        content = document.get(name) or {}
        if not isinstance(content, Mapping):
            raise ConfigError(file=file, entry=name, reason="is not a mapping", cure="see docs/extraction.md for its form")
        return cls(file, name, content)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; a missing one is empty. Raises ConfigError for anything but a list of texts."""
        return self._listed(key, self.content.get(key))

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Lists of words by name; numbers as names are read as text. Raises ConfigError."""
        value = self.content.get(key) or {}
        if not isinstance(value, Mapping):
            raise self.error(key, "is not a mapping from names to lists of words")
        return {str(name): self._listed(f"{key}.{name}", words) for name, words in value.items()}

    def numbered(self, key: str) -> dict[int, tuple[str, ...]]:
        """Lists of words by a whole number: {1: [Monday]}. Raises ConfigError."""
        out = {}
        for name, words in self.lists(key).items():
            try:
                out[int(name)] = words
            except ValueError:
                raise self.error(f"{key}.{name}", "is not a whole number") from None
        return out

    def error(self, key: str, reason: str) -> ConfigError:
        return ConfigError(file=self.file, entry=f"{self.name}.{key}", reason=reason, cure="see docs/extraction.md for its form")

    def _listed(self, key: str, value: object) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.error(key, "is not a list of words")
        for word in value:
            if not isinstance(word, str | int) or isinstance(word, bool) or word == "":
                raise self.error(key, f"holds {word!r}, which YAML does not read as a word: put quotes around it")
        return tuple(map(str, value))
