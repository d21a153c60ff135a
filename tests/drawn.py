"""Slack's blocks as HTML, for the README's pictures and for the page of the fakes. All text is escaped."""

import html
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

STYLE = Path(__file__).parent.joinpath("pictures", "style.css").read_text(encoding="utf-8")

_TAGS = {"bold": "b", "italic": "i", "code": "code"}


def drawn_blocks(blocks: Iterable[dict[str, Any]]) -> str:
    """Raises ValueError for a kind of block that the bot does not send."""
    return "".join(_block(block) for block in blocks)


def drawn_keys(labels: Iterable[str]) -> str:
    """Buttons; each carries its label for whoever makes it work."""
    return (
        '<div class="keys">'
        + "".join(f'<span data-press="{html.escape(label)}">{html.escape(label)}</span>' for label in labels)
        + "</div>"
    )


def _block(block: dict[str, Any]) -> str:
    match block["type"]:
        case "header":
            return f"<h3>{html.escape(block['text']['text'])}</h3>"
        case "actions":
            return drawn_keys(key["text"]["text"] for key in block["elements"])
        case "context":
            return f'<div class="context">{html.escape(" ".join(part["text"] for part in block["elements"]))}</div>'
        case "rich_text":
            return f"<div>{''.join(_element(element) for element in block['elements'])}</div>"
        case other:
            raise ValueError(f"draw me too: {other}")


def _element(element: dict[str, Any]) -> str:
    if element["type"] == "rich_text_list":
        return f"<ul>{''.join(f'<li>{_element(item)}</li>' for item in element['elements'])}</ul>"
    words = "".join(_words(element["elements"]))
    return f"<blockquote>{words}</blockquote>" if element["type"] == "rich_text_quote" else words


def _words(elements: Iterable[dict[str, Any]]) -> Iterator[str]:
    for element in elements:
        words = html.escape(element["text"])
        for style in element.get("style", {}):
            words = f"<{_TAGS[style]}>{words}</{_TAGS[style]}>"
        yield f'<a href="#">{words}</a>' if element["type"] == "link" else words
