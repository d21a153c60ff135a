"""A fake Slack, a bot that talks to it, and the bot's answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from bot.chat.answering import Handle
from bot.chat.slack.client import SlackSettings
from bot.chat.slack.listener import Ports
from bot.chat.slack.service import open_sender, run
from bot.chat.slack.socket import Watch
from bot.model.chat import ChatAddress, Removed, RoomEvent, ShutOut
from tests.chat.services import Echo, no_pause, running
from tests.fakes.slack import FakeSlack

# Looks come quickly; how many of them make a socket that is down is as in life. Silence is not looked for.
QUICK = Watch(look_seconds=0.02, silent=1_000_000, connect_seconds=2.0)

Bot = Callable[[Handle], AbstractAsyncContextManager["asyncio.Task[None]"]]


class News:
    """Remembers what a platform said of rooms and of itself."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self.removed: list[Removed] = []
        self.shut_outs: list[ShutOut] = []

    async def happened(self, event: RoomEvent) -> None:
        assert isinstance(event, Removed)
        self.removed.append(event)
        self._wake()

    async def used_by(self, _address: ChatAddress) -> None:
        """No chat sets up another."""

    async def shut_out(self, event: ShutOut) -> None:
        self.shut_outs.append(event)
        self._wake()


@pytest.fixture
async def fake() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as server:
        server.add_channel()
        yield server


@pytest.fixture
def settings(fake: FakeSlack) -> SlackSettings:
    return SlackSettings(fake.bot_token, fake.app_token, fake.base_url, timeout_seconds=2.0)


@pytest.fixture
def news(fake: FakeSlack) -> News:
    return News(fake.wake)


@pytest.fixture
def start(settings: SlackSettings, news: News) -> Bot:
    """Starts the bot with a handler, and stops it at the end of the block."""

    @asynccontextmanager
    async def started(handle: Handle) -> AsyncIterator["asyncio.Task[None]"]:
        async with (
            open_sender(settings) as sender,
            running(
                lambda ready: run(settings, Ports(sender, handle, news, pause=no_pause), news.shut_out, on_ready=ready, watch=QUICK)
            ) as task,
        ):
            yield task

    return started


@pytest.fixture
async def echo(start: Bot) -> AsyncIterator[Echo]:
    """A bot that is running and answers with what it heard."""
    handler = Echo()
    async with start(handler):
        yield handler
