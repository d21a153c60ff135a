"""A process that delivers, and that kill -9 ends where a test wants it.

`python -m tests.jobs.killable DATABASE SPOOL MOMENT POINT CALL` sends what is due to a file in
place of a platform. POINT says where in the CALL-th send the process dies: `before` the message
arrives, `after` it arrived and before anybody could note it, or `never`. It says `ready` when the
database is open and begins when it gets a line, so that several can begin together."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from bot.database.engine import open_database
from bot.delivery.notices import Notices
from bot.jobs.deliver import Deliver
from bot.model.chat import ChatAddress, SendOutcome, Sent
from bot.model.document import Document
from tests.delivery.kit import BERLIN, SetClock


class SpoolSender:
    """What arrives is a line of a file: the title, and whether it was marked as a repeat or is an edit."""

    def __init__(self, spool: Path, point: str, call: int) -> None:
        self._spool = spool
        self._point = point
        self._left = call

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False, reply_to: str = "") -> SendOutcome:
        self._left -= 1
        self._die_at("before")
        with self._spool.open("a", encoding="utf-8") as spool:
            spool.write(f"{document.title} {'repeat' if repeat else 'first'}\n")
        self._die_at("after")
        await asyncio.sleep(0)
        return Sent("1")

    async def edit(self, address: ChatAddress, message_id: str, document: Document) -> SendOutcome:
        self._left -= 1
        self._die_at("before")
        with self._spool.open("a", encoding="utf-8") as spool:
            spool.write(f"{document.title} edit\n")
        self._die_at("after")
        return Sent(message_id)

    def _die_at(self, point: str) -> None:
        if self._point == point and self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def arrived(spool: Path) -> dict[str, list[str]]:
    """How each message arrived, by title, in order."""
    found: dict[str, list[str]] = {}
    for line in spool.read_text(encoding="utf-8").splitlines() if spool.exists() else []:
        title, mark = line.split()
        found.setdefault(title, []).append(mark)
    return found


def repeats(spool: Path) -> Counter[str]:
    return Counter(mark for marks in arrived(spool).values() for mark in marks)


async def _deliver(address: str, spool: Path, moment: datetime, point: str, call: int) -> None:
    engine = open_database(address, busy_seconds=30)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    clock = SetClock(moment)
    senders = {"telegram": SpoolSender(spool, point, call)}
    deliver = Deliver(engine, senders, clock, Notices((), BERLIN, "en"), random.Random(1))
    await deliver.drain(timedelta(hours=1), clock.sleep)
    engine.dispose()


if __name__ == "__main__":
    database, spool_path, at, where, which = sys.argv[1:]
    asyncio.run(_deliver(database, Path(spool_path), datetime.fromisoformat(at), where, int(which)))
