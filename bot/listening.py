"""The web server's address, bound before anything is served."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

from bot.settings import SettingsError

if TYPE_CHECKING:
    from bot.settings import Settings

log = logging.getLogger(__name__)


def bind(settings: Settings, *, movable: bool) -> socket.socket | None:
    """Bind LISTEN; None when it is taken and nothing depends on it.

    Polling goes on without it; a webhook or the demo's movable clock cannot: SettingsError then.
    """
    host, port = settings.address
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP, so that asyncio turns off the delay that would cost 40 ms an answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host.strip("[]"), port))
    except OSError as error:
        listener.close()
        if settings.webhook_url or movable:
            msg = f"LISTEN={settings.listen} is taken or not ours; e.g. LISTEN=127.0.0.1:8090"
            raise SettingsError(msg) from error
        log.warning("no health page: LISTEN is taken")
        return None
    return listener
