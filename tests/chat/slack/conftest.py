"""A fake Slack, a bot that talks to it, and the bot's answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from bot.chat.answering import Handle
from bot.chat.slack.client import SlackSettings
from bot.chat.slack.service import open_sender, run
from tests.chat.services import Echo, no_pause, running
from tests.fakes.slack import FakeSlack

Bot = Callable[[Handle], AbstractAsyncContextManager["asyncio.Task[None]"]]


@pytest.fixture
async def fake() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as server:
        server.add_channel()
        yield server


@pytest.fixture
def settings(fake: FakeSlack) -> SlackSettings:
    return SlackSettings(fake.bot_token, fake.app_token, fake.base_url, timeout_seconds=2.0)


@pytest.fixture
def start(settings: SlackSettings) -> Bot:
    """Starts the bot with a handler, and stops it at the end of the block."""

    @asynccontextmanager
    async def started(handle: Handle) -> AsyncIterator["asyncio.Task[None]"]:
        async with (
            open_sender(settings) as sender,
            running(lambda ready: run(settings, sender, handle, on_ready=ready, pause=no_pause, look_seconds=0.02)) as task,
        ):
            yield task

    return started


@pytest.fixture
async def echo(start: Bot) -> AsyncIterator[Echo]:
    """A bot that is running and answers with what it heard."""
    handler = Echo()
    async with start(handler):
        yield handler
