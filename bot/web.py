"""One web server: webhook, health, metrics, console, and in the demo and tests the movable clock."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from telegram import Update
from telegram.error import TelegramError

from bot.clock import until
from bot.metrics import CONTENT_TYPE
from usecases.people import PassingError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from starlette.routing import BaseRoute
    from telegram import Bot

from bot.metrics import Metrics
from bot.web_guard import CONNECTIONS, Guard, Impatient, bears, from_here, same

log = logging.getLogger(__name__)

WEBHOOK_PATH = "/telegram"
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  the header's name


def health(
    ready: Callable[[], Awaitable[bool]],
    read: Callable[[], Awaitable[bytes]],
    token: str = "",
) -> list[Route]:
    """Return the pages for whoever watches the process; they say nothing about anybody.

    `read` returns the metrics in Prometheus's text form: for who bears the `token`, and without
    one for this very machine. To anybody else that page does not exist.
    """

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        good = await ready()
        return PlainTextResponse("ready\n" if good else "not ready\n", 200 if good else 503)

    async def counts(request: Request) -> Response:
        if not (bears(request, token) if token else from_here(request)):
            return PlainTextResponse("Not Found", 404)
        return Response(await read(), media_type=CONTENT_TYPE)

    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", counts),
    ]


async def set_webhook(
    bot: Bot, url: str, secret: str, allowed: Sequence[str], stopping: asyncio.Event
) -> bool:
    """Tell Telegram where to post, however often it takes; False when stopped before."""
    failures = 0
    while not stopping.is_set():
        try:
            await bot.set_webhook(
                url + WEBHOOK_PATH, secret_token=secret, allowed_updates=list(allowed)
            )
        except TelegramError as error:
            failures += 1
            log.warning("webhook not set", extra={"error": type(error).__name__})
            await until(stopping, min(0.5 * 2.0**failures, 30))
        else:
            return True
    return False


def webhook(
    bot: Bot, handle: Callable[[Update], Awaitable[None]], secret: str, metrics: Metrics
) -> Route:
    """Return the route Telegram posts to: 200 after the commit, 503 while the database is away.

    Raises ValueError without a secret: anybody could then write in anybody's name.
    """
    if not secret:
        msg = "a webhook needs a secret"
        raise ValueError(msg)

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not same(given, secret):
            return Response(status_code=403)
        try:
            update = Update.de_json(json.loads(await request.body()), bot)
        except (ValueError, KeyError, TypeError):
            return Response(status_code=400)
        try:
            await handle(update)
        except PassingError:
            metrics.count("updates_retried")
            return Response(status_code=503)
        except Exception:
            # Answered 200 all the same: a bug that Telegram repeats would come back for ever.
            metrics.count("updates_failed")
            log.exception("update lost to a bug")
        else:
            metrics.count("updates_handled")
        return Response(status_code=200)

    return Route(WEBHOOK_PATH, receive, methods=["POST"])


def demo(
    state: Callable[[], Awaitable[dict[str, Any]]],
    move: Callable[[str], Awaitable[dict[str, Any]]],
    reset: Callable[[], Awaitable[None]],
) -> list[Route]:
    """Return the movable clock and the clean slate; only the demo and tests have them."""

    async def clock(request: Request) -> Response:
        if request.method == "GET":
            return JSONResponse(await state())
        try:
            wanted = json.loads(await request.body())["to"]
            return JSONResponse(await move(str(wanted)))
        except (ValueError, KeyError, TypeError):
            return JSONResponse({"error": 'say {"to": "next"}, hour, day, month or a time'}, 400)

    async def clean(_: Request) -> Response:
        await reset()
        return JSONResponse({"reset": True})

    return [
        Route("/demo/clock", clock, methods=["GET", "POST"]),
        Route("/demo/reset", clean, methods=["POST"]),
    ]


class Server(uvicorn.Server):
    """Served inside the application's own loop; signals are the application's business."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        config = uvicorn.Config(
            Guard(Starlette(routes=list(routes))),
            http=Impatient,
            limit_concurrency=CONNECTIONS,
            access_log=False,
            log_config=None,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        super().__init__(config)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield
