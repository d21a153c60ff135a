"""The process that stays: chats are answered, feeds read, digests and alerts sent, until it is told to stop.

feeds, digests ──▶ ledger and outbox ──▶ deliver ──▶ Telegram, Slack ◀──▶ Dispatch"""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.answers.table import COMMANDS
from bot.delivery.actions.table import ACTIONS
from bot.delivery.roles import Role, may_use
from bot.errors import BotError
from bot.jobs.deliver import Deliver
from bot.jobs.digests import QueueDigests
from bot.jobs.feeds import ReadFeeds
from bot.jobs.job import Job, ThreadJob
from bot.jobs.pauses import end_pauses
from bot.jobs.release import release
from bot.jobs.review import AskEditors
from bot.jobs.ticker import Ticker
from bot.jobs.tidy import tidy
from bot.model.chat import Courier
from bot.presence import present
from bot.vitals import Vitals
from bot.wiring import Program

if TYPE_CHECKING:
    from aiohttp import web

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
    with present(program.settings.home):
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
        vitals = Vitals(program.clock)
        services, routes = _platforms(program, senders, vitals)
        feeds = program.feeds(only)
        await stack.enter_async_context(_http(program, senders, routes, vitals))
        ticker = Ticker(_jobs(program, senders, feeds, vitals), program.clock, on_stop=partial(_stop, feeds, on_stop))
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
        await asyncio.to_thread(end_pauses, program.engine, program.clock.now())
        await asyncio.to_thread(QueueDigests(program.desk), program.clock.now())
        await asyncio.to_thread(_ask_editors(program), program.clock.now())
        await asyncio.to_thread(release, program.desk, program.clock.now())
        await deliver.drain(_ONCE_PATIENCE)


async def _open_senders(program: Program, stack: AsyncExitStack) -> dict[str, Courier]:
    senders: dict[str, Courier] = {}
    if program.settings.telegram_token:
        from bot.chat.telegram import service as telegram

        senders["telegram"] = await stack.enter_async_context(telegram.open_sender(program.telegram_settings, program.rests))
    if program.settings.slack_bot_token:
        from bot.chat.slack import service as slack

        senders["slack"] = await stack.enter_async_context(slack.open_sender(program.slack_settings, program.rests))
    return senders


def _http(
    program: Program, senders: Mapping[str, Courier], routes: Sequence[web.RouteDef], vitals: Vitals
) -> AbstractAsyncContextManager[object]:
    """Health, metrics and the platforms' webhooks on one address; nothing where none is set."""
    address = program.settings.http_address
    if address is None:
        return nullcontext()
    from bot.web.health import Health
    from bot.web.metrics import Metrics
    from bot.web.server import serve_http

    health = Health(program.engine, program.clock, vitals, tuple(senders), program.clock.now())
    metrics = Metrics(program.engine, program.clock, vitals, tuple(senders))
    return serve_http(address.host, address.port, [*health.routes(), *metrics.routes(), *routes])


def _platforms(program: Program, senders: Mapping[str, Courier], vitals: Vitals) -> tuple[dict[str, Service], list[web.RouteDef]]:
    """What runs for each platform, and the routes through which it is spoken to."""
    handle = program.dispatch(senders).handle
    services: dict[str, Service] = {}
    routes: list[web.RouteDef] = []
    if "telegram" in senders:
        from bot.chat.telegram import service as telegram

        helps = [(one.name, one.help_key) for one in COMMANDS]
        helps += [(one.name, one.help_key) for one in ACTIONS if may_use(Role.READER, one.name)]
        menu = [telegram.MenuCommand(name, program.texts(key)) for name, key in helps]
        settings, door = program.telegram_settings, telegram.open_door(program.telegram_settings)
        routes += door.routes() if door else []
        services["telegram"] = partial(
            telegram.run, settings, senders["telegram"], handle, program.rooms, menu, door=door, clock=program.clock, vitals=vitals
        )
    if "slack" in senders:
        from bot.chat.shut_out import ShutOuts
        from bot.chat.slack import service as slack
        from bot.chat.slack.http import SlackHttp
        from bot.chat.slack.listener import Ports

        ports = Ports(senders["slack"], handle, program.rooms, program.rests)
        told = ShutOuts(program.engine, program.clock, program.notices).note
        if program.settings.slack_signing_secret:
            http = SlackHttp(program.slack_settings, ports, told, vitals=vitals)
            routes += http.routes
            services["slack"] = http.run
        else:
            services["slack"] = partial(slack.run, program.slack_settings, ports, told, vitals=vitals)
    return services, routes


def _jobs(program: Program, senders: Mapping[str, Courier], feeds: ReadFeeds, vitals: Vitals) -> list[Job]:
    tick = timedelta(seconds=program.settings.tick_seconds)
    return [
        ThreadJob("feeds", tick, partial(_read_feeds, feeds, vitals)),
        ThreadJob("pauses", tick, partial(_end_pauses, program)),
        ThreadJob("digests", tick, QueueDigests(program.desk)),
        ThreadJob("release", min(_RELEASE_EVERY, tick), partial(_release, program)),
        ThreadJob("review", min(_RELEASE_EVERY, tick), _ask_editors(program)),
        ThreadJob("tidy", _TIDY_EVERY, partial(_tidy, program)),
        _deliver(program, senders),
    ]


def _read_feeds(feeds: ReadFeeds, vitals: Vitals, now: datetime) -> None:
    try:
        feeds(now)
    except BotError:
        vitals.ill("feeds", "not read")
        raise
    vitals.well("feeds")


def _deliver(program: Program, senders: Mapping[str, Courier]) -> Deliver:
    settings = program.settings
    every = min(timedelta(seconds=1), timedelta(seconds=settings.tick_seconds))
    rules = program.rules
    return Deliver(program.engine, senders, program.clock, program.notices, random.Random(), rules=rules, every=every)  # noqa: S311 - jitter


def _release(program: Program, now: datetime) -> None:
    release(program.desk, now)


def _ask_editors(program: Program) -> AskEditors:
    settings = program.settings
    return AskEditors(program.desk, settings.owners, settings.timezone, program.texts.language)


def _tidy(program: Program, now: datetime) -> None:
    tidy(program.engine, program.rules, now)


def _end_pauses(program: Program, now: datetime) -> None:
    end_pauses(program.engine, now)
