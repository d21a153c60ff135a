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
class Elsewhere:
    """A room where nobody talks to the bot, such as a broadcast channel, and that is set up from
    another. `title` is its name for people; `may_post` says that we can send there."""

    address: ChatAddress
    title: str
    may_post: bool = True


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message to the bot. `update_key` is the platform's id of the update: the same one
    delivered twice is answered once. `text` is what was said, without the bot's own name.
    `replies_to` is the platform's id of the message of ours that it answers or whose button was
    pressed, else empty.

    It is answered at `address`. Where it is about another room, that one is `elsewhere`, and
    `speaker.may_manage` tells of that one."""

    address: ChatAddress
    speaker: Speaker
    text: str
    update_key: str
    elsewhere: Elsewhere | None = None
    replies_to: str = ""

    @property
    def room(self) -> ChatAddress:
        """The room whose subscription it is about."""
        return self.elsewhere.address if self.elsewhere else self.address


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody let the bot into a room. `hears_all` is False where the platform passes on only what
    names the bot; `broadcast` is True where nobody but administrators writes."""

    address: ChatAddress
    speaker: Speaker
    title: str
    update_key: str
    hears_all: bool = True
    broadcast: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """The bot was put out of a room, or blocked by the person it talked with."""

    address: ChatAddress
    reason: str
    update_key: str


@dataclass(frozen=True, slots=True)
class Relocated:
    """A room lives on under another address."""

    old: ChatAddress
    new: ChatAddress
    update_key: str


RoomEvent = Added | Removed | Relocated


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform confirmed it. `message_id` is its id there, the first one's where it took several `messages`."""

    message_id: str
    messages: int = 1


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


@dataclass(frozen=True, slots=True)
class ShutOut:
    """A whole platform takes nothing from us any more, such as after a revoked token; `reason` is its word for it."""

    platform: str
    reason: str


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
