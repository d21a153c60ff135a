"""The bot on Slack by Socket Mode: no address of our own is needed."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.chat.lanes import Lanes
from bot.chat.rest import KeepRest, keep_nothing
from bot.chat.slack.client import SlackSettings, open_client
from bot.chat.slack.listener import Listener, Ports
from bot.chat.slack.send import SlackSender
from bot.chat.slack.socket import SocketKeeper, Watch
from bot.chat.slack.standing import Standing, TellShutOut
from bot.clock import SystemClock
from bot.vitals import Vitals

STOP_SECONDS = 5.0


@asynccontextmanager
async def open_sender(settings: SlackSettings, keep_rest: KeepRest = keep_nothing) -> AsyncIterator[SlackSender]:
    """A sender with connections of its own; it needs no running service."""
    async with open_client(settings) as client:
        yield SlackSender(client, keep_rest)


async def run(
    settings: SlackSettings,
    ports: Ports,
    shut_out: TellShutOut,
    *,
    on_ready: Callable[[], None] = lambda: None,
    vitals: Vitals | None = None,
    watch: Watch | None = None,
) -> None:
    """Answer what people say until cancelled, then stop within a few seconds.

    A network that is down is waited for; a socket that went deaf is replaced; a token that is revoked
    while it runs is told to `shut_out`, and waited for. `on_ready` is called whenever a socket is open.

    Raises:
        SlackTokenRefused, SlackTokenMixedUp: at the start."""
    lanes = Lanes()
    async with open_client(settings) as client:
        standing = Standing(client, settings, shut_out, ports.pause, vitals or Vitals(SystemClock()))
        try:
            listener = Listener(client, await standing.introduce(), lanes, ports)
            await SocketKeeper(client, settings.app_token, listener, standing, watch or Watch()).keep(on_ready)
        finally:
            await lanes.close(STOP_SECONDS)
