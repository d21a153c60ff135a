"""Documents as Slack messages. Pure.

The title is a header; an item begins with the sign of its tone; a quote stands indented with
its source beneath. What doesn't fit one message goes on in the next, cut between items. The
fallback `text` is what notifications show and screen readers read: the summary, then all words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.chat.paging import Pages, Piece, Size, paginate
from bot.chat.slack import blocks as kit
from bot.chat.slack.blocks import Json, size_of
from bot.chat.text import Measure, clean, cut, cut_line, utf8_bytes, visible
from bot.i18n import Texts, texts_for
from bot.model.document import Action, Block, Document, Heading, Item, Line, Paragraph, Quote, Span, Style, Tone

FALLBACK_CHARACTERS = 4_000
HEADER_CHARACTERS = 150
QUOTE_CHARACTERS = 300
# Of the 25 that a row holds "more" and "share" have theirs.
BUTTON_CHARACTERS, BUTTON_VALUE_CHARACTERS, MOST_BUTTONS = 75, 2_000, 23

# 13,200 bytes and 50 blocks a message; header, marks, "n more" with its button, "share" and the other
# buttons take theirs first.
_MESSAGE = Size(12_800, 50)
_FRAME = Size(2_000, 5)
MOST_MESSAGES = 5

# Limits below are in UTF-8 bytes of text, never less than characters.
_HEADING_BYTES = 300
_NOTE_BYTES = 300
_LINE_BYTES, _LINE_SPANS = 1_500, 12
_PARAGRAPH_BYTES, _PARAGRAPH_SPANS = 2_800, 30
# JSON of the largest piece; a text object holds 3,000 characters, and a block of ours not more than this.
_PIECE_BYTES = 6_000
_BUTTONS_BYTES = 3_000

SYMBOLS = {Tone.OPEN: "🟢", Tone.AGREED: "🔵", Tone.SOUGHT: "🟡", Tone.SUSPENDED: "🔴", Tone.UNKNOWN: "⚪", Tone.NEUTRAL: "•"}


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """One message: blocks within Slack's limits, and the fallback text, never empty."""

    text: str
    blocks: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A block of the body and its words without style."""

    block: Json
    words: str


def render_messages(
    document: Document, *, repeat: bool = False, most: int = MOST_MESSAGES, more: str = "", share: str = ""
) -> tuple[SlackMessage, ...]:
    """At least one message, each within the limits; buttons under the last one.

    What exceeds the `most` messages that the document may take is left out, and said to be; a button
    that says `more` goes on from there (`find_rest`). `share` is what the button that shows the document
    to all carries. `repeat` marks every message as perhaps already received."""
    texts = texts_for(document.language)
    pages, buttons = _pages(document, most), _buttons(document.actions)
    parts_of_pages = [[part for _, part in page] for page in pages.pages] or [[]]
    if pages.left_out:
        note = texts("chat.more", count=pages.left_out)
        parts_of_pages[-1].append(_note(note))
        if more:
            buttons.append(kit.button(_words(texts("chat.button_more"), BUTTON_CHARACTERS), more, "say:more"))
    if share:
        buttons.append(kit.button(_words(texts("chat.share"), BUTTON_CHARACTERS), share, kit.SHARE))
    total = len(parts_of_pages)
    messages = []
    for number, parts in enumerate(parts_of_pages, start=1):
        parts = [_note(texts("chat.repeat")), *parts] if repeat else parts
        messages.append(_message(document, parts, number, total, buttons if number == total else [], texts))
    return tuple(messages)


def find_rest(document: Document, *, most: int = MOST_MESSAGES) -> Document | None:
    """What `most` messages leave out, as a document of its own; None where they hold all."""
    pages = _pages(document, most)
    if not pages.left_out:
        return None
    shown = [number for page in pages.pages for number, _ in page]
    return replace(document, blocks=document.blocks[shown[-1] + 1 :], summary="")


def _pages(document: Document, most: int) -> Pages[tuple[int, _Part]]:
    """The blocks that have something to show, with their places, dealt out to messages."""
    texts = texts_for(document.language)
    pieces = [piece for number, block in enumerate(document.blocks) if (piece := _piece(number, block, texts))]
    buttons = size_of(_buttons(document.actions))
    return paginate(pieces, Size(_MESSAGE.length - _FRAME.length - buttons, _MESSAGE.parts - _FRAME.parts), most)


def _message(document: Document, parts: Sequence[_Part], number: int, total: int, buttons: Sequence[Json], texts: Texts) -> SlackMessage:
    title = _words(document.title, HEADER_CHARACTERS - 10)
    if total > 1:
        title = f"{title} {number}/{total}".strip()
    if not (title or parts):
        parts = [_note(texts("chat.nothing"))]
    body = [kit.header(title)] if title else []
    body += [part.block for part in parts]
    if buttons:
        body.append({"type": "actions", "elements": list(buttons)})
    return SlackMessage(_fallback(document, title, parts, number), tuple(body))


def _fallback(document: Document, title: str, parts: Sequence[_Part], number: int) -> str:
    summary = _words(document.summary, FALLBACK_CHARACTERS) if number == 1 else ""
    lines = [line for line in (summary, title, *(part.words for part in parts)) if visible(line)]
    # Escaping makes five characters of one; what must hold is the length of what is sent.
    return cut(kit.escaped("\n".join(lines)), FALLBACK_CHARACTERS)


def _piece(number: int, block: Block, texts: Texts) -> Piece[tuple[int, _Part]] | None:
    """One block and its place as a piece; None where a reader would see nothing of it."""
    match block:
        case Heading():
            part = _heading(block)
        case Paragraph():
            part = _paragraph(block)
        case Item():
            part = _item(block, texts)
    if part is None:
        return None
    return Piece((number, part), Size(size_of(part.block) + 1, 1), heading=isinstance(block, Heading))


def _heading(heading: Heading) -> _Part | None:
    words = _words(heading.text, _HEADING_BYTES)
    return _Part(kit.rich_text(kit.section([kit.text(words, Style.STRONG)])), words) if words else None


def _paragraph(paragraph: Paragraph) -> _Part | None:
    line = _line(paragraph.line, _PARAGRAPH_BYTES, _PARAGRAPH_SPANS)
    return _Part(kit.rich_text(kit.section(kit.line(line))), _plain(line)) if line else None


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of an item, or one quote with its source."""

    elements: list[Json]
    words: str
    quoted: bool = False


def _item(item: Item, texts: Texts) -> _Part | None:
    """The statement, then as many details and quotes as one piece holds; the rest is counted."""
    statement = _line(item.line)
    rows = [_row(line) for detail in item.details if (line := _line(detail))]
    rows += [row for quote in item.quotes if (row := _quote(quote))]
    if not (statement or rows):
        return None
    shown = [_row((Span(SYMBOLS[item.tone] + " "), *statement))]
    length = 0
    for row in rows:
        length += size_of(row.elements) + 100  # and what stands around them
        if length > _PIECE_BYTES:
            more = texts("chat.more", count=len(rows) - len(shown) + 1)
            shown.append(_row((Span(cut(more, _NOTE_BYTES, utf8_bytes), Style.EMPHASIS),)))
            break
        shown.append(row)
    return _Part(kit.rich_text(*_elements(shown)), "\n".join(row.words for row in shown))


def _elements(rows: Sequence[_Row]) -> list[Json]:
    """Lines beneath each other become one section, each quote an element of its own."""
    elements: list[Json] = []
    for quoted, group in groupby(rows, key=lambda row: row.quoted):
        if quoted:
            elements += [kit.quote(row.elements) for row in group]
        else:
            elements.append(kit.section(kit.stacked(row.elements for row in group)))
    return elements


def _row(line: Line) -> _Row:
    return _Row(kit.line(line), _plain(line))


def _quote(quote: Quote) -> _Row | None:
    """The words of an article as a quote; a chronicle's note, which nobody said, in italics."""
    words, source = _words(quote.text, QUOTE_CHARACTERS, len), _line(quote.source)
    lines: list[Line] = []
    if words:
        lines.append((Span(words, Style.EMPHASIS if quote.chronicle else Style.PLAIN),))
    if source:
        lines.append((Span("— "), *source))
    if not lines:
        return None
    return _Row(kit.stacked(kit.line(line) for line in lines), "\n".join(_plain(line) for line in lines), quoted=not quote.chronicle)


def _buttons(actions: Sequence[Action]) -> list[Json]:
    """Buttons that fit; what Slack can't carry has none."""
    buttons: list[Json] = []
    for action in actions[:MOST_BUTTONS]:
        label = _words(action.label, BUTTON_CHARACTERS)
        if label and action.command == clean(action.command) and 1 <= utf8_bytes(action.command) <= BUTTON_VALUE_CHARACTERS:
            buttons.append(kit.button(label, action.command, f"say:{len(buttons)}"))
        if size_of(buttons) > _BUTTONS_BYTES:
            return buttons[:-1]
    return buttons


def _note(words: str) -> _Part:
    words = cut(words, _NOTE_BYTES, utf8_bytes)
    return _Part(kit.rich_text(kit.section([kit.text(words, Style.EMPHASIS)])), words)


def _line(value: Line, limit: int = _LINE_BYTES, spans: int = _LINE_SPANS) -> Line:
    """A line within its limits; empty where nothing of it is visible."""
    short = cut_line(value, limit, utf8_bytes, spans=spans)
    return short if visible(_plain(short)) else ()


def _words(value: str, limit: int, measure: Measure = utf8_bytes) -> str:
    words = cut(clean(value[: 2 * limit]), limit, measure).strip()
    return words if visible(words) else ""


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)
