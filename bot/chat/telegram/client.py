"""python-telegram-bot's client, set up so that it neither repeats, nor leaks, nor chokes."""

import hashlib
import hmac
import json
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from telegram import Bot, LinkPreviewOptions, Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

# The library's own switch: without it every RetryAfter raises a DeprecationWarning about int seconds.
os.environ.setdefault("PTB_TIMEDELTA", "true")
# The token is part of every address, and httpx logs addresses at info, httpcore at debug;
# the library itself logs updates, which are private text, at debug.
for _name in ("httpx", "httpcore", "telegram"):
    logging.getLogger(_name).setLevel(logging.WARNING)

_CONNECTIONS = 16

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_log = logging.getLogger(__name__)

OnResponse = Callable[[httpx.Response], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """`base_url` is the address of a Bot API server, without `/bot`. With a `webhook_url` updates are
    sent to us there; without one we ask for them."""

    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org"
    connect_seconds: float = 5.0
    read_seconds: float = 15.0
    poll_seconds: int = 25
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)

    @property
    def webhook_key(self) -> str:
        """What Telegram proves itself with at the webhook: the secret that is set, else one made from the
        token, so that a webhook is never without one, and the same after a restart."""
        return self.webhook_secret or hmac.new(self.token.encode(), b"webhook", hashlib.sha256).hexdigest()


@asynccontextmanager
async def open_bot(settings: TelegramSettings, *, on_response: OnResponse | None = None) -> AsyncIterator[Bot]:
    """A client and its connections. Nothing is sent on opening: a network that is down is no error yet.

    `on_response` sees each answer as it comes, for what the library keeps to itself.
    The library's own `async with bot` asks Telegram who the bot is, and puts the token into the
    message of the error when it is refused."""
    base = settings.base_url.rstrip("/")
    async with (
        _request(HTTPXRequest, settings, connections=_CONNECTIONS, on_response=on_response) as request,
        _request(_UpdatesRequest, settings, connections=1) as updates_request,
    ):
        yield Bot(
            settings.token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=request,
            get_updates_request=updates_request,
        )


def _request(
    kind: type[HTTPXRequest], settings: TelegramSettings, *, connections: int, on_response: OnResponse | None = None
) -> HTTPXRequest:
    hooks = {"event_hooks": {"response": [on_response]}} if on_response else None
    return kind(
        connection_pool_size=connections,
        connect_timeout=settings.connect_seconds,
        read_timeout=settings.read_seconds,
        write_timeout=settings.read_seconds,
        pool_timeout=settings.read_seconds,
        httpx_kwargs=hooks,
    )


class _UpdatesRequest(HTTPXRequest):
    """Takes out of an answer of getUpdates what the library can't decode.

    Telegram adds kinds of updates all the time. One that can't be decoded would fail the whole
    answer; its offset would never be confirmed and polling would spin on it for ever. It is
    replaced by an empty update with its id, so that it is confirmed like any other."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload)
        except ValueError as error:
            # Not the library's version of this, which logs the whole answer: private messages.
            raise TelegramError("Invalid server response") from error
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        if isinstance(answer.get("result"), list):
            answer["result"] = [decodable(update) for update in answer["result"] if isinstance(update, dict) and "update_id" in update]
        return answer


def decodable(update: dict[str, Any]) -> dict[str, Any]:
    """The update, or an empty one with its id where the library can't decode it, which is logged."""
    try:
        Update.de_json(update, None)
    except Exception as error:  # whatever the library stumbles over
        kinds = sorted(update.keys() - {"update_id"})
        _log.warning("update undecodable", extra={"update": update["update_id"], "kinds": kinds, "error": type(error).__name__})
        return {"update_id": update["update_id"]}
    return update
