"""Where in the page text the article is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.extraction.wording import Wording


class BlockKind(StrEnum):
    """`caption` and `headline` belong to the article but rank below its body; `noise` does not."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page; offsets in code points into `Article.text`, without surrounding space."""

    start: int
    end: int
    kind: BlockKind


_LINE = re.compile(r"[^\n]+")


def find_blocks(text: str, wordings: Mapping[str, Wording]) -> tuple[Block, ...]:
    """The non-empty lines of a folded text in order, each with its part in the page."""
    blocks = []
    for match in _LINE.finditer(text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            blocks.append(Block(start, match.start() + len(line.rstrip()), BlockKind.BODY))
    return tuple(blocks)
