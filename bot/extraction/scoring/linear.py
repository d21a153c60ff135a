"""Linear models over named features: readable weights, applied without a library.

A model is a bias for each class and, for each feature, a weight for each class. Features are there or
not; the score of a class is the sum of its weights. A model of one class gives the odds of yes."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

TOP = 5
"""How many features explain a decision."""


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` holds for each feature one number per class; what is not in it weighs nothing."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    _first: Mapping[str, float] = field(init=False, repr=False, compare=False)
    """The weights for the first class: of a model of one class all there is to add up."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_first", {name: row[0] for name, row in self.weights.items()})

    def scores(self, features: Iterable[str], onto: Sequence[float] | None = None) -> list[float]:
        """What the features weigh for each class; `onto` are the scores that others gave already, the bias with them."""
        onto = self.bias if onto is None else onto
        if len(onto) == 1:
            return [sum(map(self._first.get, features, repeat(0.0)), onto[0])]
        rows = filter(None, map(self.weights.get, features))
        return list(map(sum, zip(onto, *rows, strict=True)))

    def yes(self, features: Iterable[str], onto: Sequence[float] | None = None) -> float:
        """The probability of yes, of a model with one class."""
        return sigmoid(self.scores(features, onto)[0])

    def probabilities(self, features: Iterable[str], onto: Sequence[float] | None = None) -> dict[str, float]:
        """The probability of each class; they add up to 1."""
        return dict(zip(self.classes, shares(self.scores(features, onto)), strict=True))

    def why(self, features: Sequence[str], name: str | None = None) -> tuple[str, ...]:
        """The features that speak loudest for or against a class, `+name` or `-name`, strongest first."""
        at = self.classes.index(name) if name is not None else 0
        rows = self.weights
        weighed = sorted((-abs(rows[feature][at]), feature, rows[feature][at] > 0) for feature in rows.keys() & features)
        return tuple(f"{'+' if positive else '-'}{feature}" for size, feature, positive in weighed[:TOP] if size)


def sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def shares(scores: Sequence[float]) -> list[float]:
    """The probability of each of several that exclude each other, from their scores; they add up to 1."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def parse_model(document: Mapping[str, object]) -> Model:
    """A model from its JSON. Raises ValueError where a row's length is not that of the classes."""
    classes = tuple(str(name) for name in _list(document["classes"]))
    bias = tuple(float(str(value)) for value in _list(document["bias"]))
    rows = document["weights"]
    if not isinstance(rows, Mapping):
        raise ValueError("'weights' is not a mapping")
    weights = {name: (float(row),) if isinstance(row, int | float) else tuple(row) for name, row in rows.items()}
    if any(len(row) != len(bias) for row in weights.values()) or len(classes) != len(bias):
        raise ValueError("each feature needs one weight for each class")
    return Model(classes, bias, weights)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError(f"not a list: {value!r}")
    return value
