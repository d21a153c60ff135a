"""Rooms where people talk to the bot, what they say, and what became of what we sent."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from bot.model.document import Document


@dataclass(frozen=True, slots=True)
class ChatAddress:
    """A Telegram chat or topic, a Slack channel or DM, the terminal.

    `platform` is `telegram`, `slack` or `terminal`; `workspace` the Slack team, else empty;
    `thread` a Telegram topic or Slack thread, else empty. Ids are the platform's own, as text."""

    platform: str
    chat: str
    workspace: str = ""
    thread: str = ""

    def __str__(self) -> str:
        parts = [self.workspace, self.chat, self.thread]
        return f"{self.platform}:" + "/".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wrote: `key` is `telegram:ID` or `slack:TEAM/USER`, as in BACKCHANNEL_OWNERS.

    `may_manage` is True where the platform says that this person runs the room: always in a
    private chat, in a group only for its administrators."""

    key: str
    name: str = ""
    may_manage: bool = True


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message to the bot. `update_key` is the platform's id of the update: the same one
    delivered twice is answered once. `text` is what was said, without the bot's own name.

    `private` is True where only the speaker reads the answer's chat; `bot_name` is what the platform
    calls the bot, empty where it did not say."""

    address: ChatAddress
    speaker: Speaker
    text: str
    update_key: str
    private: bool = False
    bot_name: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform confirmed it. `message_id` is its id there."""

    message_id: str


class Reach(StrEnum):
    """How far a permanent failure goes."""

    MESSAGE = "message"
    CHAT = "chat"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Permanent:
    """It will never arrive that way. `reach` says what is lost: this message only (the platform
    refuses what is in it), the chat (blocked, kicked, no such chat), or the platform (our token
    is revoked): then nothing is wrong with the chat and no subscription ends."""

    reason: str
    reach: Reach = Reach.CHAT


@dataclass(frozen=True, slots=True)
class Passing:
    """It did not arrive now. `wait` is how long the platform asks us to wait, None where it does not say."""

    reason: str
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The request left and no answer came: it may have arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The room lives on under another address (a group became a supergroup); nothing was sent."""

    address: ChatAddress
    reason: str = field(default="migrated")


SendOutcome = Sent | Permanent | Passing | Unknown | Moved


class Sender(Protocol):
    """Sends documents to the chats of one platform. Safe to call from several tasks of one loop.

    Never raises for what the platform or the network does: each failure is a SendOutcome."""

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False) -> SendOutcome:
        """Render and send one document; `repeat` marks it as perhaps already received."""


class Courier(Sender, Protocol):
    """A Sender that can also answer a message and change one it sent: what deliveries go by."""

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False, reply_to: str = "") -> SendOutcome:
        """As Sender's; `reply_to` is the message it answers. Where that is gone, it is sent all the same."""

    async def edit(self, address: ChatAddress, message_id: str, document: Document) -> SendOutcome:
        """Put a document, cut to one message, in the place of one sent before; Sent also where it stands
        there already. Permanent with Reach.MESSAGE where that message can't be changed any more."""
