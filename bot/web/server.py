"""Serving HTTP on one address. Whoever needs a route hands it in; TLS is a proxy's work."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.web.errors import HttpUnavailable

# Updates and events are some kilobytes; Slack's longest (a view with all its state) stays below 250.
MOST_BODY_BYTES = 1_000_000
# A body comes with its request; whoever sends it byte by byte is no platform.
_BODY_SECONDS = 10.0
_STOP_SECONDS = 5.0

_log = logging.getLogger(__name__)


@asynccontextmanager
async def serve_http(host: str, port: int, routes: Iterable[web.RouteDef]) -> AsyncIterator[str]:
    """Serve while open; gives the address served, with the port that was taken where `port` is 0.

    Requests in hand get a few seconds at the end. There is no access log: paths and headers of webhooks hold secrets.
    Raises HttpUnavailable."""
    app = web.Application(client_max_size=MOST_BODY_BYTES)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_STOP_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise HttpUnavailable(address=f"{host}:{port}", reason=error.strerror or type(error).__name__) from error
        served = runner.addresses[0]
        address = f"http://{host}:{served[1]}"
        _log.info("http", extra={"status": "serving", "address": address})
        yield address
    finally:
        await runner.cleanup()


async def read_body(request: web.Request) -> bytes:
    """The body of a request, at most MOST_BODY_BYTES. Raises aiohttp's errors of 408 and 413, which answer the request."""
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
