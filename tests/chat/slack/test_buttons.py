"""Buttons: pressing one says its command."""

from bot.model.chat import Incoming
from bot.model.document import Action, Document
from tests.chat.slack.conftest import Bot
from tests.fakes.slack import BOT_USER, CHANNEL, OWNER, FakeSlack


class Offering:
    """Answers everything with one button."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []

    async def __call__(self, incoming: Incoming) -> Document:
        self.heard.append(incoming)
        return Document(f"Re: {incoming.text}", (), actions=(Action("Policy dialogue", "channel dpct"),))


async def test_pressing_a_button_is_acknowledged_and_answered_as_its_command(fake: FakeSlack, start: Bot) -> None:
    desk = Offering()
    async with start(desk):
        fake.user_says("board")
        await fake.wait_for_messages()
        envelope = fake.press("Policy dialogue")
        answers = await fake.wait_for_messages(2)
        await fake.wait_for_ack(envelope)
    assert answers[1].words == "Re: channel dpct"
    assert answers[1].ephemeral_to == ""
    assert desk.heard[1].address == desk.heard[0].address
    assert desk.heard[1].update_key != desk.heard[0].update_key


async def test_a_button_in_a_channels_thread_is_answered_there_to_the_one_who_pressed(fake: FakeSlack, start: Bot) -> None:
    desk = Offering()
    async with start(desk):
        fake.user_says(f"<@{BOT_USER}> board", channel=CHANNEL)
        (first,) = await fake.wait_for_messages(channel=CHANNEL)
        fake.press("Policy dialogue", channel=CHANNEL, user="U8")
        answers = await fake.wait_for_messages(2, channel=CHANNEL)
    assert answers[1].thread == first.thread
    assert answers[1].ephemeral_to == "U8" != OWNER
