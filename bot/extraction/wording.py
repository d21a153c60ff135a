"""What one language's lexicon says for the lower layers: sections `noise`, `sentences`, `times`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a lexicon file, with what an error message needs."""

    file: str
    name: str
    content: Mapping[str, object]

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; a missing one is empty. Raises ConfigError for anything but a list of texts."""
        value = self.content.get(key) or []
        if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
            raise self.error(key, "is not a list of words")
        return tuple(value)

    def mapping(self, key: str) -> Mapping[object, object]:
        value = self.content.get(key) or {}
        if not isinstance(value, Mapping):
            raise self.error(key, "is not a mapping")
        return value

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Lists of words by name. Numbers as names or words are read as text."""
        out: dict[str, tuple[str, ...]] = {}
        for name, words in self.mapping(key).items():
            if not isinstance(words, list) or not all(isinstance(word, str | int) and not isinstance(word, bool) for word in words):
                raise self.error(f"{key}.{name}", "is not a list of words")
            out[str(name)] = tuple(map(str, words))
        return out

    def error(self, key: str, reason: str) -> ConfigError:
        return ConfigError(file=self.file, entry=f"{self.name}.{key}", reason=reason, cure="see docs/extraction.md")


@dataclass(frozen=True, slots=True)
class Wording:
    """The compiled lower sections of one language."""

    language: str
    noise: Section
    sentences: Section
    times: Section
    extra: Mapping[str, object] = field(default_factory=dict)


def parse_wording(language: str, document: Mapping[str, object], file: str) -> Wording:
    """Read sections `noise`, `sentences` and `times`; others are not touched. Raises ConfigError."""
    return Wording(language, _section(document, file, "noise"), _section(document, file, "sentences"), _section(document, file, "times"))


def _section(document: Mapping[str, object], file: str, name: str) -> Section:
    content = document.get(name) or {}
    if not isinstance(content, Mapping):
        raise ConfigError(file=file, entry=name, reason="is not a mapping", cure="see docs/extraction.md")
    return Section(file, name, content)
