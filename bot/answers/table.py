"""All commands that ask the ledger, in the order help lists them.

A new question is a module with a `COMMAND`, its line here, and its texts `help.<name>` and `help.<name>_usage`."""

from bot.answers import ask, board, brief, channel, help, meetings, met, records, sources, who
from bot.answers.command import Command

COMMANDS: tuple[Command, ...] = (
    board.COMMAND,
    brief.COMMAND,
    channel.COMMAND,
    who.COMMAND,
    met.COMMAND,
    meetings.COMMAND,
    ask.COMMAND,
    sources.COMMAND,
    records.MEETING,
    records.CHANGE,
    records.ARTICLE,
    help.COMMAND,
)

_BY_WORD = {word: command for command in COMMANDS for word in command.words}


def find_command(word: str) -> Command | None:
    """The command of this name or alias, whatever its case, with or without the slash of a chat."""
    return _BY_WORD.get(word.removeprefix("/").lower())
