"""How fast one room may be written to. Pure."""

from datetime import datetime, timedelta

_PAUSES = {
    # core.telegram.org/bots/faq: about one message a second to one chat; bursts end in a flood wait.
    "telegram": timedelta(seconds=1),
    # api.slack.com/docs/rate-limits: chat.postMessage, one a second and channel.
    "slack": timedelta(seconds=1),
}


def free_again(platform: str, now: datetime) -> datetime:
    """When a room that is written to at `now` may be written to again."""
    return now + _PAUSES.get(platform, timedelta())
