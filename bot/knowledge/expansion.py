"""Wordings with alternatives: `(Nancy |)Pelosi's (visit|trip)` stands for four names."""

import re
from functools import cache
from itertools import product
from math import prod

_GROUP = re.compile(r"\(([^()]*)\)")
_MOST = 200
"""A wording that stands for more names is a sentence in disguise: tell the event by `words` instead."""


@cache
def expand(wording: str) -> tuple[str, ...]:
    """All names that a wording stands for. Raises ValueError where brackets don't pair or nest, or there are too many."""
    pieces = _GROUP.split(wording)
    if any("(" in piece or ")" in piece for piece in pieces):
        raise ValueError(f"brackets don't pair, or stand within brackets: {wording}")
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    if prod(map(len, choices)) > _MOST:
        raise ValueError(f"stands for more than {_MOST} names: {wording}")
    return tuple(dict.fromkeys(" ".join("".join(parts).split()) for parts in product(*choices)))
