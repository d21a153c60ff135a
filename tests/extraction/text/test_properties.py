"""Whatever the text: blocks lie in it, in order, and lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.language.folding import fold
from bot.extraction.text.blocks import find_blocks
from tests.extraction.layers import wordings

LINES = st.sampled_from(
    ["Share | Print", "Mehr zum Thema", "责任编辑:杨帆", "He met Xi on Friday.", "- a point", "(AFP)", "© 2018", "a" * 300, "", " "]
)


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join)))
def test_blocks_are_ordered_stripped_and_cover_every_letter(text: str) -> None:
    folded = fold(text)
    end = 0
    for block in find_blocks(folded, wordings()):
        assert end <= block.start < block.end <= len(folded)
        assert folded[end : block.start].strip() == ""
        assert folded[block.start : block.end] == folded[block.start : block.end].strip()
        end = block.end
    assert folded[end:].strip() == ""
