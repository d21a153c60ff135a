"""One chat's trouble stays its own, and so does the database's."""

import asyncio
import random
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Engine, text

from bot.delivery.notices import Notices
from bot.delivery.values import Rules, State
from bot.jobs.deliver import MOST_AT_ONCE, Deliver
from bot.model.chat import ChatAddress, Courier, SendOutcome, Sent
from bot.model.document import Document
from tests.delivery.kit import BERLIN, HERE, THERE, NeverEdits, SetClock, owe, states


class GatedSender(NeverEdits):
    """Holds what goes to one chat until the gate is opened; `came` tells what arrives as it does."""

    def __init__(self, slow: ChatAddress) -> None:
        self.gate = asyncio.Event()
        self.came: asyncio.Queue[str] = asyncio.Queue()
        self._slow = slow
        self.arrived: list[str] = []
        self.most = 0
        self._under_way = 0

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False, reply_to: str = "") -> SendOutcome:
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        if address == self._slow:
            await self.gate.wait()
        self._under_way -= 1
        self.arrived.append(document.title)
        self.came.put_nowait(document.title)
        return Sent("1")


class DuringSend(NeverEdits):
    """Does something while the message is on its way."""

    def __init__(self, what: Callable[[], None]) -> None:
        self._what = what
        self.calls = 0

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False, reply_to: str = "") -> SendOutcome:
        self.calls += 1
        self._what()
        return Sent("1")


def deliver_with(engine: Engine, clock: SetClock, sender: Courier, rules: Rules | None = None) -> Deliver:
    return Deliver(engine, {"telegram": sender}, clock, Notices((), BERLIN, "en"), random.Random(1), rules=rules)


def run_sql(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


async def test_a_chat_that_answers_slowly_delays_no_other(engine: Engine) -> None:
    clock, sender = SetClock(), GatedSender(slow=HERE)
    deliver = deliver_with(engine, clock, sender)
    owe(engine, "slow", HERE)
    owe(engine, "quick", THERE)
    await deliver.run(clock.now())
    assert await sender.came.get() == "quick"
    owe(engine, "later", ChatAddress("telegram", "-300"))
    clock.move(timedelta(seconds=1))
    await deliver.run(clock.now())
    assert await sender.came.get() == "later"
    sender.gate.set()
    await deliver.finish()
    assert set(states(engine).values()) == {State.SENT}


async def test_a_chat_gets_nothing_more_while_one_message_is_on_its_way(engine: Engine) -> None:
    clock, sender = SetClock(), GatedSender(slow=HERE)
    deliver = deliver_with(engine, clock, sender)
    owe(engine, "a", HERE)
    owe(engine, "b", HERE)
    await deliver.run(clock.now())
    clock.move(timedelta(seconds=30))
    await deliver.run(clock.now())
    sender.gate.set()
    await deliver.finish()
    assert sender.arrived == ["a"]
    assert states(engine)["b"] is State.QUEUED


async def test_no_more_than_a_platform_bears_are_on_their_way_at_once(engine: Engine) -> None:
    clock, sender = SetClock(), GatedSender(slow=HERE)
    for number in range(MOST_AT_ONCE + 20):
        owe(engine, f"a{number}", ChatAddress("telegram", f"-{number}"))
    deliver = deliver_with(engine, clock, sender)
    await deliver.run(clock.now())
    await deliver.finish()
    assert len(sender.arrived) == MOST_AT_ONCE
    await deliver.run(clock.now())
    await deliver.finish()
    assert len(sender.arrived) == MOST_AT_ONCE + 20
    assert sender.most <= MOST_AT_ONCE


async def test_a_platform_that_never_answers_is_unknown_after_a_time(engine: Engine) -> None:
    clock, sender = SetClock(), GatedSender(slow=HERE)
    owe(engine, "a", HERE)
    deliver = deliver_with(engine, clock, sender, Rules(send_timeout=timedelta(milliseconds=1)))
    await deliver.run(clock.now())
    await deliver.finish()
    assert states(engine) == {"a": State.UNKNOWN}


async def test_a_database_that_fails_after_the_send_does_not_cause_a_second_one(engine: Engine) -> None:
    clock = SetClock()
    sender = DuringSend(lambda: run_sql(engine, "ALTER TABLE outbox RENAME TO away"))
    owe(engine, "a")
    deliver = deliver_with(engine, clock, sender)
    await deliver.run(clock.now())
    await deliver.finish()
    run_sql(engine, "ALTER TABLE away RENAME TO outbox")
    assert states(engine) == {"a": State.SENDING}
    clock.move(Rules().lease * 2)
    for _ in range(3):
        await deliver.run(clock.now())
        await deliver.finish()
    assert states(engine) == {"a": State.SENT}
    assert sender.calls == 1


async def test_a_chat_forgotten_while_a_message_is_on_its_way_is_no_failure(engine: Engine) -> None:
    clock = SetClock()
    sender = DuringSend(lambda: run_sql(engine, "DELETE FROM chats"))
    owe(engine, "a")
    deliver = deliver_with(engine, clock, sender)
    await deliver.run(clock.now())
    await deliver.finish()
    assert states(engine) == {}
