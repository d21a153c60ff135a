"""A process that delivers with the real clients of both platforms, and may be killed at any moment.

`python -m tests.load.deliverer DATABASE TELEGRAM SLACK MOMENT SENDS` sends what is due from the
moment on, time passing only while it would wait; some milliseconds after so many SENDS it kills
itself, 0 for never."""

import asyncio
import os
import random
import signal
import sys
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

from bot.chat.slack.client import SlackSettings
from bot.chat.slack.service import open_sender as open_slack
from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.service import open_sender as open_telegram
from bot.database.engine import open_database
from bot.delivery.notices import Notices
from bot.jobs.deliver import Deliver
from bot.model.chat import ChatAddress, Courier, SendOutcome
from bot.model.document import Document
from tests.delivery.kit import BERLIN, SetClock
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN
from tests.fakes.telegram import TOKEN

_LINGERS_SECONDS = 0.05
# Longer than anything waits here, retries and floods included.
_PATIENCE = timedelta(days=1)


class Mortal:
    """A courier that ends the process a little after so many sends, wherever it then is; 0 for never."""

    def __init__(self, courier: Courier, lifetime: "Lifetime") -> None:
        self._courier = courier
        self._lifetime = lifetime

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False, reply_to: str = "") -> SendOutcome:
        self._lifetime.spend()
        return await self._courier.send(address, document, repeat=repeat, reply_to=reply_to)

    async def edit(self, address: ChatAddress, message_id: str, document: Document) -> SendOutcome:
        return await self._courier.edit(address, message_id, document)


class Lifetime:
    """How many sends are left to a process."""

    def __init__(self, sends: int) -> None:
        self._left = sends

    def spend(self) -> None:
        self._left -= 1
        if self._left == 0:
            moments = random.Random(os.getpid()).random() * _LINGERS_SECONDS
            asyncio.get_running_loop().call_later(moments, os.kill, os.getpid(), signal.SIGKILL)


async def _deliver(database: str, telegram: str, slack: str, moment: datetime, sends: int) -> None:
    engine = open_database(database, busy_seconds=30)
    clock, life = SetClock(moment), Lifetime(sends)
    async with AsyncExitStack() as stack:
        couriers: dict[str, Courier] = {
            "telegram": Mortal(await stack.enter_async_context(open_telegram(TelegramSettings(TOKEN, telegram))), life),
            "slack": Mortal(await stack.enter_async_context(open_slack(SlackSettings(BOT_TOKEN, APP_TOKEN, f"{slack}/api/"))), life),
        }
        deliver = Deliver(engine, couriers, clock, Notices((), BERLIN, "en"), random.Random(1))
        await deliver.drain(_PATIENCE, clock.sleep)
    engine.dispose()


if __name__ == "__main__":
    address, bot_api, slack_api, at, number = sys.argv[1:]
    asyncio.run(_deliver(address, bot_api, slack_api, datetime.fromisoformat(at), int(number)))
