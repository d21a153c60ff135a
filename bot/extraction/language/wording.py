"""What one language's lexicon says for the lower layers: sections `noise`, `sentences`, `times`."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.extraction.language.noise import NoiseWords, parse_noise
from bot.extraction.language.pieces import ClauseWords, parse_clauses
from bot.extraction.language.section import Section
from bot.extraction.language.timegrammar import TimeGrammar, parse_times
from bot.knowledge.fold import lowered


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """One language's section `sentences`: `splitter` is the language the library splits by.

    `profile` are its most frequent words, in lower case. Behind `abbreviations` no sentence ends,
    behind `weak_abbreviations` one does before a word of the profile ("the U.S. The"). A number with a point is an ordinal after a word of
    `ordinal_before` (in lower case) or before one of `ordinal_after`; both empty where points
    make no ordinals."""

    splitter: str = "en"
    profile: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    weak_abbreviations: frozenset[str] = frozenset()
    ordinal_before: frozenset[str] = frozenset()
    ordinal_after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DatelineWords:
    """`behind` are the marks that follow the date in a dateline; `former` words that put an office in the past."""

    behind: tuple[str, ...] = ()
    former: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wording:
    """The compiled lower sections of one language."""

    language: str
    noise: NoiseWords
    sentences: SentenceWords
    clauses: ClauseWords
    times: TimeGrammar
    datelines: DatelineWords

    @property
    def profile(self) -> frozenset[str]:
        """The language's most frequent words; empty for one that is told by its script."""
        return self.sentences.profile

    @property
    def unspaced(self) -> bool:
        """True for a language that is told by its script and writes its words without spaces between them."""
        return not self.sentences.profile


def parse_wording(language: str, document: Mapping[str, object], file: str) -> Wording:
    """Read sections `noise`, `sentences` and `times`; others are not touched. Raises ConfigError."""
    sentences = Section.of(document, "sentences", file)
    times = Section.of(document, "times", file)
    return Wording(
        language,
        parse_noise(Section.of(document, "noise", file)),
        SentenceWords(
            language,
            frozenset(map(lowered, sentences.words("profile"))),
            frozenset(sentences.words("abbreviations")),
            frozenset(sentences.words("weak_abbreviations")),
            frozenset(map(lowered, sentences.words("ordinal_before"))),
            frozenset(sentences.words("ordinal_after")),
        ),
        parse_clauses(sentences),
        parse_times(times),
        DatelineWords(times.words("dateline_behind"), frozenset(map(lowered, times.words("former")))),
    )
