"""The fake refuses what Slack refuses, by Slack's codes."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.fakes.slack import CHANNEL, FakeSlack

Json = dict[str, Any]


class Client:
    """Raw calls, without a library between."""

    def __init__(self, fake: FakeSlack, session: aiohttp.ClientSession) -> None:
        self.fake = fake
        self.session = session

    async def call(self, method: str, token: str | None = None, **parameters: object) -> Json:
        token = self.fake.bot_token if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self.session.post(self.fake.base_url + method, json=parameters, headers=headers) as response:
            answer: Json = await response.json()
            return answer

    async def post(self, *blocks: Json) -> str:
        """The error of a message with these blocks, empty where it is taken."""
        answer = await self.call("chat.postMessage", channel=CHANNEL, text="x", blocks=list(blocks))
        return str(answer.get("error", ""))


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with FakeSlack() as fake, aiohttp.ClientSession() as session:
        fake.add_channel()
        yield Client(fake, session)


def section(text: str, **more: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def button(text: str, **more: str) -> Json:
    return {"type": "button", "text": {"type": "plain_text", "text": text}, "action_id": "a", **more}


REFUSED_BLOCKS: dict[str, list[Json]] = {
    "51 blocks": [{"type": "divider"}] * 51,
    "empty section": [section("")],
    "section over 3,000": [section("x" * 3001)],
    "section without text": [{"type": "section"}],
    "field over 2,000": [{"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]}],
    "header over 150": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
    "header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "duplicate block_id": [section("x", block_id="b"), section("y", block_id="b")],
    "duplicate action_id": [{"type": "actions", "elements": [button("x"), button("y")]}],
    "button text over 75": [{"type": "actions", "elements": [button("x" * 76)]}],
    "empty button": [{"type": "actions", "elements": [button("")]}],
    "button value over 2,000": [{"type": "actions", "elements": [button("x", value="v" * 2001)]}],
    "no elements": [{"type": "actions", "elements": []}],
    "unknown block": [{"type": "poster"}],
    "no type": [{"text": "x"}],
    "empty rich text": [rich({"type": "text", "text": ""})],
    "rich text without elements": [rich()],
    "link that is none": [rich({"type": "link", "url": "javascript:alert(1)", "text": "x"})],
    "unknown style": [rich({"type": "text", "text": "x", "style": {"loud": True}})],
}


@pytest.mark.parametrize("blocks", REFUSED_BLOCKS.values(), ids=REFUSED_BLOCKS.keys())
async def test_blocks_are_refused(client: Client, blocks: list[Json]) -> None:
    assert await client.post(*blocks) == "invalid_blocks"


async def test_blocks_are_refused_for_their_sum(client: Client) -> None:
    assert await client.post(*[section("x" * 2_500)] * 5) == ""
    assert await client.post(*[section("x" * 2_700)] * 5) == "msg_blocks_too_long"


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"channel": "C404", "text": "x"}, "channel_not_found"),
        ({"channel": CHANNEL}, "no_text"),
        ({"channel": CHANNEL, "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": CHANNEL, "text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
    ],
)
async def test_messages_are_refused(client: Client, parameters: Json, code: str) -> None:
    assert (await client.call("chat.postMessage", **parameters))["error"] == code


async def test_channels_refuse_by_their_state(client: Client) -> None:
    client.fake.kicked()
    assert await client.post(section("x")) == "not_in_channel"
    client.fake.archived()
    assert await client.post(section("x")) == "is_archived"


async def test_tokens_are_told_apart(client: Client) -> None:
    fake = client.fake
    assert (await client.call("auth.test", token=""))["error"] == "not_authed"
    assert (await client.call("auth.test", token="xoxb-other"))["error"] == "invalid_auth"
    assert (await client.call("auth.test", token=fake.app_token))["error"] == "not_allowed_token_type"
    assert (await client.call("apps.connections.open", token=fake.bot_token))["error"] == "not_allowed_token_type"
    assert (await client.call("apps.connections.open", token=fake.app_token))["ok"]


async def test_a_ticket_opens_one_socket_once(client: Client) -> None:
    address = (await client.call("apps.connections.open", token=client.fake.app_token))["url"]
    async with client.session.ws_connect(address) as socket:
        assert (await socket.receive_json())["type"] == "hello"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await client.session.ws_connect(address)


async def test_a_mention_comes_as_message_and_as_mention(client: Client) -> None:
    address = (await client.call("apps.connections.open", token=client.fake.app_token))["url"]
    async with client.session.ws_connect(address) as socket:
        await socket.receive_json()
        client.fake.user_says("<@UBOT> board", channel=CHANNEL)
        kinds = [(await socket.receive_json())["payload"]["event"]["type"] for _ in range(2)]
    assert kinds == ["message", "app_mention"]


async def test_calls_to_people_are_found_in_markup_and_in_rich_text(client: Client) -> None:
    await client.post(section("hello <!channel> and <@U1>"))
    (message,) = client.fake.messages(CHANNEL)
    assert message.calls == ("<!channel>", "<@U1>")
