"""Work in order within a lane, side by side across lanes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable
from weakref import WeakValueDictionary

Work = Callable[[], Awaitable[None]]

_log = logging.getLogger(__name__)


class Lanes:
    """Runs work as tasks: pieces put into one lane run in the order they were put, one at a time.

    A chat is a lane: "/subscribe" and the "/stop" right after it keep their order, and a chat
    that has to wait keeps nobody else waiting. A piece that raises is logged and ends alone."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def put(self, lane: Hashable, work: Work) -> asyncio.Task[None]:
        """Start the work; returns at once with the task that ends, without an error, when the work has."""
        lock = self._locks.setdefault(lane, asyncio.Lock())
        task = asyncio.create_task(self._run(lock, work), name=f"lane {lane}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def settle(self, seconds: float) -> bool:
        """Wait until all work is done, at most `seconds`; False where some is still in hand."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        return not self._tasks

    async def close(self, seconds: float) -> None:
        """Let what is in hand finish for at most `seconds`, then cancel the rest."""
        if await self.settle(seconds):
            return
        _log.warning("work cancelled", extra={"pieces": len(self._tasks)})
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, lock: asyncio.Lock, work: Work) -> None:
        try:
            # asyncio.Lock is first come, first served, and tasks start in the order they were made.
            async with lock:
                await work()
        except Exception:  # the boundary: one chat's failure is never another's
            _log.exception("work failed")
