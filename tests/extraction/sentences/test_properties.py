"""Whatever the text: sentences lie in their blocks, in order, and lose no letter."""

from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.text.blocks import BlockKind
from tests.extraction.layers import page_of

PIECES = st.sampled_from(
    [
        "He met Gen. Li. ",
        "Am 3. ",
        "Okt. ",
        "“",
        "”",
        "„",
        "“We met. ",
        "会谈。",
        "！？",
        "U.S. ",
        "The ",
        "\n",
        "a" * 50,
        '"',
        "' ",
        "1. ",
        "… ",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_sentences_are_ordered_and_cover_every_letter_of_the_article(text: str) -> None:
    page = page_of(text)
    told = [block for block in page.blocks if block.kind is not BlockKind.NOISE]
    covered: set[int] = set()
    end = 0
    for sentence in page.sentences:
        assert end <= sentence.start < sentence.end
        block = page.blocks[sentence.paragraph]
        assert block.start <= sentence.start
        assert sentence.end <= block.end
        assert sentence.kind is block.kind
        assert all(sentence.start <= first < last <= sentence.end for first, last in sentence.quoted)
        covered.update(range(sentence.start, sentence.end))
        end = sentence.end
    letters = {at for block in told for at in range(block.start, block.end) if page.text[at].isalpha()}
    assert letters <= covered
