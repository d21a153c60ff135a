"""Sending a document that takes several messages, without sending one of them twice."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from bot.model.chat import ChatAddress, Moved, Passing, SendOutcome, Sent, Unknown
from bot.model.document import Document

Message = TypeVar("Message")

# Documents of which a part is out and the rest is not; more at once means the platform is down.
_REMEMBERED = 1_000


class Parts(Generic[Message]):
    """Sends the messages of one document in order and remembers how far it came.

    Where a later part fails in passing, the caller is told so and tries the document again: the
    parts that arrived are not sent a second time. Messages of two documents to one chat never
    mix. What was remembered is lost with the process; the outbox then knows that it knows
    nothing and marks the repetition."""

    def __init__(self) -> None:
        self._first_ids: OrderedDict[tuple[ChatAddress, Document], tuple[int, str]] = OrderedDict()
        self._locks: WeakValueDictionary[ChatAddress, asyncio.Lock] = WeakValueDictionary()

    async def send(
        self,
        address: ChatAddress,
        document: Document,
        messages: Sequence[Message],
        post: Callable[[ChatAddress, Message], Awaitable[SendOutcome]],
    ) -> SendOutcome:
        """Send what of `messages` has not arrived yet; Sent carries the id of the first one."""
        lock = self._locks.setdefault(address, asyncio.Lock())
        async with lock:
            arrived, first_id = self._first_ids.pop((address, document), (0, ""))
            for number, message in enumerate(messages[arrived:], start=arrived):
                outcome = await post(address, message)
                if not isinstance(outcome, Sent):
                    self._remember(address, document, number, first_id, outcome)
                    return outcome
                first_id = first_id or outcome.message_id
            return Sent(first_id, len(messages))

    def _remember(self, address: ChatAddress, document: Document, arrived: int, first_id: str, outcome: SendOutcome) -> None:
        if not arrived or not isinstance(outcome, Passing | Unknown | Moved):
            return
        if isinstance(outcome, Moved):
            address = outcome.address  # what arrived moved along
        self._first_ids[(address, document)] = (arrived, first_id)
        while len(self._first_ids) > _REMEMBERED:
            self._first_ids.popitem(last=False)
