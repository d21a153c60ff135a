"""A document's words as one would read them, for tests."""

from collections.abc import Iterator

from bot.model.document import Document, Heading, Item, Line, Paragraph


def words(line: Line) -> str:
    return "".join(span.text for span in line)


def read_item(item: Item) -> list[str]:
    """The item's lines, then each quote with its source."""
    quotes = [f"{quote.text} — {words(quote.source)}" for quote in item.quotes]
    return [words(item.line), *map(words, item.details), *quotes]


def items(document: Document) -> list[Item]:
    return [block for block in document.blocks if isinstance(block, Item)]


def outline(document: Document) -> Iterator[str]:
    """Each block in a line: headings marked with #, items by their first line."""
    for block in document.blocks:
        match block:
            case Heading(text):
                yield f"# {text}"
            case Paragraph(line):
                yield words(line)
            case Item(line=line):
                yield f"- {words(line)}"
