"""A socket that stands, answers pings and brings nothing is found out and replaced; so is a refusal in its time."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.chat.slack.client import SlackSettings
from bot.chat.slack.listener import Ports
from bot.chat.slack.service import open_sender, run
from bot.chat.slack.socket import Watch
from bot.model.chat import Incoming, ShutOut
from bot.model.document import Document
from tests.chat.services import Echo, no_pause, running
from tests.chat.slack.conftest import QUICK, News
from tests.fakes.slack import FakeSlack

WATCHFUL = replace(QUICK, prove=2, silent=6)


@asynccontextmanager
async def bot(settings: SlackSettings, news: News, watch: Watch = WATCHFUL) -> AsyncIterator[Echo]:
    echo = Echo()
    async with (
        open_sender(settings) as sender,
        running(lambda ready: run(settings, Ports(sender, echo, news, pause=no_pause), news.shut_out, on_ready=ready, watch=watch)),
    ):
        yield echo


async def test_a_deaf_socket_is_replaced_and_nothing_said_meanwhile_is_lost(fake: FakeSlack, settings: SlackSettings, news: News) -> None:
    async with bot(settings, news):
        fake.deaf()
        fake.user_says("is anybody there?")
        (answer,) = await fake.wait_for_messages()
        assert "is anybody there?" in answer.words
        await fake.until(lambda: fake.open_sockets == 1)


async def test_a_bounded_silence_replaces_the_socket_at_the_latest() -> None:
    longest = Watch().look_seconds * Watch().silent
    assert longest <= 300
    assert Watch().look_seconds * Watch().prove <= 60


async def test_silence_is_met_by_a_question_before_the_socket_is_replaced(fake: FakeSlack, settings: SlackSettings, news: News) -> None:
    async with bot(settings, news, replace(WATCHFUL, silent=1_000_000)):
        await fake.wait_for("auth.test", 3)
        assert fake.connections == 1


async def test_the_new_socket_hears_before_the_old_one_goes(fake: FakeSlack, settings: SlackSettings, news: News) -> None:
    async with bot(settings, news):
        await fake.wait_for_socket()
        fake.says_hello = False
        await fake.until(lambda: fake.connections >= 2)
        fake.user_says("through the old one, or the new")
        await fake.wait_for_messages()
        assert fake.open_sockets == 2
        fake.says_hello = True


async def test_a_door_that_opens_in_silence_is_no_start(fake: FakeSlack, settings: SlackSettings, news: News) -> None:
    fake.says_hello = False
    ready = asyncio.Event()
    async with open_sender(settings) as sender:
        ports = Ports(sender, Echo(), news, pause=no_pause)
        watch = replace(QUICK, connect_seconds=0.2)
        task = asyncio.create_task(run(settings, ports, news.shut_out, on_ready=ready.set, watch=watch))
        await fake.until(lambda: fake.connections >= 2)
        assert not ready.is_set()
        fake.says_hello = True
        await asyncio.wait_for(ready.wait(), 10)
        task.cancel()
        await asyncio.wait({task})


async def test_tokens_revoked_while_running_close_slack_alone_and_are_told_once(
    fake: FakeSlack, settings: SlackSettings, news: News, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot(settings, news):
        fake.uninstalled()
        await fake.until(lambda: news.shut_outs)
        asked = len(await fake.wait_for("auth.test"))
        await fake.wait_for("auth.test", asked + 3)
        assert news.shut_outs == [ShutOut("slack", "account_inactive")]
        assert [record for record in caplog.records if record.levelno == logging.ERROR and getattr(record, "status", "") == "shut out"]
        fake.installed_again()
        await fake.until(lambda: fake.connections >= 2)
        fake.user_says("welcome back")
        await fake.wait_for_messages()


async def test_a_token_that_dies_without_a_word_is_found_out_by_asking(fake: FakeSlack, settings: SlackSettings, news: News) -> None:
    async with bot(settings, news, replace(WATCHFUL, silent=1_000_000)):
        fake.revoke()
        await fake.until(lambda: news.shut_outs)
    assert news.shut_outs == [ShutOut("slack", "invalid_auth")]


async def test_what_is_in_hand_outlives_the_socket_it_came_by(fake: FakeSlack, settings: SlackSettings, news: News) -> None:
    gate = asyncio.Event()

    async def slow(incoming: Incoming) -> Document:
        await gate.wait()
        return Document(incoming.text, ())

    async with (
        open_sender(settings) as sender,
        running(lambda ready: run(settings, Ports(sender, slow, news), news.shut_out, on_ready=ready, watch=WATCHFUL)),
    ):
        fake.user_says("slow question")
        await fake.until(lambda: fake.connections >= 3)
        gate.set()
        (answer,) = await fake.wait_for_messages()
    assert answer.words == "slow question"
