"""One ASGI application: the Bot API, the client side under /sim, and the page at /."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from simulator import clients, server
from simulator.dispatch import BotApi

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import Receive, Scope, Send

    from simulator.server import Simulator

PAGE = Path(__file__).parent / "page"


class SimulatorApp(Starlette):
    """Sends bots straight to the Bot API and everyone else through the routes."""

    def __init__(self, simulator: Simulator) -> None:
        routes: list[BaseRoute] = clients.routes(simulator)
        if PAGE.is_dir():
            routes.append(Mount("/", StaticFiles(directory=PAGE, html=True)))
        super().__init__(routes=routes, lifespan=self._live)
        self.simulator = simulator
        self._bot_api = BotApi(simulator)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or run the lifespan."""
        if scope["type"] == "http":
            path: str = scope["path"]
            if path.startswith("/bot"):
                await self._bot_api.call(scope, receive, send)
                return
            if path.startswith("/file/bot"):
                await self._bot_api.download(scope, send)
                return
        await super().__call__(scope, receive, send)

    @contextlib.asynccontextmanager
    async def _live(self, _: Starlette) -> AsyncIterator[None]:
        await self.simulator.start()
        yield
        await self.simulator.stop()


def build(
    token: str | None = None,
    clock_url: str | None = None,
    state_path: str | Path | None = None,
    *,
    query_seconds: float = 15.0,
    webhook_backoff: float = 1.0,
) -> SimulatorApp:
    """The application.

    `token` is the only one it accepts (None: the default of the local demo); `clock_url` is the
    address below which the bot's demo clock answers; `state_path` is where state survives a
    restart (None: nowhere). `query_seconds`: how long a tap may be answered; `webhook_backoff`:
    seconds before a failed delivery is tried again, doubling up to a minute.
    """
    return SimulatorApp(
        server.make(
            token,
            clock_url,
            Path(state_path) if state_path else None,
            query_seconds=query_seconds,
            webhook_backoff=webhook_backoff,
        )
    )
