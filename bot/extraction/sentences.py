"""Sentences with their language, and what in them is quoted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

from bot.extraction.folding import is_han
from bot.extraction.text import Block, BlockKind
from bot.extraction.wording import Wording


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; offsets in code points into `Article.text`.

    `paragraph` counts blocks from 0. `quoted` are the spans within it that stand in quotation
    marks, marks excluded; a quotation that runs over several sentences gives a span in each."""

    start: int
    end: int
    language: str
    paragraph: int
    kind: BlockKind
    quoted: tuple[tuple[int, int], ...] = ()

    def is_quoted(self, start: int, end: int) -> bool:
        """True where the span lies within quotation marks."""
        return any(first <= start and end <= last for first, last in self.quoted)


def split_sentences(text: str, blocks: Sequence[Block], wordings: Mapping[str, Wording]) -> tuple[Sentence, ...]:
    """The sentences of all blocks that are not noise, in order. `text` is folded."""
    out = []
    for paragraph, block in enumerate(blocks):
        if block.kind is BlockKind.NOISE:
            continue
        part = text[block.start : block.end]
        language = "zh" if sum(map(is_han, part[:200])) > len(part[:200]) / 4 else "en"
        for found in get_sentence_boundaries(language, part):
            piece = part[found["start_index"] : found["end_index"]]
            if piece.strip():
                start = block.start + found["start_index"] + len(piece) - len(piece.lstrip())
                out.append(Sentence(start, start + len(piece.strip()), language, paragraph, block.kind))
    return tuple(out)
