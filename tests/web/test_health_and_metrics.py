"""What a supervisor and Prometheus see of the process."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Engine

from bot.vitals import Vitals
from bot.web.errors import HttpUnavailable
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.server import serve_http
from tests.delivery.kit import NOW, SetClock, owe


class Process:
    def __init__(self, engine: Engine) -> None:
        self.clock = SetClock()
        self.vitals = Vitals(self.clock)
        self._health = Health(engine, self.clock, self.vitals, ("telegram",), NOW)
        self._metrics = Metrics(engine, self.clock, self.vitals, ("telegram",))
        self.vitals.well("feeds")
        self.vitals.well("telegram", "polling")

    async def health(self) -> tuple[int, dict[str, Any]]:
        routes = self._health.routes()
        async with (
            serve_http("127.0.0.1", 0, routes) as address,
            aiohttp.ClientSession() as session,
            session.get(f"{address}/health") as got,
        ):
            return got.status, await got.json()

    async def metrics(self) -> list[str]:
        routes = self._metrics.routes()
        async with (
            serve_http("127.0.0.1", 0, routes) as address,
            aiohttp.ClientSession() as session,
            session.get(f"{address}/metrics") as got,
        ):
            assert got.status == 200
            return (await got.text()).splitlines()


@pytest.fixture
def process(engine: Engine) -> Process:
    return Process(engine)


async def test_a_process_that_does_its_work_is_well(process: Process) -> None:
    status, report = await process.health()
    assert (status, report["status"], report["problems"]) == (200, "ok", [])
    assert report["platforms"]["telegram"]["note"] == "polling"


async def test_a_message_that_is_due_and_not_sent_is_a_problem_after_a_while(engine: Engine, process: Process) -> None:
    owe(engine, "digest")
    process.clock.move(timedelta(minutes=1))
    status, report = await process.health()
    assert (status, report["outbox"]["queued"], report["outbox"]["oldest_waiting_seconds"]) == (200, 1, 60.0)
    process.clock.move(timedelta(minutes=6))
    status, report = await process.health()
    assert (status, report["problems"]) == (503, ["messages that are due are not sent"])


async def test_a_line_that_is_down_counts_only_when_it_stays_down(process: Process) -> None:
    process.vitals.ill("telegram", "not reached (NetworkError)")
    process.clock.move(timedelta(minutes=1))
    process.vitals.ill("telegram", "not reached (NetworkError)")
    assert (await process.health())[0] == 200
    process.clock.move(timedelta(minutes=2))
    status, report = await process.health()
    assert (status, report["problems"]) == (503, ["telegram: not reached (NetworkError)"])


async def test_feeds_that_are_no_longer_read_are_a_problem(process: Process) -> None:
    process.clock.move(timedelta(hours=1))
    assert "the feeds are not read" in (await process.health())[1]["problems"]


async def test_metrics_count_messages_by_platform_and_state(engine: Engine, process: Process) -> None:
    owe(engine, "digest")
    process.clock.move(timedelta(seconds=30))
    lines = await process.metrics()
    assert 'backchannel_deliveries{platform="telegram",state="queued"} 1.0' in lines
    assert "backchannel_oldest_waiting_seconds 30.0" in lines
    assert "backchannel_database_up 1.0" in lines
    assert 'backchannel_part_up{part="telegram"} 1.0' in lines


async def test_an_address_that_is_taken_is_named() -> None:
    async with serve_http("127.0.0.1", 0, []) as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(HttpUnavailable) as caught:
            async with serve_http("127.0.0.1", port, []):
                pass
    assert caught.value.params["address"] == f"127.0.0.1:{port}"
