"""The page of the fakes: what is on it, and that it can be used."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.fakes.__main__ import opened, settings
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import GROUP, OWNER, FakeTelegram


class Reader:
    """Somebody before the page."""

    def __init__(self, session: aiohttp.ClientSession, address: str, telegram: FakeTelegram, slack: FakeSlack) -> None:
        self._session = session
        self._address = address
        self.telegram = telegram
        self.slack = slack

    async def page(self) -> str:
        async with self._session.get(self._address) as answer:
            return await answer.text()

    async def chat(self, platform: str, chat: str) -> list[dict[str, str]]:
        async with self._session.get(f"{self._address}chats") as answer:
            return next(one["items"] for one in await answer.json() if (one["platform"], one["chat"]) == (platform, chat))

    async def does(self, platform: str, chat: str, verb: str, **arguments: object) -> int:
        body = {"platform": platform, "chat": chat, "verb": verb, "arguments": arguments}
        async with self._session.post(f"{self._address}do", json=body) as answer:
            return answer.status

    async def bot_says(self, **parameters: Any) -> dict[str, Any]:
        async with self._session.post(f"{self.telegram.url}/bot{self.telegram.token}/sendMessage", json=parameters) as answer:
            return dict(await answer.json())


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    async with opened() as (address, telegram, slack), aiohttp.ClientSession() as session:
        yield Reader(session, address, telegram, slack)


async def test_the_page_offers_every_fault_of_both(reader: Reader) -> None:
    page = await reader.page()
    assert all(fault in page for fault in ("rate_limited", "deaf", "migrated", "archived"))


async def test_what_is_typed_and_answered_stands_in_order(reader: Reader) -> None:
    assert await reader.does("telegram", str(OWNER), "say", text="/board <b>", user=OWNER) == 200
    buttons = {"inline_keyboard": [[{"text": "Why?", "callback_data": "why M-1"}]]}
    await reader.bot_says(chat_id=OWNER, text="<b>Open</b>", parse_mode="HTML", reply_markup=buttons)
    said, answered = await reader.chat("telegram", str(OWNER))
    assert (said["who"], said["html"]) == ("user 7", "/board &lt;b&gt;")
    assert "<b>Open</b>" in answered["html"]
    assert 'data-press="Why?"' in answered["html"]
    assert await reader.does("telegram", str(OWNER), "press", label="Why?", user=OWNER) == 200
    assert (await reader.chat("telegram", str(OWNER)))[-1]["html"] == "[Why?]"


async def test_a_button_that_is_not_there_is_no_success(reader: Reader) -> None:
    assert await reader.does("telegram", str(OWNER), "press", label="Nothing", user=OWNER) == 400


async def test_a_fault_strikes_the_chat_it_was_made_for(reader: Reader) -> None:
    assert await reader.does("telegram", str(GROUP), "fault", name="kicked") == 200
    assert (await reader.bot_says(chat_id=GROUP, text="x"))["error_code"] == 403
    assert await reader.does("slack", "C1", "fault", name="archived") == 200
    assert await reader.does("slack", "C1", "fault", name="rate_limited") == 200
    await reader.bot_says(chat_id=OWNER, text="x")
    async with asyncio.timeout(5):
        await reader.telegram.wait_for_messages()


async def test_the_settings_name_both_fakes(reader: Reader) -> None:
    named = settings(reader.telegram, reader.slack)
    assert named["BACKCHANNEL_TELEGRAM_BASE_URL"] == reader.telegram.url
    assert named["BACKCHANNEL_SLACK_BASE_URL"] == reader.slack.base_url
