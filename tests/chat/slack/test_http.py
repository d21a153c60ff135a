"""Slack's requests by signed HTTP: who is let in, how soon it is acknowledged, and that nothing is done twice."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import Engine

from bot.chat.answering import Handle
from bot.chat.dispatch import Dispatch
from bot.chat.slack.client import SlackSettings
from bot.chat.slack.http import PATH, SlackHttp
from bot.chat.slack.listener import Ports
from bot.chat.slack.service import open_sender
from bot.i18n import texts_for
from bot.model.chat import ChatAddress, Incoming, Removed, ShutOut
from bot.model.document import Document
from tests.chat.services import Echo, no_pause, running
from tests.chat.slack.conftest import News
from tests.delivery.kit import BERLIN, SetClock
from tests.delivery.watch import WATCH
from tests.fakes.slack import BOT_USER, CHANNEL, TEAM, FakeSlack
from tests.fakes.slack_http import SIGNING_SECRET, HttpDelivery, signed_headers

COMMAND = b"command=%2Fbackchannel&text=board&team_id=T1&channel_id=D7&user_id=U7&trigger_id=t1&response_url=http%3A%2F%2F127.0.0.1%3A9%2F"

Serve = Callable[[Handle], AbstractAsyncContextManager[HttpDelivery]]


class Clock:
    """Seconds since 1970 as the bot sees them; `ahead` of the world's."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@asynccontextmanager
async def served(door: SlackHttp) -> AsyncIterator[str]:
    """The routes in a plain server; the address for Slack."""
    app = web.Application()
    app.add_routes(door.routes)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
    finally:
        await runner.cleanup()


@pytest.fixture
def serve(fake: FakeSlack, settings: SlackSettings, news: News, clock: Clock) -> Serve:
    """Starts the bot with a handler behind a web server, to which Slack delivers from then on."""
    by_http = replace(settings, app_token="", signing_secret=SIGNING_SECRET)

    @asynccontextmanager
    async def started(handle: Handle) -> AsyncIterator[HttpDelivery]:
        async with open_sender(by_http) as sender:
            door = SlackHttp(by_http, Ports(sender, handle, news, pause=no_pause), news.shut_out, now=clock, prove_seconds=0.05)
            async with served(door) as address, running(door.run):
                yield fake.deliver_to(address)

    return started


async def post(http: HttpDelivery, body: bytes, headers: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as session, session.post(http.url, data=body, headers=headers) as response:
        return response.status


def form(body: bytes, *, secret: str = SIGNING_SECRET, at: float | None = None) -> dict[str, str]:
    return {"Content-Type": "application/x-www-form-urlencoded"} | signed_headers(body, secret, time.time() if at is None else at)


async def test_events_commands_and_buttons_are_answered_as_by_socket(fake: FakeSlack, serve: Serve) -> None:
    echo = Echo()
    async with serve(echo):
        fake.user_says("who met Dong Jun?")
        await fake.wait_for_messages(1)
        fake.command("board", channel=CHANNEL)
        (answer,) = await fake.wait_for_messages(channel=CHANNEL)
        fake.user_says(f"<@{BOT_USER}> channel mmca", channel=CHANNEL)
        await fake.wait_for_messages(2, channel=CHANNEL)
    assert echo.texts == ["who met Dong Jun?", "board", "channel mmca"]
    assert answer.ephemeral_to == "U7"
    assert fake.connections == 0


async def test_a_press_travels_as_json_in_a_form(fake: FakeSlack, serve: Serve) -> None:
    async def handle(incoming: Incoming) -> Document:
        return Document(incoming.text, (), shareable=True)

    async with serve(handle):
        fake.command("board", channel=CHANNEL)
        await fake.wait_for_messages(channel=CHANNEL)
        fake.press(texts_for("en")("chat.share"), channel=CHANNEL)
        *_, shown = await fake.wait_for_messages(2, channel=CHANNEL)
    assert shown.ephemeral_to == ""


async def test_it_is_acknowledged_before_the_work_is_done(fake: FakeSlack, serve: Serve) -> None:
    gate = asyncio.Event()

    async def handle(incoming: Incoming) -> Document:
        await gate.wait()
        return Document(incoming.text, ())

    async with serve(handle):
        await fake.wait_for_ack(fake.command("board"))
        event = fake.user_says("and this", user="U8")
        await fake.wait_for_ack(fake.ack_of_event(event))
        assert fake.messages() == []
        gate.set()
        await fake.wait_for_messages()


async def test_only_what_our_secret_signed_is_heard(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    echo = Echo()
    good = form(COMMAND)
    async with serve(echo) as http:
        for wrong in (
            form(COMMAND, secret="another"),
            form(COMMAND + b"&text=other"),
            {name: value for name, value in good.items() if name != "X-Slack-Signature"},
            {name: value for name, value in good.items() if name != "X-Slack-Request-Timestamp"},
            good | {"X-Slack-Request-Timestamp": "soon"},
            good | {"X-Slack-Request-Timestamp": "9" * 400},
            good | {"X-Slack-Request-Timestamp": "\u0661"},
            good | {"X-Slack-Signature": "v0=\u00e9"},
        ):
            assert await post(http, COMMAND, wrong) == 401
        assert await post(http, b"\xff\xfe", good) == 401
    assert echo.heard == []
    assert len([record for record in caplog.records if record.message == "slack request refused"]) == 1, "strangers fill the log"


@pytest.mark.parametrize("ahead", [-301, 301])
async def test_a_signature_older_than_five_minutes_or_from_the_future_is_refused(serve: Serve, clock: Clock, ahead: float) -> None:
    async with serve(Echo()) as http:
        headers = form(COMMAND)
        clock.ahead = ahead
        assert await post(http, COMMAND, headers) == 401
        clock.ahead = 0
        assert await post(http, COMMAND, headers) == 200


async def test_slack_gets_its_challenge_back_only_signed(serve: Serve) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "old"}).encode()
    async with serve(Echo()) as http, aiohttp.ClientSession() as session:
        headers = {"Content-Type": "application/json"}
        async with session.post(http.url, data=body, headers=headers | signed_headers(body, SIGNING_SECRET, time.time())) as response:
            assert (response.status, await response.json(content_type=None)) == (200, {"challenge": "abc"})
        async with session.post(http.url, data=body, headers=headers) as response:
            assert response.status == 401


async def test_slack_may_look_at_the_certificate(serve: Serve) -> None:
    echo = Echo()
    async with serve(echo) as http, aiohttp.ClientSession() as session:
        assert await post(http, b"ssl_check=1&token=old&" + COMMAND, {"Content-Type": "application/x-www-form-urlencoded"}) == 200
        async with session.get(http.url, params={"ssl_check": "1"}) as response:
            assert response.status == 200
    assert echo.heard == []


async def test_a_body_beyond_all_measure_is_not_read(serve: Serve) -> None:
    body = b"x" * 1_000_001
    async with serve(Echo()) as http:
        assert await post(http, body, form(body)) == 413


@pytest.mark.parametrize("body", [b"", b"{", b"payload=%7B", b"a=b", b"null"])
async def test_what_is_signed_but_makes_no_sense_is_no_crash(serve: Serve, body: bytes) -> None:
    async with serve(Echo()) as http:
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            status = await post(http, body, form(body) | {"Content-Type": kind})
            assert 400 <= status < 500
        assert await post(http, COMMAND, form(COMMAND)) == 200


async def test_before_it_has_started_slack_is_asked_to_come_again(fake: FakeSlack, settings: SlackSettings, news: News) -> None:
    by_http = replace(settings, app_token="", signing_secret=SIGNING_SECRET)
    async with open_sender(by_http) as sender:
        door = SlackHttp(by_http, Ports(sender, Echo(), news), news.shut_out)
        async with served(door) as address:
            http = fake.deliver_to(address)
            assert await post(http, COMMAND, form(COMMAND)) == 503


def dispatch_on(engine: Engine) -> Dispatch:
    owners = {f"slack:{TEAM}/U7"}
    return Dispatch(engine, WATCH, SetClock(), owners=owners, reachable={"slack"}, zone=BERLIN)


async def settled(fake: FakeSlack, said: Callable[[], Awaitable[object] | object]) -> None:
    """Wait until what was said before in the DM is dealt with: one lane, one after the other."""
    before = len(fake.messages())
    said()
    await fake.wait_for_messages(before + 1)


async def test_an_event_whose_answer_got_lost_comes_again_and_is_answered_once(fake: FakeSlack, serve: Serve, engine: Engine) -> None:
    async with serve(dispatch_on(engine).handle) as http:
        http.ignore_answers = 2
        fake.user_says("sources")
        await fake.until(lambda: len(http.posted) == 3)
        await fake.wait_for_messages()
        await settled(fake, lambda: fake.user_says("settings"))
    assert [posted.retry for posted in http.posted[:3]] == [0, 1, 2]
    assert len(fake.messages()) == 2


async def test_a_request_that_was_overheard_and_sent_again_changes_nothing(fake: FakeSlack, serve: Serve, engine: Engine) -> None:
    body = COMMAND.replace(b"http%3A%2F%2F127.0.0.1%3A9%2F", fake.response_url(fake.add_direct()).replace("/", "%2F").encode())
    async with serve(dispatch_on(engine).handle) as http:
        headers = form(body)
        assert await post(http, body, headers) == 200
        await fake.wait_for_messages()
        assert await post(http, body, headers) == 200
        await settled(fake, lambda: fake.user_says("settings"))
    assert len(fake.messages()) == 2


async def test_a_channel_that_is_archived_is_told(fake: FakeSlack, serve: Serve, news: News) -> None:
    async with serve(Echo()):
        fake.archived()
        await fake.until(lambda: news.removed)
    (removed,) = news.removed
    assert removed == Removed(ChatAddress("slack", CHANNEL, TEAM), "access.reason_archived", removed.update_key)


async def test_being_uninstalled_is_told_once_and_waited_out(fake: FakeSlack, serve: Serve, news: News) -> None:
    echo = Echo()
    async with serve(echo):
        fake.uninstalled()
        await fake.until(lambda: news.shut_outs)
        await fake.wait_for("auth.test", 5)
        fake.installed_again()
        fake.user_says("welcome back")
        await fake.wait_for_messages()
    assert news.shut_outs == [ShutOut("slack", "account_inactive")]
