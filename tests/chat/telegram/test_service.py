"""The bot's life on Telegram: starting, failing, recovering, stopping."""

import asyncio
import logging

import pytest

from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.errors import TelegramTokenRefused
from bot.chat.telegram.service import MenuCommand, open_sender, run
from bot.i18n import texts_for
from bot.model.chat import Incoming
from bot.model.document import Document
from tests.chat.services import Echo, NoRooms, no_pause, running
from tests.chat.telegram.conftest import MENU, Bot
from tests.fakes.telegram import GROUP, OWNER, FakeTelegram


async def test_the_menu_shows_the_commands(fake: FakeTelegram, echo: Echo) -> None:
    assert [command["command"] for command in fake.menu] == ["board", "who"]


async def test_a_description_too_long_for_the_menu_is_cut(fake: FakeTelegram, settings: TelegramSettings) -> None:
    menu = [MenuCommand("board", "every channel " * 40)]
    async with (
        open_sender(settings) as sender,
        running(lambda ready: run(settings, sender, Echo(), NoRooms(), menu, on_ready=ready, pause=no_pause)),
    ):
        assert fake.menu[0]["description"].startswith("every channel")


@pytest.mark.parametrize("token", ["42:wrong-token", "no token at all"])
async def test_a_wrong_token_ends_the_start_with_its_cure_and_without_showing_the_token(
    fake: FakeTelegram, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = TelegramSettings(token, fake.url)
    async with open_sender(settings) as sender:
        with pytest.raises(TelegramTokenRefused) as caught:
            await run(settings, sender, Echo(), NoRooms(), MENU)
    told = texts_for("en")(caught.value.key, **caught.value.params)
    assert "BACKCHANNEL_TELEGRAM_TOKEN" in told
    logging.getLogger("test").error("it failed", exc_info=caught.value)
    assert token not in caplog.text + told


async def test_a_token_revoked_while_running_ends_the_service(fake: FakeTelegram, settings: TelegramSettings) -> None:
    ready = asyncio.Event()
    async with open_sender(settings) as sender:
        task = asyncio.create_task(run(settings, sender, Echo(), NoRooms(), MENU, on_ready=ready.set, pause=no_pause))
        await ready.wait()
        await fake.wait_for("getUpdates")
        fake.revoke()
        with pytest.raises(TelegramTokenRefused):
            await asyncio.wait_for(task, 10)


async def test_a_webhook_left_set_is_removed(fake: FakeTelegram, start: Bot) -> None:
    fake.webhook.url = "https://old.example/hook"
    async with start(Echo()):
        fake.user_says("hello")
        await fake.wait_for_messages()
    assert fake.webhook.url == ""


async def test_two_bots_on_one_token_name_the_cure_once_each_and_the_one_that_stays_works_on(
    fake: FakeTelegram, start: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    def cures() -> list[logging.LogRecord]:
        return [record for record in caplog.records if getattr(record, "cure", "") == texts_for("en")("error.telegram_conflict")]

    async with start(Echo()):
        await fake.wait_for("getUpdates")
        async with start(Echo()):
            await fake.until(lambda: len(cures()) == 2)
            await fake.wait_for("getUpdates", 20)
        fake.user_says("still there?")
        await fake.wait_for_messages()
    assert len(cures()) == 2
    assert all(record.levelno == logging.ERROR for record in cures())


async def test_a_line_that_breaks_while_waiting_is_polled_again(fake: FakeTelegram, echo: Echo) -> None:
    await fake.wait_for("getUpdates")
    fake.disconnect(3)
    fake.user_says("still there?")
    (answer,) = await fake.wait_for_messages()
    assert "still there?" in answer.text


async def test_an_update_that_nobody_can_decode_is_confirmed_and_the_next_one_answered(
    fake: FakeTelegram, echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    fake.push({"message": {"message_id": 1, "text": "a private word"}})
    fake.push({"message": "no object at all"})
    last = fake.user_says("hello")
    await fake.wait_for_messages()
    await fake.wait_until_confirmed(last)
    assert echo.texts == ["hello"]
    assert "a private word" not in caplog.text
    assert len([record for record in caplog.records if record.msg == "update undecodable"]) == 2


async def test_questions_of_one_chat_are_answered_in_order_and_a_slow_chat_holds_up_no_other(fake: FakeTelegram, start: Bot) -> None:
    gate = asyncio.Event()

    async def handle(incoming: Incoming) -> Document:
        if incoming.text == "slow":
            await gate.wait()
        return Document(incoming.text, ())

    async with start(handle):
        fake.user_says("slow")
        fake.user_says("second")
        fake.user_says("elsewhere", user=8)
        await fake.wait_for_messages(chat=8)
        assert fake.messages(OWNER) == []
        gate.set()
        answers = await fake.wait_for_messages(2)
    assert [answer.text for answer in answers] == ["slow", "second"]


async def test_an_update_is_confirmed_only_after_its_answer_so_that_a_crash_repeats_it(fake: FakeTelegram, echo: Echo) -> None:
    update = fake.user_says("important")
    await fake.wait_until_confirmed(update)
    calls = [(name, parameters.get("offset")) for name, parameters in fake.calls]
    assert calls.index(("sendMessage", None)) < calls.index(("getUpdates", str(update + 1)))


async def test_what_was_not_confirmed_is_heard_by_the_next_process_under_the_same_key(fake: FakeTelegram, start: Bot) -> None:
    first, second = Echo(), Echo()
    async with start(first):
        update = fake.user_says("important")
        await fake.wait_until_confirmed(update)
    fake.confirmed = update  # as if the confirmation had never come
    async with start(second):
        await fake.wait_for_messages(2)
    assert [incoming.update_key for incoming in first.heard + second.heard] == [str(update)] * 2


async def test_a_handler_that_fails_is_logged_and_the_person_told(fake: FakeTelegram, start: Bot, caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_incoming: Incoming) -> Document:
        raise ZeroDivisionError

    async with start(broken):
        fake.user_says("board")
        (answer,) = await fake.wait_for_messages()
    assert answer.text == texts_for("en")("error.internal")
    assert "ZeroDivisionError" in caplog.text


async def test_silence_is_an_answer_too(fake: FakeTelegram, start: Bot) -> None:
    async def silent(_incoming: Incoming) -> None:
        return None

    async with start(silent):
        update = fake.user_says("board")
        await fake.wait_until_confirmed(update)
    assert fake.messages() == []


async def test_an_answer_waits_out_a_rate_limit(fake: FakeTelegram, echo: Echo) -> None:
    fake.faults.rate_limited(2, retry_after=1)
    fake.user_says("board")
    (answer,) = await fake.wait_for_messages()
    assert "board" in answer.text


async def test_an_answer_follows_a_group_that_moved(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_group()
    fake.migrated(GROUP, -1002)
    fake.user_says("/board", chat=GROUP)
    (answer,) = await fake.wait_for_messages(chat=-1002)
    assert "board" in answer.text


async def test_stopping_finishes_what_is_in_hand_and_confirms_it(fake: FakeTelegram, start: Bot) -> None:
    gate, entered = asyncio.Event(), asyncio.Event()

    async def handle(incoming: Incoming) -> Document:
        entered.set()
        await gate.wait()
        return Document(incoming.text, ())

    async with start(handle) as task:
        update = fake.user_says("last words")
        await entered.wait()
        task.cancel()
        await asyncio.sleep(0)
        gate.set()
        await asyncio.wait({task})
    assert [message.text for message in fake.messages()] == ["last words"]
    assert fake.confirmed > update


async def test_stopping_while_the_server_is_gone_takes_no_longer_than_seconds(fake: FakeTelegram, start: Bot) -> None:
    async with start(Echo()) as task:
        fake.user_says("hello")
        await fake.wait_for_messages()
        await fake.__aexit__(None, None, None)
        task.cancel()
        stopped, _ = await asyncio.wait({task}, timeout=3)
    assert stopped


async def test_no_log_holds_the_token_or_what_people_say(fake: FakeTelegram, start: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with start(Echo()):
        fake.faults.server_error(status=500)
        fake.user_says("a very private question")
        await fake.wait_for("sendMessage")
        fake.disconnect()
        update = fake.user_says("another private question")
        await fake.wait_until_confirmed(update)
    for record in caplog.records:
        line = logging.Formatter().format(record)
        assert fake.token not in line
        assert "private question" not in line


async def test_a_server_that_is_down_at_the_start_is_waited_for(settings: TelegramSettings, fake: FakeTelegram) -> None:
    port = int(fake.url.rpartition(":")[2])
    await fake.__aexit__(None, None, None)
    tried, up_again = asyncio.Event(), asyncio.Event()

    async def pause(_seconds: float) -> None:
        tried.set()
        await up_again.wait()

    async with open_sender(settings) as sender:
        task = asyncio.create_task(run(settings, sender, Echo(), NoRooms(), MENU, pause=pause))
        await tried.wait()
        async with FakeTelegram(port=port) as back:
            up_again.set()
            back.user_says("hello")
            await back.wait_for_messages()
            task.cancel()
            await asyncio.wait({task})
