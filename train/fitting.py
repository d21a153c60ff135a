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
from train.pairing import Table, with_pairs

FEWEST = 4
"""Examples a feature must stand in."""

ROUGH, FINE = 1e-3, 1e-4
"""How near to the best weights a fit must come: while pairs are sought, and at last."""

ROUGH_CHOICES, FINE_CHOICES = 1e-6, 1e-9
"""The same, of choices."""

SMALLEST = 0.03
"""Weights below this are dropped."""

ONE = 1
"""Threads of a fit: what it does at a time is too little to share, and several that wait for each other take ten times as long."""


def fit(examples: Sequence[Example], classes: Sequence[str], strength: float, balance: float = 0.0, pairs: int = 0) -> Model:
    """A model for `classes`; two classes give one of yes (the second). `balance` raises rare classes to (most/own) ** balance; so many
    `pairs` of features get weights of their own."""
    taught = [example for example in examples if example.weight]
    labels = np.array([classes.index(example.label) for example in taught])
    sizes = Counter(example.label for example in taught)
    most = max(sizes.values())
    weights = np.array([example.weight * (most / sizes[example.label]) ** balance for example in taught])
    truth = np.eye(len(classes))[labels]
    shown = slice(1, None) if len(classes) == 2 else slice(None)

    def fitted(matrix: csr_matrix, tolerance: float) -> LogisticRegression:
        model = LogisticRegression(C=strength, solver="lbfgs", max_iter=3000, tol=tolerance)
        return model.fit(matrix, labels, sample_weight=weights)

    def pulls(matrix: csr_matrix) -> tuple[np.ndarray, np.ndarray]:
        likely = fitted(matrix, ROUGH).predict_proba(matrix)
        return (weights[:, None] * (truth - likely))[:, shown], (weights[:, None] * likely * (1 - likely))[:, shown]

    with threadpool_limits(ONE):
        table = with_pairs(_encoded([example.features for example in taught]), pairs, pulls)
        model = fitted(table.matrix, FINE)
    return Model(tuple(classes[shown]), _rounded(model.intercept_), _told(table.names, model.coef_.T))


def _told(names: Sequence[str], rows: np.ndarray) -> dict[str, tuple[float, ...]]:
    """The weights worth keeping."""
    return {name: _rounded(row) for name, row in zip(names, rows, strict=True) if np.abs(row).max() >= SMALLEST}


def _rounded(row: np.ndarray) -> tuple[float, ...]:
    return tuple(round(float(value), 3) for value in row)


def _encoded(rows: Sequence[Sequence[str]]) -> Table:
    """A row for each list of features, a column for each feature that stands in FEWEST of them, in alphabetical order."""
    number: dict[str, int] = {}
    columns = [[number.setdefault(name, len(number)) for name in dict.fromkeys(features)] for features in rows]
    starts = np.concatenate(([0], np.cumsum([len(own) for own in columns])))
    flat = np.fromiter((column for own in columns for column in own), dtype=np.int64, count=int(starts[-1]))
    matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(number)))
    often = np.bincount(flat, minlength=len(number)) >= FEWEST
    names = sorted(name for name, column in number.items() if often[column])
    return Table(matrix[:, [number[name] for name in names]].tocsr(), names)


def fit_choices(choices: Sequence[Choice], name: str, strength: float, pairs: int = 0) -> Model:
    """A model that scores options against each other: among those of one choice the right ones share the probability.

    What an option is worth by itself is never asked, only how far it leads its rivals."""
    told = [choice for choice in choices if any(choice.right) and not all(choice.right)]
    options = _encoded([option for choice in told for option in choice.options])
    right = np.array([value for choice in told for value in choice.right])
    starts = np.cumsum([0, *(len(choice.options) for choice in told)])[:-1]
    group = np.repeat(np.arange(len(told)), [len(choice.options) for choice in told])
    share = np.array([choice.weight for choice in told])

    def shares(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        top = np.maximum.reduceat(scores, starts)
        powers = np.exp(scores - top[group])
        whole = np.add.reduceat(powers, starts)
        return powers / whole[group], top + np.log(whole)

    def fitted(matrix: csr_matrix, tolerance: float) -> np.ndarray:
        def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
            scores = matrix @ weights
            all_of, whole = shares(scores)
            right_of, good = shares(np.where(right, scores, -1e9))
            slope = matrix.T @ ((all_of - right_of) * share[group])
            return float(share @ (whole - good) + weights @ weights / (2 * strength)), slope + weights / strength

        start = np.zeros(matrix.shape[1])
        best: np.ndarray = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000, "ftol": tolerance}).x
        return best

    def pulls(matrix: csr_matrix) -> tuple[np.ndarray, np.ndarray]:
        scores = matrix @ fitted(matrix, ROUGH_CHOICES)
        all_of, _ = shares(scores)
        right_of, _ = shares(np.where(right, scores, -1e9))
        weight = share[group]
        return (weight * (right_of - all_of))[:, None], (weight * all_of * (1 - all_of))[:, None]

    with threadpool_limits(ONE):
        table = with_pairs(options, pairs, pulls)
        found = fitted(table.matrix, FINE_CHOICES)
    return Model((name,), (0.0,), _told(table.names, found[:, None]))
