"""Running a chat service for the length of a test."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.model.chat import ChatAddress, Incoming, RoomEvent
from bot.model.document import Document, Paragraph, plain


@asynccontextmanager
async def running(start: Callable[[Callable[[], None]], Coroutine[Any, Any, None]]) -> AsyncIterator[asyncio.Task[None]]:
    """Start a service, wait until it says that it is ready, and cancel it at the end.

    `start` gets the function to call when ready. A service that fails by itself fails the test."""
    ready = asyncio.Event()
    task = asyncio.create_task(start(ready.set))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED, timeout=10)
    waiting.cancel()
    try:
        if task.done():
            task.result()
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


class Echo:
    """A handler that remembers what it heard and answers with the same words."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []

    async def __call__(self, incoming: Incoming) -> Document | None:
        self.heard.append(incoming)
        return Document("Answer", (Paragraph(plain(f"You said: {incoming.text}")),))

    @property
    def texts(self) -> list[str]:
        return [incoming.text for incoming in self.heard]


class NoRooms:
    """Rooms of which nobody takes note; what happened is remembered for the test."""

    def __init__(self, used: ChatAddress | None = None, says: Document | None = None) -> None:
        self.events: list[RoomEvent] = []
        self.used = used
        self._says = says

    async def happened(self, event: RoomEvent) -> Document | None:
        self.events.append(event)
        return self._says

    async def used_by(self, address: ChatAddress) -> ChatAddress | None:
        return self.used


async def no_pause(_seconds: float) -> None:
    """Instead of waiting, let the others run once."""
    await asyncio.sleep(0)
