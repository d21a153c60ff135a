"""What Slack's refusals mean for a chat."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.slack.client import SlackSettings, open_client
from bot.chat.slack.errors import outcome_of_code, outcome_of_status
from bot.chat.slack.receive import Heard
from bot.chat.slack.send import SlackResponder, SlackSender
from bot.chat.slack.service import open_sender
from bot.model.chat import ChatAddress, Incoming, Moved, Passing, Permanent, Reach, Sender, Sent, Speaker, Unknown
from tests.chat.documents import sample_board
from tests.fakes.slack import CHANNEL, FakeSlack

ROOM = ChatAddress("slack", CHANNEL, "T1")


@pytest.fixture
async def sender(settings: SlackSettings) -> AsyncIterator[SlackSender]:
    async with open_sender(settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("code", "reach"),
    [
        ("channel_not_found", Reach.CHAT),
        ("is_archived", Reach.CHAT),
        ("not_in_channel", Reach.CHAT),
        ("restricted_action", Reach.CHAT),
        ("account_inactive", Reach.PLATFORM),
        ("token_revoked", Reach.PLATFORM),
        ("missing_scope", Reach.PLATFORM),
        ("invalid_blocks", Reach.MESSAGE),
        ("msg_too_long", Reach.MESSAGE),
        ("an_error_of_next_year", Reach.MESSAGE),
    ],
)
async def test_a_refusal_ends_no_more_than_it_is_about(fake: FakeSlack, sender: SlackSender, code: str, reach: Reach) -> None:
    fake.refused(code)
    outcome = await sender.send(ROOM, sample_board())
    assert isinstance(outcome, Permanent)
    assert (outcome.reason, outcome.reach) == (code, reach)


@pytest.mark.parametrize("code", ["internal_error", "fatal_error"])
async def test_an_error_that_may_come_after_the_deed_leaves_the_outcome_unknown(fake: FakeSlack, sender: SlackSender, code: str) -> None:
    fake.refused(code)
    assert isinstance(await sender.send(ROOM, sample_board()), Unknown)


async def test_slack_being_away_is_passing(fake: FakeSlack, sender: SlackSender) -> None:
    fake.refused("service_unavailable")
    assert isinstance(await sender.send(ROOM, sample_board()), Passing)


def test_a_thread_that_is_gone_leaves_the_channel() -> None:
    assert outcome_of_code("thread_not_found", {}, ChatAddress("slack", "C1", "T1", "1.2")) == Moved(
        ChatAddress("slack", "C1", "T1"), reason="thread_not_found"
    )


def test_a_wait_that_is_no_number_is_no_wait() -> None:
    assert outcome_of_status(429, {"retry-after": "soon"}) == Passing("HTTP 429")


class TestResponseAddress:
    """The address that Slack gives for answering a command."""

    @pytest.fixture
    async def responder(self, fake: FakeSlack, settings: SlackSettings) -> AsyncIterator[Sender]:
        async with open_client(settings) as client:
            incoming = Incoming(ROOM, Speaker("slack:T1/U7"), "board", "1")
            yield SlackResponder(client, Heard(incoming, ROOM, "U7", response_url=fake.response_url(CHANNEL)))

    async def test_after_five_answers_the_sixth_goes_to_the_same_person_another_way(self, fake: FakeSlack, responder: Sender) -> None:
        outcomes = [await responder.send(ROOM, sample_board()) for _ in range(6)]
        assert all(isinstance(outcome, Sent) for outcome in outcomes)
        assert [message.ephemeral_to for message in fake.messages(CHANNEL)] == ["U7"] * 6
        assert [name for name, _ in fake.calls] == ["response_url"] * 5 + ["chat.postEphemeral"]

    async def test_after_half_an_hour_all_goes_another_way(self, fake: FakeSlack, responder: Sender) -> None:
        fake.expire_responses()
        assert isinstance(await responder.send(ROOM, sample_board()), Sent)
        assert [message.ephemeral_to for message in fake.messages(CHANNEL)] == ["U7"]

    async def test_where_the_bot_is_no_member_there_is_no_other_way(self, fake: FakeSlack, responder: Sender) -> None:
        fake.expire_responses()
        fake.kicked()
        outcome = await responder.send(ROOM, sample_board())
        assert isinstance(outcome, Permanent)
        assert outcome.reason == "not_in_channel"

    async def test_it_fails_as_sending_does(self, fake: FakeSlack, responder: Sender) -> None:
        fake.faults.rate_limited(retry_after=4)
        fake.faults.server_error(status=503)
        fake.faults.drop_after_accept()
        outcomes = [await responder.send(ROOM, sample_board()) for _ in range(3)]
        assert [type(outcome).__name__ for outcome in outcomes] == ["Passing", "Passing", "Unknown"]
