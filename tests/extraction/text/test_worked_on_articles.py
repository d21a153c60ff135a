"""What the annotators quoted must not be taken for page furniture."""

from bot.extraction.text.blocks import BlockKind, find_blocks
from tests.corpus.__main__ import iter_cases
from tests.extraction.layers import wordings


def test_no_quote_of_a_worked_on_article_lies_in_noise() -> None:
    lost = []
    for part in ("seeds", "worked"):
        for case in iter_cases(part):
            noise = [block for block in find_blocks(case.text, wordings()) if block.kind is BlockKind.NOISE]
            for claim in (*case.gold["meetings"], *case.gold["changes"]):
                at = case.text.find(claim["quote"])
                if any(block.start <= at < block.end for block in noise):
                    lost.append((case.name, claim["quote"]))
    assert lost == []
