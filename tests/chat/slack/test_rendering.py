"""Documents as Slack takes them: by slack_sdk's models, and by the checks those miss."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from slack_sdk.models.blocks import Block

from bot.chat.slack.blocks import SHARE, Json
from bot.chat.slack.render import FALLBACK_CHARACTERS, QUOTE_CHARACTERS, SlackMessage, find_rest, render_messages
from bot.i18n import texts_for
from bot.model.document import Action, Document, Heading, Item, Paragraph, Quote, Span, Style, Tone, plain
from tests.chat.documents import HOSTILE, documents, long_digest, sample_board
from tests.fakes.slack_blocks import buttons_of, calls_of, check_blocks, links_of, visible_text


def only(document: Document) -> SlackMessage:
    (message,) = render_messages(document)
    return message


def words(document: Document) -> str:
    return visible_text(list(only(document).blocks))


def elements(document: Document) -> list[Json]:
    """The text elements of the only block of a document without title."""
    (block,) = only(document).blocks
    return [element for part in block["elements"] for element in part["elements"]]


def test_a_board_reads_as_header_headings_and_lines_with_a_sign_for_each_tone() -> None:
    message = only(sample_board())
    assert message.blocks[0]["type"] == "header"
    assert [Block.parse(block) is not None for block in message.blocks] == [True] * len(message.blocks)
    assert "Talks\n🔵 Theater commanders: agreed since November 2023\n🟡 Policy dialogue: sought" in words(sample_board())


def test_styles_and_links_are_data_so_that_bold_works_between_chinese_characters() -> None:
    line = (Span("状态"), Span("开放", Style.STRONG), Span("。", Style.EMPHASIS, "https://example.org/"), Span("M-1", Style.CODE))
    assert elements(Document("", (Paragraph(line),))) == [
        {"type": "text", "text": "状态"},
        {"type": "text", "text": "开放", "style": {"bold": True}},
        {"type": "link", "url": "https://example.org/", "text": "。", "style": {"italic": True}},
        {"type": "text", "text": "M-1", "style": {"code": True}},
    ]


def test_a_quote_is_a_quote_with_its_source_and_a_chronicles_note_is_none() -> None:
    quotes = (Quote("They met.", plain("Herald")), Quote("first call", plain("chronicle: yearbook"), chronicle=True))
    (block,) = only(Document("", (Item(plain("Held"), quotes=quotes),))).blocks
    assert [part["type"] for part in block["elements"]] == ["rich_text_section", "rich_text_quote", "rich_text_section"]
    assert words(Document("", (Item(plain("Held"), quotes=quotes),))) == "• Held\nThey met.\n— Herald\nfirst call\n— chronicle: yearbook"


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable() and 0 < len(text) < 140])
def test_hostile_words_are_shown_as_they_are_and_call_nobody(text: str) -> None:
    document = Document(text, (Paragraph(plain(text)), Item(plain(text), details=(plain(text),))), summary=text)
    message = only(document)
    blocks = list(message.blocks)
    assert visible_text(blocks) == f"{text}\n{text}\n• {text}\n{text}"
    fallback: Json = {"type": "section", "text": {"type": "mrkdwn", "text": message.text}}
    assert calls_of([*blocks, fallback]) == links_of([*blocks, fallback]) == []


def test_what_is_no_web_address_is_no_link() -> None:
    bad = ("javascript:alert(1)", "slack://open", "https://example.org/|label> <!channel", "https://a b")
    document = Document("", tuple(Paragraph((Span("press", link=address),)) for address in bad))
    assert links_of(list(only(document).blocks)) == []


def test_the_fallback_says_the_summary_first_and_then_everything_for_screen_readers() -> None:
    lines = only(sample_board()).text.splitlines()
    assert lines[0] == "3 channels open, 1 agreed, 1 suspended"
    assert lines[1] == "Channels as of 9 January 2024"
    assert any(line.startswith("🔴 Maritime safety talks") for line in lines)


def test_the_fallback_is_escaped_because_slack_does_parse_it() -> None:
    document = Document("AT&T <!channel>", (Paragraph(plain("a < b && c > d")),))
    assert only(document).text == "AT&amp;T &lt;!channel&gt;\na &lt; b &amp;&amp; c &gt; d"


def test_pages_are_numbered_and_no_heading_ends_one() -> None:
    messages = render_messages(long_digest(60))
    firsts = [visible_text(list(message.blocks)).splitlines()[0] for message in messages]
    assert firsts == [f"Briefing {number}/{len(messages)}" for number in range(1, len(messages) + 1)]
    assert not any(visible_text(list(message.blocks)).splitlines()[-1].startswith("Part ") for message in messages)


def test_a_statement_with_more_quotes_than_fit_says_how_many_are_left_out() -> None:
    quotes = tuple(Quote(f"Quote {number} " + "w" * 280, plain("Herald")) for number in range(40))
    shown = words(Document("", (Item(plain("Held"), quotes=quotes),)))
    assert 0 < shown.count("Quote ") < 40
    assert shown.endswith(texts_for("en")("chat.more", count=40 - shown.count("Quote ")))


def test_buttons_say_their_command_and_those_that_slack_cannot_carry_are_left_out() -> None:
    actions = (
        Action("Channel", "channel mmca"),
        Action("x" * 90, "long label"),
        Action(" ", "blank"),
        Action("None", ""),
        Action("Big", "y" * 2001),
    )
    buttons = buttons_of(list(only(Document("Title", (), actions=actions)).blocks))
    assert [value for _, _, value in buttons] == ["channel mmca", "long label"]
    assert len(buttons[1][0]) <= 75


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u3164\u2800"])
def test_a_document_without_a_visible_word_says_so(text: str) -> None:
    document = Document(text, (Paragraph(plain(text)), Heading(text), Item(plain(text), details=(plain(text),))), summary=text)
    assert words(document) == only(document).text == texts_for("en")("chat.nothing")


def test_a_repetition_says_so_before_anything_else_but_the_title() -> None:
    (message,) = render_messages(sample_board(), repeat=True)
    assert visible_text(list(message.blocks)).splitlines()[1] == texts_for("en")("chat.repeat")


def test_tones_have_different_signs() -> None:
    signs = [line.split()[0] for line in words(Document("", tuple(Item(plain("x"), tone=tone) for tone in Tone))).splitlines()]
    assert len(set(signs)) == len(Tone)


@settings(max_examples=50, deadline=None)
@given(documents)
def test_any_document_keeps_every_limit_and_calls_nobody(document: Document) -> None:
    messages = render_messages(document)
    assert messages
    for message in messages:
        blocks = list(message.blocks)
        check_blocks(blocks)
        fallback: Json = {"type": "section", "text": {"type": "mrkdwn", "text": message.text}}
        assert 0 < len(message.text) <= FALLBACK_CHARACTERS
        assert calls_of([*blocks, fallback]) == []
        assert all(address.startswith(("http://", "https://")) for address in links_of([*blocks, fallback]))


def test_a_quote_has_at_most_300_characters_in_any_script() -> None:
    for words_ in ("w" * 400, "两" * 400, "😀" * 400):
        document = Document("", (Item(plain("Held"), quotes=(Quote(words_, plain("Herald")),)),))
        (quoted,) = [line for line in words(document).split("\n") if line.startswith(words_[0])]
        assert len(quoted) == QUOTE_CHARACTERS


def test_what_is_left_out_has_a_button_and_goes_on_exactly_there() -> None:
    document = long_digest(300)
    rest = find_rest(document)
    assert rest is not None
    messages = render_messages(document, more="more abc")
    assert buttons_of(list(messages[-1].blocks)) == [(texts_for("en")("chat.button_more"), "say:more", "more abc")]
    shown = sum(visible_text(list(message.blocks)).count(" held") for message in messages)
    assert shown + sum(isinstance(block, Item) for block in rest.blocks) == 300
    assert next(block for block in rest.blocks if isinstance(block, Item)).line[0].text == f"M-{shown}"
    assert find_rest(long_digest(3)) is None


def test_buttons_of_all_kinds_find_room_beneath_the_fullest_message() -> None:
    actions = tuple(Action(f"Channel {number} " + "x" * 60, f"channel {number} " + "y" * 60) for number in range(30))
    document = replace(long_digest(300), actions=actions)
    for message in render_messages(document, repeat=True, more="more " + "k" * 40, share="s" * 22):
        check_blocks(list(message.blocks))
    names = [name for _, name, _ in buttons_of(list(message.blocks))]
    assert names[-2:] == ["say:more", SHARE]


@pytest.mark.parametrize(
    "attack",
    [
        "<!channel>",
        "<!here|here>",
        "<!subteam^S1|@staff>",
        "<@U123>",
        "<#C123>",
        "<https://evil.example|Reuters>",
        "&lt;!channel&gt;",
        "&amp;lt;!channel&amp;gt;",
        "<<!channel>>",
        "<!chan\u200bnel> <!channel\u2028>",
        "https://evil.example/a?b",
        "mailto:a@b.c tel:+1 slack://user?team=T1&id=U1",
        "\n> quoted\n```<!everyone>```",
        "*bold*<!channel>_it_",
    ],
)
def test_no_headline_calls_anybody_or_becomes_a_link(attack: str) -> None:
    line = (Span(attack, Style.STRONG), Span(attack, Style.CODE))
    quoted = Quote(attack, plain(attack))
    item = Item(line, details=(line,), quotes=(quoted, replace(quoted, chronicle=True)))
    document = Document(attack, (Heading(attack), Paragraph(line), item), summary=attack, actions=(Action(attack, "board"),))
    for message in render_messages(document, more="more x", share="x"):
        fallback: Json = {"type": "section", "text": {"type": "mrkdwn", "text": message.text}}
        assert calls_of([*message.blocks, fallback]) == []
        assert links_of([*message.blocks, fallback]) == []
        assert all(block["text"]["type"] == "plain_text" for block in message.blocks if block["type"] == "header")
        assert "mrkdwn" not in str(message.blocks)
