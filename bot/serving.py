"""The process that stays: chats are answered, feeds read, digests and alerts sent, until it is told to stop.

feeds, digests ──▶ ledger and outbox ──▶ deliver ──▶ Telegram, Slack ◀──▶ Dispatch"""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import partial

from bot.answers.table import COMMANDS
from bot.delivery.actions.table import ACTIONS
from bot.delivery.notices import Notices
from bot.delivery.values import Rules
from bot.errors import BotError
from bot.jobs.deliver import Deliver
from bot.jobs.digests import QueueDigests
from bot.jobs.feeds import ReadFeeds
from bot.jobs.job import Job, ThreadJob
from bot.jobs.release import release
from bot.jobs.ticker import Ticker
from bot.jobs.tidy import tidy
from bot.model.chat import Courier
from bot.wiring import Program

# Whoever ends quiet hours or a pause waits for what was held.
_RELEASE_EVERY = timedelta(seconds=1)
_TIDY_EVERY = timedelta(hours=1)
# One cycle sends what is due and waits for no flood limit longer than this; the rest stays in the outbox.
_ONCE_PATIENCE = timedelta(seconds=30)

Service = Callable[[], Awaitable[None]]


def serve(
    program: Program,
    only: str = "",
    on_ready: Callable[[Sequence[str]], None] = lambda platforms: None,
    on_stop: Callable[[], None] = lambda: None,
) -> None:
    """Run until SIGTERM or Ctrl-C; `on_ready` hears which platforms are served, `on_stop` that it is to end.

    Raises BotError where a service can't go on, such as TelegramTokenRefused; all others are then stopped cleanly."""
    asyncio.run(_serve(program, only, on_ready, on_stop))


def send_due(program: Program) -> None:
    """Queue the digests that are due and send all that waits: the end of one cycle."""
    asyncio.run(_send_due(program))


async def _serve(program: Program, only: str, on_ready: Callable[[Sequence[str]], None], on_stop: Callable[[], None]) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        senders = await _open_senders(program, stack)
        services = _platforms(program, senders)
        feeds = program.feeds(only)
        ticker = Ticker(_jobs(program, senders, feeds), program.clock, on_stop=partial(_stop, feeds, on_stop))
        on_ready(sorted(senders))
        try:
            async with asyncio.TaskGroup() as group:
                running = [group.create_task(_run(service), name=name) for name, service in services.items()]
                await ticker.run(stop)
                for task in running:
                    task.cancel()
        except* BotError as failures:
            raise failures.exceptions[0] from None


def _stop(feeds: ReadFeeds, on_stop: Callable[[], None]) -> None:
    """A long reading ends with the article in hand: whoever stops a service waits for seconds, not for minutes."""
    feeds.stop()
    on_stop()


async def _run(service: Service) -> None:
    await service()


async def _send_due(program: Program) -> None:
    async with AsyncExitStack() as stack:
        deliver = _deliver(program, await _open_senders(program, stack))
        await asyncio.to_thread(QueueDigests(program.desk), program.clock.now())
        await asyncio.to_thread(release, program.desk, program.clock.now())
        await deliver.drain(_ONCE_PATIENCE)


async def _open_senders(program: Program, stack: AsyncExitStack) -> dict[str, Courier]:
    senders: dict[str, Courier] = {}
    if program.settings.telegram_token:
        from bot.chat.telegram import service as telegram

        senders["telegram"] = await stack.enter_async_context(telegram.open_sender(program.telegram_settings))
    if program.settings.slack_bot_token:
        from bot.chat.slack import service as slack

        senders["slack"] = await stack.enter_async_context(slack.open_sender(program.slack_settings))
    return senders


def _platforms(program: Program, senders: Mapping[str, Courier]) -> dict[str, Service]:
    handle = program.dispatch(senders).handle
    services: dict[str, Service] = {}
    if "telegram" in senders:
        from bot.chat.telegram import service as telegram

        helps = [(one.name, one.help_key) for one in COMMANDS] + [(one.name, one.help_key) for one in ACTIONS]
        menu = [telegram.MenuCommand(name, program.texts(key)) for name, key in helps]
        services["telegram"] = partial(telegram.run, program.telegram_settings, senders["telegram"], handle, menu)
    if "slack" in senders:
        from bot.chat.slack import service as slack

        services["slack"] = partial(slack.run, program.slack_settings, senders["slack"], handle)
    return services


def _jobs(program: Program, senders: Mapping[str, Courier], feeds: ReadFeeds) -> list[Job]:
    tick = timedelta(seconds=program.settings.tick_seconds)
    return [
        ThreadJob("feeds", tick, feeds),
        ThreadJob("digests", tick, QueueDigests(program.desk)),
        ThreadJob("release", min(_RELEASE_EVERY, tick), partial(_release, program)),
        ThreadJob("tidy", _TIDY_EVERY, partial(_tidy, program)),
        _deliver(program, senders),
    ]


def _deliver(program: Program, senders: Mapping[str, Courier]) -> Deliver:
    settings = program.settings
    notices = Notices(settings.owners, settings.timezone, program.texts.language)
    every = min(timedelta(seconds=1), timedelta(seconds=settings.tick_seconds))
    return Deliver(program.engine, senders, program.clock, notices, random.Random(), every=every)  # noqa: S311 - jitter


def _release(program: Program, now: datetime) -> None:
    release(program.desk, now)


def _tidy(program: Program, now: datetime) -> None:
    tidy(program.engine, Rules(), now)
