"""What Slack's failures mean: for a delivery an outcome, for the service an error with its cure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.errors import BotError
from bot.model.chat import ChatAddress, Moved, Passing, Permanent, Reach, SendOutcome, Unknown

# Everything that a call to Slack raises for what Slack or the network does.
FAILURES = (SlackApiError, aiohttp.ClientError, TimeoutError)


class SlackTokenRefused(BotError):
    """Slack doesn't let us in by this token: mistyped, revoked, of the wrong kind, or without a scope."""

    key = "error.slack_token"  # params: variable (which of the two), reason


class SlackTokenMixedUp(BotError):
    """A setting holds a token of another kind."""

    key = "error.slack_token_kind"  # params: variable, found, wanted


class SlackScopesMissing(BotError):
    """A token is good, but may not do all that we need."""

    key = "error.slack_scopes"  # params: variable, scopes


class SlackSocketSilent(BotError):
    """Slack's door for sockets opens, and nothing comes through."""

    key = "error.slack_socket"  # params: reason


class SlackUnreachable(BotError):
    """Slack can't be asked at this address now."""

    key = "error.slack_unreachable"  # params: address, reason


# Source of the codes: docs.slack.dev/reference/methods/chat.postMessage#errors.
_TOKEN_CODES = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "missing_scope",
        "not_allowed_token_type",
        "no_permission",
        "org_login_required",
        "ekm_access_denied",
        "access_denied",
        "team_access_not_granted",
        "enterprise_is_restricted",
        "app_missing_action_permissions",
    }
)
_CHAT_CODES = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "user_not_found",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "team_not_found",
    }
)
_THREAD_CODES = frozenset({"thread_not_found", "restricted_action_thread_locked", "cannot_reply_to_message"})
_RATE_CODES = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_PASSING_CODES = frozenset({"service_unavailable", "request_timeout", "accesslimited", "team_added_to_org", "org_resource_unavailable"})
# "It's possible some aspect of the operation succeeded before the error was raised."
_UNKNOWN_CODES = frozenset({"internal_error", "fatal_error"})


def code_of(error: SlackApiError) -> str:
    """Slack's own name of the error, empty where the answer was none of Slack's."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, Mapping) else ""


def name_of(error: BaseException) -> str:
    """Slack's name of a failure, else the kind of it: what a log may show."""
    return (code_of(error) if isinstance(error, SlackApiError) else "") or type(error).__name__


def is_refused_token(error: SlackApiError) -> bool:
    """True where no waiting helps: somebody has to change the token or the app."""
    return code_of(error) in _TOKEN_CODES


def outcome_of(error: BaseException, address: ChatAddress) -> SendOutcome:
    """What a failure of a call means for this message, this chat and the platform."""
    if isinstance(error, SlackApiError):
        status, headers = _status_and_headers(error)
        code = code_of(error)
        return outcome_of_code(code, headers, address) if code else outcome_of_status(status, headers)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return Passing(f"not connected: {type(error).__name__}")  # never left this machine
    return Unknown(type(error).__name__)


def outcome_of_code(code: str, headers: Mapping[str, str], address: ChatAddress) -> SendOutcome:
    """What an answer of `ok: false` means."""
    if code in _RATE_CODES:
        return Passing(code, _wait(headers))
    if code in _PASSING_CODES:
        return Passing(code)
    if code in _UNKNOWN_CODES:
        return Unknown(code)
    if code in _THREAD_CODES and address.thread:
        return Moved(replace(address, thread=""), reason=code)
    if code in _TOKEN_CODES:
        return Permanent(code, Reach.PLATFORM)
    return Permanent(code, Reach.CHAT if code in _CHAT_CODES else Reach.MESSAGE)


def outcome_of_status(status: int, headers: Mapping[str, str], reason: str = "") -> SendOutcome:
    """What an answer without a code of Slack's means: a gateway's, or a response address's."""
    reason = reason or f"HTTP {status}"
    if status == 429:
        return Passing(reason, _wait(headers))
    # 500 and 504 come after the request was passed on; 502 and 503 in its stead.
    if status in (500, 504) or status < 400:
        return Unknown(reason)
    return Passing(reason) if status > 500 else Permanent(reason, Reach.MESSAGE)


def _status_and_headers(error: SlackApiError) -> tuple[int, Mapping[str, str]]:
    """From the library's response, or from aiohttp's where the answer was no JSON."""
    response = error.response
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    return status, getattr(response, "headers", {})


def _wait(headers: Mapping[str, str]) -> timedelta | None:
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return timedelta(seconds=int(value)) if value.isascii() and value.isdigit() else None
