"""`check` asks Telegram whether the token works."""

from dataclasses import replace

import pytest

from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.errors import TelegramTokenRefused, TelegramUnreachable
from bot.chat.telegram.probe import probe
from bot.clock import SystemClock
from tests.fakes.telegram import FakeTelegram


async def test_it_names_the_bot(settings: TelegramSettings) -> None:
    found = await probe(settings, SystemClock())
    assert (found.name, found.hears_all) == ("@backchannel_bot", False)


async def test_it_says_that_the_token_is_wrong(settings: TelegramSettings) -> None:
    with pytest.raises(TelegramTokenRefused):
        await probe(replace(settings, token="42:wrong"), SystemClock())


async def test_it_says_that_telegram_is_not_there(fake: FakeTelegram, settings: TelegramSettings) -> None:
    await fake.__aexit__(None, None, None)
    with pytest.raises(TelegramUnreachable):
        await probe(settings, SystemClock())
