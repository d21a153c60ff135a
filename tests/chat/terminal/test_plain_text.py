"""In a pipe: no escape, nothing cut or wrapped, every quote and link there, always the same."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.terminal import render_text
from bot.model.document import Block, Document, Heading, Item, Paragraph, Quote, Span, Style, plain

text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cs"]), min_size=1, max_size=80)


def one(block: Block) -> Document:
    return Document("Title", (block,))


def test_a_link_is_written_out_once() -> None:
    linked = Paragraph((Span("the report", link="https://herald.example/1"),))
    assert render_text(one(linked), colour=False, width=None) == "# Title\n\nthe report <https://herald.example/1>\n"
    spelt = Paragraph((Span("https://herald.example/1", link="https://herald.example/1"),))
    assert "<" not in render_text(one(spelt), colour=False, width=None)


def test_an_articles_words_are_marked_as_a_quotation_and_a_chronicles_note_does_not() -> None:
    source = plain("a source")
    item = Item(plain("Something"), quotes=(Quote("They met.", source), Quote("first round", source, chronicle=True)))
    assert render_text(one(item), colour=False, width=None).splitlines()[2:] == [
        "- Something",
        "  > They met.",
        "    — a source",
        "    first round",
        "    — a source",
    ]


def test_styles_leave_no_trace() -> None:
    line = tuple(Span(style.value, style) for style in Style)
    assert render_text(one(Paragraph(line)), colour=False, width=None).endswith("plainstrongemphasiscode\n")


def test_bare_items_stand_close_and_full_ones_apart() -> None:
    blocks = (Item(plain("a")), Item(plain("b")), Item(plain("c"), details=(plain("d"),)))
    assert render_text(Document("T", blocks), colour=False, width=None) == "# T\n\n- a\n- b\n\n- c\n  d\n"


@given(st.lists(st.tuples(text, text), max_size=6))
def test_each_item_keeps_its_quote_on_one_line(said: list[tuple[str, str]]) -> None:
    items = tuple(Item(plain(line), quotes=(Quote(quote, plain("s")),)) for line, quote in said)
    lines = render_text(Document("T", items), colour=False, width=None).splitlines()
    quotes = [line for line in lines if line.startswith("  >")]
    assert quotes == [f"  > {_spaced(quote)}".rstrip() for _, quote in said]


def _spaced(quote: str) -> str:
    """White space comes out as one space a run, also at the ends."""
    inner = " ".join(quote.split())
    return f"{' ' * quote[:1].isspace()}{inner}{' ' * quote[-1:].isspace()}" if inner else " "


def test_a_heading_is_marked() -> None:
    assert "## Contacts held\n" in render_text(one(Heading("Contacts held")), colour=False, width=None)
