import pytest

from bot.model.article import Article
from tests.extraction.reading import reader


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "Ministers Speak by Phone\n\nBERLIN, 3 May 2024 — They spoke for an hour on Friday, officials said.\n",
            "Ministers Speak by Phone",
        ),
        ("Der Minister traf am Montag seinen Kollegen. Mehr wurde nicht bekannt.\n", "Der Minister traf am Montag seinen Kollegen."),
        ("", None),
    ],
)
def test_an_article_goes_by_its_headline_or_its_first_sentence(text: str, headline: str | None) -> None:
    assert reader().read(Article(text, "s", "a")).headline == headline
