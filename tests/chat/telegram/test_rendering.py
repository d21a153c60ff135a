"""Documents as Telegram's own parser reads them."""

import pytest
from hypothesis import given, settings

from bot.chat.telegram.render import CALLBACK_BYTES, MESSAGE_ENTITIES, MESSAGE_UNITS, TelegramMessage, render_messages
from bot.i18n import texts_for
from bot.model.document import Action, Document, Heading, Item, Paragraph, Quote, Span, Style, Tone, plain
from tests.chat.documents import HOSTILE, documents, long_digest, sample_board
from tests.fakes.telegram_text import ParsedText, found_entities, is_blank, parse_html


def read(document: Document, *, repeat: bool = False) -> list[ParsedText]:
    return [parse_html(message.html) for message in render_messages(document, repeat=repeat)]


def only(document: Document) -> ParsedText:
    (parsed,) = read(document)
    return parsed


def paragraph(*spans: Span) -> Document:
    return Document("", (Paragraph(spans),))


def test_a_board_reads_as_lines_under_headings_with_a_sign_for_each_tone() -> None:
    words = only(sample_board()).text
    assert "Talks\n🔵 Theater commanders: agreed since November 2023\n🟡 Policy dialogue: sought since 2 May 2023\n" in words
    assert "\n\n🔴 Maritime safety talks: suspended since 5 August 2022\n" in words


def test_title_and_headings_are_bold_and_styles_keep_their_stretch() -> None:
    document = Document(
        "Title", (Heading("Head"), Paragraph((Span("a", Style.STRONG), Span("b", Style.EMPHASIS), Span("c", Style.CODE), Span("d"))))
    )
    parsed = only(document)
    assert parsed.covered("Bold") == ["Title", "Head", "a"]
    assert parsed.covered("Italic") == ["b"]
    assert parsed.covered("Code") == ["c"]


def test_a_quote_is_a_block_quote_with_its_source_outside_so_that_folding_leaves_it_visible() -> None:
    quote = Quote("w" * 300, plain("Herald, 3 May 2023 (A-1)"))
    parsed = only(Document("", (Item(plain("Held"), quotes=(quote,)),)))
    assert parsed.covered("ExpandableBlockQuote") == ["w" * 300]
    assert parsed.text.endswith("\n— Herald, 3 May 2023 (A-1)")


def test_a_short_quote_is_not_folded() -> None:
    parsed = only(Document("", (Item(plain("Held"), quotes=(Quote("They met.", plain("Herald")),)),)))
    assert parsed.covered("BlockQuote") == ["They met."]


def test_a_chronicles_note_never_looks_like_somebodys_words() -> None:
    note = Quote("first call", plain("chronicle: yearbook"), chronicle=True)
    parsed = only(Document("", (Item(plain("Open"), quotes=(note,)),)))
    assert parsed.covered("Italic") == ["first call"]
    assert not parsed.covered("BlockQuote")


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable() and 0 < len(text) < 200])
def test_hostile_words_are_shown_as_they_are_and_mean_nothing(text: str) -> None:
    parsed = only(paragraph(Span(text)))
    assert parsed.text.replace("\u2060", "") == text
    assert parsed.entities == ()


def test_a_headline_calls_nobody_but_addresses_and_commands_stay_usable() -> None:
    words = only(paragraph(Span("@alice_b says: write to desk@example.org or type /board@backchannel_bot (@bob_c)"))).text
    assert {kind for kind, *_ in found_entities(words)} == {"EmailAddress", "BotCommand"}


def test_what_reverses_or_controls_text_is_gone() -> None:
    assert only(paragraph(Span("a\u202eb\u202cc\x00d\x1b[31me\nf"))).text == "abc d [31me f"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "tg://user?id=1",
        "ftp://example.org",
        "//example.org",
        "https://user:word@example.org/",
        "https://example.org\\@evil.example/",
        "https://example.org/a b",
        "https://",
        "https://localhost/",
        "https://[",
        "https://example.org:99999/",
        "",
    ],
)
def test_what_is_no_web_address_is_no_link(address: str) -> None:
    parsed = only(paragraph(Span("press", link=address)))
    assert (parsed.text, parsed.entities) == ("press", ())


def test_a_web_address_arrives_whole() -> None:
    address = "https://example.org/a?b=1&c=%22d%22&e='f'#g"
    assert only(paragraph(Span("press", link=address))).links() == [address]


def test_a_link_keeps_its_style_except_code_which_telegram_lets_nothing_share() -> None:
    parsed = only(
        paragraph(Span("bold", Style.STRONG, "https://example.org/"), Span(" "), Span("code", Style.CODE, "https://example.org/"))
    )
    assert parsed.covered("TextUrl") == ["bold", "code"]
    assert parsed.covered("Bold") == ["bold"]
    assert not parsed.covered("Code")


def test_pages_are_numbered_and_no_heading_ends_one() -> None:
    pages = read(long_digest(30))
    assert [page.text.splitlines()[0] for page in pages] == [f"Briefing {number}/{len(pages)}" for number in range(1, len(pages) + 1)]
    assert not any(page.text.splitlines()[-1].startswith("Part ") for page in pages)


def test_a_statement_with_more_quotes_than_fit_says_how_many_are_left_out() -> None:
    quotes = tuple(Quote(f"Quote {number} " + "w" * 280, plain("Herald")) for number in range(40))
    parsed = only(Document("", (Item(plain("Held"), quotes=quotes),)))
    shown = parsed.text.count("Quote ")
    assert 0 < shown < 40
    assert parsed.text.endswith(texts_for("en")("chat.more", count=40 - shown))


def test_a_document_of_a_thousand_bold_words_keeps_within_the_hundred_entities_of_a_message() -> None:
    items = tuple(Item(tuple(Span(f"{number}.{word} ", Style.STRONG) for word in range(5))) for number in range(200))
    pages = read(Document("Many", items))
    assert all(len(page.entities) <= MESSAGE_ENTITIES for page in pages)
    shown = sum(page.text.count("• ") for page in pages)
    assert shown > 80
    assert pages[-1].text.endswith(texts_for("en")("chat.more", count=200 - shown))


def test_buttons_say_their_command_and_those_that_telegram_cannot_carry_are_left_out() -> None:
    actions = (
        Action("Channel", "channel mmca"),
        Action("Exactly", "x" * CALLBACK_BYTES),
        Action("Too long", "é" * (CALLBACK_BYTES // 2 + 1)),
        Action(" ", "blank label"),
        Action("No command", ""),
    )
    (message,) = render_messages(Document("Title", (), actions=actions))
    assert [action.command for row in message.keyboard for action in row] == ["channel mmca", "x" * CALLBACK_BYTES]


def test_buttons_stand_under_the_last_message_only() -> None:
    messages = render_messages(Document("T", long_digest(30).blocks, actions=(Action("Go", "go"),)))
    assert [bool(message.keyboard) for message in messages] == [False] * (len(messages) - 1) + [True]


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u3164\u2800"])
def test_a_document_without_a_visible_word_says_so(text: str) -> None:
    document = Document(text, (Paragraph(plain(text)), Heading(text), Item(plain(text), details=(plain(text),))))
    assert only(document).text == texts_for("en")("chat.nothing")


def test_a_repetition_says_first_that_it_is_one() -> None:
    (parsed,) = read(sample_board(), repeat=True)
    assert parsed.text.splitlines()[0] == texts_for("en")("chat.repeat")


def test_tones_have_different_signs() -> None:
    items = tuple(Item(plain("x"), tone=tone) for tone in Tone)
    signs = [line.split()[0] for line in only(Document("", items)).text.splitlines()]
    assert len(set(signs)) == len(Tone)


@settings(max_examples=40, deadline=None)
@given(documents)
def test_any_document_keeps_every_limit_and_links_and_calls_nowhere_else(document: Document) -> None:
    messages: tuple[TelegramMessage, ...] = render_messages(document)
    assert messages
    for message in messages:
        parsed = parse_html(message.html)
        assert not is_blank(parsed.text)
        assert parsed.units <= MESSAGE_UNITS
        assert len(parsed.entities) <= MESSAGE_ENTITIES
        assert all(address.startswith(("http://", "https://")) for address in parsed.links())
        assert not any(kind == "Mention" for kind, *_ in found_entities(parsed.text))
        assert all(1 <= len(action.command.encode()) <= CALLBACK_BYTES for row in message.keyboard for action in row)
