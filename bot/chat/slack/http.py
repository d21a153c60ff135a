"""The bot on Slack by signed HTTP: Slack calls our address, and proves by a signature that it is Slack.

request ──▶ short enough? ──▶ signed by our secret, lately? ──▶ Bolt acknowledges ──▶ the work is done after

Slack repeats an event that it finds unanswered (X-Slack-Retry-Num), and anybody may repeat what they
overheard for as long as its signature holds; each has the key of the first, and is answered once."""

import asyncio
import logging
import re
import time
from collections.abc import Callable
from urllib.parse import parse_qs

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock, SignatureVerifier

from bot.chat.lanes import Lanes
from bot.chat.slack.client import SlackSettings, open_client
from bot.chat.slack.errors import SlackTokenRefused
from bot.chat.slack.listener import Listener, Ports
from bot.chat.slack.service import STOP_SECONDS
from bot.chat.slack.standing import Standing, TellShutOut
from bot.clock import SystemClock
from bot.vitals import Vitals

PATH = "/slack/events"
"""Where Slack's three kinds of requests go: events, commands and interactivity."""

# Slack's largest are messages of 40,000 characters with their blocks.
_MOST_BYTES = 1_000_000
_READ_SECONDS = 3.0
# The library takes any number, and fails on those that no clock tells.
_TIMESTAMP = re.compile("[0-9]{1,12}")
_PROVE_SECONDS = 60.0

_log = logging.getLogger(__name__)


class SlackHttp:
    """Takes Slack's requests. `routes` belong into a web server; `run` makes them be answered.

    `now` tells the seconds since 1970, for the age of signatures."""

    def __init__(
        self,
        settings: SlackSettings,
        ports: Ports,
        shut_out: TellShutOut,
        *,
        vitals: Vitals | None = None,
        now: Callable[[], float] = time.time,
        prove_seconds: float = _PROVE_SECONDS,
    ) -> None:
        self._settings = settings
        self._ports = ports
        self._shut_out = shut_out
        self._vitals = vitals or Vitals(SystemClock())
        self._prove_seconds = prove_seconds
        self._verifier = SignatureVerifier(settings.signing_secret, _SignatureClock(now))
        self._app: AsyncApp | None = None
        self._refused = False

    @property
    def routes(self) -> list[web.RouteDef]:
        """Handlers for the web server, which need nothing of its application."""
        return [web.post(PATH, self._post), web.get(PATH, self._get)]

    async def run(self, on_ready: Callable[[], None] = lambda: None) -> None:
        """Answer what people say until cancelled, then stop within a few seconds. Before and after, Slack is
        asked to come again.

        Raises:
            SlackTokenRefused, SlackTokenMixedUp: at the start."""
        lanes = Lanes()
        async with open_client(self._settings) as client:
            standing = Standing(client, self._settings, self._shut_out, self._ports.pause, self._vitals)
            try:
                listener = Listener(client, await standing.introduce(), lanes, self._ports)
                self._app = listener.app()
                on_ready()
                while True:
                    await self._look(listener.doubts)
                    try:
                        await standing.prove()
                    except SlackTokenRefused:
                        await standing.outlast_refusal(standing.ask)
            finally:
                self._app = None
                await lanes.close(STOP_SECONDS)

    async def _look(self, doubts: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(self._prove_seconds):
                await doubts.wait()
        except TimeoutError:
            return
        doubts.clear()

    async def _get(self, _request: web.Request) -> web.Response:
        """Slack looks at our certificate like this now and then."""
        return web.Response()

    async def _post(self, request: web.Request) -> web.Response:
        try:
            body = await _body(request)
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        if parse_qs(body[:200].decode("ascii", "replace")).get("ssl_check") == ["1"]:
            return web.Response()
        self._check_signature(body, request)
        if self._app is None:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "10"})
        if again := request.headers.get("X-Slack-Retry-Num"):
            _log.info("slack asks again", extra={"time": again, "reason": request.headers.get("X-Slack-Retry-Reason", "")})
        try:
            bolt_request = AsyncBoltRequest(body=body.decode(), query=request.query_string, headers=dict(request.headers))
        except (ValueError, TypeError, AttributeError):  # JSON that is none, or no object: the library takes it for one
            raise web.HTTPBadRequest from None
        return await to_aiohttp_response(await self._app.async_dispatch(bolt_request))

    def _check_signature(self, body: bytes, request: web.Request) -> None:
        """Raises HTTPUnauthorized. Told in the log once until a request is right again: strangers knock often."""
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        try:
            valid = (
                _TIMESTAMP.fullmatch(timestamp) is not None and signature.isascii() and self._verifier.is_valid(body, timestamp, signature)
            )
        except ValueError:  # a body that is no UTF-8
            valid = False
        if not valid:
            if not self._refused:
                _log.warning(
                    "slack request refused", extra={"cure": "compare BACKCHANNEL_SLACK_SIGNING_SECRET, and set this machine's clock"}
                )
            self._refused = True
            raise web.HTTPUnauthorized
        self._refused = False


class _SignatureClock(Clock):
    """The library's clock, set by us."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now

    def now(self) -> float:
        return self._now()


async def _body(request: web.Request) -> bytes:
    """The body as sent. Raises HTTPRequestEntityTooLarge, and TimeoutError where it comes too slowly."""
    body = bytearray()
    async with asyncio.timeout(_READ_SECONDS):
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > _MOST_BYTES:
                raise web.HTTPRequestEntityTooLarge(_MOST_BYTES, len(body))
    return bytes(body)
