"""Sending what the outbox holds.

due ──▶ take (a transaction) ──▶ Courier ──▶ judge ──▶ settle (a transaction)"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Engine

from bot.clock import Clock
from bot.database.engine import reading, writing
from bot.delivery.notices import Notices
from bot.delivery.store import Store
from bot.delivery.values import Delivery, Rules, State, Task
from bot.delivery.verdict import Verdict, after_unknown, judge
from bot.model.chat import Courier, Permanent, Reach, SendOutcome, Unknown

# Telegram takes about 30 messages a second in all (core.telegram.org/bots/faq); with one look a second
# no more than that start.
MOST_AT_ONCE = 30
_INTERRUPTED = "interrupted"
_BREATH = timedelta(seconds=0.05)

_log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]


class Deliver:
    """Starts what is due and returns: a slow chat, or one that must wait, delays no other.

    At most one message is on its way to a room, and MOST_AT_ONCE in all; of repeats only one,
    so that neither another crash nor a platform that is down uses up all of them. An outcome that
    can't be written down, because the database is away, is kept and written at a later run, so
    that a message known to have arrived is not sent again."""

    name = "deliver"

    def __init__(
        self,
        engine: Engine,
        senders: Mapping[str, Courier],
        clock: Clock,
        notices: Notices,
        rng: random.Random,
        *,
        rules: Rules | None = None,
        every: timedelta = timedelta(seconds=1),
    ) -> None:
        self.every = every
        self._engine = engine
        self._senders = dict(senders)
        self._clock = clock
        self._notices = notices
        self._rng = rng
        self._rules = rules or Rules()
        self._tasks: dict[str, asyncio.Task[None]] = {}  # by room
        self._repeating = ""  # the room that the last repeat went to
        self._unwritten: list[tuple[Delivery, Verdict, datetime]] = []
        self._closed_until: dict[str, datetime] = {}

    async def run(self, now: datetime) -> None:
        """Start sending what is due."""
        await self._write_late()
        queued, repeats = await asyncio.to_thread(self._due, now)
        for delivery in queued:
            self._start(delivery)
        for delivery in repeats:
            if self._repeating not in self._tasks and self._start(delivery):
                self._repeating = _room(delivery)

    async def finish(self) -> None:
        """Wait until nothing is on its way."""
        while self._tasks:
            await asyncio.wait(set(self._tasks.values()))
        await self._write_late()

    async def drain(self, patience: timedelta, sleep: Sleep = asyncio.sleep) -> None:
        """Send until nothing is left, or what is left is due only after `patience`."""
        end = self._clock.now() + patience
        while True:
            await self.run(self._clock.now())
            await self.finish()
            at = await asyncio.to_thread(self._next_at)
            if at is None or at > end or self._clock.now() > end:
                return
            await sleep(max(at - self._clock.now(), _BREATH).total_seconds())

    def _start(self, delivery: Delivery) -> bool:
        room = _room(delivery)
        if room in self._tasks or len(self._tasks) >= MOST_AT_ONCE:
            return False
        task = asyncio.create_task(self._deliver(delivery), name=f"deliver {delivery.id}")
        self._tasks[room] = task
        task.add_done_callback(partial(self._done, room))
        return True

    def _done(self, room: str, _task: asyncio.Task[None]) -> None:
        del self._tasks[room]

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            taken = await asyncio.to_thread(self._take, delivery)
            if taken is not None:
                outcome = await self._send(taken)
                now = self._clock.now()
                verdict = judge(outcome, taken, now, self._rules, self._rng)
                self._note(taken, verdict, now)
                await self._write(taken, verdict, now)
        except Exception:  # the boundary: one delivery's failure is never another's
            _log.exception("delivery failed", extra={"delivery": delivery.id})

    async def _send(self, delivery: Delivery) -> SendOutcome:
        if delivery.task is Task.EDIT and not delivery.target:
            return Permanent("the message to edit never arrived", Reach.MESSAGE)
        sender = self._senders[delivery.address.platform]
        try:
            async with asyncio.timeout(self._rules.send_timeout.total_seconds()):
                if delivery.task is Task.EDIT:
                    return await sender.edit(delivery.address, delivery.target, delivery.document)
                return await sender.send(delivery.address, delivery.document, repeat=delivery.repeat, reply_to=delivery.target)
        except TimeoutError:
            return Unknown("no answer in time")
        except Exception as error:  # a Sender promises not to raise; whether it had sent before it did, nobody knows
            _log.exception("sender failed", extra={"delivery": delivery.id, "platform": delivery.address.platform})
            return Unknown(type(error).__name__)

    def _note(self, delivery: Delivery, verdict: Verdict, now: datetime) -> None:
        if verdict.loses_platform:
            platform = delivery.address.platform
            self._closed_until[platform] = now + self._rules.platform_pause
            _log.error("platform refuses us", extra={"platform": platform, "reason": verdict.reason})
        fields = {"delivery": delivery.id, "key": delivery.key, "state": str(verdict.state), "reason": verdict.reason}
        lost = verdict.state in (State.FAILED, State.UNKNOWN)
        _log.log(logging.WARNING if lost else logging.INFO, "delivered", extra=fields | {"repeat": delivery.repeat})

    async def _write(self, delivery: Delivery, verdict: Verdict, now: datetime) -> None:
        try:
            await asyncio.to_thread(self._settle, delivery, verdict, now)
        except Exception:  # whatever kept it from being written: what is known to have arrived must not be sent again
            _log.exception("outcome not written yet", extra={"delivery": delivery.id})
            self._unwritten.append((delivery, verdict, now))

    async def _write_late(self) -> None:
        while self._unwritten:
            try:
                await asyncio.to_thread(self._settle, *self._unwritten[0])
            except Exception:  # told when it was put here; the next run tries again
                _log.debug("outcome still not written", exc_info=True)
                return
            del self._unwritten[0]

    def _due(self, now: datetime) -> tuple[Sequence[Delivery], Sequence[Delivery]]:
        """What is queued, and what is to be repeated."""
        most = MOST_AT_ONCE + len(self._tasks)
        with reading(self._engine) as connection:
            outbox = Store(connection).outbox
            expired = outbox.expired(now, self._rules)
            due = outbox.due(now, self._open(now), most), outbox.due_repeats(now, self._open(now), most)
        unwritten = {delivery.id for delivery, _, _ in self._unwritten}
        for delivery in expired:
            if delivery.id not in unwritten:
                self._settle(delivery, after_unknown(delivery, _INTERRUPTED, now), now)
        return due

    def _next_at(self) -> datetime | None:
        with reading(self._engine) as connection:
            return Store(connection).outbox.next_at(self._open(self._clock.now()))

    def _open(self, now: datetime) -> list[str]:
        return [name for name in self._senders if name not in self._closed_until or self._closed_until[name] <= now]

    def _take(self, delivery: Delivery) -> Delivery | None:
        with writing(self._engine) as connection:
            return Store(connection).outbox.take(delivery, self._clock.now())

    def _settle(self, delivery: Delivery, verdict: Verdict, now: datetime) -> None:
        with writing(self._engine) as connection:
            store = Store(connection)
            if not store.outbox.settle(delivery, verdict, now):
                _log.info("outcome came too late", extra={"delivery": delivery.id, "state": str(verdict.state)})
            elif verdict.tells_owner:
                self._notices.queue(store, delivery, verdict, now)


def _room(delivery: Delivery) -> str:
    address = delivery.address
    return f"{address.platform}:{address.workspace}/{address.chat}"
