"""Why there is no server."""

from bot.errors import BotError


class HttpUnavailable(BotError):
    """The address can't be listened at."""

    key = "error.http_unavailable"  # params: address, reason
