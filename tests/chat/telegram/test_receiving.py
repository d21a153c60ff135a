"""What people say to the bot on Telegram, and what it takes as meant for it."""

import pytest

from bot.model.chat import ChatAddress
from tests.chat.services import Echo
from tests.fakes.telegram import GROUP, OWNER, FakeTelegram


async def heard_after(fake: FakeTelegram, echo: Echo) -> list[str]:
    """All that was heard, once everything said before has been dealt with."""
    fake.user_says("end of test", user=99)
    await fake.wait_for_messages(chat=99)
    return [text for text in echo.texts if text != "end of test"]


async def test_a_question_in_private_is_answered_there(fake: FakeTelegram, echo: Echo) -> None:
    update = fake.user_says("who met Liang Guanglie?")
    (answer,) = await fake.wait_for_messages()
    assert answer.text == "Answer\n\nYou said: who met Liang Guanglie?"
    (incoming,) = echo.heard
    assert incoming.address == ChatAddress("telegram", str(OWNER))
    assert incoming.speaker.key == f"telegram:{OWNER}"
    assert incoming.speaker.may_manage
    assert incoming.update_key == str(update)


async def test_answers_show_no_link_preview(fake: FakeTelegram, echo: Echo) -> None:
    fake.user_says("hello")
    (answer,) = await fake.wait_for_messages()
    assert not answer.preview


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/board", "/board"),
        ("/board@backchannel_bot", "/board"),
        ("/who@Backchannel_Bot Dong Jun", "/who Dong Jun"),
        ("/channel mmca", "/channel mmca"),
        ("@backchannel_bot who met Dong Jun?", "who met Dong Jun?"),
        ("😀 @backchannel_bot board", "😀 board"),
    ],
)
async def test_in_a_group_commands_and_mentions_are_meant_for_the_bot(fake: FakeTelegram, echo: Echo, said: str, heard: str) -> None:
    fake.add_group()
    fake.user_says(said, chat=GROUP)
    await fake.wait_for_messages(chat=GROUP)
    assert echo.texts == [heard]


async def test_in_a_group_a_reply_to_the_bot_is_meant_for_it(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_group()
    fake.user_says("and before that?", chat=GROUP, to_bot=True)
    await fake.wait_for_messages(chat=GROUP)
    assert echo.texts == ["and before that?"]
    assert echo.heard[0].replies_to


async def test_which_message_of_ours_is_answered_is_heard(fake: FakeTelegram, echo: Echo) -> None:
    fake.user_says("hello")
    (answer,) = await fake.wait_for_messages()
    ours = {"message_id": answer.message_id, "date": 1, "chat": {"id": OWNER, "type": "private"}, "from": fake.me}
    fake.user_says("why", extra={"reply_to_message": ours})
    await fake.wait_for_messages(2)
    assert [incoming.replies_to for incoming in echo.heard] == ["", str(answer.message_id)]


async def test_what_people_say_to_each_other_is_left_alone(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_group(topics=(5,))
    fake.user_says("did you read this?", chat=GROUP)
    fake.user_says("/board@another_bot", chat=GROUP)
    fake.user_says("@somebody_else look at that", chat=GROUP)
    fake.user_says("board please", chat=GROUP, kind="edited_message")
    opened_by_bot = {"message_id": 1, "date": 1, "chat": {"id": GROUP, "type": "supergroup"}, "from": fake.me}
    opened_by_bot["forum_topic_created"] = {"name": "Desk", "icon_color": 1}
    fake.user_says("chat in the bot's topic", chat=GROUP, thread=5, extra={"reply_to_message": opened_by_bot})
    fake.user_says(None, chat=GROUP, extra={"new_chat_title": "New title"})
    assert await heard_after(fake, echo) == []
    assert fake.messages(GROUP) == []


async def test_an_edited_question_is_not_answered_again(fake: FakeTelegram, echo: Echo) -> None:
    fake.user_says("board", kind="edited_message")
    assert await heard_after(fake, echo) == []


async def test_a_sticker_in_private_is_an_empty_question(fake: FakeTelegram, echo: Echo) -> None:
    sticker = {"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
    fake.user_says(None, extra={"sticker": sticker})
    await fake.wait_for_messages()
    assert echo.texts == [""]


async def test_a_picture_speaks_by_its_caption(fake: FakeTelegram, echo: Echo) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    fake.user_says(None, extra={"photo": photo, "caption": "who is this?"})
    await fake.wait_for_messages()
    assert echo.texts == ["who is this?"]


async def test_a_topic_is_answered_in_that_topic(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_group(topics=(5,))
    fake.user_says("/board", chat=GROUP, thread=5)
    (answer,) = await fake.wait_for_messages(chat=GROUP)
    assert answer.thread == 5
    assert echo.heard[0].address == ChatAddress("telegram", str(GROUP), thread="5")


async def test_a_thread_of_replies_is_no_topic(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_group()
    fake.user_says("/board", chat=GROUP, extra={"message_thread_id": 77})
    await fake.wait_for_messages(chat=GROUP)
    assert echo.heard[0].address.thread == ""


async def test_only_administrators_manage_a_group(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_group(administrators=(OWNER,))
    fake.user_says("/stop", chat=GROUP, user=OWNER)
    fake.user_says("/stop", chat=GROUP, user=8)
    await fake.wait_for_messages(2, chat=GROUP)
    assert {incoming.speaker.key: incoming.speaker.may_manage for incoming in echo.heard} == {"telegram:7": True, "telegram:8": False}


async def test_an_anonymous_administrator_manages_the_group_as_the_group(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_group()
    fake.user_says("/stop", chat=GROUP, anonymous=True)
    await fake.wait_for_messages(chat=GROUP)
    assert echo.heard[0].speaker.key == f"telegram:{GROUP}"
    assert echo.heard[0].speaker.may_manage


async def test_who_writes_as_a_channel_of_theirs_manages_nothing(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_group(administrators=(OWNER,))
    fake.user_says("/stop", chat=GROUP, extra={"sender_chat": {"id": -100555, "type": "channel", "title": "Mine"}})
    await fake.wait_for_messages(chat=GROUP)
    assert echo.heard[0].speaker.key == "telegram:-100555"
    assert not echo.heard[0].speaker.may_manage


async def test_other_bots_are_not_answered(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_group()
    fake.user_says("/board", chat=GROUP, extra={"from": {"id": 5, "is_bot": True, "first_name": "Other"}})
    assert await heard_after(fake, echo) == []
