"""The fake refuses what Telegram refuses, in Telegram's words (TDLib's, where it is markup)."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.fakes.telegram import CHANNEL, GROUP, OWNER, FakeTelegram


class Client:
    """Raw calls, without a library between."""

    def __init__(self, fake: FakeTelegram, session: aiohttp.ClientSession) -> None:
        self.fake = fake
        self.session = session

    async def call(self, method: str, token: str = "", **parameters: object) -> tuple[int, dict[str, Any]]:
        async with self.session.post(f"{self.fake.url}/bot{token or self.fake.token}/{method}", json=parameters) as response:
            return response.status, await response.json()

    async def refused(self, method: str, **parameters: object) -> str:
        """The description of the refusal."""
        status, answer = await self.call(method, "", **parameters)
        assert (status, answer["ok"]) == (answer["error_code"], False)
        return str(answer["description"])


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with FakeTelegram() as fake, aiohttp.ClientSession() as session:
        fake.add_private()
        yield Client(fake, session)


def keyboard(*buttons: dict[str, str]) -> str:
    return json.dumps({"inline_keyboard": [list(buttons)]})


@pytest.mark.parametrize(
    ("html", "description"),
    [
        ("<b>open", "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("a < b", 'Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ("<h1>x</h1>", 'Bad Request: can\'t parse entities: Unsupported start tag "h1" at byte offset 0'),
        ("", "Bad Request: message text is empty"),
        ("<b> \u200b</b>", "Bad Request: message text is empty"),
        ("😀" * 2049, "Bad Request: message is too long"),
    ],
)
async def test_text_is_refused(client: Client, html: str, description: str) -> None:
    assert await client.refused("sendMessage", chat_id=OWNER, text=html, parse_mode="HTML") == description


async def test_the_limit_counts_what_is_left_after_parsing(client: Client) -> None:
    html = "&lt;" * 4096
    status, _ = await client.call("sendMessage", chat_id=OWNER, text=html, parse_mode="HTML")
    assert status == 200


async def test_entities_past_the_hundredth_are_dropped_as_telegram_does(client: Client) -> None:
    await client.call("sendMessage", chat_id=OWNER, text="<b>x</b> " * 103, parse_mode="HTML")
    (message,) = client.fake.messages()
    assert (len(message.entities), message.dropped_entities) == (100, 3)


@pytest.mark.parametrize(
    ("buttons", "description"),
    [
        ([{"text": "x", "callback_data": "é" * 33}], "Bad Request: BUTTON_DATA_INVALID"),
        ([{"text": "x", "callback_data": ""}], "Bad Request: BUTTON_DATA_INVALID"),
        ([{"text": "x", "callback_data": "y"}] * 9, "Bad Request: reply markup is too long"),
    ],
)
async def test_buttons_are_refused(client: Client, buttons: list[dict[str, str]], description: str) -> None:
    assert await client.refused("sendMessage", chat_id=OWNER, text="x", reply_markup=keyboard(*buttons)) == description


async def test_a_chat_that_never_said_anything_is_unknown(client: Client) -> None:
    assert await client.refused("sendMessage", chat_id=12345, text="x") == "Bad Request: chat not found"


async def test_tokens_are_told_apart(client: Client) -> None:
    assert (await client.call("getMe", token="42:wrong"))[0] == 401
    assert (await client.call("getMe", token="nonsense"))[0] == 404
    assert (await client.call("noSuchMethod"))[0] == 404


async def test_polling_waits_for_an_update_and_forgets_what_was_confirmed(client: Client) -> None:
    polling = asyncio.create_task(client.call("getUpdates", timeout=5))
    await client.fake.wait_for("getUpdates")
    assert not polling.done()
    update = client.fake.user_says("hello")
    assert [found["update_id"] for found in (await polling)[1]["result"]] == [update]
    assert [found["update_id"] for found in (await client.call("getUpdates"))[1]["result"]] == [update]
    assert (await client.call("getUpdates", offset=update + 1))[1]["result"] == []
    assert (await client.call("getUpdates"))[1]["result"] == []


async def test_a_second_poller_ends_the_first_and_a_webhook_shuts_both_out(client: Client) -> None:
    first = asyncio.create_task(client.call("getUpdates", timeout=5))
    await client.fake.wait_for("getUpdates")
    second = asyncio.create_task(client.call("getUpdates", timeout=5))
    assert (await first)[0] == 409
    client.fake.user_says("hello")
    assert (await second)[0] == 200
    await client.call("setWebhook", url="https://example.org/")
    assert (await client.call("getUpdates"))[0] == 409
    await client.call("deleteWebhook")
    assert (await client.call("getUpdates"))[0] == 200


async def test_a_menu_of_impossible_commands_is_refused(client: Client) -> None:
    assert await client.refused("setMyCommands", commands=json.dumps([{"command": "Board", "description": "x"}])) == (
        "Bad Request: BOT_COMMAND_INVALID"
    )


async def test_a_press_is_acknowledged_once(client: Client) -> None:
    await client.call("sendMessage", chat_id=OWNER, text="x", reply_markup=keyboard({"text": "Go", "callback_data": "go"}))
    client.fake.press("Go")
    update = (await client.call("getUpdates"))[1]["result"][0]
    press_id = update["callback_query"]["id"]
    assert (await client.call("answerCallbackQuery", callback_query_id=press_id))[0] == 200
    assert "query is too old" in await client.refused("answerCallbackQuery", callback_query_id=press_id)


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"url": "http://bot.example/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://bot.example:8000/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://bot.example/", "secret_token": "two words"}, "secret token contains unallowed characters"),
        ({"url": "https://bot.example/", "secret_token": "x" * 257}, "secret token contains unallowed characters"),
        ({"url": "https://bot.example/", "max_connections": 101}, "invalid max_connections"),
    ],
)
async def test_a_webhook_is_refused(client: Client, parameters: dict[str, Any], description: str) -> None:
    assert await client.refused("setWebhook", **parameters) == f"Bad Request: {description}"


async def test_a_channel_shows_itself_to_administrators_and_by_its_name_alone(client: Client) -> None:
    client.fake.add_channel(username="front_page", bot="left")
    assert await client.refused("getChat", chat_id=CHANNEL) == "Bad Request: chat not found"
    assert (await client.call("getChat", chat_id="@front_page"))[1]["result"]["type"] == "channel"
    assert await client.refused("getChatMember", chat_id=CHANNEL, user_id=OWNER) == "Bad Request: member list is inaccessible"
    assert "not a member" in await client.refused("sendMessage", chat_id=CHANNEL, text="x")


async def test_a_closed_topic_takes_no_message(client: Client) -> None:
    client.fake.add_group(topics=(5,))
    client.fake.close_topic(5)
    assert await client.refused("sendMessage", chat_id=GROUP, message_thread_id=5, text="x") == "Bad Request: TOPIC_CLOSED"
    assert (await client.call("sendMessage", chat_id=GROUP, text="x"))[0] == 200
