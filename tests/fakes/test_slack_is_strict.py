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


async def test_a_call_without_its_scope_names_what_is_missing(client: Client) -> None:
    client.fake.scopes = client.fake.scopes - {"users:read"}
    answer = await client.call("users.info", user="U7")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")


async def test_an_ephemeral_message_needs_a_person_and_a_channel_the_bot_is_in(client: Client) -> None:
    async def error(*, channel: str, user: str) -> str:
        return str((await client.call("chat.postEphemeral", text="x", channel=channel, user=user)).get("error", ""))

    assert await error(channel=CHANNEL, user="U7") == ""
    assert await error(channel=CHANNEL, user="") == "user_not_in_channel"
    assert await error(channel="C404", user="U7") == "channel_not_found"
    client.fake.kicked()
    assert await error(channel=CHANNEL, user="U7") == "not_in_channel"
    assert [message.ephemeral_to for message in client.fake.messages(CHANNEL)] == ["U7"]


async def test_a_channel_says_what_became_of_it_under_the_same_id(client: Client) -> None:
    client.fake.renamed(name="harbour")
    client.fake.archived()
    channel = (await client.call("conversations.info", channel=CHANNEL))["channel"]
    assert (channel["id"], channel["name"], channel["is_archived"]) == (CHANNEL, "harbour", True)


async def respond(client: Client, url: str, **body: object) -> int:
    async with client.session.post(url, json={"text": "x", **body}) as response:
        return response.status


async def test_a_response_address_serves_five_answers_within_its_time(client: Client) -> None:
    url, other = client.fake.response_url(CHANNEL), client.fake.response_url(CHANNEL)
    assert [await respond(client, url) for _ in range(6)] == [200] * 5 + [404]
    client.fake.expire_responses()
    assert await respond(client, other) == 404


async def test_an_answer_stands_in_a_thread_only_where_it_says_so(client: Client) -> None:
    url = client.fake.response_url(CHANNEL)
    await respond(client, url, response_type="in_channel")
    await respond(client, url, response_type="in_channel", thread_ts="17.1")
    assert [message.thread for message in client.fake.messages(CHANNEL)] == ["", "17.1"]


async def test_a_deaf_socket_answers_pings_and_hears_nothing(client: Client) -> None:
    async def link() -> str:
        return str((await client.call("apps.connections.open", token=client.fake.app_token))["url"])

    async with client.session.ws_connect(await link(), autoping=False) as deaf:
        await deaf.receive_json()
        client.fake.deaf()
        client.fake.user_says("hello?")
        await deaf.ping(b"there?")
        assert (await deaf.receive(timeout=5)).data == b"there?"
        async with client.session.ws_connect(await link()) as fresh:
            await fresh.receive_json()
            assert (await fresh.receive_json())["payload"]["event"]["text"] == "hello?"


async def test_an_event_delivered_twice_says_so(client: Client) -> None:
    address = (await client.call("apps.connections.open", token=client.fake.app_token))["url"]
    async with client.session.ws_connect(address) as socket:
        await socket.receive_json()
        client.fake.duplicate_events()
        client.fake.user_says("once")
        first, second = [await socket.receive_json() for _ in range(2)]
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert (first.get("retry_attempt"), second["retry_attempt"]) == (None, 1)


async def test_nothing_is_heard_from_where_the_bot_is_no_member(client: Client) -> None:
    client.fake.kicked()
    assert client.fake.user_says("<@UBOT> board", channel=CHANNEL) == ""
