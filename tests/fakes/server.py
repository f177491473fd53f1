"""An ASGI application served on a free loopback port inside the test's own event loop."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING, Any

import uvicorn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@contextlib.asynccontextmanager
async def serve(app: Any, *, port: int = 0) -> AsyncIterator[str]:
    """The address of the served application, without a slash at the end.

    `port` 0 takes a free one; give a number to come back under an earlier address.
    """
    # Named, so that asyncio knows it for TCP and turns off the delay that costs 40 ms an answer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        app, log_level="critical", access_log=False, timeout_graceful_shutdown=1
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    # Not `serve()`: that one takes Ctrl-C away from the test run and looks up only now and then.
    await server.startup(sockets=[listener])
    try:
        yield address
    finally:
        await server.shutdown(sockets=[listener])
