"""What follows from what became of a send: the one table of outcomes and states. Pure."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from bot.delivery.pacing import free_again
from bot.delivery.values import Delivery, Rules, State, Task
from bot.model.chat import ChatAddress, Moved, Passing, Permanent, Reach, SendOutcome, Sent, Unknown


@dataclass(frozen=True, slots=True)
class Verdict:
    """The delivery's next state and what else changes.

    `not_before` holds back this delivery, `room_free_at` everything to its room. `loses_chat`
    ends the chat's subscriptions; `loses_platform` stops sending there for a while; `tells_owner`
    queues a notice; `moved_to` is where the room lives now."""

    state: State
    reason: str | None = None
    message_id: str | None = None
    not_before: datetime | None = None
    room_free_at: datetime | None = None
    loses_chat: bool = False
    loses_platform: bool = False
    tells_owner: bool = False
    moved_to: ChatAddress | None = None


def judge(outcome: SendOutcome, delivery: Delivery, now: datetime, rules: Rules, rng: random.Random) -> Verdict:
    """Decide; `delivery` is as it was taken, its attempts counting this one."""
    match outcome:
        case Sent():
            # One message was allowed for when the room's pace was taken.
            room_free_at = free_again(delivery.address, now, outcome.messages) if outcome.messages > 1 else None
            return Verdict(State.SENT, message_id=outcome.message_id, room_free_at=room_free_at)
        case Passing():
            return _after_passing(outcome, delivery, now, rules, rng)
        case Unknown():
            return after_unknown(delivery, outcome.reason, now + rules.repeat_after)
        case Moved():
            # At once the first time; a platform that keeps sending us on is asked less and less often.
            pause = pause_before(delivery.attempts - 1, rules, rng) if delivery.attempts > 1 else timedelta()
            return Verdict(State.QUEUED, reason=outcome.reason, not_before=now + pause, moved_to=outcome.address)
        case Permanent():
            return _after_permanent(outcome, delivery)
        case _:
            assert_never(outcome)


def after_unknown(delivery: Delivery, reason: str, repeat_at: datetime) -> Verdict:
    """It may have arrived: `unknown` is taken once more as a repeat; a repeat stays so, and the owner hears of it.

    An edit made twice is seen once: it is simply made again."""
    if delivery.task is Task.EDIT:
        return Verdict(State.QUEUED, reason=reason, not_before=repeat_at)
    return Verdict(State.UNKNOWN, reason=reason, not_before=repeat_at, tells_owner=delivery.repeat)


def pause_before(attempt: int, rules: Rules, rng: random.Random) -> timedelta:
    """How long to wait after the `attempt`-th try: twice as long each time up to a limit, half of it
    by chance, so that what failed together does not come back together."""
    doublings = min(max(attempt - 1, 0), 32)
    full = min(rules.first_pause * (1 << doublings), rules.longest_pause)
    return full * (0.5 + rng.random() / 2)


def _after_passing(outcome: Passing, delivery: Delivery, now: datetime, rules: Rules, rng: random.Random) -> Verdict:
    if now - (delivery.trying_since or now) > rules.give_up_after:
        return Verdict(State.FAILED, reason=outcome.reason, tells_owner=True)
    if outcome.wait is not None:
        # At least what they ask; the cap only keeps nonsense from leaving the calendar.
        free_at = now + min(outcome.wait, rules.longest_wait)
        return Verdict(State.QUEUED, reason=outcome.reason, room_free_at=free_at)
    return Verdict(State.QUEUED, reason=outcome.reason, not_before=now + pause_before(delivery.attempts, rules, rng))


def _after_permanent(outcome: Permanent, delivery: Delivery) -> Verdict:
    match outcome.reach:
        case Reach.MESSAGE:
            # People delete messages and Slack closes them to edits: the update beside it says what changed.
            return Verdict(State.FAILED, reason=outcome.reason, tells_owner=delivery.task is Task.SEND)
        case Reach.CHAT:
            return Verdict(State.FAILED, reason=outcome.reason, loses_chat=True, tells_owner=True)
        case Reach.PLATFORM:
            return Verdict(State.QUEUED, reason=outcome.reason, loses_platform=True)
        case _:
            assert_never(outcome.reach)
