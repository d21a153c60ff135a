"""A document as text: coloured and wrapped for a terminal, plain and whole for anything else."""

from bot.chat.terminal.layout import Row, rows
from bot.model.document import Document


def render_text(document: Document, *, colour: bool, width: int | None) -> str:
    """The document as lines, ending in a newline.

    `width` is the terminal's width in columns, None where nothing may be wrapped. Without
    colour and width the text is the same everywhere: no escape, nothing cut, each statement
    and each quote on one line, links in angle brackets. Never raises for any text: what could
    drive a terminal is taken out."""
    if not colour and width is None:
        return "".join(f"{_plain(row)}\n" for row in rows(document))
    # rich takes 60 ms to import: a pipe doesn't pay for it.
    from bot.chat.terminal.colours import coloured

    return coloured(rows(document), colour=colour, width=width)


def _plain(row: Row) -> str:
    text = row.lead
    for run in row.runs:
        text += run.text
        if run.link and run.link not in run.text:
            text += f" <{run.link}>"
    return text.rstrip()
