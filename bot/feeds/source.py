"""What every transport gives: entries, and what it left aside with the reason."""

from collections.abc import Iterator
from typing import Protocol

from bot.model.feed import Entry, Feed, Left


class Source(Protocol):
    """One feed, opened. Iterating reads; it may be done again and gives what is there then."""

    feed: Feed

    def count(self) -> int | None:
        """How many entries there are, None where only reading tells. Raises SourceUnreadable."""

    def entries(self) -> Iterator[Entry | Left]:
        """All entries in a stable order. Raises SourceUnreadable where the whole feed fails."""
