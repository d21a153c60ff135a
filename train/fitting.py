"""Weights from examples: L2 logistic regression, the same on every run."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.extraction.scoring.linear import Model
from train.examples import Example

FEWEST = 3
"""Examples a feature must stand in."""

SMALLEST = 0.02
"""Weights below this are dropped."""


def fit(examples: Sequence[Example], classes: Sequence[str], strength: float, balance: float = 0.0) -> Model:
    """A model for `classes`; two classes give one of yes (the second). `balance` raises rare classes to (most/own) ** balance."""
    taught = [example for example in examples if example.weight]
    count = Counter(name for example in taught for name in set(example.features))
    names = sorted(name for name, times in count.items() if times >= FEWEST)
    at = {name: index for index, name in enumerate(names)}
    rows, columns = [], []
    for row, example in enumerate(taught):
        for column in sorted({at[name] for name in example.features if name in at}):
            rows.append(row)
            columns.append(column)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(taught), len(names)))
    labels = np.array([classes.index(example.label) for example in taught])
    sizes = Counter(example.label for example in taught)
    most = max(sizes.values())
    weights = np.array([example.weight * (most / sizes[example.label]) ** balance for example in taught])
    model = LogisticRegression(C=strength, solver="lbfgs", max_iter=3000, tol=1e-5)
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
