"""A fake Telegram, a bot that talks to it, and the bot's answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from bot.chat.answering import Handle
from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.service import MenuCommand, open_sender, run
from tests.chat.services import Echo, NoRooms, no_pause, running
from tests.fakes.telegram import FakeTelegram

MENU = (MenuCommand("board", "every channel at a glance"), MenuCommand("who", "one person's contacts"))

Bot = Callable[[Handle], AbstractAsyncContextManager["asyncio.Task[None]"]]


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
def settings(fake: FakeTelegram) -> TelegramSettings:
    return TelegramSettings(fake.token, fake.url, read_seconds=2.0, poll_seconds=5)


@pytest.fixture
def rooms() -> NoRooms:
    return NoRooms()


@pytest.fixture
def start(settings: TelegramSettings, rooms: NoRooms) -> Bot:
    """Starts the bot with a handler, and stops it at the end of the block."""

    @asynccontextmanager
    async def started(handle: Handle) -> AsyncIterator["asyncio.Task[None]"]:
        async with (
            open_sender(settings) as sender,
            running(lambda ready: run(settings, sender, handle, rooms, MENU, on_ready=ready, pause=no_pause)) as task,
        ):
            yield task

    return started


@pytest.fixture
async def echo(start: Bot) -> AsyncIterator[Echo]:
    """A bot that is running and answers with what it heard."""
    handler = Echo()
    async with start(handler):
        yield handler
