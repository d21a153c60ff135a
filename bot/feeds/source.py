"""What every source gives: articles, and what it left aside with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.model.article import Article, Standing


@dataclass(frozen=True, slots=True)
class Feed:
    """One entry of feeds.yaml. `background` marks old news that must never alert."""

    id: str
    kind: str
    address: str
    standing: Standing = Standing.PRESS
    background: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """Something a source held that is no article for us; `reason` is a key under `left` in i18n/."""

    address: str
    reason: str


class Source(Protocol):
    """One feed, opened. Iterating reads; it may be done again and gives what is there then."""

    feed: Feed

    def count(self) -> int | None:
        """How many entries there are, None where only reading tells."""

    def entries(self) -> Iterator[Article | Left]:
        """All entries in a stable order. Raises SourceUnreadable where the whole source fails."""
