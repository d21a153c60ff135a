"""Pieces of a document dealt out to as few messages as hold them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Size:
    """What a piece takes of a message: its length, and its entities (Telegram) or blocks (Slack)."""

    length: int
    parts: int

    def __add__(self, other: "Size") -> "Size":
        return Size(self.length + other.length, self.parts + other.parts)

    def fits(self, room: "Size") -> bool:
        return self.length <= room.length and self.parts <= room.parts


NOTHING = Size(0, 0)


@dataclass(frozen=True, slots=True)
class Piece(Generic[Content]):
    """The smallest thing that is never torn. A heading stays with what follows it."""

    content: Content
    size: Size
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Pages(Generic[Content]):
    """The pieces of each message, and how many pieces (headings apart) found no room."""

    pages: tuple[tuple[Content, ...], ...]
    left_out: int


def paginate(pieces: Sequence[Piece[Content]], room: Size, most: int) -> Pages[Content]:
    """Deal pieces out in order; at most `most` messages, none larger than `room`.

    The caller makes its pieces small enough that one of them and a heading fit together."""
    pages: list[list[Content]] = []
    taken = NOTHING
    shown = 0
    for group in _groups(pieces):
        size = sum((piece.size for piece in group), NOTHING)
        if not pages or not (taken + size).fits(room):
            if len(pages) == most:
                break
            pages.append([])
            taken = NOTHING
        pages[-1] += [piece.content for piece in group]
        taken += size
        shown += sum(not piece.heading for piece in group)
    total = sum(not piece.heading for piece in pieces)
    return Pages(tuple(tuple(page) for page in pages), total - shown)


def _groups(pieces: Sequence[Piece[Content]]) -> Iterator[tuple[Piece[Content], ...]]:
    """Each piece with the heading before it; a heading that heads only a heading stands alone."""
    heading: Piece[Content] | None = None
    for piece in pieces:
        if heading is not None and not piece.heading:
            yield (heading, piece)
            heading = None
            continue
        if heading is not None:
            yield (heading,)
        heading = piece if piece.heading else None
        if not piece.heading:
            yield (piece,)
    if heading is not None:
        yield (heading,)
