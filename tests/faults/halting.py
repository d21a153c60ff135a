"""The command line, halted where a test wants it: `python -m tests.faults.halting CLOCK POINT ARGUMENT…`.

POINT is `WORDS:N`: before the N-th statement to the database that contains WORDS the program says
`halted` on standard output and waits for a line on standard input (WORDS may be empty, N `never`).
CLOCK is a file as in tests.clocked."""

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bot.cli import main
from tests.clocked import FileClock


def halt_at(point: str) -> None:
    words, _, number = point.rpartition(":")
    left = int(number) if number != "never" else 0

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal left
        if words in statement:
            left -= 1
            if left == 0:
                print("halted", flush=True)
                sys.stdin.readline()

    event.listen(Engine, "before_cursor_execute", count)


if __name__ == "__main__":
    halt_at(sys.argv[2])
    main(sys.argv[3:], FileClock(Path(sys.argv[1])))
