"""The bot on Telegram, by long polling: it asks for updates, answers them, and confirms them.

The library's own Updater is not used: it confirms updates before anything is done about them,
hides a revoked token in a task that dies in silence, and spins on an update it can't decode."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, BotCommand, Update, User
from telegram.constants import ChatMemberStatus
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.answering import Handle, Pause, answer
from bot.chat.lanes import Lanes
from bot.chat.telegram.client import TelegramSettings, open_bot
from bot.chat.telegram.errors import TelegramConflict, TelegramTokenRefused, wait_of
from bot.chat.telegram.receive import ALLOWED_UPDATES, Heard, find_heard
from bot.chat.telegram.send import TelegramSender
from bot.chat.text import clean, cut
from bot.i18n import texts_for
from bot.model.chat import Sender

Result = TypeVar("Result")

_LONGEST_PAUSE_SECONDS = 30.0
# An update is confirmed by asking for the next ones. Waiting this long for its answer first means
# that a crash in between repeats the update rather than losing it (`update_key` tells repetitions);
# waiting longer would let one slow chat hold up the others.
_CONFIRM_SECONDS = 1.0
_STOP_SECONDS = 5.0
_DESCRIPTION = 256

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MenuCommand:
    """A command as Telegram's menu shows it: 1–32 lower-case letters, digits or underscores, and a
    line about it, cut at 256 characters."""

    name: str
    description: str


@asynccontextmanager
async def open_sender(settings: TelegramSettings) -> AsyncIterator[TelegramSender]:
    """A sender with connections of its own; it needs no running service."""
    async with open_bot(settings) as bot:
        yield TelegramSender(bot)


async def run(
    settings: TelegramSettings,
    sender: Sender,
    handle: Handle,
    commands: Sequence[MenuCommand] = (),
    *,
    on_ready: Callable[[], None] = lambda: None,
    pause: Pause = asyncio.sleep,
) -> None:
    """Answer what people say until cancelled, then stop within a few seconds.

    A network that is down is waited for. `on_ready` is called before the first updates are asked for.

    Raises:
        TelegramTokenRefused: at the start, or when the token is revoked later."""
    setbacks = _Setbacks(pause)
    async with open_bot(settings) as bot:
        try:
            me = await setbacks.outlast(bot.get_me)
            # A webhook that was left set shuts polling out.
            await setbacks.outlast(bot.delete_webhook)
            await _publish(bot, commands)
            on_ready()
            await _Polling(bot, me, sender, handle, setbacks, pause).poll(settings.poll_seconds)
        except InvalidToken as error:
            raise TelegramTokenRefused(reason=error.message) from error


async def _publish(bot: Bot, commands: Sequence[MenuCommand]) -> None:
    """Show the commands in Telegram's menu; without them the bot works all the same."""
    try:
        await bot.set_my_commands([BotCommand(command.name, cut(clean(command.description), _DESCRIPTION)) for command in commands])
    except InvalidToken:
        raise
    except TelegramError as error:
        _log.warning("telegram menu not set", extra={"error": str(error)})


class _Setbacks:
    """Waits out what fails in passing: longer each time, and logged once until it works again."""

    def __init__(self, pause: Pause) -> None:
        self._pause = pause
        self._failures = 0

    async def outlast(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """Call until it succeeds. Raises InvalidToken, which no waiting cures."""
        while True:
            try:
                result = await call()
            except InvalidToken:
                raise
            except TelegramError as error:
                await self._pause(self._met(error))
            else:
                self._over()
                return result

    def _met(self, error: TelegramError) -> float:
        """How many seconds to wait after this failure."""
        if not self._failures and isinstance(error, Conflict):
            _log.error("telegram polling", extra={"status": "conflict", "cure": texts_for("en")(TelegramConflict.key)})
        elif not self._failures:
            _log.warning("telegram polling", extra={"status": "failing", "error": str(error)})
        self._failures += 1
        if isinstance(error, RetryAfter):
            return wait_of(error).total_seconds()
        return min(_LONGEST_PAUSE_SECONDS, 1.5 ** min(self._failures - 1, 20))

    def _over(self) -> None:
        if self._failures:
            _log.info("telegram polling", extra={"status": "working again", "failures": self._failures})
        self._failures = 0


class _Polling:
    """Takes updates in and puts each into its chat's lane."""

    def __init__(self, bot: Bot, me: User, sender: Sender, handle: Handle, setbacks: _Setbacks, pause: Pause) -> None:
        self._bot = bot
        self._me = me
        self._sender = sender
        self._handle = handle
        self._setbacks = setbacks
        self._pause = pause
        self._lanes = Lanes()
        self._offset: int | None = None

    async def poll(self, poll_seconds: int) -> None:
        """Until cancelled. What is in hand then gets a few seconds to finish and is confirmed."""
        try:
            while True:
                updates = await self._setbacks.outlast(lambda: self._updates(poll_seconds))
                for update in updates:
                    self._take(update)
                await self._lanes.settle(_CONFIRM_SECONDS)
        finally:
            await self._lanes.close(_STOP_SECONDS)
            await self._confirm()

    async def _updates(self, poll_seconds: int) -> tuple[Update, ...]:
        return await self._bot.get_updates(offset=self._offset, timeout=timedelta(seconds=poll_seconds), allowed_updates=ALLOWED_UPDATES)

    def _take(self, update: Update) -> None:
        self._offset = update.update_id + 1
        heard = find_heard(update, self._me)
        if heard is not None:
            self._lanes.put(heard.incoming.address, lambda: self._answer(heard))

    async def _answer(self, heard: Heard) -> None:
        if heard.callback_id is not None:
            await self._acknowledge(heard.callback_id)
        incoming = heard.incoming
        if heard.role_of is not None:
            incoming = heard.managed(await self._is_administrator(incoming.address.chat, heard.role_of))
        await answer(incoming, self._handle, self._sender, incoming.address, pause=self._pause)

    async def _acknowledge(self, callback_id: str) -> None:
        """Stop the button's spinner. It may be too late for that, but not for the answer."""
        try:
            await self._bot.answer_callback_query(callback_id)
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

    async def _confirm(self) -> None:
        """Tell Telegram what was taken, so that the next start doesn't hear it again."""
        if self._offset is None:
            return
        try:
            async with asyncio.timeout(_CONFIRM_SECONDS):
                await self._bot.get_updates(offset=self._offset, limit=1, timeout=timedelta(0), allowed_updates=ALLOWED_UPDATES)
        except (TelegramError, TimeoutError) as error:
            # The next start hears the last updates again; `update_key` tells them.
            _log.info("updates not confirmed", extra={"error": type(error).__name__})
