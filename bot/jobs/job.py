"""The one interface of what runs by itself."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol


class Job(Protocol):
    """Work that may run at any time, any number of times, in any number of processes: it asks the
    database what is due and does that. So a missed run is made up by the next one, and a
    queue's worker may call it in place of our ticker.

    `every` is how often to look. `run` is called on the event loop and never blocks it; it
    isn't called again in this process before it has returned. What it raises is logged and
    stops nothing."""

    @property
    def name(self) -> str: ...

    @property
    def every(self) -> timedelta: ...

    async def run(self, now: datetime) -> None:
        """Do what is due at `now`."""

    async def finish(self) -> None:
        """Wait for what earlier runs have started and left running."""


class ThreadJob:
    """A job whose work blocks: each run is one call in a thread, with connections of its own."""

    def __init__(self, name: str, every: timedelta, work: Callable[[datetime], None]) -> None:
        self.name = name
        self.every = every
        self._work = work

    async def run(self, now: datetime) -> None:
        await asyncio.to_thread(self._work, now)

    async def finish(self) -> None:
        """Nothing runs on after `run`."""
