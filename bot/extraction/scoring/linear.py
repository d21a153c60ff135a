"""Linear models over named features: readable weights, applied without a library.

A model is a bias for each class and, for each feature, a weight for each class. Features are there or
not; the score of a class is the sum of its weights. A model of one class gives the odds of yes. A feature may be a
pair, `one & other`: there where both are, for what neither tells alone (decision 7)."""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import repeat

TOP = 5
"""How many features explain a decision."""

_AND = " & "


@dataclass(frozen=True, slots=True)
class Weighed:
    """What some features weigh for each class, the bias with them; more can be weighed onto it."""

    scores: Sequence[float]
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` holds for each feature one number per class; what is not in it weighs nothing. Features have no " & " in their names."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    _first: Mapping[str, float] = field(init=False, repr=False, compare=False)
    """The weights for the first class: of a model of one class all there is to add up."""

    _partners: Mapping[str, Mapping[str, str]] = field(init=False, repr=False, compare=False)
    """For each feature the ones it has a pair with, and the name of that pair."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_first", {name: row[0] for name, row in self.weights.items()})
        object.__setattr__(self, "_partners", _partners(self.weights))

    def weigh(self, features: Iterable[str], onto: Weighed | None = None) -> Weighed:
        """What the features weigh, each once, on top of others that were weighed before."""
        onto = Weighed(self.bias, frozenset()) if onto is None else onto
        own = frozenset(features).difference(onto.features)
        present = onto.features | own
        # exact sums: those of a set must not depend on the order it happens to be in
        told = [*own, *self._pairs(own, present)]
        if len(self.bias) == 1:
            return Weighed((math.fsum((onto.scores[0], *map(self._first.get, told, repeat(0.0)))),), present)
        rows = filter(None, map(self.weights.get, told))
        return Weighed(tuple(map(math.fsum, zip(onto.scores, *rows, strict=True))), present)

    def scores(self, features: Iterable[str], onto: Weighed | None = None) -> Sequence[float]:
        """What the features weigh for each class, on top of others that were weighed before."""
        return self.weigh(features, onto).scores

    def _pairs(self, own: Set[str], present: Set[str]) -> set[str]:
        """The pairs of two present features one of which is new."""
        out: set[str] = set()
        for one in self._partners.keys() & own:
            partners = self._partners[one]
            out.update(map(partners.__getitem__, partners.keys() & present))
        return out

    def yes(self, features: Iterable[str], onto: Weighed | None = None) -> float:
        """The probability of yes, of a model with one class."""
        return sigmoid(self.scores(features, onto)[0])

    def probabilities(self, features: Iterable[str], onto: Weighed | None = None) -> dict[str, float]:
        """The probability of each class; they add up to 1."""
        return dict(zip(self.classes, shares(self.scores(features, onto)), strict=True))

    def why(self, features: Sequence[str], name: str | None = None) -> tuple[str, ...]:
        """The features that speak loudest for or against a class, `+name` or `-name`, strongest first."""
        at = self.classes.index(name) if name is not None else 0
        rows = self.weights
        present = frozenset(features)
        told = (rows.keys() & present) | self._pairs(present, present)
        weighed = sorted([(-abs(rows[feature][at]), feature) for feature in told])
        return tuple(f"{'+' if rows[feature][at] > 0 else '-'}{feature}" for size, feature in weighed[:TOP] if size)


def pair_name(one: str, other: str) -> str:
    """The feature that is there where both are."""
    return _AND.join(sorted((one, other)))


def _partners(weights: Iterable[str]) -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for name in weights:
        one, mark, other = name.partition(_AND)
        if mark:
            out.setdefault(one, {})[other] = name
            out.setdefault(other, {})[one] = name
    return out


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
