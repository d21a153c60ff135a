"""All that an answer is made from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.answers.names import NameBook, name_book
from bot.briefing.view import BriefingSettings, View
from bot.i18n import Texts
from bot.knowledge.knowledge import Knowledge
from bot.model.ledger import LedgerReader
from bot.model.period import PartialDate, Period


@dataclass(frozen=True)
class CommandHelp:
    """A command as help lists it: its words, and the keys of its usage and its one line of help."""

    name: str
    usage_key: str
    help_key: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """Where answers come from and who reads them; one for each message.

    `texts` speak the reader's language, `zone` is the reader's; `now` is aware. `others` are
    commands that somebody else answers (a chat's subscriptions); `commands` are all that help
    lists, which `dispatch.reply` puts together."""

    ledger: LedgerReader
    knowledge: Knowledge
    texts: Texts
    now: datetime
    zone: ZoneInfo
    settings: BriefingSettings = field(default_factory=BriefingSettings)
    others: tuple[CommandHelp, ...] = ()
    commands: tuple[CommandHelp, ...] = ()

    @cached_property
    def view(self) -> View:
        return View(self.knowledge, self.texts, self.settings)

    @cached_property
    def today(self) -> date:
        """The reader's date."""
        return self.now.astimezone(self.zone).date()

    def words_for(self, day: PartialDate) -> str:
        """A date in the reader's words, as precise as it is."""
        return self.texts.period(Period(day))

    @cached_property
    def names(self) -> NameBook:
        """Everybody and everything that a question may name, the ledger's people included."""
        return name_book(self.knowledge, self.ledger.names())
