"""Buttons: pressing one says its command."""

from bot.model.chat import Incoming
from bot.model.document import Action, Document
from tests.chat.telegram.conftest import Bot
from tests.fakes.telegram import GROUP, OWNER, FakeTelegram


class Offering:
    """Answers everything with one button."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []

    async def __call__(self, incoming: Incoming) -> Document:
        self.heard.append(incoming)
        return Document(f"Re: {incoming.text}", (), actions=(Action("Policy dialogue", "channel dpct"),))


async def test_pressing_a_button_is_acknowledged_and_answered_as_its_command(fake: FakeTelegram, start: Bot) -> None:
    desk = Offering()
    async with start(desk):
        fake.user_says("board")
        await fake.wait_for_messages()
        update = fake.press("Policy dialogue")
        answers = await fake.wait_for_messages(2)
        await fake.wait_for("answerCallbackQuery")
    assert answers[1].text == "Re: channel dpct"
    assert desk.heard[1].text == "channel dpct"
    assert desk.heard[1].update_key == str(update)
    assert desk.heard[1].address == desk.heard[0].address


async def test_a_button_in_a_topic_is_answered_there_and_managed_by_administrators_only(fake: FakeTelegram, start: Bot) -> None:
    fake.add_group(administrators=(OWNER,), topics=(5,))
    desk = Offering()
    async with start(desk):
        fake.user_says("/board", chat=GROUP, thread=5)
        await fake.wait_for_messages(chat=GROUP)
        fake.press("Policy dialogue", chat=GROUP, user=8)
        answers = await fake.wait_for_messages(2, chat=GROUP)
    assert answers[1].thread == 5
    assert [incoming.speaker.may_manage for incoming in desk.heard] == [True, False]
