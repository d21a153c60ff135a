"""How long a reply is tried, and what becomes of the question meanwhile."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.chat.answering import answer
from bot.model.chat import ChatAddress, Incoming, Moved, Passing, Permanent, SendOutcome, Sent, Speaker, Unknown
from bot.model.document import Document
from tests.chat.services import Echo

ROOM = ChatAddress("telegram", "7")
ELSEWHERE = ChatAddress("telegram", "-100")
QUESTION = Incoming(ROOM, Speaker("telegram:7"), "board", "1")


class Scripted:
    """A Sender that meets each attempt with the next outcome of its script."""

    def __init__(self, outcomes: Sequence[SendOutcome]) -> None:
        self.outcomes = list(outcomes)
        self.tried: list[ChatAddress] = []
        self.repeats: list[bool] = []

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False) -> SendOutcome:
        self.tried.append(address)
        self.repeats.append(repeat)
        return self.outcomes[len(self.tried) - 1]


async def waits_of(*outcomes: SendOutcome) -> tuple[list[ChatAddress], list[float]]:
    """Where and after which waits the reply was tried."""
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    sender = Scripted(outcomes)
    await answer(QUESTION, Echo(), sender, ROOM, pause=pause)
    return sender.tried, waits


async def test_a_reply_waits_as_long_as_the_platform_asks() -> None:
    assert await waits_of(Passing("429", timedelta(seconds=7)), Sent("1")) == ([ROOM] * 2, [7.0])


async def test_a_reply_is_tried_three_times() -> None:
    assert await waits_of(Passing("502"), Passing("502"), Passing("502")) == ([ROOM] * 3, [1.0, 2.0])


async def test_nobody_waits_minutes_for_a_reply() -> None:
    assert await waits_of(Passing("429", timedelta(minutes=10))) == ([ROOM], [])


async def test_a_reply_follows_a_chat_that_moved() -> None:
    assert await waits_of(Moved(ELSEWHERE), Sent("1")) == ([ROOM, ELSEWHERE], [])


async def test_a_reply_that_never_will_arrive_is_not_tried_again() -> None:
    assert await waits_of(Permanent("blocked")) == ([ROOM], [])


@pytest.mark.parametrize("then", [Sent("1"), Unknown("timeout"), Permanent("blocked")])
async def test_a_reply_that_may_have_arrived_is_repeated_once_and_says_so(then: SendOutcome) -> None:
    sender = Scripted([Unknown("timeout"), then])
    await answer(QUESTION, Echo(), sender, ROOM, pause=_at_once)
    assert sender.repeats == [False, True]


async def test_a_repeat_that_is_held_up_still_says_that_it_is_one() -> None:
    sender = Scripted([Unknown("timeout"), Passing("502"), Sent("1")])
    await answer(QUESTION, Echo(), sender, ROOM, pause=_at_once)
    assert sender.repeats == [False, True, True]


async def _at_once(_seconds: float) -> None:
    """Nobody waits in a test."""
