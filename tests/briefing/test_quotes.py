"""Quotes: never longer than promised, never cut within a word, always with their source."""

from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.items import report_quote
from bot.briefing.quotes import LIMIT, cut, web_address
from tests.briefing.builders import article, report, view
from tests.briefing.reading import words


def test_a_short_quote_is_left_as_it_is() -> None:
    assert cut("The ministers met.") == "The ministers met."


def test_a_long_quote_ends_at_a_word_with_an_ellipsis() -> None:
    text = "channel " * 60
    assert cut(text).endswith("channel…")
    assert len(cut(text)) <= LIMIT


def test_chinese_is_cut_between_characters() -> None:
    assert cut("防" * 400) == "防" * (LIMIT - 1) + "…"


@given(st.text(max_size=900))
def test_what_is_left_of_a_quote_is_its_beginning(text: str) -> None:
    shown = cut(text)
    assert len(shown) <= LIMIT
    assert "\n" not in shown
    assert " ".join(text.split()).startswith(shown.removesuffix("…").rstrip())


def test_a_quote_keeps_the_language_of_its_article_and_links_to_it() -> None:
    quote = report_quote(report("held", "Sie trafen sich."), view())
    assert quote.text == "Sie trafen sich."
    assert quote.language == "en"
    assert quote.source[0].link == "https://herald.example/1"


def test_an_official_voice_in_a_paper_is_named() -> None:
    quote = report_quote(report("held", says="bo"), view())
    assert words(quote.source).endswith("(A-1) · quoting Borduria")


def test_a_file_without_a_title_goes_by_its_name_and_without_a_date_says_so() -> None:
    found = article(3, None, title=None, source="seeds", address="archive/2011/talks.txt")
    assert words(report_quote(report("held", by=found), view()).source) == "talks.txt, seeds, undated (A-3)"


def test_under_its_articles_heading_a_quote_needs_only_the_id() -> None:
    found = article(3)
    assert words(report_quote(report("held", by=found), view(), under=found).source) == "A-3"
    assert words(report_quote(report("held", by=found), view(), under=article(4)).source) != "A-3"


def test_only_addresses_a_reader_can_follow_become_links() -> None:
    assert web_address("https://herald.example/1") == "https://herald.example/1"
    for address in ("seeds/000.txt", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b", "http://[broken", ""):
        assert web_address(address) is None
