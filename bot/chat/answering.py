"""From what was said to the reply being there, for every platform."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.i18n import texts_for
from bot.model.chat import ChatAddress, Incoming, Moved, Passing, Sender, SendOutcome, Sent, Unknown
from bot.model.document import Document, Paragraph, plain

Handle = Callable[[Incoming], Awaitable[Document | None]]
"""Answers one message; None where nothing is to be said."""

Pause = Callable[[float], Awaitable[None]]

# A person waits for the reply: three tries, none of them after more than half a minute.
# Deliveries are the outbox's, which waits for hours.
_TRIES = 3
_LONGEST_WAIT_SECONDS = 30.0

_log = logging.getLogger(__name__)


async def answer(incoming: Incoming, handle: Handle, sender: Sender, to: ChatAddress, *, pause: Pause = asyncio.sleep) -> None:
    """Handle one message and send what there is to say to `to`.

    A handler that fails is our bug: it is logged, and the person is told rather than left waiting."""
    try:
        document = await handle(incoming)
    except Exception:
        _log.exception("answer failed", extra={"chat": str(incoming.address)})
        document = _apology()
    if document is not None:
        await say(document, sender, to, pause=pause)


async def say(document: Document, sender: Sender, to: ChatAddress, *, pause: Pause = asyncio.sleep) -> SendOutcome:
    """Send what somebody waits for, as patiently as they do; what became of it is logged too."""
    outcome = await _send_patiently(sender, to, document, pause)
    level = logging.DEBUG if isinstance(outcome, Sent) else logging.WARNING
    _log.log(level, "answer sent", extra={"chat": str(to), "outcome": type(outcome).__name__, "reason": getattr(outcome, "reason", "")})
    return outcome


async def _send_patiently(sender: Sender, to: ChatAddress, document: Document, pause: Pause) -> SendOutcome:
    """Send, trying again where the platform says that it will pass soon or where the chat has gone to.

    What may or may not have arrived is sent once more, marked as a repeat: silence would look like a bot that is gone."""
    outcome = await sender.send(to, document)
    repeat = False
    for attempt in range(1, _TRIES):
        seconds = 0.0
        match outcome:
            case Moved(address):
                to = address
            case Passing(_, wait):
                seconds = float(attempt) if wait is None else wait.total_seconds()
            case Unknown() if not repeat:
                repeat, seconds = True, float(attempt)
            case _:
                return outcome
        if seconds > _LONGEST_WAIT_SECONDS:
            return outcome
        if seconds:
            await pause(seconds)
        outcome = await sender.send(to, document, repeat=repeat)
    return outcome


def _apology() -> Document:
    text = texts_for("en")("error.internal")
    return Document(title="", blocks=(Paragraph(plain(text)),), summary=text)
