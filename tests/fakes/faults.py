"""The ways in which a platform fails a message, common to all fakes."""

import asyncio
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


class Faults:
    """A queue of faults: each message that is sent takes the next one, until none is left."""

    def __init__(self) -> None:
        self._next: deque[Fault] = deque()
        self._released = asyncio.Event()

    @property
    def empty(self) -> bool:
        """True once every fault has met its message."""
        return not self._next

    def take(self) -> Fault | None:
        return self._next.popleft() if self._next else None

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
