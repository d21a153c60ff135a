"""Broadcast channels, which are set up from a private chat: what Telegram says of one, and who runs it."""

import logging

from telegram import Bot, Chat, ChatMemberAdministrator, ChatMemberOwner, User
from telegram.error import TelegramError

from bot.chat.telegram.receive import PLATFORM
from bot.model.chat import ChatAddress, Elsewhere

_log = logging.getLogger(__name__)


class Channels:
    """Asks Telegram anew each time: administrators come and go."""

    def __init__(self, bot: Bot, me: User) -> None:
        self._bot = bot
        self._me = me

    async def find(self, name: str) -> Elsewhere | None:
        """The channel of an @name or id, None where there is none that we can see."""
        try:
            chat = await self._bot.get_chat(name)
        except TelegramError as error:
            _log.info("channel not seen", extra={"error": str(error)})
            return None
        if chat.type != Chat.CHANNEL:
            return None
        return Elsewhere(ChatAddress(PLATFORM, str(chat.id)), chat.title or name, await self._may_post(chat.id))

    async def is_run_by(self, channel: Elsewhere, user_id: int) -> bool:
        """Whether this person is an administrator of the channel; no where Telegram doesn't tell us, being none ourselves."""
        try:
            member = await self._bot.get_chat_member(int(channel.address.chat), user_id)
        except TelegramError as error:
            _log.info("role unknown", extra={"chat": channel.address.chat, "error": str(error)})
            return False
        return isinstance(member, ChatMemberAdministrator | ChatMemberOwner)

    async def _may_post(self, channel_id: int) -> bool:
        try:
            member = await self._bot.get_chat_member(channel_id, self._me.id)
        except TelegramError as error:
            _log.info("rights unknown", extra={"chat": channel_id, "error": str(error)})
            return False
        return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
