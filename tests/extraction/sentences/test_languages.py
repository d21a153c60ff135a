"""Each sentence knows its language; pages mix them."""

import pytest

from bot.extraction.text.languages import language_of
from tests.extraction.layers import page_of, wordings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two sides agreed to resume the talks that were broken off last year.", "en"),
        ("Die beiden Seiten einigten sich darauf, die Gespräche wieder aufzunehmen.", "de"),
        ("双方同意恢复去年中断的对话。", "zh"),
        ("雙方同意恢復去年中斷的對話。", "zh"),
        ("常万全同 Chuck Hagel 在五角大楼 (Pentagon) 举行会谈", "zh"),
    ],
)
def test_script_and_frequent_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text, wordings()) == language


def test_what_tells_nothing_has_the_default() -> None:
    assert language_of("Austin Dong Singapore", wordings(), "de") == "de"
    assert language_of("", wordings(), "zh") == "zh"


def test_sentences_of_a_mixed_page_have_their_own_languages() -> None:
    page = page_of(
        "The two ministers met in Singapore on Friday and agreed to resume the talks.\n"
        "Die beiden Minister trafen sich am Freitag in Singapur und nahmen die Gespräche wieder auf.\n"
        "两国防长周五在新加坡会晤，同意恢复对话，并就共同关心的问题交换意见。"
    )
    assert [sentence.language for sentence in page.sentences] == ["en", "de", "zh"]


def test_a_headline_of_names_has_the_language_of_the_page() -> None:
    page = page_of(
        "Austin, Dong, Singapur\nDie beiden Minister trafen sich am Freitag und nahmen die Gespräche wieder auf, sagte ein Sprecher."
    )
    assert page.sentences[0].language == "de"
