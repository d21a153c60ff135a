"""The metronome, with APScheduler's real scheduler on the real loop."""

import asyncio
import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.jobs.job import Job, ThreadJob
from bot.jobs.ticker import Ticker
from tests.delivery.kit import NOW, SetClock

QUICK = timedelta(milliseconds=10)


class Counted:
    """A job that tells each run, and does something in it."""

    def __init__(self, name: str = "counted", what: Callable[[int], None] = lambda _run: None, every: timedelta = QUICK) -> None:
        self.name = name
        self.every = every
        self.moments: list[datetime] = []
        self.runs: asyncio.Queue[int] = asyncio.Queue()
        self.finished = False
        self._what = what

    async def run(self, now: datetime) -> None:
        self.moments.append(now)
        self.runs.put_nowait(len(self.moments))
        self._what(len(self.moments))

    async def finish(self) -> None:
        self.finished = True

    async def wait_for(self, run: int) -> None:
        while await self.runs.get() < run:
            pass


class Slow(Counted):
    """A job whose first run lasts until the gate is opened."""

    def __init__(self) -> None:
        super().__init__("slow")
        self.gate = asyncio.Event()
        self.at_once = 0
        self.most_at_once = 0

    async def run(self, now: datetime) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await super().run(now)
        await self.gate.wait()
        self.at_once -= 1


class Running:
    """A ticker at work; leaving stops it."""

    def __init__(self, *jobs: Job, grace: timedelta = timedelta(seconds=30)) -> None:
        self.stop = asyncio.Event()
        self._ticker = Ticker(jobs, SetClock(), grace=grace)

    async def __aenter__(self) -> "Running":
        self.task = asyncio.create_task(self._ticker.run(self.stop))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.stop.set()
        await self.task


async def test_each_job_runs_at_once_and_again_with_the_clocks_time() -> None:
    often, seldom = Counted("often"), Counted("seldom", every=timedelta(days=1))
    async with Running(often, seldom):
        await seldom.wait_for(1)
        await often.wait_for(3)
    assert set(often.moments) == {NOW}
    assert len(seldom.moments) == 1


async def test_a_job_that_fails_goes_on_and_stops_no_other_and_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    def fail_twice(run: int) -> None:
        if run in (1, 2):
            raise ValueError("broken feed")

    failing, other = Counted("failing", fail_twice), Counted("other")
    with caplog.at_level(logging.INFO):
        async with Running(failing, other):
            await failing.wait_for(4)
            await other.wait_for(4)
    told = [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "bot.jobs.ticker"]
    assert told == [("ERROR", "job failed"), ("INFO", "job works again")]


async def test_a_job_never_runs_twice_at_the_same_time_and_delays_no_other() -> None:
    slow, other = Slow(), Counted("other")
    async with Running(slow, other):
        await slow.wait_for(1)
        await other.wait_for(5)
        assert len(slow.moments) == 1
        slow.gate.set()
        await slow.wait_for(3)
    assert slow.most_at_once == 1


async def test_a_long_job_hears_that_it_is_to_end_before_it_is_waited_for() -> None:
    slow, stop = Slow(), asyncio.Event()
    running = asyncio.create_task(Ticker([slow], SetClock(), on_stop=slow.gate.set).run(stop))
    await slow.wait_for(1)
    stop.set()
    await running
    assert (slow.at_once, slow.finished) == (0, True)


async def test_stopping_lets_what_is_in_hand_end_and_starts_nothing_more() -> None:
    slow, other = Slow(), Counted("other")
    async with Running(slow, other) as running:
        await slow.wait_for(1)
        running.stop.set()
        await asyncio.sleep(0)
        slow.gate.set()
        await running.task
    runs = len(other.moments)
    assert (slow.at_once, slow.finished, other.finished) == (0, True, True)
    for _ in range(3):
        await asyncio.sleep(0)
    assert len(other.moments) == runs


async def test_being_cancelled_lets_what_is_in_hand_end_too() -> None:
    slow = Slow()
    task = asyncio.create_task(Ticker([slow], SetClock()).run(asyncio.Event()))
    await slow.wait_for(1)
    task.cancel()
    await asyncio.sleep(0)
    slow.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (slow.at_once, slow.finished) == (0, True)


async def test_a_job_that_will_not_end_is_left_after_the_grace(caplog: pytest.LogCaptureFixture) -> None:
    slow = Slow()
    async with Running(slow, grace=QUICK):
        await slow.wait_for(1)
    assert "stopped with work in hand" in caplog.text
    slow.gate.set()


async def test_a_blocking_job_runs_in_a_thread() -> None:
    threads: list[str] = []
    done = asyncio.Event()
    loop = asyncio.get_running_loop()

    def work(now: datetime) -> None:
        threads.append(threading.current_thread().name)
        loop.call_soon_threadsafe(done.set)

    async with Running(ThreadJob("blocking", QUICK, work)):
        await done.wait()
    assert threads[0] != threading.main_thread().name
