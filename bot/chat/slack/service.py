"""The bot on Slack, by Socket Mode: it acknowledges at once and answers after."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.answering import Handle, Pause, answer
from bot.chat.lanes import Lanes
from bot.chat.slack.client import SlackSettings, library_logger, open_client
from bot.chat.slack.errors import FAILURES, SlackTokenRefused, code_of, is_refused_token, outcome_of
from bot.chat.slack.receive import Heard, find_heard_event, find_heard_press, heard_command
from bot.chat.slack.send import SlackResponder, SlackSender
from bot.model.chat import ChatAddress, Passing, Sender

COMMAND = "/backchannel"

Result = TypeVar("Result")

_LONGEST_PAUSE_SECONDS = 30.0
_STOP_SECONDS = 5.0
_CLOSE_SECONDS = 3.0
_CONNECT_SECONDS = 20.0
# A socket that was down at three looks in a row has not come back by itself.
_LOOK_SECONDS = 20.0
_LOOKS = 3

_log = logging.getLogger(__name__)


@asynccontextmanager
async def open_sender(settings: SlackSettings) -> AsyncIterator[SlackSender]:
    """A sender with connections of its own; it needs no running service."""
    async with open_client(settings) as client:
        yield SlackSender(client)


async def run(
    settings: SlackSettings,
    sender: Sender,
    handle: Handle,
    *,
    on_ready: Callable[[], None] = lambda: None,
    pause: Pause = asyncio.sleep,
    look_seconds: float = _LOOK_SECONDS,
) -> None:
    """Answer what people say until cancelled, then stop within a few seconds.

    A network that is down is waited for; a socket that went deaf is replaced. `on_ready` is called
    whenever a socket is open.

    Raises:
        SlackTokenRefused: at the start, or when a token is revoked later."""
    lanes = Lanes()
    async with open_client(settings) as client:
        try:
            me = await _outlast(lambda: _authorize(client), pause)
            listener = _Listener(client, me, lanes, sender, handle, pause)
            while True:
                handler = await _connect(client, settings.app_token, listener.app(), pause)
                try:
                    on_ready()
                    await _until_deaf(handler, look_seconds)
                    _log.warning("slack socket", extra={"status": "deaf, replaced"})
                finally:
                    await _close(handler)
        finally:
            await lanes.close(_STOP_SECONDS)


class _Listener:
    """Takes what Bolt hears and puts each thing into its chat's lane."""

    def __init__(self, client: AsyncWebClient, me: AuthorizeResult, lanes: Lanes, sender: Sender, handle: Handle, pause: Pause) -> None:
        self._client = client
        self._me = me
        self._lanes = lanes
        self._sender = sender
        self._handle = handle
        self._pause = pause

    def app(self) -> AsyncApp:
        """A Bolt app with our listeners. `authorize` is given so that acknowledging never waits for
        Slack, and so that a SLACK_CLIENT_ID in the environment doesn't switch Bolt to OAuth."""

        async def authorize() -> AuthorizeResult:
            return self._me

        app = AsyncApp(client=AsyncWebClient(base_url=self._client.base_url), authorize=authorize, logger=library_logger())
        app.command(COMMAND)(self._command)
        app.action(re.compile("^say:"))(self._press)
        app.event("app_mention")(self._event)
        app.event("message")(self._event)
        return app

    async def _command(self, ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        self._take(heard_command(command))

    async def _press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        self._take(find_heard_press(body))

    async def _event(self, body: dict[str, Any]) -> None:
        # Bolt acknowledges events before it calls us.
        self._take(find_heard_event(body, str(self._me.bot_user_id)))

    def _take(self, heard: Heard | None) -> None:
        if heard is not None:
            self._lanes.put(heard.reply_to, lambda: self._answer(heard))

    async def _answer(self, heard: Heard) -> None:
        incoming = heard.incoming
        if heard.role_of is not None:
            incoming = heard.managed(await self._is_administrator(heard.role_of))
        sender = self._sender
        if heard.response_url is not None:
            sender = SlackResponder(heard.response_url, self._client.session, visible=heard.visible)
        await answer(incoming, self._handle, sender, heard.reply_to, pause=self._pause)

    async def _is_administrator(self, user: str) -> bool:
        """Whether this person runs the workspace (channels have no rulers of their own); no where Slack doesn't say."""
        try:
            response = await self._client.users_info(user=user)
        except FAILURES as error:
            _log.warning("role unknown", extra={"user": user, "error": _name(error)})
            return False
        profile = response["user"]
        return bool(profile.get("is_admin") or profile.get("is_owner"))


async def _authorize(client: AsyncWebClient) -> AuthorizeResult:
    try:
        response = await client.auth_test()
    except SlackApiError as error:
        if is_refused_token(error):
            raise SlackTokenRefused(variable="BACKCHANNEL_SLACK_BOT_TOKEN", reason=code_of(error)) from None
        raise
    return AuthorizeResult.from_auth_test_response(bot_token=client.token, auth_test_response=response)


async def _connect(client: AsyncWebClient, app_token: str, app: AsyncApp, pause: Pause) -> AsyncSocketModeHandler:
    """An open socket. The address is fetched here, because the library asks for ever with a token
    that is refused, and tries an expired address again."""
    while True:
        address = await _outlast(lambda: _socket_address(client, app_token), pause)
        handler = AsyncSocketModeHandler(app, app_token, logger=library_logger(), web_client=client)
        handler.client.wss_uri = address
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                await handler.connect_async()  # type: ignore[no-untyped-call]
        except BaseException as error:
            await _close(handler)
            if not isinstance(error, TimeoutError):
                raise
        else:
            return handler


async def _socket_address(client: AsyncWebClient, app_token: str) -> str:
    try:
        response = await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        if is_refused_token(error):
            raise SlackTokenRefused(variable="BACKCHANNEL_SLACK_APP_TOKEN", reason=code_of(error)) from None
        raise
    return str(response["url"])


async def _outlast(call: Callable[[], Awaitable[Result]], pause: Pause) -> Result:
    """Call until it succeeds, waiting longer each time. SlackTokenRefused, which no waiting cures, passes through."""
    failures = 0
    while True:
        try:
            return await call()
        except FAILURES as error:
            if not failures:
                _log.warning("slack socket", extra={"status": "failing", "error": _name(error)})
            outcome = outcome_of(error, ChatAddress("slack", ""))
            asked = outcome.wait.total_seconds() if isinstance(outcome, Passing) and outcome.wait else 0.0
            await pause(max(asked, min(_LONGEST_PAUSE_SECONDS, 1.5 ** min(failures, 20))))
            failures += 1


async def _until_deaf(handler: AsyncSocketModeHandler, look_seconds: float) -> None:
    """Return when the socket was down at several looks in a row: the library's own reconnecting has failed."""
    down = 0
    while down < _LOOKS:
        await asyncio.sleep(look_seconds)
        down = 0 if await handler.client.is_connected() else down + 1


async def _close(handler: AsyncSocketModeHandler) -> None:
    """Close the socket in bounded time: the library waits for the other side, which may be gone."""
    client = handler.client
    try:
        async with asyncio.timeout(_CLOSE_SECONDS):
            await handler.close_async()  # type: ignore[no-untyped-call]
    except Exception as error:  # a socket that is being thrown away may fail as it likes
        _log.info("slack socket", extra={"status": "closed by force", "error": type(error).__name__})
        for task in (client.message_processor, client.current_session_monitor, client.message_receiver):
            if task is not None:
                task.cancel()
        await client.aiohttp_client_session.close()


def _name(error: BaseException) -> str:
    return (code_of(error) if isinstance(error, SlackApiError) else "") or type(error).__name__
