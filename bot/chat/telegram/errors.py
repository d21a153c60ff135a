"""What Telegram's failures mean: for a delivery an outcome, for the service an error with its cure."""

from dataclasses import replace
from datetime import timedelta

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import BotError
from bot.model.chat import ChatAddress, Moved, Passing, Permanent, Reach, SendOutcome, Unknown


class TelegramTokenRefused(BotError):
    """Telegram knows no bot by this token: mistyped, revoked, or another server's."""

    key = "error.telegram_token"  # params: reason


class TelegramUnreachable(BotError):
    """Telegram can't be asked at this address now."""

    key = "error.telegram_unreachable"  # params: address, reason


class TelegramConflict(BotError):
    """Another poller takes this bot's updates."""

    key = "error.telegram_conflict"


class WebhookRefused(BotError):
    """Telegram won't write to the webhook's address."""

    key = "error.telegram_webhook_refused"  # params: url, reason


class WebhookLeft(BotError):
    """A webhook is set, so that asking for updates would bring nothing, and we ask."""

    key = "error.telegram_webhook_left"  # params: url, pending


class WebhookElsewhere(BotError):
    """Telegram writes to another address than ours, or to none."""

    key = "error.telegram_webhook_elsewhere"  # params: url, there, pending


class WebhookFailing(BotError):
    """Telegram writes to our webhook and gets no good answer."""

    key = "error.telegram_webhook_failing"  # params: url, reason, pending


# Parts of the descriptions of a 400 that are about the chat, not the message. There are no codes.
# Source: the errors of Telegram's own server, tdlib/telegram-bot-api Client.cpp, and MTProto's names.
_CHAT_GONE = (
    "chat not found",
    "chat_write_forbidden",
    "chat_admin_required",
    "chat_restricted",
    "user not found",
    "user_is_blocked",
    "peer_id_invalid",
    "group chat was deactivated",
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "bot is not a member",
)
# A topic that is deleted or closed: the group itself is still there, under its General topic.
_TOPIC_GONE = ("message thread not found", "topic_deleted", "topic_closed", "topic_id_invalid")

# Never left this machine, so nobody can have received it.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)


def outcome_of(error: TelegramError, address: ChatAddress) -> SendOutcome:
    """What an error of sendMessage means for this message, this chat and the platform."""
    match error:
        case RetryAfter():
            return Passing(
                "rate limited", timedelta(seconds=error.retry_after) if isinstance(error.retry_after, int) else error.retry_after
            )
        case ChatMigrated():
            return Moved(replace(address, chat=str(error.new_chat_id)))
        case Forbidden():
            return Permanent(error.message)
        case InvalidToken():
            return Permanent(error.message, Reach.PLATFORM)
        case BadRequest():
            return _refused(error, address)
        case NetworkError():
            return _lost(error)
        case _:  # an answer that is no JSON: it was taken, nobody can tell what for
            return Unknown(error.message)


def is_unchanged(error: TelegramError) -> bool:
    """Whether an edit was refused because the message reads like that already."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def wait_of(error: RetryAfter) -> timedelta:
    """The wait Telegram asks for; the library gives it in either of two types."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def _refused(error: BadRequest, address: ChatAddress) -> SendOutcome:
    description = error.message.lower()
    if address.thread and any(part in description for part in _TOPIC_GONE):
        return Moved(replace(address, thread=""), reason=error.message)
    if any(part in description for part in _CHAT_GONE):
        return Permanent(error.message)
    return Permanent(error.message, Reach.MESSAGE)


def _lost(error: NetworkError) -> SendOutcome:
    """Timeouts, broken lines and answers of 5xx; python-telegram-bot keeps no status code."""
    if isinstance(error.__cause__, _NOT_SENT):
        return Passing(error.message)
    if isinstance(error.__cause__, httpx.HTTPError):
        return Unknown(error.message)
    # 500 and 504 come after the request was passed on; 502 and 503 in its stead.
    ambiguous = ("internal server error", "gateway timeout", "gateway time-out")
    return Unknown(error.message) if error.message.lower().startswith(ambiguous) else Passing(error.message)
