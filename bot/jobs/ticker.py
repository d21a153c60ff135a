"""The metronome: APScheduler calls each job at its interval; what is due, the jobs find out.

APScheduler ships no types and costs start-up time: it is imported here only, when it runs."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.clock import Clock, SystemClock
from bot.jobs.job import Job

_log = logging.getLogger(__name__)


class Ticker:
    """Runs jobs until it is told to stop. `clock` tells the jobs the time; the intervals are the machine's.

    `on_stop` is called when no job is called any more, before what is in hand is waited for: it may tell
    a long job to end soon."""

    def __init__(
        self, jobs: Sequence[Job], clock: Clock, *, grace: timedelta = timedelta(seconds=30), on_stop: Callable[[], None] = lambda: None
    ) -> None:
        self._jobs = tuple(jobs)
        self._clock = clock
        self._grace = grace
        self._on_stop = on_stop
        self._running: set[asyncio.Task[object]] = set()
        self._failing: set[str] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Call every job at once and then at its interval. After `stop`, or when cancelled, none is called
        any more, and what is in hand may end for as long as the grace lasts."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        # Its own lines say each run and each run skipped while one still lasts; ours say outcomes.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        scheduler = AsyncIOScheduler(timezone="UTC")
        for job in self._jobs:
            # Never a run dropped for being late, nor two at once, nor one made up for each that was missed.
            policy = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
            first = SystemClock().now()
            scheduler.add_job(
                self._run, "interval", args=(job,), id=job.name, seconds=job.every.total_seconds(), next_run_time=first, **policy
            )
        scheduler.start()
        try:
            await stop.wait()
        finally:
            scheduler.pause()
            self._on_stop()
            await self._finish()
            scheduler.shutdown(wait=False)

    async def _run(self, job: Job) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await job.run(self._clock.now())
        except Exception:  # the boundary: one job's failure is never another's
            level = logging.DEBUG if job.name in self._failing else logging.ERROR
            self._failing.add(job.name)
            _log.log(level, "job failed", exc_info=True, extra={"job": job.name})
        else:
            if job.name in self._failing:
                self._failing.remove(job.name)
                _log.info("job works again", extra={"job": job.name})
        finally:
            self._running.discard(task)

    async def _finish(self) -> None:
        try:
            async with asyncio.timeout(self._grace.total_seconds()):
                while self._running:
                    await asyncio.wait(set(self._running))
                await asyncio.gather(*(job.finish() for job in self._jobs))
        except TimeoutError:
            _log.warning("stopped with work in hand")
