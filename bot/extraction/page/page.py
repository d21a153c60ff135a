"""One article's text through the lower layers at once: folded, its blocks, sentences and times."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.extraction.language.folding import fold
from bot.extraction.language.timespec import TimeMention
from bot.extraction.language.wording import Wording
from bot.extraction.text.blocks import Block, find_blocks
from bot.extraction.text.items import find_items
from bot.extraction.text.sentences import Sentence, split_sentences
from bot.extraction.times.mentions import find_times


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is folded: as long as the article's, so that all offsets hold in both. `times` belongs to `sentences`, one tuple each.
    `items` are the blocks with which the stories of a round-up begin; only the first block for any other page."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    times: tuple[tuple[TimeMention, ...], ...]
    items: tuple[int, ...] = (0,)


def read_page(text: str, wordings: Mapping[str, Wording]) -> Page:
    """Fold a text, then find its blocks, sentences and times. A sentence in a language without
    wording is read with the first there is; there must be one."""
    fallback = next(iter(wordings.values()))
    folded = fold(text)
    blocks = find_blocks(folded, wordings)
    sentences = split_sentences(folded, blocks, wordings)
    times = tuple(find_times(folded, sentence, wordings.get(sentence.language, fallback)) for sentence in sentences)
    return Page(folded, blocks, sentences, times, find_items(folded, blocks, wordings))
