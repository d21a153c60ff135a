"""Who appears in one article."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter


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

    def __hash__(self) -> int:
        return hash(self.key)  # figures are looked up all the time, and few that differ have one key


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """Where the text names a figure; `start` includes titles and ranks before the name."""

    start: int
    end: int
    figure: Figure
    full: bool
    name_start: int


MOST_FAMILIES = 64
"""Surnames of unlisted people that are looked for again, those named first: more of them are a list of names."""

_start = attrgetter("start")


class FullNames:
    """The full names of one article, in order: by place, by surname, by person."""

    def __init__(self, spans: Sequence[NamedSpan]) -> None:
        self._spans = spans
        self._starts: dict[Figure, list[int]] = {}
        self._figures: dict[str, list[Figure]] = {}
        for span in spans:
            if span.figure not in self._starts:
                self._starts[span.figure] = []
                self._figures.setdefault(f"family {span.figure.family}", []).append(span.figure)
                self._figures.setdefault(f"person {span.figure.person_id}", []).append(span.figure)
            self._starts[span.figure].append(span.start)
        unlisted = dict.fromkeys(figure.family for figure in self._starts if figure.person_id is None)
        self.unlisted_families = list(unlisted)[:MOST_FAMILIES]

    def within(self, start: int, end: int) -> list[NamedSpan]:
        """Those that lie in a stretch of the text."""
        inside = self._spans[bisect_left(self._spans, start, key=_start) : bisect_left(self._spans, end, key=_start)]
        return [span for span in inside if span.end <= end]

    def bearer(self, family: str, ids: Collection[str], before: int) -> tuple[bool, Figure | None]:
        """Whether anybody has this surname or is one of the listed `ids`; if several are, the one named last before an offset."""
        figures = dict.fromkeys(self._figures.get(f"family {family}", ()))
        for person_id in ids:
            figures.update(dict.fromkeys(self._figures.get(f"person {person_id}", ())))
        if len(figures) < 2:
            return bool(figures), next(iter(figures), None)
        named = [(starts[at - 1], figure) for figure in figures if (at := bisect_left(starts := self._starts[figure], before))]
        return True, max(named, key=lambda pair: pair[0])[1] if named else None
