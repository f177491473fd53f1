"""The web server meets anybody: a size, a time, nothing for browsers, and numbers for the host alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot import settings, web, web_guard
from bot.metrics import Metrics
from bot.settings import SettingsError
from bot.web import SECRET_HEADER, WEBHOOK_PATH
from tests.e2e.house import SECRET, House, house
from tests.e2e.process import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

TOKEN = "metrics-token-0123456789-abc"
PLACES = (
    "/healthz",
    "/readyz",
    "/metrics",
    WEBHOOK_PATH,
    "/",
    "/admin",
    "/.env",
    "/../etc/passwd",
)


@pytest.fixture
async def hooked(tmp_path: Path, sqlite_url: str) -> AsyncIterator[House]:
    own = f"127.0.0.1:{free_port()}"
    more = {"listen": own, "webhook_url": f"http://{own}", "webhook_secret": SECRET}
    async with house(tmp_path, sqlite_url, **more) as opened:
        yield opened


def at(home: House, path: str) -> str:
    host, port = home.app.address or ("", 0)
    return f"http://{host}:{port}{path}"


async def said(home: House, *parts: bytes, pause: float = 0.0) -> bytes:
    """Speak raw bytes; return all that comes back until the server closes."""
    host, port = home.app.address or ("", 0)
    reader, writer = await asyncio.open_connection(host, port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        async with asyncio.timeout(10):
            return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
async def test_every_answer_carries_what_browsers_must_not_do(
    hooked: House, path: str, method: str
) -> None:
    """An address that does not exist answers like the others, and names no software."""
    answer = await hooked.sim.http.request(method, at(hooked, path))
    for name, value in web_guard.HEADERS.items():
        assert answer.headers[name] == value
    assert "server" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("how", ["told", "untold", "lying"])
async def test_a_body_that_is_too_large_is_not_read(hooked: House, how: str) -> None:
    """Whoever finds the address must not fill the memory, with the secret or without."""
    head = f"POST {WEBHOOK_PATH} HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n".encode()
    chunk = b"x" * 65_536
    if how == "told":
        answer = await said(hooked, head + b"Content-Length: 2000000\r\n\r\n")
    elif how == "untold":
        frame = b"10000\r\n" + chunk + b"\r\n"
        answer = await said(hooked, head + b"Transfer-Encoding: chunked\r\n\r\n", *([frame] * 30))
    else:
        answer = await said(hooked, head + b"Content-Length: -1\r\n\r\n")
    assert answer.startswith((b"HTTP/1.1 413", b"HTTP/1.1 400")) or (how == "untold" and not answer)
    assert hooked.app.metrics["updates_handled"] == 0
    assert (await hooked.sim.http.get(at(hooked, "/healthz"))).status_code == 200


async def test_a_body_that_never_ends_is_given_up(
    hooked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand half requests must not be kept for ever."""
    guard = hooked.app.server.config.app
    monkeypatch.setattr(guard, "_seconds", 0.2)
    head = f"POST {WEBHOOK_PATH} HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n".encode()
    answer = await said(hooked, head + b"Content-Length: 100\r\n\r\n{")
    assert answer.startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(
    "parts",
    [(), (b"GET /healthz HTTP/1.1\r\nHost: x\r\n",), (b"GET / HTTP/1.1\r\nX: " + b"y" * 200_000,)],
)
async def test_a_head_that_never_ends_is_cut(
    hooked: House, monkeypatch: pytest.MonkeyPatch, parts: tuple[bytes, ...]
) -> None:
    """Connections without a request are the cheapest way to fill a server."""
    monkeypatch.setattr(web_guard, "HEAD_SECONDS", 0.2)
    assert b"200" not in await said(hooked, *parts)
    answer = await said(hooked, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200")


async def test_metrics_are_for_this_machine_alone(hooked: House) -> None:
    """A proxy that passes on too much must not publish how many people are in trouble."""
    get = hooked.sim.http.get
    assert (await get(at(hooked, "/metrics"))).status_code == 200
    for name in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
        answer = await get(at(hooked, "/metrics"), headers={name: "127.0.0.1"})
        assert answer.status_code == 404, name
        assert "duewell" not in answer.text


async def test_with_a_token_metrics_are_for_its_bearer(tmp_path: Path, sqlite_url: str) -> None:
    """Then not even the same machine is enough: something else may run there."""
    async with house(tmp_path, sqlite_url, metrics_token=TOKEN) as home:
        for given, code in (
            ({}, 404),
            ({"Authorization": "Bearer"}, 404),
            ({"Authorization": f"Bearer {TOKEN}x"}, 404),
            ({"Authorization": f"Basic {TOKEN}"}, 404),
            ({"Authorization": f"Bearer {TOKEN}"}, 200),
            ({"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "203.0.113.9"}, 200),
        ):
            answer = await home.sim.http.get(at(home, "/metrics"), headers=given)
            assert answer.status_code == code, given


@pytest.mark.parametrize("header", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: SECRET[:-1]},
                                    {SECRET_HEADER: SECRET.upper()}])  # fmt: skip
async def test_a_secret_that_is_not_quite_right_is_wrong(
    hooked: House, header: dict[str, str]
) -> None:
    """Also the empty one, which once equalled an empty setting."""
    answer = await hooked.sim.http.post(at(hooked, WEBHOOK_PATH), json={}, headers=header)
    assert answer.status_code == 403


async def test_a_webhook_without_a_secret_cannot_be_made() -> None:
    """Settings refuse it; the route itself does too, should they ever be passed by."""

    async def handle(_: object) -> None: ...

    with pytest.raises(ValueError):
        web.webhook(None, handle, "", Metrics())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "secret",
    ["", "short", "a" * 40, "abab" * 10, "with space in it, and 40 characters long",
     "umlaut-ä-0123456789-abcdefgh", "x" * 257, "1234567890" * 2],
)  # fmt: skip
@pytest.mark.parametrize("name", ["WEBHOOK_SECRET", "METRICS_TOKEN"])
def test_a_secret_that_can_be_guessed_stops_the_start(name: str, secret: str) -> None:
    """Everybody who knows it can write in anybody's name."""
    given = {"BOT_TOKEN": "1:a", "WEBHOOK_URL": "https://bot.example.org", name: secret}
    if name == "METRICS_TOKEN":
        given["WEBHOOK_SECRET"] = SECRET
        if not secret:
            assert settings.read(given).metrics_token == ""
            return
    with pytest.raises(SettingsError, match=name):
        settings.read(given)


def test_a_webhook_in_the_clear_is_refused_and_a_server_of_ones_own_may_have_it() -> None:
    """The secret would travel in the clear."""
    given = {"BOT_TOKEN": "1:a", "WEBHOOK_URL": "http://bot.example.org", "WEBHOOK_SECRET": SECRET}
    with pytest.raises(SettingsError, match="https"):
        settings.read(given)
    settings.read(given | {"BOT_API_URL": "http://127.0.0.1:8081"})
