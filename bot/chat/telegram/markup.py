"""Telegram's HTML with its size: what is written is measured as Telegram will measure it. Pure.

Source: core.telegram.org/bots/api#html-style; the limits are python-telegram-bot's `MessageLimit`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.chat.text import utf16_units
from bot.model.document import Line, Span, Style

_TAGS = {Style.STRONG: "b", Style.EMPHASIS: "i", Style.CODE: "code"}
# "@name" in a headline would call that person into the group. A word joiner after the sign can't be
# seen and stops it; addresses (a@b.org) and commands (/board@bot) have a word before the sign. Of
# other letters Telegram counts fewer as parts of words than Python does; the name may be the next span.
_MENTION = re.compile(r"(?<![0-9A-Za-z_])@(?!\s)")


@dataclass(frozen=True, slots=True)
class Markup:
    """Finished HTML, the UTF-16 units it shows, and the entities it takes."""

    html: str = ""
    units: int = 0
    entities: int = 0

    def __add__(self, other: "Markup") -> "Markup":
        return Markup(self.html + other.html, self.units + other.units, self.entities + other.entities)


NEWLINE = Markup("\n", 1)


def text(value: str) -> Markup:
    """Text as it is, escaped. Only these four: Telegram shows any other entity's name literally."""
    value = _MENTION.sub("@\u2060", value)
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return Markup(escaped, utf16_units(value))


def tag(name: str, inner: Markup, attributes: str = "") -> Markup:
    """The inner markup as one more entity."""
    return Markup(f"<{name}{attributes}>{inner.html}</{name}>", inner.units, inner.entities + 1)


def span(value: Span) -> Markup:
    """A span that was cleaned and cut (`bot.chat.text.cut_line`)."""
    markup = text(value.text)
    # Telegram lets nothing stand inside code and code inside nothing: a link wins over it.
    if value.style is not Style.PLAIN and not (value.link and value.style is Style.CODE):
        markup = tag(_TAGS[value.style], markup)
    if value.link:
        address = value.link.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        markup = tag("a", markup, f' href="{address}"')
    return markup


def line(value: Line) -> Markup:
    return joined(span(part) for part in value)


def joined(parts: Iterable[Markup], separator: Markup | None = None) -> Markup:
    whole = Markup()
    for number, part in enumerate(parts):
        whole += (separator + part) if separator and number else part
    return whole
