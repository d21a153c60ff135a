"""How a language lets a name change: endings that may follow it, words within it that are declined."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Declension:
    """Words that change their ending: those that `words` matches as a whole lose `cut` and take each of `endings`.

    `last` True is for words that end a name too (German adjectival nouns), else only for those
    that stand before another word (adjectives)."""

    words: re.Pattern[str]
    cut: str
    endings: tuple[str, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class Spelling:
    """The rules of one language. `endings` are by kind of name what may follow its last word."""

    language: str
    endings: Mapping[str, tuple[str, ...]]
    adjective_endings: tuple[str, ...]
    declensions: tuple[Declension, ...]

    def forms(self, name: str) -> list[str]:
        """The name as written, then every form that declining its words gives. Words keep their order and spaces."""
        if not self.declensions:
            return [name]
        pieces = re.split(r"( +)", name)
        last = len(pieces) - 1
        choices = [self._word_forms(piece, last=index == last) for index, piece in enumerate(pieces)]
        return list(dict.fromkeys("".join(parts) for parts in product(*choices)))

    def _word_forms(self, word: str, *, last: bool) -> list[str]:
        for declension in self.declensions:
            if (declension.last or not last) and declension.words.fullmatch(word):
                return [word, *(word.removesuffix(declension.cut) + ending for ending in declension.endings)]
        return [word]
