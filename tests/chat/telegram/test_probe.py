"""`check` asks Telegram whether the token works."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.errors import (
    TelegramConflict,
    TelegramTokenRefused,
    TelegramUnreachable,
    WebhookElsewhere,
    WebhookFailing,
    WebhookLeft,
)
from bot.chat.telegram.probe import probe, probe_updates
from bot.clock import SystemClock
from tests.chat.services import Echo, no_pause
from tests.chat.telegram.conftest import Bot
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


class FixedClock:
    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment


async def test_it_says_how_far_our_clock_is_from_telegrams(settings: TelegramSettings) -> None:
    found = await probe(settings, FixedClock(datetime(2000, 1, 1, tzinfo=UTC)))
    assert found.skew is not None
    assert found.skew < timedelta(days=-365)


async def test_a_webhook_left_set_is_named_without_the_path_that_may_hold_a_token(fake: FakeTelegram, settings: TelegramSettings) -> None:
    fake.webhook.url = "https://other.example/42:secret"
    with pytest.raises(WebhookLeft) as caught:
        await probe_updates(settings, SystemClock(), running=False)
    assert caught.value.params["url"] == "https://other.example/…"


async def test_a_webhook_of_ours_is_well_unless_telegram_meets_errors_there(fake: FakeTelegram, settings: TelegramSettings) -> None:
    ours = replace(settings, webhook_url="https://bot.example/hook")
    await probe_updates(ours, SystemClock(), running=False)
    fake.webhook.url = ours.webhook_url
    await probe_updates(ours, SystemClock(), running=True)
    fake.push({"message": {}})
    fake.webhook.failed("Connection refused")
    with pytest.raises(WebhookFailing) as caught:
        await probe_updates(ours, SystemClock(), running=True)
    assert (caught.value.params["reason"], caught.value.params["pending"]) == ("Connection refused", "1")


async def test_a_webhook_at_another_address_than_ours_is_told(fake: FakeTelegram, settings: TelegramSettings) -> None:
    fake.webhook.url = "https://other.example/hook"
    with pytest.raises(WebhookElsewhere):
        await probe_updates(replace(settings, webhook_url="https://bot.example/hook"), SystemClock(), running=False)


async def test_a_second_poller_is_found_and_loses_nothing(fake: FakeTelegram, settings: TelegramSettings, start: Bot) -> None:
    echo = Echo()
    async with start(echo):
        await fake.wait_for("getUpdates")
        with pytest.raises(TelegramConflict):
            await probe_updates(settings, SystemClock(), running=False, pause=no_pause)
        confirmed = fake.confirmed
        fake.user_says("still there?")
        await fake.wait_for_messages()
    assert confirmed == 0
    assert echo.texts == ["still there?"]


async def test_the_bot_that_runs_beside_is_left_in_peace(fake: FakeTelegram, settings: TelegramSettings) -> None:
    await probe_updates(settings, SystemClock(), running=True)
    assert "getUpdates" not in [name for name, _ in fake.calls]
