"""The log of the real program through a bad day: neither a token nor what people wrote stands in it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.end_to_end.people import OnSlack, OnTelegram, Platform, invitation_code
from tests.end_to_end.program import Program
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

MORNING = datetime(2024, 1, 10, 9, 30, tzinfo=UTC)
PRIVATE = "xyzzy"
NEWS = (
    "Maritime Talks Called Off\n\nWASHINGTON, Jan. 10, 2024 — China has suspended the Military Maritime Consultative "
    "Agreement talks with the United States, Pentagon officials said today.\n"
)
FAULTS = ("rate_limited", "server_error", "drop_before_accept", "drop_after_accept")


@pytest.fixture
async def fakes() -> AsyncIterator[tuple[FakeTelegram, FakeSlack]]:
    async with FakeTelegram() as telegram, FakeSlack() as slack:
        yield telegram, slack


async def come_in(here: Platform) -> str:
    """A newcomer is let in and talks through every passing fault; the code they came in with."""
    here.says(f"{PRIVATE} before anybody let me in")
    here.owner_says("invite")
    await here.fake.until(here.owner_reads, seconds=60)
    code = invitation_code(here.owner_reads())
    here.says(f"join {code}")
    await here.fake.until(lambda: "You are a reader" in here.reads()[-1].text if here.reads() else False, seconds=60)
    for count, fault in enumerate(FAULTS, start=3):
        here.fake.faults.named(fault)()
        here.says(f"did {PRIVATE} {fault} meet Dong Jun?")
        await here.fake.until(lambda: here.fake.faults.empty and len(here.reads()) >= count, seconds=60)  # noqa: B023 - awaited here
    here.says(f"timezone {PRIVATE}")
    here.says("subscribe")
    await here.fake.until(lambda: any("every day at 08:00" in one.text for one in here.reads()), seconds=60)
    return code


async def test_a_bad_day_leaves_no_token_and_no_private_word_in_the_log(fakes: tuple[FakeTelegram, FakeSlack], tmp_path: Path) -> None:
    telegram, slack = fakes
    tokens = [telegram.token, telegram.token.partition(":")[2], slack.bot_token, slack.app_token]
    program = Program(tmp_path / "home", telegram, slack)
    program.set_clock(MORNING)
    await program.start()
    try:
        await slack.until(lambda: slack.connections, seconds=60)
        platforms: tuple[Platform, Platform] = (OnTelegram(telegram), OnSlack(slack))
        codes = [await come_in(here) for here in platforms]
        telegram.push({"message": {"text": PRIVATE, "message_id": "no number"}})
        telegram.disconnect()
        await slack.disconnect()
        await slack.until(lambda: slack.open_sockets, seconds=60)
        # Nobody can be told of the news any more.
        telegram.blocked(8)
        slack.blocked("D8")
        program.publish(f"{PRIVATE}.txt", NEWS)
        for here in platforms:
            await here.fake.until(lambda: any("Delivery problem" in one.text for one in here.owner_reads()), seconds=60)  # noqa: B023 - awaited here
        telegram.revoke()
        slack.revoke()
        await slack.disconnect()
        assert await program.wait() == 3
    finally:
        if program.running:
            await program.stop()
    assert "event=delivered" in program.output
    body_of_an_error = "gateway"
    for secret in (*tokens, *codes, PRIVATE, "User 8", body_of_an_error):
        assert secret not in program.output
