"""Is Slack there, does it know our tokens, may we do what we need to, and do we hear it?"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.client import APP_TOKEN, BOT_TOKEN, SlackSettings, check_kinds, open_client
from bot.chat.slack.errors import (
    FAILURES,
    SlackScopesMissing,
    SlackSocketSilent,
    SlackTokenRefused,
    SlackUnreachable,
    code_of,
    is_refused_token,
    name_of,
)
from bot.chat.slack.socket import is_hello
from bot.errors import ClockAskew

# Those of config/slack-manifest.yaml, chat:write.public apart: a bot that is invited can do without it.
NEEDED_SCOPES = frozenset({"app_mentions:read", "channels:read", "chat:write", "commands", "groups:read", "im:history", "users:read"})
SOCKET_SCOPE = "connections:write"

# Slack's signatures hold so long: docs.slack.dev/authentication/verifying-requests-from-slack.
_CLOCKS_MAY_DIFFER = timedelta(minutes=5)
_HELLO_SECONDS = 10.0


async def probe(settings: SlackSettings, now: datetime, *, hello_seconds: float = _HELLO_SECONDS) -> str:
    """The bot's name, its workspace, and by which way Slack reaches it.

    Signed HTTP is proved only as far as that the secret is set: whether Slack finds our address, and has
    the same secret, shows with its first request.

    Raises:
        SlackTokenMixedUp, SlackTokenRefused, SlackScopesMissing, SlackSocketSilent, ClockAskew,
        SlackUnreachable: what is wrong, the first that is."""
    check_kinds(settings)
    async with open_client(settings) as client:
        try:
            found = await _bot(client, now)
            if settings.app_token:
                await _hear_hello(client, await _socket_address(client, settings), hello_seconds)
        except FAILURES as error:
            raise SlackUnreachable(address=settings.base_url, reason=name_of(error)) from error
    return f"{found}, {'Socket Mode' if settings.app_token else 'signed HTTP'}"


async def _bot(client: AsyncWebClient, now: datetime) -> str:
    try:
        me = await client.auth_test()
    except SlackApiError as error:
        raise _refused(BOT_TOKEN, error) or error from None
    _check_scopes(me.headers.get("x-oauth-scopes"))
    _check_clock(me.headers, now)
    return f"{me['user']}, {me['team']}"


def _check_scopes(granted: str | None) -> None:
    """Slack lists a token's scopes with every answer; a proxy that drops the header is no failure."""
    missing = NEEDED_SCOPES - {scope.strip() for scope in granted.split(",")} if granted is not None else frozenset()
    if missing:
        raise SlackScopesMissing(variable=BOT_TOKEN, scopes=", ".join(sorted(missing)))


def _check_clock(headers: Mapping[str, str], now: datetime) -> None:
    """By the Date that every answer carries; one that can't be read says nothing."""
    said = next((value for name, value in headers.items() if name.lower() == "date"), "")
    try:
        theirs = parsedate_to_datetime(said).astimezone(UTC)
    except ValueError:
        return
    apart = abs(now - theirs)
    if apart > _CLOCKS_MAY_DIFFER:
        raise ClockAskew(seconds=str(round(apart.total_seconds())), whose="Slack's")


async def _socket_address(client: AsyncWebClient, settings: SlackSettings) -> str:
    try:
        return str((await client.apps_connections_open(app_token=settings.app_token))["url"])
    except SlackApiError as error:
        raise _refused(APP_TOKEN, error) or error from None


def _refused(variable: str, error: SlackApiError) -> SlackTokenRefused | SlackScopesMissing | None:
    if code_of(error) == "missing_scope":
        needed = error.response.get("needed") or SOCKET_SCOPE
        return SlackScopesMissing(variable=variable, scopes=str(needed))
    return SlackTokenRefused(variable=variable, reason=code_of(error)) if is_refused_token(error) else None


async def _hear_hello(client: AsyncWebClient, address: str, seconds: float) -> None:
    """Open a socket and hear Slack's first word on it. Raises SlackSocketSilent."""
    session = client.session
    assert session is not None
    try:
        async with asyncio.timeout(seconds), session.ws_connect(address) as socket:
            while not is_hello(await socket.receive_str()):
                pass
    except (aiohttp.ClientError, TimeoutError, TypeError) as error:  # receive_str: TypeError where it is closed instead
        raise SlackSocketSilent(reason=type(error).__name__) from error
