"""Text from anywhere, made harmless for a terminal."""

import re
import unicodedata

# ECMA-48: control sequences (colours, cursor), then strings (window title, links) up to their
# terminator or the end, then what is left of other escapes.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)

_SPACES = re.compile(r"[\s\u2028\u2029]+")

# Cc: control characters; Cs: lone surrogates, which can't be written as UTF-8.
_DROPPED = frozenset({"Cc", "Cs"})

# Embeddings, overrides and isolates turn the reading order of what follows around ("Trojan Source").
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """One line without escape sequences, control characters and changes of direction.

    Runs of white space become one space; spaces at the ends stay one space each, because
    neighbouring spans of a line meet there."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    text = _SPACES.sub(" ", _ESCAPES.sub("", text))
    return "".join(character for character in text if not _is_unsafe(character))


def _is_unsafe(character: str) -> bool:
    return character in _BIDI or unicodedata.category(character) in _DROPPED
