"""Who is answered, how often, and by what."""

import asyncio
import logging
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import Engine, text

from bot.chat.dispatch import Dispatch
from bot.chat.said import MOST_CHARACTERS
from bot.delivery.actions.table import ACTIONS
from bot.i18n import texts_for
from bot.model.chat import ChatAddress, Incoming, Speaker
from bot.model.document import Document
from tests.delivery.actions.dialog import flat
from tests.delivery.kit import BERLIN, HERE, SetClock
from tests.delivery.watch import WATCH

OWNER, STRANGER = Speaker("telegram:42", "Anna"), Speaker("telegram:666", "Mallory")
_updates = count(1)


class Chat:
    """One chat with the bot, as its people meet it."""

    def __init__(self, engine: Engine, address: ChatAddress = HERE, speaker: Speaker = OWNER) -> None:
        self.clock = SetClock()
        self._dispatch = Dispatch(
            engine, WATCH, self.clock, owners={"telegram:42", "slack:T1/U1"}, reachable={"telegram", "slack"}, zone=BERLIN
        )
        self._address = address
        self._speaker = speaker

    async def say(self, line: str, *, update: str = "", speaker: Speaker | None = None) -> str | None:
        document = await self.answer(line, update=update, speaker=speaker)
        return flat(document) if document else None

    async def answer(self, line: str, *, update: str = "", speaker: Speaker | None = None) -> Document | None:
        key = update or f"telegram:{next(_updates)}"
        return await self._dispatch.handle(Incoming(self._address, speaker or self._speaker, line, key))


async def said(chat: Chat, line: str) -> str:
    answer = await chat.say(line)
    assert answer is not None
    return answer


async def test_an_owner_gets_questions_answered_and_wishes_met(engine: Engine) -> None:
    chat = Chat(engine)
    assert "Naval talks" in await said(chat, "board")
    assert "every day at 07:15" in await said(chat, "subscribe 7:15")
    assert "Asia/Tokyo" in await said(chat, "/timezone@backchannel_bot Asia/Tokyo")
    assert "deleted" in await said(chat, "stop!")


async def test_in_a_group_each_speaker_is_judged_alone(engine: Engine) -> None:
    chat = Chat(engine)
    assert "Naval talks" in str(await chat.say("board", speaker=OWNER))
    assert "telegram:666" in str(await chat.say("board", speaker=STRANGER))


async def test_an_owner_of_one_platform_is_a_stranger_with_the_same_number_on_another(engine: Engine) -> None:
    chat = Chat(engine, ChatAddress("slack", "C1", "T1"), Speaker("slack:T1/42"))
    assert "slack:T1/42" in await said(chat, "board")


async def test_the_terminal_needs_no_owner(engine: Engine) -> None:
    chat = Chat(engine, ChatAddress("terminal", "here"), Speaker("terminal:me"))
    assert "Naval talks" in await said(chat, "board")
    assert "Subscribe in a Telegram or Slack chat" in await said(chat, "subscribe")


async def test_the_same_update_is_answered_once_whoever_delivers_it(engine: Engine) -> None:
    chat, other_process = Chat(engine), Chat(engine)
    assert await chat.say("help", update="telegram:7")
    assert await chat.say("help", update="telegram:7") is None
    assert await other_process.say("help", update="telegram:7") is None
    assert await chat.say("help", update="telegram:8")


async def test_the_same_update_twice_at_once_is_answered_once(engine: Engine) -> None:
    chat = Chat(engine)
    answers = await asyncio.gather(*(chat.say("help", update="telegram:9") for _ in range(8)))
    assert sum(answer is not None for answer in answers) == 1


async def test_help_lists_what_is_asked_and_what_is_wished(engine: Engine) -> None:
    help_text = await said(Chat(engine), "help")
    texts = texts_for("en")
    assert texts("help.board") in help_text
    for action in ACTIONS:
        assert texts(action.help_key) in help_text
        assert texts(action.usage_key) in help_text


async def test_every_action_explains_itself(engine: Engine) -> None:
    chat = Chat(engine)
    for action in ACTIONS:
        assert texts_for("en")(action.help_key) in await said(chat, f"help {action.name}")
        chat.clock.move(timedelta(minutes=1))


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("digest noon", "“noon” is no digest I know"),
        ("digest 25:00", "“25:00” is no time of day"),
        ("alerts 9", "“9” is no severity"),
        ("alerts the moon", "no channel “the moon”"),
        ("timezone Berln", "Did you mean Europe/Berlin?"),
        ("language xx", "“xx” is not spoken here"),
    ],
)
async def test_what_cannot_be_done_is_explained(engine: Engine, line: str, part: str) -> None:
    assert part in await said(Chat(engine), line)


@pytest.mark.parametrize("line", ["", "   ", "/", "?!", "\x00\x01", "🙂" * 300, "x" * 100_000, "/nonsense", "'; DROP TABLE chats; --"])
async def test_nonsense_gets_an_answer_too(engine: Engine, line: str) -> None:
    assert await said(Chat(engine), line)


async def test_a_very_long_message_is_read_to_a_limit(engine: Engine) -> None:
    answer = await said(Chat(engine), "alerts " + "y" * 100_000)
    assert len(answer) < MOST_CHARACTERS + 200


@pytest.mark.parametrize("line", ["stop of the naval talks?", "start of the talks", "unsubscribe them all from that list"])
async def test_a_sentence_that_begins_with_stop_deletes_nothing(engine: Engine, line: str) -> None:
    chat = Chat(engine)
    await chat.say("subscribe")
    await chat.say(line)
    assert "every day at 08:00" in await said(chat, "settings")


async def test_a_group_member_who_may_ask_may_not_change_the_groups_wishes(engine: Engine) -> None:
    chat = Chat(engine, speaker=Speaker("telegram:42", may_manage=False))
    assert "administrator" in await said(chat, "subscribe")
    assert "Alerts: off" in await said(chat, "settings")


async def test_a_fault_of_ours_is_logged_and_the_bot_lives_on(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    chat = Chat(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE subscriptions RENAME TO away"))
    with caplog.at_level(logging.ERROR):
        assert "Something went wrong" in await said(chat, "subscribe")
    assert "subscriptions" in caplog.text
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO subscriptions"))
    assert "every day at 08:00" in await said(chat, "subscribe")


async def test_a_fault_of_ours_is_not_shown_to_strangers(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE seen_updates RENAME TO away"))
    answers = await Chat(engine).say("board"), await Chat(engine, speaker=STRANGER).say("board")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO seen_updates"))
    assert "Something went wrong" in str(answers[0])
    assert answers[1] is None


async def test_no_private_text_is_logged(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for line in ("timezone my-secret-town", "is my-secret-plan known?", "alerts my-secret-channel"):
            await Chat(engine).say(line)
    assert "my-secret" not in caplog.text


async def test_the_chats_own_zone_counts_for_its_digest(engine: Engine) -> None:
    chat = Chat(engine)
    await chat.say("timezone America/New_York")
    chat.clock.move(timedelta(hours=1))
    assert "next 8 May 2026, 08:00 (America/New_York)" in await said(chat, "digest 8")


async def test_answers_to_questions_may_be_shown_to_all_but_no_refusal_and_nothing_that_was_changed(engine: Engine) -> None:
    said = {line: await Chat(engine).answer(line) for line in ("board", "help", "subscribe", "settings", "stop", "timezone Nowhere/No")}
    said["stranger"] = await Chat(engine, speaker=STRANGER).answer("board")
    assert {line for line, document in said.items() if document and document.shareable} == {"board", "help"}
