"""What people say to the bot on Slack, and where the answer goes."""

import pytest

from bot.model.chat import ChatAddress
from tests.chat.services import Echo
from tests.fakes.slack import BOT_USER, CHANNEL, OWNER, TEAM, FakeSlack

ANSWER = "Answer\nYou said: "


async def heard_after(fake: FakeSlack, echo: Echo) -> list[str]:
    """All that was heard, once everything said before has been dealt with."""
    fake.user_says("end of test", user="U99")
    await fake.wait_for_messages(channel="D99")
    return [text for text in echo.texts if text != "end of test"]


async def test_a_direct_message_is_answered_there(fake: FakeSlack, echo: Echo) -> None:
    event = fake.user_says("who met Liang Guanglie?")
    (answer,) = await fake.wait_for_messages()
    assert answer.words == ANSWER + "who met Liang Guanglie?"
    assert not answer.thread
    (incoming,) = echo.heard
    assert incoming.address == ChatAddress("slack", "D7", TEAM)
    assert incoming.speaker.key == f"slack:{TEAM}/{OWNER}"
    assert incoming.speaker.may_manage
    assert incoming.update_key == event


async def test_a_command_in_a_channel_is_answered_to_the_one_who_asked(fake: FakeSlack, echo: Echo) -> None:
    envelope = fake.command("channel mmca", channel=CHANNEL)
    (answer,) = await fake.wait_for_messages(channel=CHANNEL)
    assert answer.words == ANSWER + "channel mmca"
    assert answer.ephemeral_to == OWNER
    await fake.wait_for_ack(envelope)


async def test_a_command_in_a_direct_message_is_answered_for_both_to_see(fake: FakeSlack, echo: Echo) -> None:
    fake.command("board")
    (answer,) = await fake.wait_for_messages()
    assert answer.ephemeral_to == ""


async def test_a_command_works_where_the_bot_is_no_member(fake: FakeSlack, echo: Echo) -> None:
    fake.add_channel("C2", is_member=False)
    fake.command("board", channel="C2")
    (answer,) = await fake.wait_for_messages(channel="C2")
    assert answer.words == ANSWER + "board"


async def test_an_empty_command_is_heard_too(fake: FakeSlack, echo: Echo) -> None:
    fake.command("")
    await fake.wait_for_messages()
    assert echo.texts == [""]


async def test_a_mention_in_a_channel_is_answered_once_in_its_thread(fake: FakeSlack, echo: Echo) -> None:
    fake.user_says(f"<@{BOT_USER}> who met Dong Jun?", channel=CHANNEL)
    (answer,) = await fake.wait_for_messages(channel=CHANNEL)
    assert answer.thread
    assert await heard_after(fake, echo) == ["who met Dong Jun?"]
    assert len(fake.messages(CHANNEL)) == 1
    assert echo.heard[0].address == ChatAddress("slack", CHANNEL, TEAM)


async def test_a_mention_in_a_thread_is_answered_in_that_thread(fake: FakeSlack, echo: Echo) -> None:
    fake.user_says(f"<@{BOT_USER}> board", channel=CHANNEL, thread="1700000000.000042")
    (answer,) = await fake.wait_for_messages(channel=CHANNEL)
    assert answer.thread == "1700000000.000042"
    assert echo.heard[0].address.thread == echo.heard[0].replies_to == "1700000000.000042"


async def test_what_people_say_to_each_other_is_left_alone(fake: FakeSlack, echo: Echo) -> None:
    fake.user_says("did you read this?", channel=CHANNEL)
    fake.user_says("edited", extra={"subtype": "message_changed"})
    fake.user_says("I am a bot", extra={"bot_id": "B2"})
    fake.user_says("joined", channel=CHANNEL, extra={"subtype": "channel_join"})
    assert await heard_after(fake, echo) == []
    assert fake.messages(CHANNEL) == []


async def test_an_event_delivered_twice_keeps_its_key(fake: FakeSlack, echo: Echo) -> None:
    event = fake.user_says("board")
    await fake.wait_for_messages()
    fake.deliver_again(event)
    await fake.wait_for_messages(2)
    assert [incoming.update_key for incoming in echo.heard] == [event, event]


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("see <https://example.org/a|example.org>", "see example.org"),
        ("see <https://example.org/a>", "see https://example.org/a"),
        ("ask <@U5|ann> in <#C9|desk>", "ask ann in desk"),
        ("two\n  lines ", "two lines"),
    ],
)
async def test_slacks_own_marks_are_taken_out_of_what_was_typed(fake: FakeSlack, echo: Echo, typed: str, heard: str) -> None:
    fake.user_says(typed)
    await fake.wait_for_messages()
    assert echo.texts == [heard]


async def test_only_administrators_of_the_workspace_manage_a_channel(fake: FakeSlack, echo: Echo) -> None:
    fake.add_admin("U8")
    fake.command("stop", channel=CHANNEL, user="U8")
    fake.command("stop", channel=CHANNEL, user="U9")
    await fake.wait_for_messages(2, channel=CHANNEL)
    assert {incoming.speaker.key: incoming.speaker.may_manage for incoming in echo.heard} == {"slack:T1/U8": True, "slack:T1/U9": False}
