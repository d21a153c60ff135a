"""On a terminal: wrapped at its width, with Chinese two columns wide, coloured by what it is about."""

import pytest
from rich.cells import cell_len

from bot.chat.terminal import render_text
from bot.model.document import Document, Item, Paragraph, Quote, Span, Style, Tone, plain

CHINESE = "双方就恢复两军海上安全磋商机制等问题深入交换了意见" * 4
ENGLISH = "The two sides exchanged views on resuming the maritime talks. " * 4


@pytest.mark.parametrize("words", [CHINESE, ENGLISH, ENGLISH + CHINESE])
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(words: str, width: int) -> None:
    item = Item(plain(words), (plain(words),), (Quote(words, plain(words)),))
    lines = render_text(Document("T", (Paragraph(plain(words)), item)), colour=False, width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert "".join(lines).replace(" ", "").count(words.replace(" ", "")) == 5


def test_a_wrapped_quote_stays_indented() -> None:
    item = Item(plain("x"), quotes=(Quote(ENGLISH, plain("source")),))
    lines = render_text(Document("T", (item,)), colour=False, width=50).splitlines()
    assert len(lines) > 6
    assert lines[3].startswith("  > The two sides")
    assert all(line.startswith("    ") for line in lines[4:])


def test_a_very_narrow_terminal_still_gets_words() -> None:
    assert "exchanged" in render_text(Document("T", (Paragraph(plain(ENGLISH)),)), colour=False, width=3)


def test_each_tone_has_a_colour_of_its_own() -> None:
    tones = [tone for tone in Tone if tone not in (Tone.NEUTRAL, Tone.UNKNOWN)]
    shown = {render_text(Document("T", (Item((Span("x", Style.STRONG),), tone=tone),)), colour=True, width=80) for tone in tones}
    assert len(shown) == len(tones)


def test_without_colour_there_is_no_escape_even_on_a_terminal() -> None:
    line = (Span("report", Style.STRONG, "https://herald.example/1"),)
    shown = render_text(Document("T", (Item(line, tone=Tone.OPEN),)), colour=False, width=80)
    assert "\x1b" not in shown
    assert "https://herald.example/1" in shown


def test_with_colour_a_link_is_a_link_of_the_terminal() -> None:
    shown = render_text(Document("T", (Paragraph((Span("report", link="https://herald.example/1"),)),)), colour=True, width=80)
    assert "\x1b]8;" in shown
    assert "<https" not in shown
