"""What an action is, and what it works on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.errors import NotManager, Unreachable
from bot.delivery.store import Store
from bot.delivery.values import Chat
from bot.i18n import Texts
from bot.knowledge.knowledge import Knowledge
from bot.model.chat import Incoming
from bot.model.document import Document
from bot.model.ledger import LedgerReader


@dataclass(frozen=True, slots=True)
class Request:
    """One message that asks for an action, within one transaction.

    `zone` and `language` are what a chat begins with; `reachable` are the platforms to which we
    can send on our own accord."""

    incoming: Incoming
    store: Store
    knowledge: Knowledge
    texts: Texts
    now: datetime
    zone: ZoneInfo
    language: str
    reachable: Collection[str]
    ledger: LedgerReader

    def known_chat(self) -> Chat | None:
        """The chat, where anything is kept about it."""
        return self.store.chats.find(self.incoming.address)

    def chat_to_change(self) -> Chat:
        """The chat, for changing what is kept about it. Raises NotManager."""
        self.check_manages()
        return self.store.chats.ensure(self.incoming.address, self.zone, self.language, self.now)

    def check_manages(self) -> None:
        """Raises NotManager where the speaker may not decide for the room."""
        if not self.incoming.speaker.may_manage:
            raise NotManager

    def check_reachable(self) -> None:
        """Raises Unreachable where a subscription could never be served."""
        platform = self.incoming.address.platform
        if platform not in self.reachable:
            raise Unreachable(platform=platform)


@dataclass(frozen=True, slots=True)
class Action:
    """One word that changes or shows what a chat is subscribed to.

    `run` takes what follows the word. It raises BotError for what can't be done, and then
    has changed nothing."""

    name: str
    run: Callable[[str, Request], Document]
    aliases: tuple[str, ...] = ()
    takes_arguments: bool = True

    @property
    def usage_key(self) -> str:
        """The text that shows how it is written."""
        return f"delivery.usage_{self.name}"

    @property
    def help_key(self) -> str:
        """The text that says in a line what it does."""
        return f"delivery.help_{self.name}"

    @property
    def words(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)
