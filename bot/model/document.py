"""Messages before any platform's markup. Renderers in chat/ turn them into text, HTML or blocks.

All strings are in the reader's language already, unescaped: escaping belongs to the
renderer that knows the markup."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"


class Tone(StrEnum):
    """What a line is about, for renderers that have colour or symbols."""

    NEUTRAL = "neutral"
    OPEN = "open"
    AGREED = "agreed"
    SOUGHT = "sought"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; `link` is an absolute http(s) address or None."""

    text: str
    style: Style = Style.PLAIN
    link: str | None = None


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that prove a statement, in the article's own language, at most 300 characters,
    and where they stand: `source` is a line such as "Financial Times, 1 December 2023 (A-9)".
    A chronicle's quote is its note; its source begins with the word chronicle."""

    text: str
    source: Line
    language: str | None = None
    chronicle: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One statement with what proves it. Messages are cut between items, never within."""

    line: Line
    details: tuple[Line, ...] = ()
    quotes: tuple[Quote, ...] = ()
    tone: Tone = Tone.NEUTRAL


Block = Paragraph | Heading | Item


@dataclass(frozen=True, slots=True)
class Action:
    """A button: `label` for people, `command` what pressing it says, e.g. `channel mmca`."""

    label: str
    command: str


@dataclass(frozen=True, slots=True)
class Document:
    """One message. `summary` is a line for notifications and screen readers; `shareable` says that
    who asked in private may show it to the whole room: it answers a question and changed nothing."""

    title: str
    blocks: tuple[Block, ...]
    summary: str = ""
    language: str = "en"
    actions: tuple[Action, ...] = ()
    shareable: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: a document for people and the same as JSON-ready values for programs.

    `found` False says that the ledger holds no answer (exit code 1)."""

    document: Document
    data: Mapping[str, object]
    found: bool = True


def plain(text: str) -> Line:
    """A line of one unstyled run."""
    return (Span(text),)
