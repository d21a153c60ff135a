"""Documents to Telegram chats."""

from functools import partial

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.chat.parts import Parts
from bot.chat.rest import KeepRest, keep_nothing
from bot.chat.telegram.client import NO_PREVIEW
from bot.chat.telegram.errors import is_unchanged, outcome_of
from bot.chat.telegram.render import MOST_MESSAGES, Keyboard, TelegramMessage, find_rest, render_messages
from bot.model.chat import ChatAddress, Permanent, SendOutcome, Sent
from bot.model.document import Document


class TelegramSender:
    """A `bot.model.chat.Courier`. It never retries and never waits: that is the outbox's."""

    def __init__(self, bot: Bot, keep_rest: KeepRest = keep_nothing) -> None:
        self._bot = bot
        self._keep_rest = keep_rest
        self._parts: Parts[TelegramMessage] = Parts()

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False, reply_to: str = "") -> SendOutcome:
        if not _is_id(address.chat) or (address.thread and not _is_id(address.thread)):
            return _no_chat(address)
        post = partial(_post, self._bot, _reply(reply_to))
        messages = render_messages(document, repeat=repeat, more=await self._more(document, MOST_MESSAGES))
        return await self._parts.send(address, document, messages, post)

    async def edit(self, address: ChatAddress, message_id: str, document: Document) -> SendOutcome:
        if not (_is_id(address.chat) and _is_id(message_id)):
            return _no_chat(address)
        message = render_messages(document, most=1, more=await self._more(document, 1))[0]
        try:
            await self._bot.edit_message_text(
                message.html,
                chat_id=int(address.chat),
                message_id=int(message_id),
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=_markup(message.keyboard),
            )
        except TelegramError as error:
            return Sent(message_id) if is_unchanged(error) else outcome_of(error, address)
        return Sent(message_id)

    async def _more(self, document: Document, most: int) -> str:
        """What the button says that sends what finds no room; empty where all of it does."""
        rest = find_rest(document, most=most)
        return await self._keep_rest(rest) if rest is not None else ""


async def _post(bot: Bot, reply: ReplyParameters | None, address: ChatAddress, message: TelegramMessage) -> SendOutcome:
    try:
        sent = await bot.send_message(
            chat_id=int(address.chat),
            text=message.html,
            parse_mode=ParseMode.HTML,
            message_thread_id=int(address.thread) if address.thread else None,
            link_preview_options=NO_PREVIEW,
            reply_parameters=reply,
            reply_markup=_markup(message.keyboard),
        )
    except TelegramError as error:
        return outcome_of(error, address)
    return Sent(str(sent.message_id))


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(action.label, callback_data=action.command) for action in row] for row in keyboard])


def _reply(message_id: str) -> ReplyParameters | None:
    """What is answered; people delete messages, and the answer must come all the same."""
    return ReplyParameters(int(message_id), allow_sending_without_reply=True) if _is_id(message_id) else None


def _no_chat(address: ChatAddress) -> Permanent:
    return Permanent(f"no Telegram chat: {address}")


def _is_id(text: str) -> bool:
    return text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()
