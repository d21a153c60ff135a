"""One open socket to Slack at any time, by the library, watched because the library alone is not enough.

It may go deaf in two ways: it is down and doesn't come back, or it stands, answers every ping, and no
event comes any more (slackapi/bolt-python#1529, python-slack-sdk#1701). The second looks like a quiet
workspace. So silence is met by asking Slack who we are, which has been seen to end it, and silence that
lasts by a fresh socket: only once Slack has said hello on that one is the old one closed."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.client import APP_TOKEN, library_logger
from bot.chat.slack.errors import SlackTokenRefused, code_of, is_refused_token
from bot.chat.slack.listener import Listener
from bot.chat.slack.standing import Standing

_CLOSE_SECONDS = 3.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watch:
    """How closely a socket is watched. A look comes every `look_seconds`; so many looks in a row make one
    that is down or silent: it is proved by a question, or replaced. By these values a deaf socket is
    replaced after five minutes at the latest."""

    look_seconds: float = 20.0
    down: int = 3
    prove: int = 3
    silent: int = 15
    connect_seconds: float = 20.0


class SocketKeeper:
    """Keeps a socket open until cancelled, and closes it within seconds then."""

    def __init__(self, client: AsyncWebClient, app_token: str, listener: Listener, standing: Standing, watch: Watch) -> None:
        self._client = client
        self._app_token = app_token
        self._app = listener.app()
        self._doubts = listener.doubts
        self._standing = standing
        self._watch = watch

    async def keep(self, on_ready: Callable[[], None]) -> None:
        """Call `on_ready` whenever a socket is open. Raises SlackTokenRefused where not even the first one opens."""
        socket = await self._standing.outlast(self._open)
        try:
            while True:
                on_ready()
                why = await self._until_unfit(socket)
                _log.warning("slack socket", extra={"status": f"{why}, being replaced"})
                # A new one beside the old: nothing is lost should the old one only have been quiet.
                fresh = await self._standing.outlast_refusal(self._fresh)
                old, socket = socket, fresh
                await old.close()
        finally:
            await socket.close()

    async def _fresh(self) -> "_Socket":
        """A socket, for a bot token that is known."""
        await self._standing.ask()
        return await self._open()

    async def _open(self) -> "_Socket":
        """An open socket on which Slack has said hello. The address is fetched here, because the library asks
        for ever with a token that is refused, and tries an expired address again.

        Raises TimeoutError where it says nothing, SlackTokenRefused, and what a call raises."""
        address = await self._address()
        socket = _Socket(self._client, self._app_token, self._app, address)
        try:
            async with asyncio.timeout(self._watch.connect_seconds):
                await socket.connect()
        except BaseException:
            await socket.close()
            raise
        return socket

    async def _address(self) -> str:
        try:
            response = await self._client.apps_connections_open(app_token=self._app_token)
        except SlackApiError as error:
            if is_refused_token(error):
                raise SlackTokenRefused(variable=APP_TOKEN, reason=code_of(error)) from None
            raise
        return str(response["url"])

    async def _until_unfit(self, socket: "_Socket") -> str:
        """Return why the socket is to be replaced."""
        down = silent = 0
        while True:
            doubted = await self._look()
            down = 0 if await socket.is_connected() else down + 1
            silent = 0 if socket.take_heard() else silent + 1
            if down >= self._watch.down:
                return "down"
            if silent >= self._watch.silent:
                return "silent"
            if (doubted or (silent and silent % self._watch.prove == 0)) and not await self._is_known():
                return "shut out"

    async def _look(self) -> bool:
        """Wait for the next look, or for Slack to say that our token is revoked: then True."""
        try:
            async with asyncio.timeout(self._watch.look_seconds):
                await self._doubts.wait()
        except TimeoutError:
            return False
        self._doubts.clear()
        return True

    async def _is_known(self) -> bool:
        """False where Slack refuses us; one that can't be asked has not refused."""
        try:
            await self._standing.prove()
        except SlackTokenRefused:
            return False
        return True


class _Socket:
    """The library's handler with an ear of our own."""

    def __init__(self, client: AsyncWebClient, app_token: str, app: AsyncApp, address: str) -> None:
        self._handler = AsyncSocketModeHandler(app, app_token, logger=library_logger(), web_client=client)
        self._handler.client.wss_uri = address
        self._handler.client.on_message_listeners.append(self._hear)
        self._greeted = asyncio.Event()
        self._heard = False

    async def connect(self) -> None:
        await self._handler.connect_async()  # type: ignore[no-untyped-call]
        await self._greeted.wait()

    async def is_connected(self) -> bool:
        return await self._handler.client.is_connected()

    def take_heard(self) -> bool:
        """Whether anything but an answer to a ping was heard since the last time."""
        heard, self._heard = self._heard, False
        return heard

    async def close(self) -> None:
        """Close the socket in bounded time: the library waits for the other side, which may be gone."""
        client = self._handler.client
        try:
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self._handler.close_async()  # type: ignore[no-untyped-call]
        except Exception as error:  # a socket that is being thrown away may fail as it likes
            _log.info("slack socket", extra={"status": "closed by force", "error": type(error).__name__})
        finally:  # also where closing was cut short by our own end
            for task in (client.message_processor, client.current_session_monitor, client.message_receiver):
                if task is not None:
                    task.cancel()
            await client.aiohttp_client_session.close()

    async def _hear(self, message: WSMessage) -> None:
        self._heard = True
        if not self._greeted.is_set() and is_hello(message.data):
            self._greeted.set()


def is_hello(message: str) -> bool:
    """Whether Slack says with this that the socket works."""
    try:
        value = json.loads(message)
    except ValueError:
        return False
    return isinstance(value, dict) and value.get("type") == "hello"
