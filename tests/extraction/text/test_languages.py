"""A stretch of text is in the language whose frequent words it shows."""

import pytest

from bot.extraction.text.languages import language_of
from tests.extraction.layers import page_of, wordings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Secretary Roe met Minister Doe in Singapore yesterday.", "en"),
        ("Minister Roe traf Minister Doe gestern in Singapur.", "de"),
        ("两位部长6月2日在新加坡举行会谈。", "zh"),
    ],
)
def test_a_short_sentence_tells_its_language(text: str, language: str) -> None:
    assert [sentence.language for sentence in page_of(text).sentences] == [language]


@pytest.mark.parametrize("default", ["en", "de"])
def test_where_two_languages_are_shown_alike_neither_is_taken(default: str) -> None:
    assert language_of("Singapore in June", wordings(), default) == default
