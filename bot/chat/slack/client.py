"""slack_sdk's client, set up so that it neither repeats nor leaks."""

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.errors import SlackTokenMixedUp

BOT_TOKEN = "BACKCHANNEL_SLACK_BOT_TOKEN"  # noqa: S105 - the name of a setting
APP_TOKEN = "BACKCHANNEL_SLACK_APP_TOKEN"  # noqa: S105


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """`base_url` is the address of the Web API, with or without a slash at its end. With an `app_token`
    Slack talks to us by Socket Mode, with a `signing_secret` by signed HTTP."""

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    base_url: str = "https://slack.com/api/"
    connect_seconds: float = 5.0
    timeout_seconds: float = 15.0
    signing_secret: str = field(default="", repr=False)


# What tokens begin with, docs.slack.dev/authentication/tokens: a mistake seen at a glance.
_KINDS = {
    "xoxb-": "bot token",
    "xapp-": "app token",
    "xoxp-": "user token",
    "xoxe.": "expiring token",
    "xoxe-": "refresh token",
    "xoxs-": "session token",
    "xoxc-": "session token",
}


def check_kinds(settings: SlackSettings) -> None:
    """Raises SlackTokenMixedUp where a token is of a kind that its setting can't hold."""
    for variable, token, right in ((BOT_TOKEN, settings.bot_token, "xoxb-"), (APP_TOKEN, settings.app_token, "xapp-")):
        kind = token[:5]
        if token and kind != right and (kind in _KINDS or not token.startswith("xox")):
            found = _KINDS.get(kind, "something else")
            raise SlackTokenMixedUp(variable=variable, found=found, wanted=f"{_KINDS[right]}, {right}…")


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
