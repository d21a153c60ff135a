"""slack_sdk's client, set up so that it neither repeats nor leaks."""

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """`base_url` is the address of the Web API, with or without a slash at its end."""

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    base_url: str = "https://slack.com/api/"
    connect_seconds: float = 5.0
    timeout_seconds: float = 15.0


@asynccontextmanager
async def open_client(settings: SlackSettings) -> AsyncIterator[AsyncWebClient]:
    """A client that sends each request once, on a connection of its own. Nothing is sent on opening.

    The library's own retry after a broken connection would send a message a second time that may
    well have arrived; a kept connection that the other side has closed meanwhile would leave the
    same doubt. Connecting has a timeout of its own: what never connected was never sent."""
    timeout = aiohttp.ClientTimeout(total=settings.timeout_seconds, sock_connect=settings.connect_seconds)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(force_close=True)) as session:
        yield AsyncWebClient(
            token=settings.bot_token, base_url=settings.base_url, session=session, retry_handlers=[], logger=library_logger()
        )


def library_logger() -> logging.Logger:
    """The logger that Slack's libraries get: warnings only, secrets blackened.

    Below warning they log events, which are private text; a failed connection logs its
    address, which carries a ticket that lets in whoever has it."""
    logger = logging.getLogger("bot.chat.slack.library")
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(_blacken)
    return logger


_SECRET = re.compile(r"(ticket=|xox[a-z]-|xapp-)[\w%.-]+")


def _blacken(record: logging.LogRecord) -> bool:
    record.msg, record.args = _SECRET.sub(r"\1…", record.getMessage()), ()
    # A traceback ends with the error's text, which has the address again.
    record.exc_info, record.exc_text = None, None
    return True
