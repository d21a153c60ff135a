"""Both fakes with a page to read and type on: `python -m tests.fakes`, and the bot in another terminal.

It prints the page's address and the settings with which `backchannel run --serve` talks to the
fakes. Ctrl-C ends it."""

import argparse
import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.fakes.page import Page
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.fakes.telegram import CHANNEL, GROUP, OWNER, TOKEN, FakeTelegram

_STRANGER = 8


@asynccontextmanager
async def opened(port: int = 0) -> AsyncIterator[tuple[str, FakeTelegram, FakeSlack]]:
    """Both fakes with some chats in each, and the address of the page."""
    async with FakeTelegram() as telegram, FakeSlack() as slack:
        page = Page(telegram, slack)
        for chat in (telegram.add_private(OWNER), telegram.add_private(_STRANGER), telegram.add_group(administrators=(OWNER,))):
            page.add_chat("telegram", str(chat))
        telegram.add_channel(username="front_page", administrators=(OWNER,))
        for name in (slack.add_direct("U7"), slack.add_direct("U8"), slack.add_channel()):
            page.add_chat("slack", name)
        slack.add_admin("U7")
        app = web.Application()
        app.add_routes(page.routes)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/", telegram, slack
        finally:
            await runner.cleanup()


def settings(telegram: FakeTelegram, slack: FakeSlack) -> dict[str, str]:
    """The environment in which the program talks to them."""
    return {
        "BACKCHANNEL_TELEGRAM_TOKEN": TOKEN,
        "BACKCHANNEL_TELEGRAM_BASE_URL": telegram.url,
        "BACKCHANNEL_SLACK_BOT_TOKEN": BOT_TOKEN,
        "BACKCHANNEL_SLACK_APP_TOKEN": APP_TOKEN,
        "BACKCHANNEL_SLACK_BASE_URL": slack.base_url,
        "BACKCHANNEL_OWNERS": f"telegram:{OWNER},slack:T1/U7",
    }


async def _main(port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with opened(port) as (address, telegram, slack):
        print(f"Read and type at {address}\nIn another terminal (group {GROUP}, channel {CHANNEL} is @front_page):\n")
        print(
            " \\\n".join(f"{name}={value}" for name, value in settings(telegram, slack).items()), "\\\nbackchannel run --serve", flush=True
        )
        await stop.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Both fakes on 127.0.0.1, with a page.")
    parser.add_argument("--port", type=int, default=0, help="of the page; default: any that is free")
    asyncio.run(_main(parser.parse_args().port))
