"""`backchannel run`: read what is due, show board and briefing, then serve, prompt or exit."""

import logging
import os
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.briefing.digest import digest_of
from bot.briefing.news import Window
from bot.console.ingest import read_with_progress
from bot.console.printing import note, show
from bot.logs import configure_logging
from bot.settings import unknown_variables
from bot.wiring import Program

_INSTANT = timedelta(microseconds=1)


def run_program(program: Program, *, serve: bool, once: bool, only: str) -> None:
    """One run. Nothing here waits for the network before board and briefing are shown."""
    serves = serve or (program.settings.has_chat and not once)
    configure_logging(logging.INFO if serves else logging.WARNING)
    _warn(program)
    started = program.clock.now()
    read_with_progress(program, program.feeds(only))
    show(program.answer("board").document)
    print()
    _show_brief(program, started)
    sys.stdout.flush()
    if once:
        _send_due(program)
    elif serves:
        _serve(program, only)
    elif sys.stdin.isatty():
        from bot.console.prompt import prompt

        prompt(program)


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

    def ready(platforms: Sequence[str]) -> None:
        texts = program.texts
        note(texts("command_line.serving", platforms=texts.listing(platforms)) if platforms else texts("command_line.serving_alone"))

    serve(program, only, ready)


def _warn(program: Program) -> None:
    for name in unknown_variables(os.environ):
        note(program.texts("command_line.unknown_variable", name=name))
    if program.settings.has_chat and not program.settings.owners:
        note(program.texts("command_line.no_owner"))
