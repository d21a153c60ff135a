"""Text on its way into a platform's markup: made harmless and cut to size. Pure.

Titles and quotes come from the web. What can't be seen but changes how the rest is read
(control characters, reversed direction) goes; what is visible stays as it was."""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import urlsplit

from bot.model.document import Line, Span

Measure = Callable[[str], int]
"""How long a platform finds a text; never less than its number of code points."""

ELLIPSIS = "…"
# Addresses longer than this are tracking noise that browsers and platforms refuse; Slack's limit is 3,000.
_LONGEST_LINK = 2_000

# Further back than this no space is looked for: an address, or a script without spaces.
_LONGEST_WORD = 24

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Embeddings, overrides and isolates turn the reading direction of what follows: "txt.exe" can
# be made to read "exe.txt". Marks (U+200E, U+200F) only order neutral signs and stay.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s{2,}")
# Letters by category, blank by looks: Hangul fillers and the empty Braille pattern.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def utf16_units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    """Length in the bytes that travel."""
    return len(text.encode())


def clean(text: str) -> str:
    """One line of visible text: no control characters, no turned direction, no broken surrogates,
    runs of spaces as one."""
    text = _SURROGATE.sub("\ufffd", text)
    text = _DIRECTION.sub("", _CONTROL.sub(" ", text))
    return _SPACES.sub(" ", text)


def visible(text: str) -> bool:
    """True where a reader sees anything at all; platforms refuse what is blank."""
    return any(unicodedata.category(character)[0] in "LNPS" and character not in _FILLERS for character in text)


def safe_link(address: str | None) -> str | None:
    """The address where it is an absolute http(s) one with a public-looking host, else None.

    What `urlsplit` reads differently from a browser (backslashes, spaces, credentials that
    pose as a host) is no link."""
    if not address or len(address) > _LONGEST_LINK or re.search(r"[\s\\\x00-\x1f\x7f<>\"]", address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    usable = parts.scheme.lower() in ("http", "https") and host and "." in host and "@" not in parts.netloc
    return address if usable else None


_LONGEST_CLEANED = 100_000


def cut(text: str, limit: int, measure: Measure = len) -> str:
    """At most `limit` long; what is cut ends with an ellipsis, after a whole word where one is near.

    `limit` must leave room for the ellipsis."""
    text = text[: limit + 1]
    if measure(text) <= limit:
        return text
    room = limit - measure(ELLIPSIS)
    kept = _longest_prefix(text, room, measure)
    space = kept.rfind(" ")
    if space > max(len(kept) // 2, len(kept) - _LONGEST_WORD):
        kept = kept[:space]
    return kept.rstrip() + ELLIPSIS


def _longest_prefix(text: str, room: int, measure: Measure) -> str:
    low, high = 0, min(len(text), room)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= room else (low, middle - 1)
    return text[:low]


def cut_line(line: Line, limit: int, measure: Measure, *, spans: int) -> Line:
    """The line cleaned and cut: at most `limit` long and of at most `spans` spans, none of them empty.

    Spans past the last one allowed are joined to it without style, so that no word is lost."""
    head, tail = line[:spans], line[spans:]
    if tail:
        head = (*head[:-1], Span(head[-1].text + "".join(span.text for span in tail)))
    cleaned = [Span(_cleaned(span.text), span.style, safe_link(span.link)) for span in head]
    if measure("".join(span.text for span in cleaned)) <= limit:
        return tuple(span for span in cleaned if span.text)
    return _cut_spans(cleaned, limit - measure(ELLIPSIS), measure)


def _cleaned(text: str) -> str:
    """Nothing that far out is ever shown, however much of it is space: don't clean megabytes to learn it."""
    return clean(text) if len(text) <= _LONGEST_CLEANED else clean(text[:_LONGEST_CLEANED]) + ELLIPSIS


def _cut_spans(spans: list[Span], room: int, measure: Measure) -> Line:
    """As many spans as fit, the last one ending with an ellipsis that `room` doesn't count."""
    kept: list[Span] = []
    for span in spans:
        length = measure(span.text)
        if length > room:
            kept.append(Span(cut(span.text, room, measure) if room > measure(ELLIPSIS) else ELLIPSIS, span.style, span.link))
            break
        room -= length
        if span.text:
            kept.append(span)
    return tuple(kept)
