"""What an action is, and what it works on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.errors import ChannelOfOthers, NotManager, PostingForbidden, Unreachable
from bot.delivery.refusals import NotInPrivate, RoleTooLow, SharedRoom
from bot.delivery.roles import SHARED_ROOM, Role, is_shared
from bot.delivery.store import Store
from bot.delivery.values import Chat, Rules
from bot.i18n import Texts
from bot.knowledge.knowledge import Knowledge
from bot.model.chat import Incoming
from bot.model.document import Document
from bot.model.ledger import LedgerReader

# "pause for 2 days" and "remove Anna Smith", but not "pause of the talks in 2010" or "join forces?".
_TERSE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Request:
    """One message that asks for an action, within one transaction.

    `zone` and `language` are what a chat begins with; `reachable` are the platforms to which we
    can send on our own accord; `ledger` reads in the same transaction. `role` is the speaker's, None
    for a stranger; `owners` are those that the settings name; `rules` say how long things are kept."""

    incoming: Incoming
    store: Store
    knowledge: Knowledge
    texts: Texts
    now: datetime
    zone: ZoneInfo
    language: str
    reachable: Collection[str]
    ledger: LedgerReader
    role: Role | None = None
    owners: Collection[str] = ()
    rules: Rules = field(default_factory=Rules)

    def known_chat(self) -> Chat | None:
        """The chat it is about, where anything is kept about that."""
        return self.store.chats.find(self.incoming.room)

    def chat_to_change(self) -> Chat:
        """The chat it is about, for changing what is kept about that. Raises NotManager, ChannelOfOthers, SharedRoom."""
        self.check_manages()
        return self.store.chats.ensure(self.incoming.room, self.zone, self.language, self.now)

    def check_manages(self) -> None:
        """Where the speaker may not decide for the room: raises NotManager or ChannelOfOthers for whoever
        does not run it, SharedRoom for a reader where others read along."""
        elsewhere = self.incoming.elsewhere
        if not self.incoming.speaker.may_manage:
            raise ChannelOfOthers(title=elsewhere.title) if elsewhere else NotManager()
        if (elsewhere or is_shared(self.incoming)) and not (self.role and self.role.may(SHARED_ROOM)):
            raise SharedRoom

    def check_role(self, least: Role) -> None:
        """Raises RoleTooLow."""
        if self.role is None or not self.role.may(least):
            has = self.texts(f"access.a_{self.role}") if self.role else self.texts("access.a_stranger")
            raise RoleTooLow(needs=self.texts(f"access.a_{least}"), has=has)

    def check_private(self) -> None:
        """Raises NotInPrivate where others read along."""
        if is_shared(self.incoming):
            raise NotInPrivate

    def clock_zone(self) -> ZoneInfo:
        """On whose clock moments are told here."""
        chat = self.known_chat()
        return chat.zone if chat else self.zone

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


def is_terse(arguments: str) -> bool:
    """Whether words can be meant for an action whose word begins questions too."""
    return "?" not in arguments and len(arguments.split()) <= _TERSE_WORDS
