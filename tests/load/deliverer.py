"""A process that delivers with the real clients of both platforms, and may be killed at any moment.

`python -m tests.load.deliverer DATABASE TELEGRAM SLACK MOMENT SECONDS` sends what is due from the
moment on, time passing only while it would wait; after SECONDS of real time it kills itself, 0 for
never."""

import asyncio
import os
import random
import signal
import sys
import threading
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

from bot.chat.slack.client import SlackSettings
from bot.chat.slack.service import open_sender as open_slack
from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.service import open_sender as open_telegram
from bot.database.engine import open_database
from bot.delivery.notices import Notices
from bot.jobs.deliver import Deliver
from bot.model.chat import Courier
from tests.delivery.kit import BERLIN, SetClock
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN
from tests.fakes.telegram import TOKEN

# Long enough for what waits for an answer that never comes, far less than the lease.
_PATIENCE = timedelta(days=1)


async def _deliver(database: str, telegram: str, slack: str, moment: datetime) -> None:
    engine = open_database(database, busy_seconds=30)
    clock = SetClock(moment)
    async with AsyncExitStack() as stack:
        couriers: dict[str, Courier] = {
            "telegram": await stack.enter_async_context(open_telegram(TelegramSettings(TOKEN, telegram))),
            "slack": await stack.enter_async_context(open_slack(SlackSettings(BOT_TOKEN, APP_TOKEN, f"{slack}/api/"))),
        }
        deliver = Deliver(engine, couriers, clock, Notices((), BERLIN, "en"), random.Random(1))
        await deliver.drain(_PATIENCE, clock.sleep)
    engine.dispose()


if __name__ == "__main__":
    address, bot_api, slack_api, at, seconds = sys.argv[1:]
    if float(seconds):
        killer = threading.Timer(float(seconds), os.kill, (os.getpid(), signal.SIGKILL))
        killer.daemon = True
        killer.start()
    asyncio.run(_deliver(address, bot_api, slack_api, datetime.fromisoformat(at)))
