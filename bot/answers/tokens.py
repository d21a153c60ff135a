"""What somebody typed, as words with their places."""

import re
from dataclasses import dataclass

from bot.knowledge.fold import fold, is_han, lowered

# Dates stay whole; a Chinese character is a word of its own, because no space tells where a name begins.
_WORD = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?(?!\w)|\d{1,2}\.\d{1,2}\.\d{4}(?!\w)|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `key` is its spelling for comparing, `start` and `end` its place in the text."""

    key: str
    start: int
    end: int


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text in order, without punctuation."""
    low = lowered(fold(text))
    found = []
    for match in _WORD.finditer(low):
        found.extend(_split(match[0], match.start()))
    return tuple(found)


def form_of(text: str) -> tuple[str, ...]:
    """A name as the sequence of words by which it is compared."""
    return tuple(token.key for token in tokens_of(text))


def _split(word: str, start: int) -> list[Token]:
    """Chinese characters apart, the words between them whole."""
    pieces: list[Token] = []
    begin = 0
    for place, char in enumerate(word):
        if is_han(char):
            if begin < place:
                pieces.append(Token(word[begin:place], start + begin, start + place))
            pieces.append(Token(char, start + place, start + place + 1))
            begin = place + 1
    if begin < len(word):
        pieces.append(Token(word[begin:], start + begin, start + len(word)))
    return pieces
