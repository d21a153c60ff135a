"""How fast one room may be written to. Pure."""

from datetime import datetime, timedelta

from bot.model.chat import ChatAddress

# core.telegram.org/bots/faq: about one message a second to one chat; bursts end in a flood wait.
_TELEGRAM = timedelta(seconds=1)
# The same page: not more than 20 messages a minute to one group. Its library counts channels too.
_TELEGRAM_GROUP = timedelta(seconds=3)
# docs.slack.dev/apis/web-api/rate-limits: chat.postMessage, one a second and channel.
_SLACK = timedelta(seconds=1)


def free_again(address: ChatAddress, now: datetime, messages: int = 1) -> datetime:
    """When a room to which so many messages go at `now` may be written to again."""
    return now + messages * _pause(address)


def _pause(address: ChatAddress) -> timedelta:
    match address.platform:
        case "telegram":
            # Telegram's ids of groups and channels are negative, those of people positive.
            return _TELEGRAM_GROUP if address.chat.startswith("-") else _TELEGRAM
        case "slack":
            return _SLACK
        case _:
            return timedelta()
