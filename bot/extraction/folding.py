"""One form for every way of writing a character, without moving any offset."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

# Written the same way whatever the page used. Opening and closing quotation marks stay as they
# are: sentences.py needs their direction. So do en and em dashes: a range, a clause.
_ALIKE = {
    **dict.fromkeys("’‛ʼ′`´", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63", "-"),
    **dict.fromkeys("―⸺", "—"),
    **dict.fromkeys("\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff\u200b", " "),
    **dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
}
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def fold(text: str) -> str:
    """The same text of the same length: quotes and spaces of one kind, narrow digits and letters, simplified characters.

    Every offset into the result is an offset into `text`. Case is kept. Folding twice changes nothing more."""
    return text.translate(_TABLE)


def lowered(text: str) -> str:
    """`text` in lower case, character by character, so that no offset moves (str.lower makes İ two)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := char.lower()) == 1 else char for char in text)


def is_han(char: str) -> bool:
    """True for a Chinese character."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


def count_han(text: str) -> int:
    """How many Chinese characters a text has."""
    return 0 if text.isascii() else len(_HAN.findall(text))


class _Table(dict[int, str]):
    """Folds each character when it is first met; a text has few different ones."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


def _fold_one(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    if is_han(char):
        simple = str(_simplifier().convert(char))
        return simple if len(simple) == 1 else char
    if "\uff01" <= char <= "\uff5e":  # full-width forms of ASCII
        return unicodedata.normalize("NFKC", char)
    return char


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


_TABLE = _Table()
