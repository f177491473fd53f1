"""Which addresses Telegram lets a bot put behind a button or a link."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.\-]*):(?=//|[^0-9])")
_HOST = re.compile(r"^(?:[^/?#@]*@)?(\[[0-9a-fA-F:.]+\]|[^/?#:@\[\]]*)(?::(\d{1,5}))?(?:[/?#].*)?$")
_LABEL = re.compile(r"^(?!-)[\w\-]{1,63}(?<!-)$")
_TLD = re.compile(r"^(?:[^\W\d_]{2,24}|xn--[a-z0-9\-]{2,59})$", re.IGNORECASE)
# Names set aside for private networks, tests and examples: no public zone answers for them.
_NOT_PUBLIC = frozenset(
    (
        "localhost",
        "local",
        "localdomain",
        "internal",
        "lan",
        "home",
        "corp",
        "invalid",
        "test",
        "example",
        "onion",
    )
)


@lru_cache(maxsize=4096)
def fault(url: str) -> str | None:
    """Why Telegram's client library refuses this address, or None when it is fine."""
    if not url:
        return "URL host is empty"
    if any(ord(char) <= 32 for char in url):
        return "Wrong HTTP URL"
    scheme = _SCHEME.match(url)
    rest = url
    if scheme:
        name = scheme.group(1).lower()
        if name in ("tg", "ton", "tonsite"):
            return None
        if name not in ("http", "https"):
            return "Unsupported URL protocol"
        rest = url[scheme.end() :]
        if not rest.startswith("//"):
            return "Wrong HTTP URL"
        rest = rest[2:]
    match = _HOST.match(rest)
    if match is None:
        return "Wrong HTTP URL"
    host = match.group(1)
    if not host:
        return "URL host is empty"
    if not host.startswith("[") and "." not in host:
        return "Wrong HTTP URL"
    return None


@lru_cache(maxsize=4096)
def is_public(url: str) -> bool:
    """Whether the host is one that Telegram's servers accept: a public name or address.

    A loopback or private address and a name without a top-level domain are not.
    """
    if url.lower().startswith(("tg:", "ton:", "tonsite:")):
        return True
    rest = url.split("://", 1)[-1]
    match = _HOST.match(rest)
    if match is None:
        return False
    host = match.group(1).rstrip(".")
    try:
        return ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        pass
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.match(label) for label in labels):
        return False
    return bool(_TLD.match(labels[-1])) and labels[-1].lower() not in _NOT_PUBLIC
