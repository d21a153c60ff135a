"""What claims are made from: an article after the layers up to references."""

from dataclasses import dataclass

from bot.extraction.page.dating import Dated
from bot.extraction.people.cast import Cast
from bot.extraction.people.coreference import Reference
from bot.extraction.scenes import Scene


@dataclass(frozen=True, slots=True)
class Pages:
    """`references` belong to `scenes`, one tuple each.

    A page of several stories has each of them in `items` as pages of its own, whose scenes count from 0: claims are made
    from `parts`, and nothing that one story tells is within reach of another's."""

    scenes: tuple[Scene, ...]
    dated: Dated
    cast: Cast
    references: tuple[tuple[Reference, ...], ...]
    language: str
    headline: str | None
    items: tuple["Pages", ...] = ()

    @property
    def parts(self) -> tuple["Pages", ...]:
        """The stories told, one at least."""
        return self.items or (self,)
