"""Bytes to text. Pure."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotText(ValueError):
    """The bytes are no text we can read; `reason` is a key under `left` in i18n/."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def decode(body: bytes) -> str:
    """The text of a UTF-8 file, or of one whose byte order mark says UTF-16 or UTF-32.

    No other encoding is guessed: a wrong guess would put words into a quote that nobody wrote.
    Raises NotText with `empty`, `binary` or `encoding`."""
    encoding = next((name for mark, name in _MARKS if body.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in body:
        raise NotText("binary")
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText("encoding") from error
    if not text.strip():
        raise NotText("empty")
    return text
