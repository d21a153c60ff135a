"""What Telegram's refusals mean for a chat."""

from collections.abc import AsyncIterator

import pytest
from telegram.error import BadRequest, TelegramError

from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.errors import outcome_of
from bot.chat.telegram.send import TelegramSender
from bot.chat.telegram.service import open_sender
from bot.model.chat import ChatAddress, Moved, Permanent, Reach, Sent, Unknown
from tests.chat.documents import long_digest, sample_board
from tests.fakes.telegram import GROUP, FakeTelegram

ROOM = ChatAddress("telegram", str(GROUP))


@pytest.fixture
async def sender(settings: TelegramSettings) -> AsyncIterator[TelegramSender]:
    async with open_sender(settings) as opened:
        yield opened


async def test_a_group_that_became_a_supergroup_has_moved(fake: FakeTelegram, sender: TelegramSender) -> None:
    fake.add_group()
    fake.migrated(GROUP, -1002)
    outcome = await sender.send(ROOM, sample_board())
    assert outcome == Moved(ChatAddress("telegram", "-1002"))
    assert isinstance(await sender.send(outcome.address, sample_board()), Sent)


async def test_a_group_that_moves_between_two_parts_gets_the_rest_at_its_new_address(fake: FakeTelegram, sender: TelegramSender) -> None:
    fake.add_group()
    fake.on_next_message = lambda: fake.migrated(GROUP, -1002)
    outcome = await sender.send(ROOM, long_digest(30))
    assert isinstance(outcome, Moved)
    assert isinstance(await sender.send(outcome.address, long_digest(30)), Sent)
    whole = "\n".join(message.text for message in fake.messages(GROUP) + fake.messages(-1002))
    assert all(whole.count(f"Statement number {number} of") == 1 for number in range(30))


async def test_a_topic_that_was_deleted_falls_back_to_the_group(fake: FakeTelegram, sender: TelegramSender) -> None:
    fake.add_group(topics=(5,))
    outcome = await sender.send(ChatAddress("telegram", str(GROUP), thread="6"), sample_board())
    assert isinstance(outcome, Moved)
    assert outcome.address == ROOM


@pytest.mark.parametrize(
    ("description", "reach"),
    [
        ("Chat not found", Reach.CHAT),
        ("Not enough rights to send text messages to the chat", Reach.CHAT),
        ("Group chat was deactivated", Reach.CHAT),
        ("CHAT_WRITE_FORBIDDEN", Reach.CHAT),
        ("Can't parse entities: can't find end tag", Reach.MESSAGE),
        ("Message is too long", Reach.MESSAGE),
        ("Message text is empty", Reach.MESSAGE),
        ("TOPIC_CLOSED", Reach.MESSAGE),
    ],
)
def test_a_refusal_ends_the_chat_only_where_it_is_about_the_chat(description: str, reach: Reach) -> None:
    outcome = outcome_of(BadRequest(description), ROOM)
    assert isinstance(outcome, Permanent)
    assert outcome.reach is reach


@pytest.mark.parametrize("description", ["TOPIC_CLOSED", "Message thread not found", "TOPIC_DELETED"])
def test_a_closed_topic_leaves_the_group(description: str) -> None:
    assert outcome_of(BadRequest(description), ChatAddress("telegram", "-1", thread="9")) == Moved(
        ChatAddress("telegram", "-1"), reason=description
    )


def test_an_answer_that_makes_no_sense_leaves_the_outcome_unknown() -> None:
    assert isinstance(outcome_of(TelegramError("Invalid server response"), ROOM), Unknown)
