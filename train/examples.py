"""Examples that annotated articles give, and how candidates and annotations are laid side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.extraction.scoring.placing import Spot
from bot.extraction.scoring.timing import Option
from bot.model.claims import MeetingState
from tests.corpus.__main__ import Case
from tests.corpus.score import Days, dates_agree, dates_exact, interval

Gold = Mapping[str, Any]

ELSEWHERE = 0.3
"""What a candidate weighs that has the people of an annotated contact in another sentence."""


@dataclass(frozen=True)
class Example:
    """`label` is a class of its model, `weight` 0 for what annotators disagree on."""

    features: list[str]
    label: str
    weight: float


@dataclass(frozen=True)
class Choice:
    """One claim's options, and which of them are right; what is neither right nor wrong is left out."""

    options: list[list[str]]
    right: list[bool]
    weight: float = 1.0


def dated_choice(offered: Sequence[Option], gold: Days | None) -> Choice:
    """Which option a claim should have: one as precise as the annotation, else one that agrees with it, else none.

    Where some option is exact, those that only agree are neither right nor wrong."""
    spans = [interval(str(own.start), str(own.end) if own.end else None) if (own := option.period) else None for option in offered[1:]]
    fits = [gold is not None and dates_agree(gold, days, 1) for days in spans]
    exact = [fit and dates_exact(gold, days, 1) for fit, days in zip(fits, spans, strict=True)]
    right = [not any(fits), *(exact if any(exact) else fits)]
    loose = [False, *(fit and any(exact) and not same for fit, same in zip(fits, exact, strict=True))]
    kept = [index for index, vaguer in enumerate(loose) if not vaguer]
    return Choice([list(offered[index].features) for index in kept], [right[index] for index in kept])


def settled_choice(offered: Mapping[MeetingState, Sequence[Option]], state: MeetingState, gold: Days | None) -> Choice:
    """Which time in which state a contact should have: in its own as `dated_choice` says, in others none is right."""
    own = dated_choice(offered[state], gold) if state in offered else Choice([], [])
    others = [list(option.features) for other, options in offered.items() if other is not state for option in options]
    return Choice([*own.options, *others], [*own.right, *([False] * len(others))])


def placed_choice(offered: Sequence[Spot], gold: str | None) -> Choice:
    """Which city a contact should have: the annotated one where the text offers it, else none."""
    found = gold is not None and any(spot.city == gold for spot in offered)
    return Choice([list(spot.features) for spot in offered], [spot.city == (gold if found else None) for spot in offered])


def span_of(case: Case, gold: Gold) -> tuple[int, int]:
    at = case.text.find(gold["quote"])
    return at, at + len(gold["quote"])


def touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])
