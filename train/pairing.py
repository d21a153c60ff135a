"""Pairs of features that say together what neither says alone.

A linear model adds up what its features weigh each by itself: that a lone traveller is named, and that the sentence has a plan. Where the
two together mean something else, the pair is a feature of its own. Pairs are found by the score test (Rao 1948): of all pairs those whose
weight, now zero, the examples pull at hardest, measured in standard deviations. A few hundred at a time, each time with the last ones in
the model, because most pairs that are missed say the same."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, diags, hstack

from bot.extraction.scoring.linear import pair_name

ROUNDS = 4
SUPPORT = 20
"""Examples that a pair must stand in; and each of its features."""

SAME = 0.95
"""A pair that stands in this share of the examples of one of its features says no more than that one."""

_STEADY = 1.0
"""Added to each variance, as a prior on the weight would: rare pairs are not strong by chance."""

Pulls = Callable[[csr_matrix], tuple[np.ndarray, np.ndarray]]
"""Fits a model to the examples with these columns. Gives for each example and class how far the model is below the truth, and the
variance of that: two arrays (examples, classes)."""


@dataclass(frozen=True)
class Table:
    """Examples in rows, features in columns; what is in it is 1."""

    matrix: csr_matrix
    names: list[str]


def with_pairs(table: Table, many: int, pulls: Pulls) -> Table:
    """The table with up to `many` pairs of its features, found in ROUNDS rounds."""
    found: list[tuple[int, int]] = []
    whole = table
    frequent = _frequent(table.matrix)
    for _ in range(ROUNDS if many else 0):
        new = _strongest(table.matrix, frequent, *pulls(whole.matrix), set(found), many // ROUNDS)
        if not new:
            break
        found += new
        names = [pair_name(table.names[one], table.names[other]) for one, other in found]
        whole = Table(hstack([table.matrix, _columns(table.matrix.tocsc(), found)]).tocsr(), table.names + names)
    return whole


def _frequent(matrix: csr_matrix) -> np.ndarray:
    return np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= SUPPORT)


def _strongest(
    matrix: csr_matrix, frequent: np.ndarray, slopes: np.ndarray, variances: np.ndarray, known: set[tuple[int, int]], many: int
) -> list[tuple[int, int]]:
    """The pairs pulled at hardest, hardest first, as columns of the matrix; of pairs that stand in the same examples one."""
    own = matrix[:, frequent].tocsr()
    together = (own.T @ own).tocoo()
    alone = np.asarray(own.sum(axis=0)).ravel()
    usable = (together.row < together.col) & (together.data >= SUPPORT)
    usable &= together.data <= SAME * np.minimum(alone[together.row], alone[together.col])
    first, second, count = together.row[usable], together.col[usable], together.data[usable]
    if not len(first):
        return []
    strength, mark = np.zeros(len(first)), np.zeros(len(first))
    for slope, variance in zip(slopes.T, variances.T, strict=True):
        pull = _at((own.T @ diags(slope) @ own).tocsr(), first, second)
        strength += pull**2 / (_at((own.T @ diags(variance) @ own).tocsr(), first, second) + _STEADY)
        mark += np.abs(pull)
    chosen: list[tuple[int, int]] = []
    seen: set[tuple[int, float]] = set()
    for at in np.argsort(-strength, kind="stable"):
        pair = (int(frequent[first[at]]), int(frequent[second[at]]))
        print_of = (int(count[at]), round(float(mark[at]), 6))
        if pair in known or print_of in seen:
            continue
        seen.add(print_of)
        chosen.append(pair)
        if len(chosen) >= many:
            break
    return chosen


def _at(matrix: csr_matrix, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    return np.asarray(matrix[rows, columns]).ravel()


def _columns(matrix: csc_matrix, pairs: list[tuple[int, int]]) -> csc_matrix:
    """A column for each pair: the examples in which both stand."""
    rows = [np.intersect1d(_rows(matrix, one), _rows(matrix, other), assume_unique=True) for one, other in pairs]
    starts = np.concatenate(([0], np.cumsum([len(own) for own in rows])))
    flat = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    return csc_matrix((np.ones(len(flat)), flat, starts), shape=(matrix.shape[0], len(pairs)))


def _rows(matrix: csc_matrix, column: int) -> np.ndarray:
    rows: np.ndarray = matrix.indices[matrix.indptr[column] : matrix.indptr[column + 1]]
    return rows
