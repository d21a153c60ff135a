"""Is Telegram there, does it know our token, and will its updates reach us?"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
from telegram import Bot, WebhookInfo
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.chat.answering import Pause
from bot.chat.telegram.client import TelegramSettings, open_bot
from bot.chat.telegram.errors import (
    TelegramConflict,
    TelegramTokenRefused,
    TelegramUnreachable,
    WebhookElsewhere,
    WebhookFailing,
    WebhookLeft,
)
from bot.chat.telegram.webhook import recent_failure
from bot.clock import Clock

Result = TypeVar("Result")

# Long enough for another poller, whom our asking interrupts, to come back and interrupt us.
_LISTEN_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What getMe says. `hears_all` is False with privacy mode; `skew` how far our clock is ahead of
    Telegram's, to the second, None where a proxy drops the header."""

    name: str
    hears_all: bool
    skew: timedelta | None


async def probe(settings: TelegramSettings, clock: Clock) -> Found:
    """Raises TelegramTokenRefused and TelegramUnreachable."""
    skews: list[timedelta] = []

    async def note(response: httpx.Response) -> None:
        if (skew := _skew(response.headers.get("date"), clock.now())) is not None:
            skews.append(skew)

    async with open_bot(settings, on_response=note) as bot:
        me = await _asked(bot.get_me, settings)
    return Found(me.name, bool(me.can_read_all_group_messages), min(skews, key=abs, default=None))


async def probe_updates(settings: TelegramSettings, clock: Clock, *, running: bool, pause: Pause = asyncio.sleep) -> WebhookInfo:
    """Whether updates come the way the settings say. `running` says that the bot runs beside us.

    A second poller is found by asking for updates for some seconds, without confirming any: Telegram
    ends the poll of whoever asked before, and ours when they ask again. They get the same updates
    a moment later. The bot itself, where it runs, is left in peace.
    Raises WebhookElsewhere, WebhookFailing, WebhookLeft, TelegramConflict, TelegramTokenRefused, TelegramUnreachable."""
    async with open_bot(settings) as bot:
        info: WebhookInfo = await _asked(bot.get_webhook_info, settings)
        pending = str(info.pending_update_count)
        if settings.webhook_url:
            # A bot that never ran has no webhook yet: it sets it when it starts.
            expected = (settings.webhook_url,) if running else (settings.webhook_url, "")
            if info.url not in expected:
                raise WebhookElsewhere(url=settings.webhook_url, there=_shown(info.url), pending=pending)
            if failure := recent_failure(info, clock.now()):
                raise WebhookFailing(url=settings.webhook_url, reason=failure, pending=pending)
        elif info.url:
            raise WebhookLeft(url=_shown(info.url), pending=pending)
        elif not running:
            await _listen(bot, settings, pause)
    return info


async def _listen(bot: Bot, settings: TelegramSettings, pause: Pause) -> None:
    """Neither an offset, which would confirm, nor kinds of updates, which would change what the other gets.

    Updates that wait are given at once, and then nobody can interrupt us: asked again a little later,
    another poller has taken them away."""
    try:
        for _ in range(_LISTEN_SECONDS):
            if not await _asked(lambda: bot.get_updates(limit=1, timeout=timedelta(seconds=_LISTEN_SECONDS)), settings):
                return
            await pause(1)
    except Conflict as error:
        raise TelegramConflict from error


async def _asked(call: Callable[[], Awaitable[Result]], settings: TelegramSettings) -> Result:
    """Raises TelegramTokenRefused, TelegramUnreachable; Conflict, which is an answer, passes through."""
    try:
        return await call()
    except InvalidToken as error:
        raise TelegramTokenRefused(reason=error.message) from error
    except Conflict:
        raise
    except TelegramError as error:
        raise TelegramUnreachable(address=settings.base_url, reason=type(error).__name__) from error


def _shown(url: str) -> str:
    """An address without its path, in which other programs keep their token."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…" if url else "nowhere"


def _skew(header: str | None, now: datetime) -> timedelta | None:
    try:
        return now - parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
