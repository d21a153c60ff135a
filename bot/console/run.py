"""`backchannel run`: read what is due, show board and briefing, then serve, prompt or exit."""

import logging
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta

from bot.briefing.digest import digest_of
from bot.briefing.news import Window
from bot.console.ingest import read_with_progress
from bot.console.printing import note, show
from bot.console.streams import put
from bot.logs import configure_logging
from bot.settings import unknown_variables
from bot.wiring import Program

_INSTANT = timedelta(microseconds=1)


def run_program(program: Program, *, serve: bool, once: bool, only: str) -> None:
    """One run. Nothing here waits for the network before board and briefing are shown."""
    serves = serve or (program.settings.has_chat and not once)
    configure_logging(logging.INFO if serves else logging.WARNING)
    with _ended_by_sigterm(program) if serves else nullcontext():
        _warn(program)
        _read_and_show(program, only)
        if once:
            _send_due(program)
        elif serves:
            _serve(program, only)
        elif sys.stdin.isatty():
            from bot.console.prompt import prompt

            prompt(program)


def _read_and_show(program: Program, only: str) -> None:
    started = program.clock.now()
    read_with_progress(program, program.feeds(only))
    show(program.answer("board").document)
    put("")
    _show_brief(program, started)


@contextmanager
def _ended_by_sigterm(program: Program) -> Iterator[None]:
    """Before it serves, too, a process that is to stay ends well at SIGTERM, with what was taken kept."""

    def end(_number: int, _frame: object) -> None:
        note(program.texts("command_line.interrupted"))
        sys.exit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _show_brief(program: Program, started: datetime) -> None:
    """What this run has read."""
    with program.context() as context:
        told = digest_of(context.ledger, Window(after=started - _INSTANT), context.view)
    show(told.document)


def _send_due(program: Program) -> None:
    from bot.serving import send_due

    send_due(program)


def _serve(program: Program, only: str) -> None:
    from bot.serving import serve

    texts = program.texts

    def ready(platforms: Sequence[str]) -> None:
        note(texts("command_line.serving", platforms=texts.listing(platforms)) if platforms else texts("command_line.serving_alone"))

    serve(program, only, ready, lambda: note(texts("command_line.stopping")))


def _warn(program: Program) -> None:
    for name in unknown_variables(os.environ):
        note(program.texts("command_line.unknown_variable", name=name))
    if program.settings.has_chat and not program.settings.owners:
        note(program.texts("command_line.no_owner"))
