"""Standard input and output, whatever became of them: closed, a pipe that nobody reads, a full disk."""

import io
import os
import sys

from bot.errors import OutputUnwritable


def open_streams() -> None:
    """Make all three usable. One that was closed (`<&-`, `>&-`) is as good as an empty one, and no file
    that is opened later may get its number: what is printed would end up in it.

    A character that the output's encoding lacks is printed as `?` rather than ending the program."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open as long as the process
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def put(text: str) -> None:
    """Print a line at once: what Python keeps for later fails where nobody can tell it.

    Raises OutputUnwritable, BrokenPipeError where whoever read it has gone."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputUnwritable(reason=error.strerror or str(error)) from error


def discard_output() -> None:
    """Let what could not be printed go: Python would try again, and complain, while it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
