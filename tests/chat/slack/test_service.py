"""The bot's life on Slack: starting, failing, recovering, stopping."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.chat.slack import socket
from bot.chat.slack.client import SlackSettings
from bot.chat.slack.errors import SlackTokenMixedUp, SlackTokenRefused
from bot.chat.slack.listener import Ports
from bot.chat.slack.service import open_sender, run
from bot.i18n import texts_for
from bot.model.chat import Incoming
from bot.model.document import Document
from tests.chat.documents import long_digest
from tests.chat.services import Echo, no_pause, running
from tests.chat.slack.conftest import Bot, News
from tests.fakes.slack import CHANNEL, FakeSlack


@pytest.mark.parametrize("which", ["bot_token", "app_token"])
async def test_a_wrong_token_ends_the_start_and_says_which_without_showing_it(
    settings: SlackSettings, news: News, which: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "xoxb-wrong-one" if which == "bot_token" else "xapp-wrong-one"
    settings = replace(settings, bot_token=wrong) if which == "bot_token" else replace(settings, app_token=wrong)
    async with open_sender(settings) as sender:
        with pytest.raises(SlackTokenRefused) as caught:
            await run(settings, Ports(sender, Echo(), news), news.shut_out)
    told = texts_for("en")(caught.value.key, **caught.value.params)
    assert f"BACKCHANNEL_SLACK_{which.upper()}" in told
    assert "invalid_auth" in told
    assert wrong not in caplog.text + told


async def test_tokens_that_were_swapped_are_told_apart_without_asking_slack(fake: FakeSlack, settings: SlackSettings, news: News) -> None:
    swapped = replace(settings, bot_token=settings.app_token, app_token=settings.bot_token)
    async with open_sender(swapped) as sender:
        with pytest.raises(SlackTokenMixedUp) as caught:
            await run(swapped, Ports(sender, Echo(), news), news.shut_out)
    assert caught.value.params["found"] == "app token"
    assert fake.calls == []


async def test_a_command_is_acknowledged_before_the_work_is_done(fake: FakeSlack, start: Bot) -> None:
    gate = asyncio.Event()

    async def handle(incoming: Incoming) -> Document:
        await gate.wait()
        return Document(incoming.text, ())

    async with start(handle):
        envelope = fake.command("board")
        await fake.wait_for_ack(envelope)
        assert fake.messages() == []
        gate.set()
        (answer,) = await fake.wait_for_messages()
    assert answer.words == "board"


async def test_questions_of_one_chat_are_answered_in_order_and_a_slow_chat_holds_up_no_other(fake: FakeSlack, start: Bot) -> None:
    gate = asyncio.Event()

    async def handle(incoming: Incoming) -> Document:
        if incoming.text == "slow":
            await gate.wait()
        return Document(incoming.text, ())

    async with start(handle):
        fake.user_says("slow")
        fake.user_says("second")
        fake.user_says("elsewhere", user="U8")
        await fake.wait_for_messages(channel="D8")
        assert fake.messages() == []
        gate.set()
        answers = await fake.wait_for_messages(2)
    assert [answer.words for answer in answers] == ["slow", "second"]


async def test_slack_asking_to_reconnect_loses_nothing(fake: FakeSlack, echo: Echo) -> None:
    await fake.wait_for_socket()
    await fake.disconnect()
    fake.user_says("still there?")
    (answer,) = await fake.wait_for_messages()
    assert "still there?" in answer.words
    assert fake.connections == 2


async def test_a_socket_that_was_torn_is_opened_again(fake: FakeSlack, echo: Echo) -> None:
    await fake.wait_for_socket()
    await fake.abort_sockets()
    fake.user_says("still there?")
    (answer,) = await fake.wait_for_messages()
    assert "still there?" in answer.words


async def test_a_socket_that_stays_down_is_replaced_by_a_new_one(fake: FakeSlack, echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    await fake.wait_for_socket()
    await fake.abort_sockets(refuse=True)
    await fake.until(lambda: any(getattr(record, "status", "") == "down, being replaced" for record in caplog.records))
    fake.sockets_refused = False
    fake.user_says("still there?")
    (answer,) = await fake.wait_for_messages()
    assert "still there?" in answer.words
    assert "ticket=" not in caplog.text.replace("ticket=…", "")


async def test_an_answer_waits_out_a_rate_limit(fake: FakeSlack, echo: Echo) -> None:
    fake.faults.rate_limited(2, retry_after=1)
    fake.command("board", channel=CHANNEL)
    (answer,) = await fake.wait_for_messages(channel=CHANNEL)
    assert answer.words.endswith("board")


async def test_an_answer_in_several_messages_comes_whole(fake: FakeSlack, start: Bot) -> None:
    async def handle(_incoming: Incoming) -> Document:
        return long_digest(60)

    async with start(handle):
        fake.command("brief", channel=CHANNEL)
        answers = await fake.wait_for_messages(2, channel=CHANNEL)
        whole = await fake.until(lambda: [w for w in ["\n".join(m.words for m in fake.messages(CHANNEL))] if "M-59 held" in w])
    assert {answer.ephemeral_to for answer in answers} == {"U7"}
    assert all(whole[0].count(f"M-{number} held") == 1 for number in range(60))


async def test_a_handler_that_fails_is_logged_and_the_person_told(fake: FakeSlack, start: Bot, caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_incoming: Incoming) -> Document:
        raise ZeroDivisionError

    async with start(broken):
        fake.user_says("board")
        (answer,) = await fake.wait_for_messages()
    assert answer.words == texts_for("en")("error.internal")
    assert "ZeroDivisionError" in caplog.text


async def test_stopping_finishes_what_is_in_hand(fake: FakeSlack, start: Bot) -> None:
    gate, entered = asyncio.Event(), asyncio.Event()

    async def handle(incoming: Incoming) -> Document:
        entered.set()
        await gate.wait()
        return Document(incoming.text, ())

    async with start(handle) as task:
        fake.user_says("last words")
        await entered.wait()
        task.cancel()
        await asyncio.sleep(0)
        gate.set()
        await asyncio.wait({task})
    assert [message.words for message in fake.messages()] == ["last words"]


async def test_stopping_while_slack_is_gone_takes_no_longer_than_seconds(fake: FakeSlack, start: Bot) -> None:
    async with start(Echo()) as task:
        await fake.wait_for_socket()
        await fake.__aexit__(None, None, None)
        task.cancel()
        stopped, _ = await asyncio.wait({task}, timeout=3)
    assert stopped


async def test_stopping_does_not_wait_for_a_peer_that_never_answers(
    fake: FakeSlack, start: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(socket, "_CLOSE_SECONDS", 0.1)
    caplog.set_level(logging.INFO)
    fake.hears_nothing = True
    async with start(Echo()) as task:
        await fake.wait_for_socket()
        task.cancel()
        stopped, _ = await asyncio.wait({task}, timeout=3)
    assert stopped
    assert any(getattr(record, "status", "") == "closed by force" for record in caplog.records)


async def test_credentials_of_another_app_in_the_environment_change_nothing(
    fake: FakeSlack, start: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "someone's")
    echo = Echo()
    async with start(echo):
        fake.user_says("hello")
        await fake.wait_for_messages()
    assert echo.texts == ["hello"]


async def test_no_log_holds_a_token_a_ticket_or_what_people_say(fake: FakeSlack, start: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with start(Echo()):
        fake.faults.server_error(status=500)
        fake.user_says("a very private question")
        await fake.wait_for("chat.postMessage")
        fake.command("another private question")
        await fake.wait_for_messages()
        await fake.abort_sockets(refuse=True)
        await fake.until(lambda: any(getattr(record, "status", "") == "down, being replaced" for record in caplog.records))
        fake.sockets_refused = False
    for record in caplog.records:
        line = logging.Formatter().format(record).replace("ticket=…", "")
        assert not any(secret in line for secret in (fake.bot_token, fake.app_token, "private question", "ticket="))


async def test_a_server_that_is_down_at_the_start_is_waited_for(settings: SlackSettings, fake: FakeSlack, news: News) -> None:
    port = int(fake.url.rpartition(":")[2])
    await fake.__aexit__(None, None, None)
    tried, up_again = asyncio.Event(), asyncio.Event()

    async def pause(_seconds: float) -> None:
        tried.set()
        await up_again.wait()

    async with open_sender(settings) as sender:
        task = asyncio.create_task(run(settings, Ports(sender, Echo(), news, pause=pause), news.shut_out))
        await tried.wait()
        async with FakeSlack(port=port) as back:
            up_again.set()
            back.user_says("hello")
            await back.wait_for_messages()
            task.cancel()
            await asyncio.wait({task})


async def test_the_service_says_ready_only_when_its_socket_is_open(fake: FakeSlack, settings: SlackSettings, news: News) -> None:
    async with (
        open_sender(settings) as sender,
        running(lambda ready: run(settings, Ports(sender, Echo(), news, pause=no_pause), news.shut_out, on_ready=ready)),
    ):
        assert fake.connections == 1
    opened = [name for name, _ in fake.calls if name == "apps.connections.open"]
    assert len(opened) == 1, "Slack allows few of these a minute"
