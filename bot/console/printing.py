"""Documents to standard output: for a person at a terminal, or plain for whatever reads a pipe."""

import shutil
import sys

from bot.chat.terminal.render import render_text
from bot.console.streams import put
from bot.model.document import Document


def show(document: Document) -> None:
    """Print a document; colours and wrapping only where a person looks at a terminal."""
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    put(render_text(document, colour=terminal, width=width))


def note(line: str) -> None:
    """Say something about the run itself, beside what was asked for."""
    print(line, file=sys.stderr)
