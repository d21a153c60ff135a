"""Who appears in one article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody of this article: one person however often and however named.

    `key` is the roster's id, else the folded name. `offices` are the ids of offices held at the
    article's date, most telling first. `inferred` is True where the article names only an office."""

    key: str
    name: str
    side: str
    family: str
    person_id: str | None = None
    title: str | None = None
    offices: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """Where the text names a figure; `start` includes titles and ranks before the name."""

    start: int
    end: int
    figure: Figure
    full: bool
    name_start: int
