"""While an owner has turned sending off, nothing but answers goes out, from any process."""

import random
from datetime import timedelta

from sqlalchemy import Engine

from bot.database.engine import open_database, writing
from bot.delivery.notices import Notices
from bot.delivery.store import Store
from bot.delivery.switches import Switch
from bot.delivery.values import Kind, State
from bot.jobs.deliver import Deliver
from bot.jobs.digests import queue_digests
from bot.model.chat import Courier, Unknown
from tests.delivery.kit import BERLIN, NOW, ScriptedSender, SetClock, owe, states, titles
from tests.jobs.newsroom import desk, queued
from tests.jobs.test_digests_queued import BEFORE, DAY, FIRST, subscribe

HOUR = timedelta(hours=1)


def deliver_with(engine: Engine, clock: SetClock, sender: Courier) -> Deliver:
    return Deliver(engine, {"telegram": sender}, clock, Notices((), BERLIN, "en"), random.Random(1))


def turn(engine: Engine, on: bool, until: timedelta | None = None) -> None:
    with writing(engine) as connection:
        Store(connection).switches.turn(Switch.SENDING, on, "telegram:1", NOW, NOW + until if until else None)


async def sent(engine: Engine, clock: SetClock) -> list[str]:
    """What a process that starts now sends."""
    sender = ScriptedSender()
    deliver = deliver_with(engine, clock, sender)
    await deliver.run(clock.now())
    await deliver.finish()
    return titles(sender.calls)


async def test_what_is_owed_waits_in_every_process_and_goes_out_afterwards(engine: Engine) -> None:
    clock = SetClock()
    owe(engine, "alert", kind=Kind.ALERT)
    turn(engine, on=False)
    another = open_database(engine.url.render_as_string(hide_password=False))
    assert await sent(engine, clock) == await sent(another, clock) == []
    another.dispose()
    assert states(engine) == {"alert": State.QUEUED}
    turn(engine, on=True)
    assert await sent(engine, clock) == ["alert"]


async def test_a_pause_that_began_after_a_look_still_stops_what_was_seen(engine: Engine) -> None:
    clock, sender = SetClock(), ScriptedSender()
    deliver = deliver_with(engine, clock, sender)
    owe(engine, "alert")
    await deliver.run(clock.now())
    turn(engine, on=False)  # before the task of that run has taken it
    await deliver.finish()
    assert sender.calls == []
    assert states(engine) == {"alert": State.QUEUED}


async def test_it_ends_by_the_clock_also_when_nobody_was_running_meanwhile(engine: Engine) -> None:
    clock = SetClock()
    owe(engine, "alert")
    turn(engine, on=False, until=HOUR)
    clock.move(HOUR - timedelta(seconds=1))
    assert await sent(engine, clock) == []
    clock.move(timedelta(seconds=1))
    assert await sent(engine, clock) == ["alert"]


async def test_a_message_whose_fate_is_unknown_is_not_repeated_meanwhile(engine: Engine) -> None:
    clock, sender = SetClock(), ScriptedSender(Unknown("timed out"))
    deliver = deliver_with(engine, clock, sender)
    owe(engine, "alert")
    await deliver.run(clock.now())
    await deliver.finish()
    assert states(engine) == {"alert": State.UNKNOWN}
    turn(engine, on=False)
    clock.move(HOUR)
    assert await sent(engine, clock) == []
    turn(engine, on=True)
    assert await sent(engine, clock) == ["alert"]


async def test_one_cycle_ends_rather_than_wait_for_it(engine: Engine) -> None:
    clock, sender = SetClock(), ScriptedSender()
    owe(engine, "alert")
    turn(engine, on=False)
    await deliver_with(engine, clock, sender).drain(timedelta(seconds=30), clock.sleep)
    assert clock.now() == NOW
    assert sender.calls == []


def test_of_the_dates_between_one_digest_tells_when_it_is_over(engine: Engine) -> None:
    subscribe(engine, now=BEFORE)
    turn(engine, on=False)
    assert [queue_digests(desk(engine), FIRST + n * DAY) for n in range(5)] == [0] * 5
    turn(engine, on=True)
    assert queue_digests(desk(engine), FIRST + 5 * DAY - HOUR) == 1
    assert len(queued(engine, Kind.DIGEST)) == 1
