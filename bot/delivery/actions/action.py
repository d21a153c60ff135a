"""What an action is, and what it works on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.editors import is_editor, is_owner
from bot.delivery.errors import ChannelOfOthers, NotManager, PostingForbidden, Unreachable
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
    can send on our own accord; `ledger` reads in the same transaction; `owners`
    are those that the settings name."""

    incoming: Incoming
    store: Store
    knowledge: Knowledge
    texts: Texts
    now: datetime
    zone: ZoneInfo
    language: str
    reachable: Collection[str]
    ledger: LedgerReader
    owners: Collection[str] = ()

    def known_chat(self) -> Chat | None:
        """The chat it is about, where anything is kept about that."""
        return self.store.chats.find(self.incoming.room)

    def chat_to_change(self) -> Chat:
        """The chat it is about, for changing what is kept about that. Raises NotManager, ChannelOfOthers."""
        self.check_manages()
        return self.store.chats.ensure(self.incoming.room, self.zone, self.language, self.now)

    def check_manages(self) -> None:
        """Raises NotManager, or ChannelOfOthers, where the speaker may not decide for the room."""
        if self.incoming.speaker.may_manage:
            return
        elsewhere = self.incoming.elsewhere
        raise ChannelOfOthers(title=elsewhere.title) if elsewhere else NotManager()

    def speaks_as_editor(self) -> bool:
        """Whether the speaker may decide on alerts before they go out."""
        return is_editor(self.incoming.speaker.key, self.store.connection, self.owners)

    def speaks_as_owner(self) -> bool:
        return is_owner(self.incoming.speaker.key, self.owners)

    def check_reachable(self) -> None:
        """Raises Unreachable, or PostingForbidden, where a subscription could never be served."""
        elsewhere = self.incoming.elsewhere
        if elsewhere and not elsewhere.may_post:
            raise PostingForbidden(title=elsewhere.title)
        platform = self.incoming.address.platform
        if platform not in self.reachable:
            raise Unreachable(platform=platform)


@dataclass(frozen=True, slots=True)
class Action:
    """One word that changes or shows what a chat is subscribed to.

    `run` takes what follows the word. It raises BotError for what can't be done, and then
    has changed nothing. Where `takes` refuses what follows, a line without a slash is a question."""

    name: str
    run: Callable[[str, Request], Document]
    aliases: tuple[str, ...] = ()
    takes_arguments: bool = True
    takes: Callable[[str], bool] = lambda arguments: True

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
