"""Documents as Telegram messages. Pure.

Title and headings in bold; an item begins with the sign of its tone; a quote is a block quote
(folded where it is long) with its source beneath, so that the source shows while it is folded.
What doesn't fit one message goes on in the next, cut between items."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.chat.paging import Pages, Piece, Size, paginate
from bot.chat.telegram.markup import NEWLINE, Markup, joined, line, tag, text
from bot.chat.text import clean, cut, cut_line, utf8_bytes, utf16_units, visible
from bot.i18n import Texts, texts_for
from bot.model.document import Action, Block, Document, Heading, Item, Line, Paragraph, Quote, Tone

MESSAGE_UNITS = 4_096
MESSAGE_ENTITIES = 100
CALLBACK_BYTES = 64

# What a message needs besides its pieces: title, page number, "n more", mark of repetition.
_FRAME = Size(600, 6)
_ROOM = Size(MESSAGE_UNITS - _FRAME.length, MESSAGE_ENTITIES - _FRAME.parts)
MOST_MESSAGES = 5

_TITLE_UNITS = 200
_NOTE_UNITS = 150
# A heading and the largest piece fit one message together.
_HEADING_UNITS = 200
_PIECE = Size(3_200, 90)
_LINE_UNITS, _LINE_SPANS = 1_000, 16
_PARAGRAPH_UNITS, _PARAGRAPH_SPANS = 2_900, 40
_SHORT_UNITS = 160
# A quote is at most 300 characters by the model's promise; twice that where each is a surrogate pair.
_QUOTE_UNITS = 620
# Three lines of a phone: a longer quote is folded and opens at a touch.
_FOLDED_UNITS = 120

_BUTTON_UNITS = 40
_MOST_BUTTONS = 24
_SHORT_LABEL = 12

SYMBOLS = {Tone.OPEN: "🟢", Tone.AGREED: "🔵", Tone.SOUGHT: "🟡", Tone.SUSPENDED: "🔴", Tone.UNKNOWN: "⚪", Tone.NEUTRAL: "•"}

Keyboard = tuple[tuple[Action, ...], ...]


@dataclass(frozen=True, slots=True)
class TelegramMessage:
    """One message: HTML within Telegram's limits, and rows of buttons."""

    html: str
    keyboard: Keyboard = ()


def render_messages(document: Document, *, repeat: bool = False, most: int = MOST_MESSAGES, more: str = "") -> tuple[TelegramMessage, ...]:
    """At least one message, each within the limits; buttons under the last one.

    What exceeds the `most` messages that the document may take is left out, and said to be; `more` is
    what a button says to get it. `repeat` marks every message as perhaps already received."""
    texts = texts_for(document.language)
    pages = paginate([piece for _, piece in _pieces(document)], _ROOM, most)
    bodies = _bodies(document, pages, texts)
    if repeat:
        mark = tag("i", text(cut(texts("chat.repeat"), _NOTE_UNITS, utf16_units)))
        bodies = [mark + NEWLINE + body for body in bodies]
    actions = document.actions
    if pages.left_out and more:
        actions = (Action(texts("chat.button_more"), more), *actions)
    keyboard = _keyboard(actions)
    return tuple(TelegramMessage(body.html, keyboard if number == len(bodies) else ()) for number, body in enumerate(bodies, start=1))


def find_rest(document: Document, *, most: int = MOST_MESSAGES) -> Document | None:
    """What finds no room in `most` messages, as a document without buttons; None where all of it does."""
    pieces = _pieces(document)
    pages = paginate([piece for _, piece in pieces], _ROOM, most)
    if not pages.left_out:
        return None
    shown = sum(len(page) for page in pages.pages)
    return replace(document, blocks=tuple(block for block, _ in pieces[shown:]), actions=())


def _pieces(document: Document) -> list[tuple[Block, Piece["_Part"]]]:
    """Each block of which a reader sees anything."""
    texts = texts_for(document.language)
    return [(block, piece) for block in document.blocks if (piece := _piece(block, texts))]


def _bodies(document: Document, pages: Pages["_Part"], texts: Texts) -> list[Markup]:
    title = _words(document.title, _TITLE_UNITS)
    total = len(pages.pages)
    bodies = []
    for number, page in enumerate(pages.pages, start=1):
        parts = [_title(title, number, total), _joined_parts(page)]
        if number == total and pages.left_out:
            parts.append(tag("i", text(cut(texts("chat.more", count=pages.left_out), _NOTE_UNITS, utf16_units))))
        bodies.append(joined([part for part in parts if part.html], NEWLINE + NEWLINE))
    if not bodies:
        bodies = [_title(title, 1, 1) if title.html else text(texts("chat.nothing"))]
    return bodies


def _title(title: Markup, number: int, total: int) -> Markup:
    """The title, with the page's number where there are several."""
    bold = tag("b", title) if title.html else title
    return bold if total == 1 else joined([part for part in (bold, text(f"{number}/{total}")) if part.html], text(" "))


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the body; short ones (an item of one line, a short paragraph) stand close
    together like a list, and a heading close to what it heads."""

    markup: Markup
    short: bool = False
    heading: bool = False


def _joined_parts(parts: Sequence[_Part]) -> Markup:
    whole = Markup()
    for before, part in zip([None, *parts], parts, strict=False):
        if before is not None:
            close = before.heading or (before.short and part.short)
            whole += NEWLINE if close else NEWLINE + NEWLINE
        whole += part.markup
    return whole


def _piece(block: Block, texts: Texts) -> Piece[_Part] | None:
    """One block as a piece; None where a reader would see nothing of it."""
    match block:
        case Heading():
            part = _Part(_heading(block), heading=True)
        case Paragraph():
            words = _line(block.line, _PARAGRAPH_UNITS, _PARAGRAPH_SPANS)
            part = _Part(words, short=words.units <= _SHORT_UNITS)
        case Item():
            part = _Part(_item(block, texts), short=not (block.details or block.quotes))
    if not part.markup.html:
        return None
    gap = 2  # the blank line before it
    return Piece(part, Size(part.markup.units + gap, part.markup.entities), heading=part.heading)


def _heading(heading: Heading) -> Markup:
    words = _words(heading.text, _HEADING_UNITS)
    return tag("b", words) if words.html else words


def _item(item: Item, texts: Texts) -> Markup:
    """The statement, then as many details and quotes as one piece holds; the rest is counted."""
    parts = [_line(detail) for detail in item.details] + [_quote(quote) for quote in item.quotes]
    parts = [part for part in parts if part.html]
    statement = _line(item.line)
    if not (statement.html or parts):
        return Markup()
    markup = text(SYMBOLS[item.tone] + " ") + statement
    for shown, part in enumerate(parts):
        size = Size(markup.units + part.units + 1, markup.entities + part.entities)
        if not size.fits(_PIECE):
            return markup + NEWLINE + tag("i", text(cut(texts("chat.more", count=len(parts) - shown), _NOTE_UNITS, utf16_units)))
        markup += NEWLINE + part
    return markup


def _quote(quote: Quote) -> Markup:
    """The words of an article as a block quote; a chronicle's note, which nobody said, in italics."""
    words, source = _words(quote.text, _QUOTE_UNITS), _line(quote.source)
    if words.html and quote.chronicle:
        words = tag("i", words)
    elif words.html:
        words = tag("blockquote", words, " expandable" if words.units > _FOLDED_UNITS else "")
    return joined([part for part in (words, text("— ") + source if source.html else source) if part.html], NEWLINE)


def _line(value: Line, units: int = _LINE_UNITS, spans: int = _LINE_SPANS) -> Markup:
    """A line within its limits; empty where nothing of it is visible."""
    short = cut_line(value, units, utf16_units, spans=spans)
    return line(short) if visible("".join(span.text for span in short)) else Markup()


def _words(value: str, units: int) -> Markup:
    words = cut(clean(value[: 2 * units]), units, utf16_units)
    return text(words) if visible(words) else Markup()


def _keyboard(actions: Sequence[Action]) -> Keyboard:
    """Buttons in rows; an action whose command is longer than Telegram carries has no button."""
    usable = []
    for action in actions[:_MOST_BUTTONS]:
        label = cut(clean(action.label[: 2 * _BUTTON_UNITS]), _BUTTON_UNITS, utf16_units)
        if visible(label) and action.command == clean(action.command) and 1 <= utf8_bytes(action.command) <= CALLBACK_BYTES:
            usable.append(Action(label, action.command))
    across = 3 if all(len(action.label) <= _SHORT_LABEL for action in usable) else 2
    return tuple(tuple(usable[start : start + across]) for start in range(0, len(usable), across))
