"""The bot on Telegram: it takes updates in, by polling or by webhook, and answers them."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError

from bot.chat.answering import Handle, Pause
from bot.chat.rest import KeepRest, keep_nothing
from bot.chat.rooms import Rooms
from bot.chat.telegram import polling, webhook
from bot.chat.telegram.client import TelegramSettings, open_bot
from bot.chat.telegram.errors import TelegramTokenRefused
from bot.chat.telegram.listen import Listener
from bot.chat.telegram.send import TelegramSender
from bot.chat.telegram.setbacks import Setbacks
from bot.chat.telegram.webhook import WebhookDoor
from bot.chat.text import clean, cut
from bot.clock import Clock, SystemClock
from bot.model.chat import Sender
from bot.vitals import Vitals

_DESCRIPTION = 256

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MenuCommand:
    """A command as Telegram's menu shows it: 1–32 lower-case letters, digits or underscores, and a
    line about it, cut at 256 characters."""

    name: str
    description: str


@asynccontextmanager
async def open_sender(settings: TelegramSettings, keep_rest: KeepRest = keep_nothing) -> AsyncIterator[TelegramSender]:
    """A sender with connections of its own; it needs no running service."""
    async with open_bot(settings) as bot:
        yield TelegramSender(bot, keep_rest)


def open_door(settings: TelegramSettings) -> WebhookDoor | None:
    """The door for our HTTP server where updates come by webhook."""
    return WebhookDoor(settings.webhook_url, settings.webhook_key) if settings.webhook_url else None


async def run(
    settings: TelegramSettings,
    sender: Sender,
    handle: Handle,
    rooms: Rooms,
    commands: Sequence[MenuCommand] = (),
    *,
    door: WebhookDoor | None = None,
    clock: Clock | None = None,
    vitals: Vitals | None = None,
    on_ready: Callable[[], None] = lambda: None,
    pause: Pause = asyncio.sleep,
    watch_pause: Pause = asyncio.sleep,
) -> None:
    """Answer what people say until cancelled, then stop within a few seconds.

    Updates come through the `door`, which somebody serves at the webhook's address; without one they
    are asked for. A network that is down is waited for. `on_ready` is called once all is set up.

    Raises:
        TelegramTokenRefused: at the start, or when the token is revoked later.
        WebhookRefused: Telegram won't write to the webhook's address."""
    clock = clock or SystemClock()
    vitals = vitals or Vitals(clock)
    setbacks = Setbacks(pause, vitals, webhook.MODE if door else polling.MODE)
    async with open_bot(settings) as bot:
        try:
            me = await setbacks.outlast(bot.get_me)
            listener = Listener(bot, me, sender, handle, rooms, pause)
            if door is None:
                # A webhook that was left set shuts polling out.
                await setbacks.outlast(bot.delete_webhook)
                await _publish(bot, commands)
                on_ready()
                await polling.Polling(bot, listener, setbacks).poll(settings.poll_seconds)
            else:
                watch = webhook.WebhookWatch(bot, settings, setbacks, vitals, clock)
                await _publish(bot, commands)
                await _stand_at(door, listener, watch, on_ready, watch_pause)
        except InvalidToken as error:
            raise TelegramTokenRefused(reason=error.message) from error


async def _stand_at(door: WebhookDoor, listener: Listener, watch: webhook.WebhookWatch, on_ready: Callable[[], None], pause: Pause) -> None:
    """Take what comes through the door, which is open before Telegram knows of it."""
    try:
        with door.opened(listener.take):
            await watch.set()
            on_ready()
            await watch.keep(pause)
    finally:
        await listener.close()


async def _publish(bot: Bot, commands: Sequence[MenuCommand]) -> None:
    """Show the commands in Telegram's menu; without them the bot works all the same."""
    try:
        await bot.set_my_commands([BotCommand(command.name, cut(clean(command.description), _DESCRIPTION)) for command in commands])
    except InvalidToken:
        raise
    except TelegramError as error:
        _log.warning("telegram menu not set", extra={"error": str(error)})
