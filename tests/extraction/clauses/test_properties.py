"""Whatever the sentence: clauses lie in it, nest, and one stands at the top."""

from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.language.folding import fold
from bot.extraction.text.clauses import split_clauses
from tests.extraction.layers import wordings

WORDS = st.sampled_from(
    [
        "He met",
        "and",
        "who",
        ", who",
        "that",
        ", der",
        "dem",
        ", weil",
        "hat",
        "said",
        ", ",
        "; ",
        "(",
        ")",
        " — ",
        "Xi Jinping",
        "zu gehen",
        "，",
        "会谈后，",
        "表示，",
        "after",
        "will",
        "1,000",
    ]
)
SENTENCES = st.one_of(st.text(), st.lists(WORDS, max_size=40).map(" ".join))


@given(SENTENCES, st.sampled_from(["en", "de", "zh"]), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5))
def test_clauses_are_ordered_nested_and_inside(text: str, language: str, spots: list[tuple[int, int]]) -> None:
    sentence = fold(text)
    mentions = sorted((start, start + length) for start, length in spots)
    found = split_clauses(sentence, language, wordings()[language], mentions)
    assert bool(found) == bool(sentence)
    assert list(found) == sorted(found, key=lambda clause: (clause.start, -clause.end))
    for number, clause in enumerate(found):
        assert 0 <= clause.start <= clause.end <= len(sentence)
        assert all(first <= last for first, last in clause.holes)
        if clause.parent is not None:
            assert (clause.start, clause.end) in found[clause.parent].holes
            assert found[clause.parent].parent is None or clause.parent < number
