"""What all fakes share: an aiohttp server on 127.0.0.1, waiting for things to happen, and control over HTTP."""

import argparse
import asyncio
import json
import signal
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from typing import Any, Self, TypeVar

from aiohttp import web

Found = TypeVar("Found")

# A test that waits this long for what should take milliseconds has failed.
PATIENCE_SECONDS = 10.0


class FakeServer(ABC):
    """An async context manager that serves while it is open.

    Control for tests in other processes: POST /control/VERB with a JSON object of arguments
    calls `control`; GET /control/messages?chat=…&count=N&timeout=S answers with the messages of
    a chat as soon as there are N of them (else 504)."""

    def __init__(self, port: int = 0) -> None:
        self._port = port
        self._runner: web.AppRunner | None = None
        self._changed = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self.url = ""

    @abstractmethod
    def add_routes(self, router: web.UrlDispatcher) -> None:
        """The platform's own routes."""

    @abstractmethod
    def control(self, verb: str, arguments: dict[str, Any]) -> object:
        """Carry out what a test in another process asks for; raises KeyError for an unknown verb."""

    @abstractmethod
    def messages_as_json(self, chat: str) -> list[dict[str, Any]]:
        """The messages of a chat, oldest first."""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/control/{verb}", self._control)
        app.router.add_get("/control/messages", self._control_messages)
        self.add_routes(app.router)
        # With cancellation a client that goes away takes its long poll along, as the real servers see it.
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def changed(self) -> None:
        """Wake everybody who waits for something to happen."""
        async with self._changed:
            self._changed.notify_all()

    def wake(self) -> None:
        """As `changed`, from a plain function."""
        self.later(self.changed())

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Start work from a plain function."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def until(self, find: Callable[[], Found], *, seconds: float = PATIENCE_SECONDS) -> Found:
        """Wait until `find` gives something true; TimeoutError otherwise."""
        found = find()
        async with asyncio.timeout(seconds), self._changed:
            while not (found := find()):
                await self._changed.wait()
        return found

    async def _control(self, request: web.Request) -> web.Response:
        try:
            result = self.control(request.match_info["verb"], await request.json() if request.can_read_body else {})
        except (KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": repr(error)}, status=400)
        return web.json_response({"result": result})

    async def _control_messages(self, request: web.Request) -> web.Response:
        chat, count = request.query.get("chat", ""), int(request.query.get("count", "0"))
        seconds = float(request.query.get("timeout", PATIENCE_SECONDS))
        try:
            messages = await self.until(lambda: self._enough(chat, count), seconds=seconds)
        except TimeoutError:
            return web.json_response({"error": "not that many", "messages": self.messages_as_json(chat)}, status=504)
        return web.json_response({"messages": messages[0]})

    def _enough(self, chat: str, count: int) -> list[list[dict[str, Any]]]:
        messages = self.messages_as_json(chat)
        return [messages] if len(messages) >= count else []


def drop_connection(request: web.Request) -> web.Response:
    """Close the line in the client's face; the response is never sent."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def as_object(value: Any) -> Any:
    """A parameter of a form as JSON, where it is."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def serve(create: Callable[[argparse.Namespace], FakeServer], parser: argparse.ArgumentParser) -> None:
    """Run a fake as a process of its own: print its address as one line, serve until SIGTERM or SIGINT."""
    parser.add_argument("--port", type=int, default=0)
    arguments = parser.parse_args()

    async def main() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        async with create(arguments) as fake:
            print(fake.url, flush=True)
            await stop.wait()

    asyncio.run(main())
