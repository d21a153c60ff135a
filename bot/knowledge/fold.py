"""One spelling for what is written in several, without moving a single character.

Everything that is matched, names and cues alike, is folded first: traditional Chinese
characters become simplified ones; apostrophes, hyphens, dots and spaces of all kinds their
plain forms; full-width letters and digits narrow ones; accents that only some writers set
(attaché) disappear. What tells things apart stays: letter case, umlauts and ß, the direction
of quotation marks, dashes (a range, a clause), Chinese commas (1,2 is a number, 一，二 a list)."""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_ALIKE = {
    **dict.fromkeys("’‛ʼ′`´｀", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63", "-"),
    **dict.fromkeys("―⸺", "—"),
    **dict.fromkeys("•‧・･∙⋅", "·"),
    **dict.fromkeys("\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff\u200b", " "),
    **dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
}
_DIAERESIS = "\u0308"  # ä, ö and ü are letters of their own


def fold(text: str) -> str:
    """The text in one spelling, of the same length: offsets into one are offsets into the other.

    Letter case is kept. Folding twice changes nothing more."""
    if text.isascii() and text.isprintable() and "`" not in text:
        return text
    # Few different characters of a text change: replacing those takes a fifth of the time of str.translate.
    for char in set(text):
        folded = _TABLE[char]
        if folded != char:
            text = text.replace(char, folded)
    return text


def lowered(text: str) -> str:
    """`text` in lower case, character by character, so that no offset moves (str.lower makes İ two)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := char.lower()) == 1 else char for char in text)


def is_han(char: str) -> bool:
    """True for a Chinese character, which needs no space before the next word."""
    return char > "\u33ff" and (char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff")


def word_joints(text: str) -> bytes:
    """For each offset into the text, and one behind it, whether a word goes on there: 1 between two letters or digits of
    scripts that put spaces between words, else 0.

    The whole text at once, so that whoever matches words looks a boundary up instead of asking two characters."""
    if not text:
        return b"\x00"
    marks = text.encode().translate(_ASCII_LETTERS) if text.isascii() else text.translate(_LETTERS).encode("ascii")
    bits = int.from_bytes(marks, "big")
    return (bits & bits >> 8).to_bytes(len(marks), "big") + b"\x00"


class _Letters(dict[int, str]):
    """Tells letters when they are first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        told = self[code] = "\x01" if char.isalnum() and not is_han(char) else "\x00"
        return told


_LETTERS = _Letters()
_ASCII_LETTERS = bytes(chr(code).isalnum() for code in range(256))


class _Table(dict[str, str]):
    """Folds each character when it is first met: a few hundred of all that exist ever are."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold_one(char)
        return folded


def _fold_one(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    if is_han(char):
        return _simplified(char)
    if "\uff01" <= char <= "\uff5e" and char != "，":  # full-width forms of ASCII
        return unicodedata.normalize("NFKC", char)
    if "\u00c0" <= char <= "\u024f":
        parts = unicodedata.normalize("NFD", char)
        return parts[0] if _DIAERESIS not in parts else char
    return char


def _simplified(char: str) -> str:
    """Without phrases, which could change the length. Some variants need two steps."""
    while len(simple := _simplifier().convert(char)) == 1 and simple != char:
        char = simple
    return char


@cache
def _simplifier() -> "OpenCC":
    from opencc import OpenCC  # imported here: 20 ms that a command without Chinese texts saves

    return OpenCC("t2s")


_TABLE = _Table()
