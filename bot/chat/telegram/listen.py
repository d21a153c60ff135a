"""From an update to what is done about it, whichever way the update came.

update ──▶ event of a room ──▶ Rooms ──▶ greeting
     └──▶ something said ──▶ role, channel ──▶ Dispatch ──▶ answer"""

import asyncio
import logging
from dataclasses import replace

from telegram import Bot, Update, User
from telegram.constants import ChatAction, ChatMemberStatus
from telegram.error import ChatMigrated, TelegramError

from bot.chat.answering import Handle, Pause, answer, say
from bot.chat.lanes import Lanes
from bot.chat.rooms import Rooms
from bot.chat.telegram.channels import Channels
from bot.chat.telegram.receive import PLATFORM, Heard, find_event, find_heard
from bot.i18n import texts_for
from bot.model.chat import Added, ChatAddress, Elsewhere, Incoming, Relocated, Removed, RoomEvent, Sender

_STOP_SECONDS = 5.0

_log = logging.getLogger(__name__)


class Listener:
    """Puts each update into its chat's lane; each chat is answered in order, none waits for another."""

    def __init__(self, bot: Bot, me: User, sender: Sender, handle: Handle, rooms: Rooms, pause: Pause) -> None:
        self._bot = bot
        self._me = me
        self._sender = sender
        self._handle = handle
        self._rooms = rooms
        self._pause = pause
        self._channels = Channels(bot, me)
        self._lanes = Lanes()

    def take(self, update: Update) -> "asyncio.Task[None] | None":
        """Start what an update asks for: the task that ends when it is done, None where it asks for nothing."""
        event = find_event(update, self._me)
        if event is not None:
            address = event.old if isinstance(event, Relocated) else event.address
            return self._lanes.put(address, lambda: self._happened(event))
        heard = find_heard(update, self._me)
        if heard is not None:
            return self._lanes.put(heard.incoming.address, lambda: self._answer(heard))
        return None

    async def settle(self, seconds: float) -> None:
        """Wait until all that was taken is done, at most so long."""
        await self._lanes.settle(seconds)

    async def close(self) -> None:
        """Let what is in hand finish within a few seconds."""
        await self._lanes.close(_STOP_SECONDS)

    async def _answer(self, heard: Heard) -> None:
        if heard.callback_id is not None:
            await self._acknowledge(heard.callback_id, away=heard.away)
        incoming = await self._complete(heard)
        await answer(incoming, self._handle, self._sender, incoming.address, pause=self._pause)

    async def _complete(self, heard: Heard) -> Incoming:
        """What was said with what only Telegram and the database know: the speaker's role, and the channel it is about."""
        incoming = heard.incoming
        if heard.role_of is not None:
            return heard.managed(await self._is_administrator(incoming.address.chat, heard.role_of))
        name = heard.channel
        used = await self._rooms.used_by(incoming.address) if name is None else None
        if used is not None:
            name = used.chat
        if not name:
            return incoming
        channel = await self._channels.find(name)
        if channel is None and used is None and not heard.away:
            return incoming
        # One that can't be seen now is still the one that is meant: what is said must not change the private chat instead.
        channel = channel or Elsewhere(used or ChatAddress(PLATFORM, name), name, may_post=False)
        user_id = int(incoming.speaker.key.rpartition(":")[2])
        return heard.managed(await self._channels.is_run_by(channel, user_id), channel)

    async def _happened(self, event: RoomEvent) -> None:
        if isinstance(event, Removed):
            event = await self._removed_or_relocated(event)
        document = await self._rooms.happened(event)
        if document is not None and isinstance(event, Added):
            # In a channel everything said is a post to all its readers.
            to = _private(event) if event.broadcast else event.address
            await say(document, self._sender, to, pause=self._pause)

    async def _removed_or_relocated(self, event: Removed) -> Removed | Relocated:
        """A group that became a supergroup also looks left to us; only writing to it tells the two apart."""
        try:
            await self._bot.send_chat_action(int(event.address.chat), ChatAction.TYPING)
        except ChatMigrated as error:
            return Relocated(event.address, replace(event.address, chat=str(error.new_chat_id)), event.update_key)
        except TelegramError as error:
            _log.debug("room closed", extra={"chat": str(event.address), "error": str(error)})
        return event

    async def _acknowledge(self, callback_id: str, *, away: bool) -> None:
        """Stop the button's spinner. It may be too late for that, but not for the answer."""
        note = texts_for("en")("access.answered_privately", name=self._me.name) if away else None
        try:
            await self._bot.answer_callback_query(callback_id, note)
        except TelegramError as error:
            _log.info("button not acknowledged", extra={"error": str(error)})

    async def _is_administrator(self, chat: str, user_id: int) -> bool:
        """Whether this person runs the group; no where Telegram doesn't say."""
        try:
            member = await self._bot.get_chat_member(int(chat), user_id)
        except TelegramError as error:
            _log.warning("role unknown", extra={"chat": chat, "error": str(error)})
            return False
        return member.status in (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


def _private(event: Added) -> ChatAddress:
    return ChatAddress(PLATFORM, event.speaker.key.rpartition(":")[2])
