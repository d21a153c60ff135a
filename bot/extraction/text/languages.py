"""Which language a stretch of text is in, by its script and its most frequent words."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from bot.extraction.language.folding import count_han
from bot.knowledge.fold import lowered

SAMPLE = 600
"""Characters looked at: more say nothing more."""

MIN_TELLING = 20

_WORD = re.compile(r"[^\W\d_]+")


class Profiled(Protocol):
    """A language's wording: `profile` holds its most frequent words, empty for one written in Chinese characters."""

    @property
    def profile(self) -> frozenset[str]: ...


def language_of(text: str, wordings: Mapping[str, Profiled], default: str = "en") -> str:
    """The language whose script or frequent words a text shows most; `default` where it shows none, or two alike.

    A text is in a language of Chinese characters where they are a fifth of its letters: a character
    says as much as half a word, and names in Latin letters stand among them."""
    sample = text[:SAMPLE]
    han = count_han(sample)
    if han and 5 * han >= sum(map(str.isalpha, sample)):
        return next((code for code, wording in wordings.items() if not wording.profile), default)
    words = _WORD.findall(lowered(sample))
    scores = {code: sum(map(wording.profile.__contains__, words)) for code, wording in wordings.items() if wording.profile}
    most = max(scores.values(), default=0)
    best = [code for code, score in scores.items() if score == most]
    return best[0] if most and len(best) == 1 else default


def main_language(texts: Iterable[str], wordings: Mapping[str, Profiled], default: str = "en") -> str:
    """The language of most of the text, weighed by length; what is too short to tell has no say."""
    weights: dict[str, int] = {}
    for text in texts:
        if len(text) >= MIN_TELLING:
            language = language_of(text, wordings, "")
            weights[language] = weights.get(language, 0) + len(text)
    weights.pop("", None)
    return max(weights, key=lambda language: weights[language]) if weights else default
