"""Times of day as people write them. Pure."""

import re
from datetime import time

from bot.delivery.errors import TimeUnknown

# "8", "08:00", "8.30", "8h30", "8 am", "8:15pm", each also after "at" or "daily"
_TIME = re.compile(r"(?:daily\s+)?(?:at\s+)?(\d{1,2})(?:[:：.h](\d{2}))?\s*(am|pm)?\Z", re.IGNORECASE)
_NOON = 12


def parse_time(text: str) -> time:
    """A time of day, to the minute. Raises TimeUnknown."""
    match = _TIME.match(text.strip())
    if match is None:
        raise TimeUnknown(text=text)
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= _NOON:
        raise TimeUnknown(text=text)
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise TimeUnknown(text=text) from None
