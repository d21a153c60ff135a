"""What jobs that write messages share: the database, and how its content is read and said."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from bot.briefing.view import BriefingSettings, View
from bot.i18n import texts_for
from bot.knowledge.knowledge import Knowledge
from bot.ledger.store import Ledger, LedgerSettings


@dataclass(frozen=True)
class Desk:
    """Safe to share between threads; connections are not. `feeds` are the ids of all that is watched."""

    engine: Engine
    knowledge: Knowledge
    ledger_settings: LedgerSettings = field(default_factory=LedgerSettings)
    briefing_settings: BriefingSettings = field(default_factory=BriefingSettings)
    feeds: tuple[str, ...] = ()

    def ledger(self, connection: Connection) -> Ledger:
        return Ledger(connection, self.ledger_settings)

    def view(self, language: str) -> View:
        return View(self.knowledge, texts_for(language), self.briefing_settings)
