"""What every request passes: the right name, our own forms alone, no more than a form's size."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MOST_BYTES = 64 * 1024
MOST_FIELDS = 60
PORTS = {"http": 80, "https": 443}
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not `no-referrer`: with that, browsers hide where a form comes from even from ourselves.
    # Nothing of an address leaves this site either way.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex",
}
SECURE_HEADERS = {"strict-transport-security": "max-age=31536000"}


class TooLargeError(ValueError):
    """A request is larger than any form of ours."""


class BadFormError(ValueError):
    """What was posted is no form of ours."""


def origin(request: Request, root: str) -> str | None:
    """Return the origin that the request was made to, or None when it is not ours.

    `root` is CONSOLE_URL. Without it only this machine's own names are, so that no page elsewhere
    can have a browser read ours under a name of its own.
    """
    host = request.headers.get("host", "").lower()
    if not root:
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return None
        return f"http://{host}" if name in LOOPBACK else None
    parts = urlsplit(root)
    names = {parts.netloc.lower()}
    if parts.port in (None, PORTS[parts.scheme]):
        names = {parts.hostname or "", f"{parts.hostname}:{PORTS[parts.scheme]}"}
    return _origin(root) if host in names else None


def _origin(root: str) -> str:
    parts = urlsplit(root)
    usual = parts.port in (None, PORTS[parts.scheme])
    return f"{parts.scheme}://{parts.hostname if usual else parts.netloc.lower()}"


def is_ours(request: Request, own: str) -> bool:
    """Tell whether a form was sent by one of our own pages, by what the browser says of it."""
    site = request.headers.get("sec-fetch-site")
    if site not in (None, "same-origin"):
        return False
    said = request.headers.get("origin")
    return said == own if said is not None else site == "same-origin"


async def read_form(request: Request) -> dict[str, str]:
    """Return a form's fields; raises TooLargeError, and BadFormError for anything but a form."""
    if request.headers.get("content-type", "").split(";")[0] != "application/x-www-form-urlencoded":
        raise BadFormError
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise TooLargeError
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise BadFormError from error


def dress(response: Response, own: str) -> Response:
    """Give a response the headers that all of ours have."""
    response.headers.update(HEADERS)
    if own.startswith("https:"):
        response.headers.update(SECURE_HEADERS)
    return response


_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser(request: Request) -> str:
    """Return the names we know in what a browser says of itself; nothing else of it is repeated."""
    said = request.headers.get("user-agent", "")[:512]
    kind = next((name for mark, name in _BROWSERS if mark in said), "")
    system = next((name for mark, name in _SYSTEMS if mark in said), "")
    return ", ".join(filter(None, (kind, system)))
