"""What finds no room in a message goes on at a touch, also after a restart."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.chat.rest import Rests
from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.render import find_rest, render_messages
from bot.chat.telegram.service import open_sender
from bot.database.engine import reading
from bot.delivery.store import Store
from bot.delivery.values import Rules
from bot.jobs.tidy import tidy
from bot.model.chat import ChatAddress
from bot.model.document import Document
from tests.chat.documents import long_digest, sample_board
from tests.delivery.kit import NOW, SetClock
from tests.fakes.telegram import FakeTelegram


def found(engine: Engine, command: str) -> Document | None:
    with reading(engine) as connection:
        return Store(connection).continuations.find(command.removeprefix("more "))


async def test_pressing_on_gives_everything_once_and_in_order(engine: Engine) -> None:
    keep, document, shown = Rests(engine, SetClock()), long_digest(300), ""
    for _ in range(20):
        rest = find_rest(document)
        command = await keep(rest) if rest else ""
        messages = render_messages(document, more=command)
        shown += "\n".join(message.html for message in messages)
        if not command:
            break
        assert messages[-1].keyboard[0][0].command == command
        assert len(command.encode()) <= 64
        kept = found(engine, command)
        assert kept is not None
        document = kept
    places = [shown.index(f"Statement number {number} of") for number in range(300)]
    assert places == sorted(places)
    assert all(shown.count(f"Statement number {number} of") == 1 for number in range(300))


async def test_the_same_rest_is_kept_once(engine: Engine) -> None:
    keep = Rests(engine, SetClock())
    assert await keep(sample_board()) == await keep(sample_board())


def test_what_fits_has_no_rest() -> None:
    assert find_rest(sample_board()) is None
    assert not any("more" in button.command for row in render_messages(sample_board(), more="more x")[0].keyboard for button in row)


async def test_what_nobody_asked_for_is_forgotten_in_time_and_the_oldest_first(engine: Engine) -> None:
    clock = SetClock()
    keep = Rests(engine, clock)
    old = await keep(long_digest(3))
    clock.move(timedelta(days=1))
    new = await keep(long_digest(4))
    tidy(engine, Rules(most_continuations=1), clock.now())
    assert found(engine, old) is None
    assert found(engine, new) is not None
    tidy(engine, Rules(), NOW + timedelta(days=30))
    assert found(engine, new) is None


async def test_a_sent_message_carries_the_button_and_an_edit_too(engine: Engine) -> None:
    async with (
        FakeTelegram() as fake,
        open_sender(TelegramSettings(fake.token, fake.url), Rests(engine, SetClock())) as sender,
    ):
        address = ChatAddress("telegram", str(fake.add_private()))
        await sender.send(address, long_digest(300))
        *_, last = fake.messages()
        ((label, command),) = last.buttons[0]
        assert label == "Show more"
        assert found(engine, command) is not None
        await sender.edit(address, str(last.message_id), long_digest(60))
        assert fake.messages()[-1].buttons[0][0][1] != command


@pytest.mark.parametrize("token", ["", "unknown", "../x"])
def test_a_token_that_nobody_gave_leads_nowhere(engine: Engine, token: str) -> None:
    assert found(engine, token) is None
