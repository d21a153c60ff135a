"""Which stretches of a text stand in quotation marks, also across sentences and paragraphs."""

import re
from collections.abc import Iterator, Sequence

_CLOSERS = {
    "„": '“”"',
    "“": '”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "‹": "›",
    "‚": "‘",
    "‘": "'",
    "「": "」",
    "『": "』",
    "《": "》",
}
"""What closes a quotation that this mark opened. 《》 are titles of works: inside them nobody is quoted, but nothing is told either."""

_TITLES = "《"
_MARK = re.compile("[" + "".join(sorted({*_CLOSERS, *"".join(_CLOSERS.values())})) + "]")
MAX_RUN_ON = 3
"""Paragraphs that one quotation may run over, each beginning with a mark again."""


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Quoted spans in order, marks excluded. A quotation not closed goes on only into a paragraph that opens with a mark again."""
    out: list[tuple[int, int]] = []
    for start, end in paragraphs:
        out.extend(_within(text, start, end))
    return out


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: tuple[str, int] | None = None
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened is None:
            if mark in _CLOSERS and not _apostrophe(text, at, mark):
                opened = (mark, at + 1)
        elif mark in _CLOSERS[opened[0]] and not _apostrophe(text, at, mark):
            if opened[0] not in _TITLES:
                yield opened[1], at
            opened = None
    if opened is not None and opened[0] not in _TITLES:
        yield opened[1], end


def _apostrophe(text: str, at: int, mark: str) -> bool:
    """True for a single mark within or before a word: don't, ‘90s, the ’ in Gates’ is folded to '."""
    return mark in "'‘‚" and at + 1 < len(text) and text[at + 1].isalnum() and mark == "'"
