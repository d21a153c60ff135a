"""Which line of a text is its headline. Pure."""

_LONGEST = 160
_SENTENCE_ENDS = tuple(".!?:;,。！？：；，…”»“")


def find_title(text: str) -> str | None:
    """The first line, where it stands alone above an empty line and is no sentence; else None."""
    lines = text.lstrip("\ufeff \t\r\n").split("\n", 2)
    if len(lines) < 2 or lines[1].strip():
        return None
    first = " ".join(lines[0].split())
    if not first or len(first) > _LONGEST or first.endswith(_SENTENCE_ENDS):
        return None
    return first
