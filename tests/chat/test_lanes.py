"""Work in order within a lane, side by side across lanes."""

import asyncio
import logging
from functools import partial

import pytest

from bot.chat.lanes import Lanes


async def test_a_lane_keeps_its_order_and_lanes_do_not_wait_for_each_other() -> None:
    lanes, gate, done = Lanes(), asyncio.Event(), []

    async def work(name: str, *, wait: bool = False) -> None:
        if wait:
            await gate.wait()
        done.append(name)

    lanes.put("a", partial(work, "a1", wait=True))
    lanes.put("a", partial(work, "a2"))
    lanes.put("b", partial(work, "b1"))
    assert not await lanes.settle(0.01)
    assert done == ["b1"]
    gate.set()
    assert await lanes.settle(5)
    assert done == ["b1", "a1", "a2"]


async def test_work_that_fails_is_logged_and_the_lane_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    lanes, done = Lanes(), []

    async def fail() -> None:
        raise ZeroDivisionError

    async def succeed() -> None:
        done.append(True)

    lanes.put("a", fail)
    lanes.put("a", succeed)
    await lanes.settle(5)
    assert done == [True]
    assert "ZeroDivisionError" in caplog.text


async def test_closing_cancels_what_takes_too_long_and_what_waits_behind_it(caplog: pytest.LogCaptureFixture) -> None:
    lanes, ended = Lanes(), []

    async def hang() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    lanes.put("a", hang)
    lanes.put("a", hang)
    await lanes.close(0.01)
    assert ended == [True], "the second never began"
    assert await lanes.settle(0)
    assert [record.msg for record in caplog.records if record.levelno == logging.WARNING] == ["work cancelled"]
