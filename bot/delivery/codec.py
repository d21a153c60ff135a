"""Documents as JSON and back, for the outbox: what is read equals what was written.

The text is pure ASCII: PostgreSQL's text refuses the NUL that may stand in what a feed sends,
its escape passes."""

import json
from collections.abc import Mapping
from typing import Any

from bot.model.document import Action, Block, Document, Heading, Item, Line, Paragraph, Quote, Span, Style, Tone

VERSION = 1


def dump_document(document: Document) -> str:
    """A document as JSON text."""
    value = {
        "version": VERSION,
        "title": document.title,
        "blocks": [_block(block) for block in document.blocks],
        "summary": document.summary,
        "language": document.language,
        "actions": [[action.label, action.command] for action in document.actions],
        "shareable": document.shareable,
    }
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def parse_document(text: str) -> Document:
    """The document that dump_document wrote. Raises ValueError for anything else."""
    try:
        value = json.loads(text)
        if value["version"] != VERSION:
            raise ValueError(f"a document of version {value['version']}")
        return Document(
            title=value["title"],
            blocks=tuple(_parse_block(block) for block in value["blocks"]),
            summary=value["summary"],
            language=value["language"],
            actions=tuple(Action(label, command) for label, command in value["actions"]),
            shareable=value.get("shareable", False),  # what an earlier version queued has none
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not a document as the outbox keeps it") from error


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"paragraph": _line(block.line)}
        case Heading():
            return {"heading": block.text}
        case Item():
            return {
                "item": _line(block.line),
                "details": [_line(line) for line in block.details],
                "quotes": [_quote(quote) for quote in block.quotes],
                "tone": block.tone,
            }


def _parse_block(value: Mapping[str, Any]) -> Block:
    if "paragraph" in value:
        return Paragraph(_parse_line(value["paragraph"]))
    if "heading" in value:
        return Heading(value["heading"])
    return Item(
        line=_parse_line(value["item"]),
        details=tuple(_parse_line(line) for line in value["details"]),
        quotes=tuple(_parse_quote(quote) for quote in value["quotes"]),
        tone=Tone(value["tone"]),
    )


def _quote(quote: Quote) -> dict[str, Any]:
    return {"text": quote.text, "source": _line(quote.source), "language": quote.language, "chronicle": quote.chronicle}


def _parse_quote(value: Mapping[str, Any]) -> Quote:
    return Quote(value["text"], _parse_line(value["source"]), value["language"], value["chronicle"])


def _line(line: Line) -> list[list[str | None]]:
    return [[span.text, span.style, span.link] for span in line]


def _parse_line(value: list[list[Any]]) -> Line:
    return tuple(Span(text, Style(style), link) for text, style, link in value)
