"""Nothing an article or a person sends can drive the terminal it is shown on."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.terminal import render_text
from bot.chat.terminal.safe import safe
from bot.model.document import Document, Heading, Item, Line, Paragraph, Quote, Span, Tone, plain

OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x07\x1b]*\x1b\\")
"""What rich writes for styles and links."""


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b2Jgone", "gone"),
        ("\x1b]0;new title\x07text", "text"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bP1$r0m\x1b\\x", "x"),
        ("\x1bcreset", "reset"),
        ("over\rwritten\b\b", "over written"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("bell\x07null\x00", "bellnull"),
        ("abc\u202edcba", "abcdcba"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("unfinished \x1b[", "unfinished "),
        ("unfinished \x1b", "unfinished "),
        ("[bold]markup[/bold] :smile:", "[bold]markup[/bold] :smile:"),
        ("国防部 — “ok”", "国防部 — “ok”"),
    ],
)
def test_escapes_and_controls_are_taken_out_and_words_stay(sent: str, shown: str) -> None:
    assert safe(sent) == shown


def everywhere(sent: str, link: str) -> Document:
    line: Line = (Span(sent, link=f"https://x.example/{link}"),)
    item = Item(line, (line,), (Quote(sent, line), Quote(sent, plain(sent), chronicle=True)), Tone.OPEN)
    return Document(sent, (Paragraph(line), Heading(sent), item), summary=sent)


anything = st.text(st.characters(), max_size=60) | st.text("\x1b[]\\;\x07\x9b0m8a ", max_size=30)


@given(anything, anything, st.booleans(), st.none() | st.integers(-3, 200))
def test_rendering_never_raises_and_never_lets_an_escape_through(sent: str, link: str, colour: bool, width: int | None) -> None:
    shown = OURS.sub("", render_text(everywhere(sent, link), colour=colour, width=width))
    assert {character for character in shown if unicodedata.category(character) in ("Cc", "Cs")} <= {"\n"}
    shown.encode("utf-8")


@given(anything)
def test_markup_of_the_colour_library_is_shown_and_not_obeyed(sent: str) -> None:
    marked = f"[bold red]{safe(sent)}[/]"
    shown = OURS.sub("", render_text(Document("T", (Paragraph(plain(marked)),)), colour=True, width=None))
    assert "[bold red]" in shown
