"""Updates that Telegram sends us: a door in our HTTP server, and the watch over what Telegram knows of it.

When the bot stops the webhook stays set: Telegram keeps what people say, for a day, and sends it
when the bot is back. Polling takes it away."""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot, Update, WebhookInfo
from telegram.error import BadRequest

from bot.chat.answering import Pause
from bot.chat.telegram.client import TelegramSettings, decodable
from bot.chat.telegram.errors import WebhookRefused
from bot.chat.telegram.receive import ALLOWED_UPDATES
from bot.chat.telegram.setbacks import PART, Setbacks
from bot.clock import Clock
from bot.vitals import Vitals
from bot.web.server import read_body

MODE = "webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

# Telegram's own default, and as many chats as are answered at once.
_CONNECTIONS = 40
# Telegram waits for about a minute; one slow chat holds up only its own next update.
_ANSWER_SECONDS = 25.0
_WATCH_SECONDS = 300.0
_RECENT = timedelta(minutes=10)

_log = logging.getLogger(__name__)

Take = Callable[[Update], "asyncio.Task[None] | None"]


class WebhookDoor:
    """The route of the webhook. It is shut until a listener stands behind it: what comes before, and
    after, is answered with 503, and Telegram brings it again."""

    def __init__(self, url: str, secret: str, *, answer_seconds: float = _ANSWER_SECONDS) -> None:
        self._path = urlsplit(url).path or "/"
        self._secret = secret.encode()
        self._answer_seconds = answer_seconds
        self._take: Take | None = None

    def routes(self) -> list[web.RouteDef]:
        return [web.post(self._path, self._serve)]

    @contextmanager
    def opened(self, take: Take) -> Iterator[None]:
        """Hand each update to `take` for as long as this lasts."""
        self._take = take
        try:
            yield
        finally:
            self._take = None

    async def _serve(self, request: web.Request) -> web.Response:
        """200 once all is done that the update asks for, or where there is nothing to be done about it."""
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), self._secret):
            _log.warning("webhook", extra={"status": "refused", "reason": "wrong secret"})
            raise web.HTTPUnauthorized
        update = _parse_update(await read_body(request))
        if update is None:
            raise web.HTTPBadRequest
        if self._take is None:
            raise web.HTTPServiceUnavailable
        task = self._take(update)
        if task is not None:
            await asyncio.wait({task}, timeout=self._answer_seconds)
            if not task.done() or task.cancelled():
                # Brought again, it waits in the same lane; what was done about it meanwhile is known by its key.
                raise web.HTTPServiceUnavailable
        return web.Response()


def _parse_update(body: bytes) -> Update | None:
    """The update, without its content where the library can't decode that; None for what is none."""
    try:
        value: Any = json.loads(body)
    except ValueError:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("update_id"), int):
        return None
    return Update.de_json(decodable(value), None)


class WebhookWatch:
    """Sets the webhook, and sets it again where somebody took it away."""

    def __init__(self, bot: Bot, settings: TelegramSettings, setbacks: Setbacks, vitals: Vitals, clock: Clock) -> None:
        self._bot = bot
        self._settings = settings
        self._setbacks = setbacks
        self._vitals = vitals
        self._clock = clock

    async def set(self) -> None:
        """Raises WebhookRefused."""
        await self._setbacks.outlast(self._set)
        _log.info("webhook", extra={"status": "set", "host": urlsplit(self._settings.webhook_url).hostname})

    async def keep(self, pause: Pause, seconds: float = _WATCH_SECONDS) -> None:
        """Look at it now and then, until cancelled. A token that was revoked is noticed here too."""
        while True:
            await pause(seconds)
            info = await self._setbacks.outlast(self._bot.get_webhook_info)
            if info.url != self._settings.webhook_url:
                _log.error("webhook", extra={"status": "taken away", "cure": "stop the other program that uses this bot's token"})
                await self.set()
            elif failure := recent_failure(info, self._clock.now()):
                _log.warning("webhook", extra={"status": "failing", "pending": info.pending_update_count, "reason": failure})
                self._vitals.ill(PART, "Telegram can't reach the webhook")

    async def _set(self) -> None:
        try:
            await self._bot.set_webhook(
                self._settings.webhook_url,
                allowed_updates=ALLOWED_UPDATES,
                secret_token=self._settings.webhook_key,
                max_connections=_CONNECTIONS,
            )
        except BadRequest as error:
            raise WebhookRefused(url=self._settings.webhook_url, reason=error.message) from error


def recent_failure(info: WebhookInfo, now: datetime) -> str:
    """What Telegram met when it last wrote to the webhook, where that is not long ago; else empty."""
    if info.last_error_date is None or now - info.last_error_date > _RECENT or not info.pending_update_count:
        return ""
    return info.last_error_message or "unknown"
