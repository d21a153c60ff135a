"""Lengths of time as people write them. Pure."""

import re
from datetime import timedelta

from bot.delivery.refusals import DurationUnknown

# "2 days", "for 2 days", "90m", "an hour", "a week"
_DURATION = re.compile(r"(?:for\s+)?(\d{1,6}|an?|one)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\Z", re.IGNORECASE)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
# A pause nobody remembers is a bot that is broken.
_LONGEST = timedelta(days=366)


def parse_duration(text: str) -> timedelta:
    """A length of time, more than none and at most a year. Raises DurationUnknown."""
    match = _DURATION.match(text.strip())
    if match is None:
        raise DurationUnknown(text=text)
    number = int(match[1]) if match[1].isdecimal() else 1
    duration = number * _UNITS[match[2][0].lower()]
    if not timedelta() < duration <= _LONGEST:
        raise DurationUnknown(text=text)
    return duration
