"""The ways in which a platform fails a message, common to all fakes."""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    DROP_AFTER_ACCEPT = "drop_after_accept"
    DROP_BEFORE_ACCEPT = "drop_before_accept"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    retry_after: int = 0
    status: int = 0


# How often each fault strikes a message when they strike at random; a bad day, many times over.
_BAD_DAY = (
    (0.02, Fault(Kind.RATE_LIMITED, retry_after=3)),
    (0.02, Fault(Kind.SERVER_ERROR, status=502)),
    (0.005, Fault(Kind.SERVER_ERROR, status=500)),
    (0.01, Fault(Kind.DROP_AFTER_ACCEPT)),
    (0.01, Fault(Kind.DROP_BEFORE_ACCEPT)),
)


class Faults:
    """A queue of faults: each message that is sent takes the next one, until none is left.

    With `at_random` messages are also struck by chance, the same ones for the same seed."""

    def __init__(self) -> None:
        self._next: deque[Fault] = deque()
        self._rng: random.Random | None = None
        self._released = asyncio.Event()

    @property
    def empty(self) -> bool:
        """True once every fault has met its message."""
        return not self._next

    def take(self) -> Fault | None:
        return self._next.popleft() if self._next else self._by_chance()

    def at_random(self, seed: int) -> None:
        """From now on one message in fifteen meets a fault: limits, gateways, broken lines."""
        self._rng = random.Random(seed)

    def _by_chance(self) -> Fault | None:
        if self._rng is None:
            return None
        drawn = self._rng.random()
        for share, fault in _BAD_DAY:
            if drawn < share:
                return fault
            drawn -= share
        return None

    def rate_limited(self, times: int = 1, *, retry_after: int = 1) -> None:
        """Refuse with 429 and the wait; nothing is stored."""
        self._next.extend([Fault(Kind.RATE_LIMITED, retry_after=retry_after)] * times)

    def server_error(self, times: int = 1, *, status: int = 502) -> None:
        """Answer with a status of 5xx and a page that is no JSON, as gateways do; nothing is stored."""
        self._next.extend([Fault(Kind.SERVER_ERROR, status=status)] * times)

    def drop_after_accept(self, times: int = 1) -> None:
        """Store the message, then close the connection without an answer."""
        self._next.extend([Fault(Kind.DROP_AFTER_ACCEPT)] * times)

    def drop_before_accept(self, times: int = 1) -> None:
        """Close the connection without an answer and without storing the message."""
        self._next.extend([Fault(Kind.DROP_BEFORE_ACCEPT)] * times)

    def slow(self, times: int = 1) -> None:
        """Store the message, and answer only after `release`."""
        self._released.clear()
        self._next.extend([Fault(Kind.SLOW)] * times)

    def named(self, name: str) -> Callable[..., None]:
        """The method that queues faults of that name; raises ValueError where there is none."""
        methods: dict[Kind, Callable[..., None]] = {
            Kind.RATE_LIMITED: self.rate_limited,
            Kind.SERVER_ERROR: self.server_error,
            Kind.DROP_AFTER_ACCEPT: self.drop_after_accept,
            Kind.DROP_BEFORE_ACCEPT: self.drop_before_accept,
            Kind.SLOW: self.slow,
        }
        return methods[Kind(name)]

    def release(self) -> None:
        """Let slow answers go."""
        self._released.set()

    async def wait_for_release(self) -> None:
        await self._released.wait()
