"""What every request meets before a route: a size, a time, and answers that tell browsers little."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1_000_000
"""Bytes of a body. Telegram's updates are far smaller, and so is every form of ours."""
BODY_SECONDS = 10.0
HEAD_SECONDS = 10.0
LONGEST_HEAD = 64_000
"""Bytes of a request's line and headers."""
CONNECTIONS = 400
"""Telegram opens at most 100; more than all these answer 503 at once."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every answer, the unknown address among them; a page that needs more says so itself."""
FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-real-ip")


def _refused(code: int) -> HTTPException:
    """The body is too large or too slow: whatever reads it, this is the answer."""
    return HTTPException(code, headers={"Connection": "close"})


class Guard:
    """Wraps the application; routes know nothing of it."""

    def __init__(
        self, app: ASGIApp, *, largest: int = LARGEST, seconds: float = BODY_SECONDS
    ) -> None:
        """`largest` in bytes; `seconds` for the whole body to arrive."""
        self._app = app
        self._largest = largest
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; anything but HTTP is not spoken here."""
        if scope["type"] != "http":
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    given.setdefault(name, value)
            await send(message)

        said = Headers(scope=scope).get("content-length", "0")
        if not said.isdigit() or int(said) > self._largest:
            too_large = PlainTextResponse("too large\n", 413, {"Connection": "close"})
            await too_large(scope, receive, answer)
            return
        await self._app(scope, self._counted(receive), answer)

    def _counted(self, receive: Receive) -> Receive:
        left = self._largest
        ends = asyncio.get_running_loop().time() + self._seconds
        whole = False

        async def counted() -> Message:
            nonlocal left, whole
            if whole:
                return await receive()  # that the other side went away, whenever that is
            try:
                async with asyncio.timeout_at(ends):
                    message = await receive()
            except TimeoutError:
                raise _refused(408) from None
            left -= len(message.get("body", b""))
            if left < 0:
                raise _refused(413)
            whole = not message.get("more_body", False)
            return message

        return counted


class Impatient(HttpToolsProtocol):
    """Closes a connection on which no request begins, or never ends its head."""

    _waiting: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a head without end is cut."""
        super().data_received(data)
        self._head += len(data) if self._waiting is not None else 0
        if self._head > LONGEST_HEAD:
            self._close()

    def on_message_begin(self) -> None:
        """Wait for the end of a head; once waiting, its first byte gives no further time."""
        super().on_message_begin()
        if self._waiting is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """It is a request."""
        self._stop()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._head = 0
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._close)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _close(self) -> None:
        self._waiting = None
        if not self.transport.is_closing():
            self.transport.close()


def from_here(request: Request) -> bool:
    """Tell whether a request comes from this very machine, and not through a proxy on it."""
    client = request.client
    if client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(client.host).is_loopback
    except ValueError:
        return False


def bears(request: Request, token: str) -> bool:
    """Tell whether a request carries this token; the comparison takes the same time for any."""
    given = request.headers.get("authorization", "")
    return bool(token) and same(given, f"Bearer {token}")


def same(given: str, wanted: str) -> bool:
    """Compare two secrets in constant time; an empty one is never the right one."""
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())
