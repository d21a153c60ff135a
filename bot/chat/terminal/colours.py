"""Rows on a real terminal: wrapped by display width, so that Chinese takes two columns, and coloured."""

import io
from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.chat.terminal.layout import Role, Row, Run
from bot.model.document import Tone

_ROLES = {
    Role.TITLE: Style(bold=True, underline=True),
    Role.HEADING: Style(bold=True),
    Role.TEXT: Style(),
    Role.STRONG: Style(bold=True),
    Role.EMPHASIS: Style(italic=True),
    Role.CODE: Style(color="cyan"),
    Role.QUOTE: Style(italic=True, dim=True),
    Role.SOURCE: Style(dim=True),
}

_TONES = {Tone.OPEN: "green", Tone.AGREED: "blue", Tone.SOUGHT: "yellow", Tone.SUSPENDED: "red"}

_MARKS = ("# ", "## ")
"""Leads that only plain text needs; on a terminal the style says it."""

_LEAST_WIDTH = 20
"""Narrower than this, text is wrapped as if there were room: better than a letter a line."""


def coloured(rows: Iterable[Row], *, colour: bool, width: int | None) -> str:
    """The rows as text with ANSI styles (`colour`) wrapped to `width` columns (None: not at all)."""
    out = io.StringIO()
    console = Console(
        file=out, width=1_000_000, force_terminal=colour, color_system="standard" if colour else None, legacy_windows=False, highlight=False
    )
    for row in rows:
        for line in _lines(row, width, console, with_links=colour):
            console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)
    return out.getvalue()


def _lines(row: Row, width: int | None, console: Console, *, with_links: bool) -> list[Text]:
    lead = "" if row.lead in _MARKS else row.lead
    text = Text()
    for run in row.runs:
        text.append(run.text, _style(run, with_links=with_links))
        if run.link and not with_links and run.link not in run.text:
            text.append(f" <{run.link}>", _ROLES[run.role])
    indent = cell_len(lead)
    wrapped = [text] if width is None else list(text.wrap(console, max(width - indent, _LEAST_WIDTH)))
    leads = [lead, *[" " * indent] * (len(wrapped) - 1)]
    return [_joined(first, line) for first, line in zip(leads, wrapped or [text], strict=False)]


def _joined(lead: str, line: Text) -> Text:
    line.rstrip()
    return Text(lead).append_text(line)


def _style(run: Run, *, with_links: bool) -> Style:
    style = _ROLES[run.role]
    if run.role is Role.STRONG and run.tone in _TONES:
        style += Style(color=_TONES[run.tone])
    if run.link and with_links:
        style += Style(link=run.link)
    return style
