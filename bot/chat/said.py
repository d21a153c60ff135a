"""What a message is: an action with its arguments, or a line that asks. Pure."""

import re
from dataclasses import dataclass

from bot.answers.table import find_command
from bot.delivery.actions.action import Action
from bot.delivery.actions.join import ACTION as JOIN
from bot.delivery.actions.start import ACTION as START
from bot.delivery.actions.table import find_action
from bot.delivery.invitations import is_code

# Longer than any question; what follows is not read. Telegram's messages have up to 4,096 characters, Slack's 40,000.
MOST_CHARACTERS = 1000
_COMMAND = re.compile(r"/(\w+)")


@dataclass(frozen=True, slots=True)
class Said:
    """A line, with the action it begins with, if any, and what follows its word."""

    line: str
    action: Action | None = None
    arguments: str = ""

    @property
    def is_foreign(self) -> bool:
        """True for a command that is none of ours: in a group it was perhaps meant for another bot."""
        command = _COMMAND.match(self.line)
        return command is not None and self.action is None and find_command(command[1]) is None


def said_in(text: str) -> Said:
    """Read a message, to a limit.

    A line whose words an action does not take is a question: "stop of the talks in 2010?" must not
    delete anything; "/stop now" is no question. What follows `start` is an invitation's code: so
    Telegram's links hand it over."""
    line = text[:MOST_CHARACTERS].strip()
    word, *rest = line.split(maxsplit=1) or [""]
    arguments = rest[0].strip() if rest else ""
    action = find_action(word.removeprefix("/").partition("@")[0].rstrip(".,:;!?"))
    if action is None:
        return Said(line)
    slash = word.startswith("/")
    if action is START and arguments and (slash or is_code(arguments)):
        action = JOIN
    taken = (action.takes_arguments and action.takes(arguments)) or not arguments or slash
    return Said(line, action, arguments) if taken else Said(line)
