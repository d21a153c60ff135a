"""Weights from examples: L2 logistic regression, the same on every run."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from bot.extraction.scoring.linear import Model
from train.examples import Choice, Example

FEWEST = 4
"""Examples a feature must stand in."""

SMALLEST = 0.03
"""Weights below this are dropped."""

ONE = 1
"""Threads of a fit: what it does at a time is too little to share, and several that wait for each other take ten times as long."""


def fit(examples: Sequence[Example], classes: Sequence[str], strength: float, balance: float = 0.0) -> Model:
    """A model for `classes`; two classes give one of yes (the second). `balance` raises rare classes to (most/own) ** balance."""
    taught = [example for example in examples if example.weight]
    matrix, names = _encoded([example.features for example in taught])
    labels = np.array([classes.index(example.label) for example in taught])
    sizes = Counter(example.label for example in taught)
    most = max(sizes.values())
    weights = np.array([example.weight * (most / sizes[example.label]) ** balance for example in taught])
    model = LogisticRegression(C=strength, solver="lbfgs", max_iter=3000, tol=1e-4)
    with threadpool_limits(ONE):
        model.fit(matrix, labels, sample_weight=weights)
    if len(classes) == 2:
        kept = {name: (round(float(value), 3),) for name, value in zip(names, model.coef_[0], strict=True) if abs(value) >= SMALLEST}
        return Model((classes[1],), (round(float(model.intercept_[0]), 3),), kept)
    table = {
        name: tuple(round(float(value), 3) for value in column)
        for name, column in zip(names, model.coef_.T, strict=True)
        if max(abs(column)) >= SMALLEST
    }
    return Model(tuple(classes), tuple(round(float(value), 3) for value in model.intercept_), table)


def _encoded(rows: Sequence[Sequence[str]]) -> tuple[csr_matrix, list[str]]:
    """A row for each list of features, a column for each feature that stands in FEWEST of them, in alphabetical order."""
    number: dict[str, int] = {}
    columns = [[number.setdefault(name, len(number)) for name in dict.fromkeys(features)] for features in rows]
    starts = np.concatenate(([0], np.cumsum([len(own) for own in columns])))
    flat = np.fromiter((column for own in columns for column in own), dtype=np.int64, count=int(starts[-1]))
    matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(number)))
    often = np.bincount(flat, minlength=len(number)) >= FEWEST
    names = sorted(name for name, column in number.items() if often[column])
    return matrix[:, [number[name] for name in names]], names


def fit_choices(choices: Sequence[Choice], name: str, strength: float) -> Model:
    """A model that scores options against each other: among those of one choice the right ones share the probability.

    What an option is worth by itself is never asked, only how far it leads its rivals."""
    told = [choice for choice in choices if any(choice.right) and not all(choice.right)]
    matrix, names = _encoded([option for choice in told for option in choice.options])
    right = np.array([value for choice in told for value in choice.right])
    starts = np.cumsum([0, *(len(choice.options) for choice in told)])[:-1]
    group = np.repeat(np.arange(len(told)), [len(choice.options) for choice in told])
    share = np.array([choice.weight for choice in told])

    def shares(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        top = np.maximum.reduceat(scores, starts)
        powers = np.exp(scores - top[group])
        whole = np.add.reduceat(powers, starts)
        return powers / whole[group], top + np.log(whole)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        all_of, whole = shares(scores)
        right_of, good = shares(np.where(right, scores, -1e9))
        slope = matrix.T @ ((all_of - right_of) * share[group])
        return float(share @ (whole - good) + weights @ weights / (2 * strength)), slope + weights / strength

    with threadpool_limits(ONE):
        found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000, "ftol": 1e-9}).x
    kept = {feature: (round(float(value), 3),) for feature, value in zip(names, found, strict=True) if abs(value) >= SMALLEST}
    return Model((name,), (0.0,), kept)
