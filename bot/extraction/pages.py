"""What claims are made from: an article after the layers up to references."""

from dataclasses import dataclass

from bot.extraction.page.dating import Dated
from bot.extraction.people.cast import Cast
from bot.extraction.people.coreference import Reference
from bot.extraction.scenes import Scene


@dataclass(frozen=True, slots=True)
class Pages:
    """`references` belong to `scenes`, one tuple each."""

    scenes: tuple[Scene, ...]
    dated: Dated
    cast: Cast
    references: tuple[tuple[Reference, ...], ...]
    language: str
    headline: str | None
