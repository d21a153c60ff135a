"""The prompt: questions and commands typed at a terminal, answered as in any chat."""

import asyncio
import os
from contextlib import suppress
from itertools import count

from bot.console.printing import note, show
from bot.model.chat import ChatAddress, Incoming, Speaker
from bot.wiring import Program

_ENDS = frozenset({"", "exit", "quit"})


def prompt(program: Program) -> None:
    """Answer line after line until an empty one, `exit`, Ctrl-D or Ctrl-C."""
    dispatch = program.dispatch(reachable=())
    address, speaker = ChatAddress("terminal", str(os.getpid())), Speaker("terminal")
    session = f"terminal:{os.getpid()}:{program.clock.now().isoformat()}"
    note(program.texts("command_line.prompt_hello"))
    with asyncio.Runner() as runner:
        for number in count():
            line = _line()
            if line in _ENDS:
                return
            document = runner.run(dispatch.handle(Incoming(address, speaker, line, f"{session}:{number}", private=True)))
            if document is not None:
                show(document)


def _line() -> str:
    with suppress(ImportError):  # missing on some systems; input() gets its history and editing from it
        import readline  # noqa: F401
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        print()
        return ""
