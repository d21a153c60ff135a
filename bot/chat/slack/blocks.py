"""Block Kit values, built so that Slack parses no text of ours. Pure.

Text goes into `rich_text` elements, which carry their style and links as data: a headline with
`<!channel>`, `*stars*`, `:emoji:` or a bare address stays what it is, and bold works in Chinese,
where mrkdwn's asterisks would need spaces around them. Only the fallback `text` is mrkdwn.

Source: docs.slack.dev/reference/block-kit; the limits are slack_sdk's and those of `FALLBACK_CHARACTERS`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.model.document import Line, Style

Json = dict[str, Any]

_STYLES: Mapping[Style, Json] = {
    Style.PLAIN: {},
    Style.STRONG: {"style": {"bold": True}},
    Style.EMPHASIS: {"style": {"italic": True}},
    Style.CODE: {"style": {"code": True}},
}


def size_of(blocks: object) -> int:
    """The bytes of their JSON.

    Slack refuses a message whose blocks exceed some 13,200 characters "with a buffer for block
    containers" (slackapi/bolt-js#2509), and refused 11,341 characters of rich text (#2867): it
    counts more than text. Counting all of the JSON, in bytes, errs on the safe side."""
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")).encode())


def header(title: str) -> Json:
    return {"type": "header", "text": {"type": "plain_text", "text": title, "emoji": False}}


def rich_text(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def section(elements: Sequence[Json]) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def quote(elements: Sequence[Json]) -> Json:
    return {"type": "rich_text_quote", "elements": list(elements)}


def text(value: str, style: Style = Style.PLAIN) -> Json:
    return {"type": "text", "text": value, **_STYLES[style]}


def line(value: Line) -> list[Json]:
    """The elements of a line that was cleaned and cut (`bot.chat.text.cut_line`)."""
    return [
        {"type": "link", "url": span.link, "text": span.text, **_STYLES[span.style]} if span.link else text(span.text, span.style)
        for span in value
    ]


def stacked(lines: Iterable[list[Json]]) -> list[Json]:
    """Lines beneath each other in one element."""
    elements: list[Json] = []
    for words in lines:
        elements += [text("\n"), *words] if elements else words
    return elements


SHARE = "share"
"""The action of the button that shows an answer to all; every other button says its value."""


def button(label: str, value: str, name: str) -> Json:
    return {
        "type": "button",
        "action_id": name,
        "text": {"type": "plain_text", "text": label, "emoji": False},
        "value": value,
    }


def escaped(value: str) -> str:
    """Text for mrkdwn: nothing in it is a link, a mention or a call to the channel.

    Only these three have a meaning to Slack's parser; it shows any other entity's name literally."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
