"""How often one person is answered: a token bucket each.

`draw` decides, purely; `Limits` remembers, in memory: a restart forgives."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `burst` at once, one more after each `refill`; whoever exceeds it is not answered for `rest`."""

    burst: int
    refill: timedelta
    rest: timedelta


@dataclass(frozen=True, slots=True)
class Bucket:
    """What one person has left at a moment. `closed_until` is when they are answered again, None where they are now."""

    tokens: float
    at: datetime
    closed_until: datetime | None = None


class Ruling(StrEnum):
    """ANSWER; TELL once when to come back, which is when the bucket opens again; then SILENCE until then."""

    ANSWER = "answer"
    TELL = "tell"
    SILENCE = "silence"


def draw(bucket: Bucket, rate: Rate, now: datetime) -> tuple[Bucket, Ruling]:
    """What becomes of one more message, and what is left after it.

    An empty bucket closes for the whole rest: a bot that answered each token as it came back would
    answer and complain by turns for as long as somebody floods it."""
    if bucket.closed_until is not None and now < bucket.closed_until:
        return bucket, Ruling.SILENCE
    tokens = min(float(rate.burst), bucket.tokens + max(now - bucket.at, timedelta()) / rate.refill)
    if tokens < 1:
        return Bucket(tokens, now, now + rate.rest), Ruling.TELL
    return Bucket(tokens - 1, now), Ruling.ANSWER


class Limits:
    """The buckets of all who wrote lately; the one that wrote longest ago is forgotten beyond `most`.

    Not for several threads: it is asked on the event loop, before anything is done for a message."""

    def __init__(self, rate: Rate, most: int = 10_000) -> None:
        self._rate = rate
        self._most = most
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def draw(self, key: str, now: datetime) -> tuple[Ruling, datetime]:
        """Count one message of somebody; the moment is when they are answered again."""
        bucket, ruling = draw(self._buckets.pop(key, Bucket(self._rate.burst, now)), self._rate, now)
        self._buckets[key] = bucket
        while len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return ruling, bucket.closed_until or now

    def __len__(self) -> int:
        return len(self._buckets)
