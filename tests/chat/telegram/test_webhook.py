"""Telegram writes to us instead of being asked: through the real server, with the secret, nothing lost on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest
from aiohttp import web

from bot.chat.answering import Handle
from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.errors import TelegramTokenRefused, WebhookRefused
from bot.chat.telegram.service import open_sender, run
from bot.chat.telegram.webhook import WebhookDoor
from bot.model.chat import Incoming
from bot.model.document import Document
from bot.web.server import MOST_BODY_BYTES, serve_http
from tests.chat.services import Echo, NoRooms, no_pause, running
from tests.fakes.telegram import FakeTelegram

SECRET = "s3cret"


class Stand:
    """A bot behind a webhook, started and stopped at will."""

    def __init__(self, fake: FakeTelegram, settings: TelegramSettings, stack: AsyncExitStack) -> None:
        self.fake = fake
        self.settings = settings
        self.stack = stack
        self.looks = asyncio.Semaphore(0)

    async def start(self, handle: Handle, *, answer_seconds: float = 5.0) -> "asyncio.Task[None]":
        door = WebhookDoor("http://x/hook", SECRET, answer_seconds=answer_seconds)
        address = await self.stack.enter_async_context(serve_http("127.0.0.1", 0, door.routes()))
        settings = replace(self.settings, webhook_url=f"{address}/hook", webhook_secret=SECRET)
        sender = await self.stack.enter_async_context(open_sender(settings))

        async def look(_seconds: float) -> None:
            await self.looks.acquire()

        return await self.stack.enter_async_context(
            running(lambda ready: run(settings, sender, handle, NoRooms(), door=door, on_ready=ready, pause=no_pause, watch_pause=look))
        )


@pytest.fixture
async def stand(fake: FakeTelegram, settings: TelegramSettings) -> AsyncIterator[Stand]:
    async with AsyncExitStack() as stack:
        yield Stand(fake, settings, stack)


async def test_what_is_said_comes_through_the_webhook_and_is_taken_once_it_is_answered(stand: Stand) -> None:
    echo = Echo()
    await stand.start(echo)
    update = stand.fake.user_says("board")
    (answer,) = await stand.fake.wait_for_messages()
    assert "board" in answer.text
    await stand.fake.until(lambda: stand.fake.webhook.tries == [200])
    assert [incoming.update_key for incoming in echo.heard] == [str(update)]
    assert "getUpdates" not in [name for name, _ in stand.fake.calls]


async def test_the_webhook_is_set_with_the_secret_and_the_kinds_of_updates_we_hear(stand: Stand) -> None:
    await stand.start(Echo())
    assert stand.fake.webhook.secret == SECRET
    assert sorted(stand.fake.webhook.allowed) == ["callback_query", "message", "my_chat_member"]


@pytest.mark.parametrize("secret", ["", "wrong", "s3cret2", "sécret"])
async def test_without_the_right_secret_nothing_is_heard(stand: Stand, secret: str) -> None:
    echo = Echo()
    await stand.start(echo)
    assert await stand.fake.bring({"update_id": 5, "message": {}}, secret.encode().decode("latin-1")) == 401
    assert echo.heard == []


@pytest.mark.parametrize("body", [{}, {"update_id": "5"}, []])
async def test_what_is_no_update_is_refused(stand: Stand, body: object) -> None:
    await stand.start(Echo())
    assert await stand.fake.bring(body) == 400  # type: ignore[arg-type]


async def test_a_body_larger_than_any_update_is_refused(stand: Stand) -> None:
    await stand.start(Echo())
    assert await stand.fake.bring({"update_id": 5, "x": "y" * MOST_BODY_BYTES}) == 413


async def test_an_update_that_nobody_can_decode_is_taken_so_that_it_does_not_come_again(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    echo = Echo()
    await stand.start(echo)
    assert await stand.fake.bring({"update_id": 5, "message": {"text": "a private word"}}) == 200
    assert echo.heard == []
    assert "update undecodable" in caplog.text
    assert "a private word" not in caplog.text


async def test_an_answer_that_takes_too_long_leaves_the_update_with_telegram(stand: Stand) -> None:
    gate, heard = asyncio.Event(), []

    async def handle(incoming: Incoming) -> Document:
        heard.append(incoming.update_key)
        await gate.wait()
        return Document("done", ())

    await stand.start(handle, answer_seconds=0.01)
    stand.fake.user_says("board")
    await stand.fake.until(lambda: 503 in stand.fake.webhook.tries)
    gate.set()
    await stand.fake.until(lambda: 200 in stand.fake.webhook.tries)
    assert len(set(heard)) == 1


async def test_an_update_that_comes_twice_has_the_same_key_both_times(stand: Stand) -> None:
    echo = Echo()
    await stand.start(echo)
    update = stand.fake.user_says("board")
    await stand.fake.wait_for_messages()
    stand.fake.again(update)
    await stand.fake.until(lambda: len(echo.heard) == 2)
    assert {incoming.update_key for incoming in echo.heard} == {str(update)}


async def test_when_the_bot_stops_the_webhook_stays_and_the_next_start_hears_what_was_said(stand: Stand) -> None:
    task = await stand.start(Echo())
    task.cancel()
    await asyncio.wait({task})
    assert stand.fake.webhook.url
    update = stand.fake.user_says("said meanwhile")
    await stand.fake.until(lambda: stand.fake.webhook.tries[-1:] == [503])
    echo = Echo()
    await stand.start(echo)
    await stand.fake.until(lambda: echo.texts)
    assert {incoming.update_key for incoming in echo.heard} == {str(update)}


async def test_a_webhook_that_somebody_took_away_is_set_again(stand: Stand) -> None:
    await stand.start(Echo())
    stand.fake.webhook.set({})
    stand.looks.release()
    await stand.fake.wait_for("setWebhook", 2)
    await stand.fake.until(lambda: stand.fake.webhook.url)


async def test_a_revoked_token_ends_the_service_though_nothing_is_asked_for(stand: Stand) -> None:
    sender_settings = replace(stand.settings, webhook_url="http://127.0.0.1:1/hook")
    async with open_sender(sender_settings) as sender:
        door, look = WebhookDoor(sender_settings.webhook_url, SECRET), asyncio.Event()

        async def wait(_seconds: float) -> None:
            await look.wait()

        task = asyncio.create_task(run(sender_settings, sender, Echo(), NoRooms(), door=door, pause=no_pause, watch_pause=wait))
        await stand.fake.wait_for("setWebhook")
        stand.fake.revoke()
        look.set()
        with pytest.raises(TelegramTokenRefused):
            await asyncio.wait_for(task, 10)


async def test_an_address_that_telegram_refuses_ends_the_start_with_its_reason(stand: Stand) -> None:
    settings = replace(stand.settings, webhook_url="http://bot.example/hook")
    async with open_sender(settings) as sender:
        with pytest.raises(WebhookRefused) as caught:
            await run(settings, sender, Echo(), NoRooms(), door=WebhookDoor(settings.webhook_url, SECRET), pause=no_pause)
    assert "https url must be provided" in caught.value.params["reason"]


def test_without_a_secret_of_its_own_a_bot_has_one_that_only_its_token_gives() -> None:
    one, other = TelegramSettings("42:a").webhook_key, TelegramSettings("42:b").webhook_key
    assert one != other
    assert one == TelegramSettings("42:a").webhook_key
    assert TelegramSettings("42:a", webhook_secret="mine").webhook_key == "mine"


def test_the_route_is_the_path_of_the_address() -> None:
    (route,) = WebhookDoor("https://bot.example/a/hook", SECRET).routes()
    assert isinstance(route, web.RouteDef)
    assert route.path == "/a/hook"
