"""The command line: words in, text or JSON out, and an exit code that says how it went.

0 answered or done · 1 nothing found · 2 wrong use · 3 could not (the cure stands on stderr)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bot import __version__
from bot.clock import Clock, SystemClock
from bot.console.streams import discard_output, open_streams, put
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.model.document import Answer
    from bot.wiring import Program

FOUND, NOT_FOUND, WRONG_USE, COULD_NOT = 0, 1, 2, 3


class Commands(TyperGroup):
    """Says how a command ended. Here rather than around it all, because Typer gives a broken pipe and Ctrl-C codes of its own."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BotError as error:
            print(_explained(error), file=sys.stderr)
            discard_output()
            sys.exit(WRONG_USE if _is_wrong_use(error) else COULD_NOT)
        except BrokenPipeError:  # whoever read our output (`| head`) has seen enough
            discard_output()
            sys.exit(FOUND)
        except KeyboardInterrupt:
            print(_text("command_line.stopped"), file=sys.stderr)
            sys.exit(COULD_NOT)


app = typer.Typer(
    name="backchannel",
    cls=Commands,
    help="Watches the lines of communication between two armed forces: which are open, who met whom, and the sentence that proves it.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Language = Annotated[str, typer.Option("--lang", metavar="LANGUAGE", help="language of the answer: en")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON (docs/json.md) instead of text")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="from this day, month or year on")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="up to this day, month or year")]
Only = Annotated[str, typer.Option(metavar="PREFIX", help="only feeds whose address begins so")]


def main(arguments: Sequence[str] | None = None, clock: Clock | None = None) -> None:
    """Run one command and exit. `clock` is the machine's unless a test passes its own."""
    open_streams()
    app(args=list(arguments) if arguments is not None else None, obj=clock or SystemClock())


@app.callback(invoke_without_command=True)
def root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        run(context)


@app.command()
def run(
    context: typer.Context,
    *,
    serve: Annotated[bool, typer.Option("--serve", help="stay and go on reading, also without a chat token")] = False,
    once: Annotated[bool, typer.Option("--once", help="one cycle: read all, send what is due, exit")] = False,
    only: Only = "",
    language: Language = "en",
) -> None:
    """Read what is due, show board and briefing, then serve the chats or open a prompt."""
    from bot.console.run import run_program

    run_program(_program(context, language), serve=serve, once=once, only=only)


@app.command()
def ingest(context: typer.Context, paths: Annotated[list[Path], typer.Argument(metavar="PATH…")], *, language: Language = "en") -> None:
    """Read articles from files and folders into the ledger; they never alert."""
    from bot.console.ingest import ingest_paths

    sys.exit(FOUND if ingest_paths(_program(context, language), paths) else COULD_NOT)


@app.command()
def brief(context: typer.Context, *, since: Since = None, until: Until = None, as_json: AsJson = False, language: Language = "en") -> None:
    """What became known in a span of time, each item with its quote."""
    _answer(context, "brief", _options(since=since, until=until), as_json=as_json, language=language)


@app.command()
def board(
    context: typer.Context,
    *,
    asof: Annotated[str | None, typer.Option(metavar="DATE", help="where the channels stood on this day")] = None,
    known: Annotated[str | None, typer.Option(metavar="DATE", help="only what was known on this day")] = None,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Every channel: its status, since when, by whom, why, and what proves it."""
    _answer(context, "board", _options(asof=asof, known=known), as_json=as_json, language=language)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(metavar="QUESTION")],
    *,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Answer a plain question, e.g. "who met Liang Guanglie in 2011?"."""
    _answer(context, "ask", question, as_json=as_json, language=language)


@app.command()
def who(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME")],
    *,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """A person: side, offices, contacts."""
    _answer(context, "who", name, as_json=as_json, language=language)


@app.command()
def met(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A")],
    second: Annotated[str | None, typer.Argument(metavar="[B]")] = None,
    *,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Whom A met, or whether A met B."""
    _answer(context, "met", [_quoted(name) for name in (first, second) if name], as_json=as_json, language=language)


@app.command()
def meetings(
    context: typer.Context,
    *,
    since: Since = None,
    until: Until = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="held, planned, sought, declined or cancelled")] = None,
    channel_name: Annotated[str | None, typer.Option("--channel", metavar="CHANNEL", help="only this channel's")] = None,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Contacts, newest first."""
    words = _options(since=since, until=until, state=state, channel=channel_name)
    _answer(context, "meetings", words, as_json=as_json, language=language)


@app.command()
def channel(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="CHANNEL")],
    *,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """One channel: status, history, contacts."""
    _answer(context, "channel", name, as_json=as_json, language=language)


@app.command()
def sources(context: typer.Context, *, as_json: AsJson = False, language: Language = "en") -> None:
    """What has been read, and when."""
    _answer(context, "sources", [], as_json=as_json, language=language)


@app.command()
def extract(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…")],
    *,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="the articles' day of publication")] = None,
    metadata: Annotated[bool, typer.Option("--metadata", help="take `published` from a .json of the same name")] = False,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Show what is read in articles, without a ledger; with --json one object per article and line."""
    from bot.console.extract import extract_paths

    found = extract_paths(_program(context, language), paths, published=published, metadata=metadata, as_json=as_json)
    sys.exit(FOUND if found else NOT_FOUND)


@app.command()
def explain(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…")],
    *,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="the articles' day of publication")] = None,
    metadata: Annotated[bool, typer.Option("--metadata", help="take `published` from a .json of the same name")] = False,
    language: Language = "en",
) -> None:
    """Show layer by layer why articles are read as they are, and what decided on each candidate."""
    from bot.console.explain import explain_paths

    found = explain_paths(_program(context, language), paths, published=published, metadata=metadata)
    sys.exit(FOUND if found else NOT_FOUND)


@app.command()
def check(context: typer.Context, *, language: Language = "en") -> None:
    """Prove settings, configuration, database, disk, time zones and tokens, and name each cure."""
    from bot.console.check import check_program

    sys.exit(FOUND if check_program(_program(context, language)) else COULD_NOT)


@app.command()
def version() -> None:
    """Print the version."""
    put(f"backchannel {__version__}")


def _program(context: typer.Context, language: str) -> Program:
    from bot.i18n.texts import languages
    from bot.settings import read_settings
    from bot.wiring import Program

    if language not in languages():
        raise typer.BadParameter(f"{language!r} is not among {', '.join(languages())}", param_hint="--lang")
    program = Program(read_settings(os.environ), context.obj, language)
    context.call_on_close(program.close)
    return program


def _answer(context: typer.Context, command: str, words: Sequence[str], *, as_json: bool, language: str) -> None:
    program = _program(context, language)
    answer = program.answer(" ".join([command, *words]))
    (_print_json if as_json else _print_text)(answer)
    sys.exit(FOUND if answer.found else NOT_FOUND)


def _print_json(answer: Answer) -> None:
    import json

    put(json.dumps(answer.data, ensure_ascii=False, indent=1))


def _print_text(answer: Answer) -> None:
    from bot.console.printing import show

    show(answer.document)


def _options(**options: str | None) -> list[str]:
    return [f"{name} {value}" for name, value in options.items() if value]


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _is_wrong_use(error: BotError) -> bool:
    from bot.answers.errors import WrongUse

    return isinstance(error, WrongUse)


def _explained(error: BotError) -> str:
    return _text(error.key, **error.params)


def _text(key: str, **params: str) -> str:
    from bot.i18n.texts import texts_for

    return texts_for("en")(key, **params)
