"""The fakes run as processes of their own, for tests that start and kill the whole program."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.chat.slack.client import SlackSettings
from bot.chat.slack.service import open_sender as open_slack
from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.service import open_sender as open_telegram
from bot.model.chat import ChatAddress, Passing, Sent
from tests.chat.documents import sample_board
from tests.fakes import slack, telegram


@asynccontextmanager
async def process(module: str) -> AsyncIterator[tuple[str, aiohttp.ClientSession]]:
    """A fake's address, and a session for its control."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", f"tests.fakes.{module}", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert child.stdout is not None
        address = (await asyncio.wait_for(child.stdout.readline(), 20)).decode().strip()
        async with aiohttp.ClientSession() as session:
            yield address, session
    finally:
        child.terminate()
        assert await asyncio.wait_for(child.wait(), 10) == 0


async def control(session: aiohttp.ClientSession, address: str, verb: str, **arguments: object) -> Any:
    async with session.post(f"{address}/control/{verb}", json=arguments) as response:
        assert response.status == 200, await response.text()
        return (await response.json())["result"]


async def messages(session: aiohttp.ClientSession, address: str, chat: str, count: int) -> list[dict[str, Any]]:
    async with session.get(f"{address}/control/messages", params={"chat": chat, "count": str(count)}) as response:
        assert response.status == 200, await response.text()
        found: list[dict[str, Any]] = (await response.json())["messages"]
        return found


async def test_a_fake_telegram_is_controlled_over_http() -> None:
    async with process("telegram") as (address, session), open_telegram(TelegramSettings(telegram.TOKEN, address)) as sender:
        assert await control(session, address, "say", text="/board") > 0
        await control(session, address, "fault", name="rate_limited", retry_after=2)
        assert isinstance(await sender.send(ChatAddress("telegram", "7"), sample_board()), Passing)
        assert isinstance(await sender.send(ChatAddress("telegram", "7"), sample_board()), Sent)
        (message,) = await messages(session, address, "7", 1)
        assert message["text"].startswith("Channels as of")


async def test_a_fake_slack_is_controlled_over_http() -> None:
    async with process("slack") as (address, session):
        settings = SlackSettings(slack.BOT_TOKEN, slack.APP_TOKEN, f"{address}/api/")
        async with open_slack(settings) as sender:
            await control(session, address, "channel", channel="C5")
            assert isinstance(await sender.send(ChatAddress("slack", "C5", "T1"), sample_board()), Sent)
            (message,) = await messages(session, address, "C5", 1)
            assert message["words"].startswith("Channels as of")


@pytest.mark.parametrize("verb", ["nonsense", "fault"])
async def test_control_says_what_it_does_not_understand(verb: str) -> None:
    async with (
        telegram.FakeTelegram() as fake,
        aiohttp.ClientSession() as session,
        session.post(f"{fake.url}/control/{verb}", json={"name": "nonsense"}) as response,
    ):
        assert response.status == 400
