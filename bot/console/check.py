"""`backchannel check`: prove the set-up part by part, and name each cure."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from zoneinfo import available_timezones

from bot.console.printing import note
from bot.console.streams import put
from bot.errors import BotError, ClockAskew, SettingError
from bot.wiring import Program

_LEAST_FREE_BYTES = 100_000_000
# More than any network takes; Slack refuses what is signed five minutes off.
_MOST_SKEW = timedelta(seconds=30)


def check_program(program: Program) -> bool:
    """Print a line for each part; True where all are well."""
    well = True
    for name, proof in _proofs(program):
        try:
            found = proof()
        except BotError as error:
            well = False
            note(program.texts("check.bad", name=program.texts(f"check.{name}"), reason=program.texts(error.key, **error.params)))
        else:
            put(program.texts("check.good", name=program.texts(f"check.{name}"), found=found))
    return well


def _proofs(program: Program) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "knowledge", lambda: _knowledge(program)
    yield "lexicons", lambda: program.texts.listing(sorted(program.reader.languages))
    yield "database", lambda: _database(program)
    yield "disk", lambda: _disk(program)
    yield "zones", lambda: program.texts("check.zones_found", count=len(available_timezones()))
    yield "feeds", lambda: _feeds(program)
    if program.settings.telegram_token:
        yield "telegram", lambda: asyncio.run(_telegram(program))
        yield "telegram_updates", lambda: asyncio.run(_telegram_updates(program))
        yield "telegram_clock", lambda: asyncio.run(_telegram_clock(program))
    if program.settings.slack_bot_token:
        yield "slack", lambda: asyncio.run(_slack(program))
    if program.settings.has_chat:
        yield "owners", lambda: _owners(program)


def _knowledge(program: Program) -> str:
    known = program.knowledge
    return program.texts(
        "check.knowledge_found", people=len(known.people), channels=len(known.channels), asof=program.texts.day(known.as_of)
    )


def _database(program: Program) -> str:
    from bot.database.engine import prove_writing

    prove_writing(program.engine)
    return program.engine.dialect.name


def _disk(program: Program) -> str:
    home = program.settings.home
    free = shutil.disk_usage(home if home.exists() else home.parent).free
    if free < _LEAST_FREE_BYTES:
        reason = f"only {free // 1_000_000} MB are free on its disk"
        raise SettingError(name="BACKCHANNEL_HOME", reason=reason, cure="make room, or move the folder to another disk")
    return program.texts("check.disk_found", free=free // 1_000_000_000)


def _feeds(program: Program) -> str:
    counts = {source.feed.id: source.count() for source in program.sources()}
    return program.texts.listing([f"{name} ({count})" for name, count in counts.items()])


def _owners(program: Program) -> str:
    owners = sorted(program.settings.owners)
    if not owners:
        raise SettingError(
            name="BACKCHANNEL_OWNERS", reason="nobody may talk to the bot", cure="write to the bot; it answers with the id to put here"
        )
    return program.texts.listing(owners)


async def _telegram(program: Program) -> str:
    from bot.chat.telegram.probe import probe

    found = await probe(program.telegram_settings, program.clock)
    hears = program.texts("check.telegram_hears_all" if found.hears_all else "check.telegram_hears_some")
    return program.texts("check.telegram_found", name=found.name, hears=hears)


async def _telegram_updates(program: Program) -> str:
    from bot.chat.telegram.probe import probe_updates
    from bot.presence import is_present

    settings, running = program.telegram_settings, is_present(program.settings.home)
    info = await probe_updates(settings, program.clock, running=running)
    if settings.webhook_url:
        return program.texts("check.telegram_webhook", pending=info.pending_update_count)
    return program.texts("check.telegram_running" if running else "check.telegram_polling")


async def _telegram_clock(program: Program) -> str:
    from bot.chat.telegram.probe import probe

    skew = (await probe(program.telegram_settings, program.clock)).skew
    if skew is None:
        return program.texts("check.telegram_clock_unknown")
    if abs(skew) > _MOST_SKEW:
        raise ClockAskew(seconds=str(round(abs(skew).total_seconds())), whose="Telegram's")
    return program.texts("check.telegram_clock_found", seconds=round(abs(skew).total_seconds()))


async def _slack(program: Program) -> str:
    from bot.chat.slack.probe import probe

    return await probe(program.slack_settings, program.clock.now())
