"""One story of a page as a page of its own."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.extraction.page.page import Page
from bot.extraction.text.blocks import BlockKind


def cut_items(page: Page) -> Iterator[Page]:
    """The stories of a round-up in order, those without a sentence left out; nothing for a page of one story.

    Offsets and the numbers of blocks stay those of the page: blocks of other stories are there as noise."""
    if len(page.items) < 2:
        return
    for first, last in pairwise((*page.items, len(page.blocks))):
        told = [at for at, sentence in enumerate(page.sentences) if first <= sentence.paragraph < last]
        if told:
            yield replace(
                page,
                blocks=tuple(block if first <= at < last else replace(block, kind=BlockKind.NOISE) for at, block in enumerate(page.blocks)),
                sentences=page.sentences[told[0] : told[-1] + 1],
                times=page.times[told[0] : told[-1] + 1],
                items=(first,),
            )
