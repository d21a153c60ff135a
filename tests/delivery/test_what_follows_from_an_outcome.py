"""What became of a send decides what happens next."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pacing import free_again
from bot.delivery.values import Delivery, Kind, Rules, State
from bot.delivery.verdict import judge, pause_before
from bot.model.chat import ChatAddress, Moved, Passing, Permanent, Reach, Sent, Unknown
from bot.model.document import Document

NOW = datetime(2026, 5, 8, 6, tzinfo=UTC)
RULES = Rules()
RNG = random.Random(1)
HERE = ChatAddress("telegram", "-100")


def delivery(*, repeat: bool = False, attempts: int = 1, trying_since: datetime = NOW) -> Delivery:
    key, document = "digest:1:2026-05-08", Document("", ())
    return Delivery(1, key, Kind.DIGEST, 1, HERE, document, State.SENDING, attempts, repeat, NOW, trying_since=trying_since)


def test_sent_is_the_end() -> None:
    verdict = judge(Sent("77"), delivery(), NOW, RULES, RNG)
    assert (verdict.state, verdict.message_id) == (State.SENT, "77")


def test_a_document_of_several_messages_makes_its_room_wait_for_all_of_them() -> None:
    verdict = judge(Sent("77", messages=4), delivery(), NOW, RULES, RNG)
    assert (verdict.state, verdict.room_free_at) == (State.SENT, NOW + timedelta(seconds=12))


@pytest.mark.parametrize(("chat", "a_minute"), [("telegram:42", 60), ("telegram:-100", 20), ("slack:C1", 60)])
def test_a_room_gets_no_more_a_minute_than_its_platform_allows(chat: str, a_minute: int) -> None:
    platform, _, room = chat.partition(":")
    sent, now = 0, NOW
    while now < NOW + timedelta(minutes=1):
        sent, now = sent + 1, free_again(ChatAddress(platform, room), now)
    assert sent == a_minute


def test_a_flood_wait_holds_the_room_as_long_as_the_platform_asks() -> None:
    verdict = judge(Passing("flood", timedelta(hours=12)), delivery(), NOW, RULES, RNG)
    assert (verdict.state, verdict.room_free_at, verdict.not_before) == (State.QUEUED, NOW + timedelta(hours=12), None)


def test_a_passing_failure_without_a_wait_holds_this_delivery_only() -> None:
    verdict = judge(Passing("502"), delivery(), NOW, RULES, RNG)
    assert verdict.state is State.QUEUED
    assert verdict.room_free_at is None
    assert verdict.not_before is not None
    assert NOW < verdict.not_before <= NOW + RULES.first_pause


def test_what_fails_for_days_is_given_up_and_the_owner_told() -> None:
    old = delivery(trying_since=NOW - RULES.give_up_after - timedelta(seconds=1))
    verdict = judge(Passing("502"), old, NOW, RULES, RNG)
    assert (verdict.state, verdict.tells_owner, verdict.loses_chat) == (State.FAILED, True, False)


def test_a_lost_chat_ends_its_subscriptions_and_tells_the_owner() -> None:
    verdict = judge(Permanent("blocked"), delivery(), NOW, RULES, RNG)
    assert (verdict.state, verdict.loses_chat, verdict.tells_owner) == (State.FAILED, True, True)


def test_a_refused_message_leaves_the_subscription_alone() -> None:
    verdict = judge(Permanent("can't parse", Reach.MESSAGE), delivery(), NOW, RULES, RNG)
    assert (verdict.state, verdict.loses_chat, verdict.tells_owner) == (State.FAILED, False, True)


def test_a_revoked_token_loses_neither_the_delivery_nor_the_chat() -> None:
    verdict = judge(Permanent("401", Reach.PLATFORM), delivery(), NOW, RULES, RNG)
    assert (verdict.state, verdict.loses_chat, verdict.loses_platform) == (State.QUEUED, False, True)


def test_a_moved_room_is_followed() -> None:
    there = ChatAddress("telegram", "-1001")
    verdict = judge(Moved(there), delivery(), NOW, RULES, RNG)
    assert (verdict.state, verdict.moved_to) == (State.QUEUED, there)


@pytest.mark.parametrize("repeat", [False, True])
def test_no_answer_is_unknown_and_only_after_the_repeat_a_matter_for_the_owner(repeat: bool) -> None:
    verdict = judge(Unknown("timeout"), delivery(repeat=repeat), NOW, RULES, RNG)
    assert (verdict.state, verdict.tells_owner) == (State.UNKNOWN, repeat)


@given(st.integers(1, 10_000), st.integers())
def test_pauses_grow_but_never_beyond_the_limit(attempt: int, seed: int) -> None:
    pause = pause_before(attempt, RULES, random.Random(seed))
    assert RULES.first_pause / 2 <= pause <= RULES.longest_pause
    assert pause_before(attempt + 2, RULES, random.Random(seed)) >= pause


def test_a_lease_that_a_send_can_outlast_is_refused() -> None:
    with pytest.raises(ValueError, match="too long for a lease"):
        Rules(lease=timedelta(seconds=30), send_timeout=timedelta(seconds=60))
