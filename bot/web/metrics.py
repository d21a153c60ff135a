"""`/metrics`: the same in Prometheus' words, read from database and process when asked for."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine

from bot import __version__
from bot.clock import Clock
from bot.database.engine import reading
from bot.errors import DatabaseUnusable
from bot.vitals import Vitals
from bot.web.state import Queue, read_queue

PATH = "/metrics"


@dataclass(frozen=True)
class Metrics(Collector):
    """Answers `/metrics`. Gauges, all of them: the outbox keeps what was sent, so its counts are the counters."""

    engine: Engine
    clock: Clock
    vitals: Vitals
    platforms: tuple[str, ...]

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self._serve)]

    def collect(self) -> Iterator[Metric]:
        now = self.clock.now()
        yield InfoMetricFamily("backchannel", "The program.", {"version": __version__})
        queue = self._queue()
        reachable = GaugeMetricFamily("backchannel_database_up", "1 where the database answers.")
        reachable.add_metric((), queue is not None)
        yield reachable
        up = GaugeMetricFamily("backchannel_part_up", "1 where a part of the process works.", labels=("part",))
        heard = GaugeMetricFamily("backchannel_part_heard_timestamp_seconds", "When a part last spoke.", labels=("part",))
        for name, sign in sorted(self.vitals.signs().items()):
            up.add_metric((name,), sign.well)
            heard.add_metric((name,), sign.at.timestamp())
        yield up
        yield heard
        if queue is not None:
            late = (now - queue.due_since).total_seconds() if queue.due_since else 0
            yield from _outbox(queue, late)

    async def _serve(self, _request: web.Request) -> web.Response:
        body = await asyncio.to_thread(self._exposition)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _exposition(self) -> bytes:
        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry)

    def _queue(self) -> Queue | None:
        try:
            with reading(self.engine) as connection:
                return read_queue(connection, self.platforms, self.clock.now())
        except DatabaseUnusable:
            return None


def _outbox(queue: Queue, late_seconds: float) -> Iterator[Metric]:
    deliveries = GaugeMetricFamily("backchannel_deliveries", "Messages in the outbox.", labels=("platform", "state"))
    for (platform, state), number in sorted(queue.deliveries.items()):
        deliveries.add_metric((platform, state), number)
    yield deliveries
    oldest = GaugeMetricFamily("backchannel_oldest_waiting_seconds", "How long the oldest message that could be sent has been due.")
    oldest.add_metric((), late_seconds)
    yield oldest
    running = GaugeMetricFamily("backchannel_subscriptions", "Subscriptions that run.")
    running.add_metric((), queue.subscriptions)
    yield running
