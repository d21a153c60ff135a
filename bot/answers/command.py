"""What a command is."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.answers.context import CommandHelp, Context
from bot.model.document import Answer


@dataclass(frozen=True, slots=True)
class Command:
    """One word that can be said on every platform.

    `answer` takes what follows the word. It raises WrongUse for what can't be used and
    DatabaseUnusable where the ledger fails; nothing else."""

    name: str
    answer: Callable[[str, Context], Answer]
    aliases: tuple[str, ...] = ()

    @property
    def usage_key(self) -> str:
        """The text that shows how it is written."""
        return f"help.{self.name}_usage"

    @property
    def help_key(self) -> str:
        """The text that says in a line what it does."""
        return f"help.{self.name}"

    @property
    def words(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    @property
    def help(self) -> CommandHelp:
        return CommandHelp(self.name, self.usage_key, self.help_key, self.aliases)
