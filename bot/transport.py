"""python-telegram-bot's way to the Bot API, on aiohttp: connections are kept and shared.

The library's own httpx back end slows down when many are answered at once (see the benchmarks).
An error never carries the address, since the address carries the token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

if TYPE_CHECKING:
    from telegram.request import RequestData

CONNECT_SECONDS = 5.0
READ_SECONDS = 8.0
UPLOAD_SECONDS = 20.0
_AS_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class AiohttpRequest(BaseRequest):
    """A pool of kept connections; `size` is how many calls may be under way at once."""

    def __init__(self, *, size: int = 64) -> None:
        self._size = size
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer when a call names none."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool; opening twice is no matter."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._size, keepalive_timeout=55)
            # Telegram sets no cookies; looking for some costs every call a little.
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=jar)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT_NONE,
        write_timeout: Any = DEFAULT_NONE,
        connect_timeout: Any = DEFAULT_NONE,
        pool_timeout: Any = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call; raises TimedOut or NetworkError when there is no answer."""
        if self._session is None:
            msg = "the transport is closed"
            raise NetworkError(msg)
        files = request_data is not None and request_data.contains_files
        read = UPLOAD_SECONDS if files else READ_SECONDS
        timeout = aiohttp.ClientTimeout(
            sock_connect=_given(connect_timeout, CONNECT_SECONDS),
            sock_read=_given(read_timeout, read),
        )
        body = _body(request_data)
        headers = _AS_FORM if isinstance(body, bytes) else None
        try:
            async with self._session.request(
                method, url, data=body, timeout=timeout, headers=headers
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


def _given(value: Any, otherwise: float) -> float | None:
    return otherwise if value is DEFAULT_NONE else value


def _body(request_data: RequestData | None) -> aiohttp.FormData | bytes | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return urlencode(request_data.json_parameters, errors="replace").encode() or None
    # Quoted names would reach people as %E4%BF%A1.pdf: Telegram takes them as they are.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
