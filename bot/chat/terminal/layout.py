"""A document as rows of text: what stands where, before any colour or wrapping.

Plain and coloured output come from the same rows, so that they can't say different things."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.chat.terminal.safe import safe
from bot.model.document import Block, Document, Heading, Item, Line, Paragraph, Quote, Span, Style, Tone


class Role(StrEnum):
    """What a run of text is, for those who colour it."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    QUOTE = "quote"
    SOURCE = "source"


_STYLES = {Style.PLAIN: Role.TEXT, Style.STRONG: Role.STRONG, Style.EMPHASIS: Role.EMPHASIS, Style.CODE: Role.CODE}


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    role: Role = Role.TEXT
    link: str | None = None
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Row:
    """One line. It begins with `lead` (a bullet, or spaces); where it wraps, the rest is
    indented as far. No runs: an empty line."""

    runs: tuple[Run, ...] = ()
    lead: str = ""


def rows(document: Document) -> Iterator[Row]:
    """The whole document, top to bottom."""
    yield Row((Run(safe(document.title), Role.TITLE),), "# ")
    previous: Block | None = None
    for block in document.blocks:
        if _apart(previous, block):
            yield Row()
        yield from _block(block)
        previous = block


def _apart(previous: Block | None, block: Block) -> bool:
    """An empty line between blocks, but not within a run of paragraphs or of bare items."""
    if isinstance(previous, Paragraph) and isinstance(block, Paragraph):
        return False
    return not (isinstance(previous, Item) and isinstance(block, Item) and _is_bare(previous) and _is_bare(block))


def _is_bare(item: Item) -> bool:
    return not item.details and not item.quotes


def _block(block: Block) -> Iterator[Row]:
    match block:
        case Paragraph(line):
            yield Row(_runs(line))
        case Heading(text):
            yield Row((Run(safe(text), Role.HEADING),), "## ")
        case Item():
            yield from _item(block)


def _item(item: Item) -> Iterator[Row]:
    yield Row(_runs(item.line, tone=item.tone), "- ")
    for detail in item.details:
        yield Row(_runs(detail), "  ")
    for quote in item.quotes:
        yield from _quote(quote)


def _quote(quote: Quote) -> Iterator[Row]:
    """An article's words stand behind a `>`, because many bring quotation marks of their own; a
    chronicle's note is no quotation and stands without."""
    yield Row((Run(safe(quote.text), Role.QUOTE),), "    " if quote.chronicle else "  > ")
    yield Row(_runs(quote.source, role=Role.SOURCE), "    — ")


def _runs(line: Line, *, role: Role | None = None, tone: Tone = Tone.NEUTRAL) -> tuple[Run, ...]:
    return tuple(_run(span, role, tone) for span in line if span.text)


def _run(span: Span, role: Role | None, tone: Tone) -> Run:
    return Run(safe(span.text), role or _STYLES[span.style], safe(span.link) if span.link else None, tone)
