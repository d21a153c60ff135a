"""One story through the real program: asked, subscribed to, alerting, killed, and giving its digest."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.i18n.texts import texts_for
from tests.end_to_end.program import Program
from tests.fakes.server import FakeServer
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_http import SIGNING_SECRET
from tests.fakes.telegram import FakeTelegram

TALKS = "Defense Policy Coordination Talks"
ALERT = texts_for("en")("alert.change_suspended", channel=TALKS)
DIGEST, REPEAT = texts_for("en")("digest.title"), texts_for("en")("chat.repeat")
MORNING = datetime(2024, 1, 10, 9, 30, tzinfo=UTC)

OLD = """Ministry Recalls a Quiet Year

BEIJING, Jan. 8, 2024 — China suspended the theater commander talks with the United States in August 2022, the ministry said on Monday.
"""

NEWS = """Pentagon: Talks on Policy Called Off

WASHINGTON, Jan. 10, 2024 — China has suspended the Defense Policy Coordination Talks with the United States
in response to arms sales to Taiwan, Pentagon officials said today.
""".replace("States\nin", "States in")


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
async def program(tmp_path: Path, telegram: FakeTelegram, slack: FakeSlack) -> AsyncIterator[Program]:
    program = Program(tmp_path / "home", telegram, slack)
    program.set_clock(MORNING)
    program.publish("old.txt", OLD)
    yield program
    if program.running:
        await program.kill()


async def told(fake: FakeServer, find: Callable[[], object]) -> None:
    """Wait for what the program does, its start included, on a machine that has other things to do."""
    await fake.until(find, seconds=60)


async def is_well(address: str, platform: str) -> bool:
    """What /health says of a platform; False where nobody answers yet."""
    try:
        async with aiohttp.ClientSession() as session, session.get(address) as response:
            return (await response.json())["platforms"][platform]["well"] is True
    except aiohttp.ClientConnectionError:
        return False


def telegram_texts(telegram: FakeTelegram, words: str) -> list[str]:
    return [message.text for message in telegram.messages() if words in message.text]


def slack_texts(slack: FakeSlack, words: str) -> list[str]:
    return [message.words for message in slack.messages() if words in message.words]


def kinds(texts: list[str]) -> tuple[list[str], list[str]]:
    """Alerts and digests among texts."""
    return [text for text in texts if ALERT in text], [text for text in texts if DIGEST in text]


def assert_told_once(texts: list[str]) -> None:
    """One message, or a second one that says that it may be the second: a kill can leave no better knowledge."""
    assert len(texts) in (1, 2)
    assert sum(REPEAT not in text for text in texts) <= 1


async def test_it_is_asked_subscribed_to_killed_and_tells_everything_once(
    program: Program, telegram: FakeTelegram, slack: FakeSlack, database_address: str
) -> None:
    program.use_database(database_address)
    await program.start()
    await told(slack, lambda: slack.connections)

    telegram.user_says("who met Liang Guanglie in 2011?")
    slack.user_says("who met Liang Guanglie in 2011?")
    await told(telegram, lambda: telegram_texts(telegram, "Robert Gates"))
    await told(slack, lambda: slack_texts(slack, "Robert Gates"))

    telegram.user_says("/subscribe")
    slack.command("subscribe")
    await told(telegram, lambda: telegram_texts(telegram, "08:00"))
    await told(slack, lambda: slack_texts(slack, "08:00"))

    # Telegram is full when the alert is due, and then the machine dies with the message still owed.
    telegram.faults.rate_limited(1, retry_after=60)
    program.publish("news.txt", NEWS)
    await told(slack, lambda: slack_texts(slack, TALKS))
    await told(telegram, lambda: telegram.faults.empty)
    await program.kill()
    assert telegram_texts(telegram, TALKS) == []

    # Long enough for what Telegram asked, and for what the kill may have left "on its way" to count as interrupted.
    program.set_clock(MORNING + timedelta(minutes=10))
    await program.start()
    await told(telegram, lambda: telegram_texts(telegram, TALKS))
    await program.kill()

    # The next morning, after a night's downtime: one digest each, though it is late.
    program.set_clock(MORNING + timedelta(days=1))
    await program.start()
    await told(telegram, lambda: kinds(telegram_texts(telegram, TALKS))[1])
    await told(slack, lambda: kinds(slack_texts(slack, TALKS))[1])
    telegram.user_says("settings")
    await told(telegram, lambda: len(telegram_texts(telegram, "08:00")) == 2)
    assert await program.stop() == 0

    for texts in (telegram_texts(telegram, TALKS), slack_texts(slack, TALKS)):
        alerts, digests = kinds(texts)
        assert_told_once(alerts)
        assert_told_once(digests)
    # What a feed held when it was first read is told by the digest, never by an alert.
    alerts, _ = kinds(telegram_texts(telegram, "Ministry Recalls"))
    assert alerts == []


async def test_strangers_get_their_id_and_nothing_else(program: Program, telegram: FakeTelegram, slack: FakeSlack) -> None:
    await program.start()
    telegram.user_says("board", user=999, chat=None)
    await told(telegram, lambda: telegram.messages(999))
    (message,) = telegram.messages(999)
    assert "telegram:999" in message.text
    slack.user_says("board", user="U9")
    await told(slack, lambda: slack.messages("D9"))
    (answer,) = slack.messages("D9")
    assert "slack:T1/U9" in str(answer)
    assert await program.stop() == 0


async def test_a_wrong_token_stops_the_start_and_names_the_cure(program: Program, telegram: FakeTelegram) -> None:
    telegram.token = "43:another"
    await program.start()
    assert await program.wait() == 3
    assert "BACKCHANNEL_TELEGRAM_TOKEN" in program.output
    assert "Traceback" not in program.output
    assert "42:TEST-token" not in program.output


async def test_one_cycle_sends_what_is_due_and_ends(program: Program, telegram: FakeTelegram, slack: FakeSlack) -> None:
    await program.start()
    await told(slack, lambda: slack.connections)
    telegram.user_says("/subscribe")
    await told(telegram, lambda: telegram_texts(telegram, "08:00"))
    assert await program.stop() == 0

    program.publish("news.txt", NEWS)
    await program.start("run", "--once")
    assert await program.wait() == 0
    assert len(telegram_texts(telegram, TALKS)) == 1


async def test_slack_by_signed_http_is_answered_and_stands_in_health(program: Program, slack: FakeSlack) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    http = slack.deliver_to(program.use_signed_http(SIGNING_SECRET, port))
    await program.start()
    async with asyncio.timeout(60):
        while not await is_well(f"http://127.0.0.1:{port}/health", "slack"):  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)
    slack.command("subscribe")
    await told(slack, lambda: slack_texts(slack, "08:00"))
    slack.user_says("board")
    await told(slack, lambda: len(slack.messages()) == 2)
    assert {posted.status for posted in http.posted} == {200}
    assert slack.connections == 0
    assert await program.stop() == 0
