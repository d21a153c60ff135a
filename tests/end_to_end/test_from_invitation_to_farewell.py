"""A newcomer's whole story with the real program, on each platform."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.end_to_end.people import OnSlack, OnTelegram, Platform, Shown, invitation_code
from tests.end_to_end.program import Program
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

MORNING = datetime(2024, 1, 10, 9, 30, tzinfo=UTC)
PLANNED = (
    "Defense Chiefs to Meet in Singapore\n\nWASHINGTON, Jan. 10, 2024 — Defense Secretary Lloyd Austin will meet Chinese "
    "Defense Minister Dong Jun in Singapore on Jan. 20, the Pentagon said today.\n"
)
HELD = (
    "Austin Meets China's Defense Minister\n\nSINGAPORE, Jan. 20, 2024 — Defense Secretary Lloyd Austin met Chinese "
    "Defense Minister Dong Jun in Singapore today, the Pentagon said.\n"
)
SUSPENDED = (
    "Maritime Talks Called Off\n\nWASHINGTON, Jan. 21, 2024 — China has suspended the Military Maritime Consultative "
    "Agreement talks with the United States, Pentagon officials said today.\n"
)
PLAN, OUTCOME = "Contact planned: Lloyd Austin with Dong Jun", "Contact held: Lloyd Austin with Dong Jun"
REPLY = "Held, as planned: Lloyd Austin with Dong Jun"
TALKS = "Channel suspended: Military Maritime Consultative Agreement talks"


@pytest.fixture(params=["telegram", "slack"])
async def platform(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Platform, FakeTelegram, FakeSlack]]:
    """The platform the story happens on, with both fakes that the program runs against."""
    async with FakeTelegram() as telegram, FakeSlack() as slack:
        yield (OnTelegram(telegram) if request.param == "telegram" else OnSlack(slack)), telegram, slack


def with_words(messages: list[Shown], words: str) -> list[Shown]:
    return [message for message in messages if words in message.text]


def alerts(messages: list[Shown], words: str) -> list[Shown]:
    """Messages that begin so: digests and answers only contain such words."""
    return [message for message in messages if message.text.startswith(words)]


async def test_somebody_is_invited_told_corrected_mutes_moves_and_leaves(
    platform: tuple[Platform, FakeTelegram, FakeSlack], tmp_path: Path
) -> None:
    here, telegram, slack = platform
    program = Program(tmp_path / "home", telegram, slack)
    program.set_clock(MORNING)

    async def until(find: Callable[[], object]) -> None:
        await here.fake.until(find, seconds=60)

    async def answered(words: str) -> None:
        """Wait for words in the newest message of the private chat."""
        await until(lambda: here.reads() and words in here.reads()[-1].text)

    await program.start()
    try:
        await slack.until(lambda: slack.connections, seconds=60)

        # Let in.
        here.says("board")
        await answered("I answer only people whom an owner has let in")
        here.owner_says("invite editor")
        await until(here.owner_reads)
        here.says(f"join {invitation_code(here.owner_reads())}")
        await answered("You are an editor here now")

        # Subscribed, in private and in a room.
        here.press("Alerts and a daily digest, here")
        await answered("Digest: every day at 08:00")
        here.make_room()
        here.says_in_room("subscribe")
        await until(lambda: with_words(here.room_reads(), "Digest: every day at 08:00"))

        # Told of a plan, the next morning in the digest, and ten days later of what became of it.
        program.publish("planned.txt", PLANNED)
        await until(lambda: alerts(here.reads(), PLAN) and alerts(here.room_reads(), PLAN))
        program.set_clock(MORNING + timedelta(days=1))
        await until(lambda: with_words(alerts(here.reads(), "Briefing"), "Meeting planned") and alerts(here.room_reads(), "Briefing"))
        program.set_clock(MORNING + timedelta(days=10))
        await until(lambda: len(alerts(here.reads(), "Briefing")) == 2)
        program.publish("held.txt", HELD)
        await until(lambda: alerts(here.reads(), REPLY) and alerts(here.room_reads(), REPLY))
        for messages in (here.reads(), here.room_reads()):
            assert alerts(messages, PLAN) == []
            (edited,), (reply,) = alerts(messages, OUTCOME), alerts(messages, REPLY)
            assert (edited.edited, reply.answers) == (1, edited.id)

        # Asks.
        here.says("did Austin meet Dong Jun in January 2024?")
        await answered("Yes, in person: 20 January 2024")
        here.press("Why?")
        await answered("In this chat")
        assert "the message was edited" in here.reads()[-1].text

        # Mutes the private chat; the room moves and goes on hearing.
        here.says("alerts off")
        await answered("Alerts: off")
        here.move_room()
        program.set_clock(MORNING + timedelta(days=11))
        program.publish("suspended.txt", SUSPENDED)
        await until(lambda: alerts(here.room_reads(), TALKS))
        await until(lambda: len(alerts(here.reads(), "Briefing")) == 3)

        # The room ends, which the owner hears; the newcomer leaves.
        here.lose_room()
        await until(lambda: alerts(here.owner_reads(), "Delivery problem"))
        here.says("stop")
        await answered("Everything kept about this chat is deleted")
        assert len(alerts(here.room_reads(), TALKS)) == 1
        assert alerts(here.reads(), TALKS) == []
    finally:
        assert await program.stop() == 0, program.output
