"""What one language's lexicon says for the lower layers: sections `noise`, `sentences`, `times`."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.extraction.section import Section
from bot.extraction.timegrammar import TimeGrammar, parse_times


@dataclass(frozen=True, slots=True)
class Wording:
    """The compiled lower sections of one language."""

    language: str
    noise: Section
    sentences: Section
    times: TimeGrammar


def parse_wording(language: str, document: Mapping[str, object], file: str) -> Wording:
    """Read sections `noise`, `sentences` and `times`; others are not touched. Raises ConfigError."""
    return Wording(
        language,
        Section.of(document, "noise", file),
        Section.of(document, "sentences", file),
        parse_times(Section.of(document, "times", file)),
    )
