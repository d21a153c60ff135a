"""`/health`: is it alive, and does it do its work? JSON; 503 where something is wrong for longer than passes by itself.

Meant for a supervisor or an uptime check. It names no chat and no person, and needs no password."""

import asyncio
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from sqlalchemy import Engine

from bot.clock import Clock
from bot.database.engine import reading
from bot.delivery.values import State
from bot.errors import DatabaseUnusable
from bot.vitals import Sign, Vitals
from bot.web.state import Queue, read_queue

PATH = "/health"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long what is wrong may last before it counts: networks break for seconds all the time, and a
    first reading of many feeds takes minutes. `answer` is how long the database may take."""

    part_ill: timedelta = timedelta(minutes=2)
    feeds_silent: timedelta = timedelta(minutes=30)
    delivery_late: timedelta = timedelta(minutes=5)
    answer: timedelta = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Health:
    """Answers `/health`. `platforms` are those we send to."""

    engine: Engine
    clock: Clock
    vitals: Vitals
    platforms: Collection[str]
    started_at: datetime
    limits: Limits = Limits()

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self._serve)]

    async def _serve(self, _request: web.Request) -> web.Response:
        now = self.clock.now()
        queue = await self._queue(now)
        signs = self.vitals.signs()
        problems = sorted(self._problems(queue, signs, now))
        report = {
            "status": "failing" if problems else "ok",
            "problems": problems,
            "started_at": _moment(self.started_at),
            "database": {"reachable": queue is not None},
            "feeds": {"read_at": _moment(signs["feeds"].at) if "feeds" in signs and signs["feeds"].well else None},
            "outbox": _outbox(queue, now),
            "platforms": {name: _sign(signs.get(name)) for name in sorted(self.platforms)},
        }
        return web.json_response(report, status=503 if problems else 200, headers={"Cache-Control": "no-store"})

    async def _queue(self, now: datetime) -> Queue | None:
        """None where the database doesn't answer, or not in time."""
        try:
            async with asyncio.timeout(self.limits.answer.total_seconds()):
                return await asyncio.to_thread(self._read, now)
        except (DatabaseUnusable, TimeoutError):
            return None

    def _read(self, now: datetime) -> Queue:
        with reading(self.engine) as connection:
            return read_queue(connection, self.platforms, now)

    def _problems(self, queue: Queue | None, signs: Mapping[str, Sign], now: datetime) -> Iterator[str]:
        if queue is None:
            yield "the database does not answer"
        elif queue.due_since is not None and now - queue.due_since > self.limits.delivery_late:
            yield "messages that are due are not sent"
        feeds = signs.get("feeds")
        if now - (feeds.at if feeds and feeds.well else feeds.since if feeds else self.started_at) > self.limits.feeds_silent:
            yield "the feeds are not read"
        for name in self.platforms:
            sign = signs.get(name)
            if sign is None and now - self.started_at > self.limits.part_ill:
                yield f"{name} has not started"
            elif sign is not None and not sign.well and now - sign.since > self.limits.part_ill:
                yield f"{name}: {sign.note}"


def _outbox(queue: Queue | None, now: datetime) -> dict[str, Any] | None:
    if queue is None:
        return None
    oldest = (now - queue.due_since).total_seconds() if queue.due_since else None
    states = {str(state): queue.count(state) for state in (State.QUEUED, State.SENDING, State.HELD, State.UNKNOWN, State.FAILED)}
    return states | {"oldest_waiting_seconds": oldest}


def _sign(sign: Sign | None) -> dict[str, Any]:
    if sign is None:
        return {"well": None, "note": "starting", "since": None, "heard_at": None}
    return {"well": sign.well, "note": sign.note, "since": _moment(sign.since), "heard_at": _moment(sign.at)}


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
