"""Methods about how updates reach the bot: long poll or webhook, never both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from simulator.errors import bad, conflict

if TYPE_CHECKING:
    from simulator.params import Params
    from simulator.server import Simulator

LONGEST_POLL = 50
_SECRET = re.compile(r"^[A-Za-z0-9_\-]{1,256}$")


async def get_updates(sim: Simulator, params: Params) -> Any:
    """Long poll; the offset confirms what came before it."""
    if sim.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
            " webhook first"
        )
    queue = sim.world.updates
    queue.allow(_allowed(params))
    limit = params.integer("limit", 100)
    return await queue.poll(
        offset=params.integer("offset"),
        limit=limit if 1 <= limit <= 100 else 100,
        seconds=min(max(params.integer("timeout"), 0), LONGEST_POLL),
    )


async def set_webhook(sim: Simulator, params: Params) -> Any:
    """Deliver by POST from now on; an empty address ends it."""
    url = params.text("url").strip()
    secret = params.text("secret_token")
    if secret and not _SECRET.match(secret):
        raise bad("secret token contains unallowed characters")
    allowed = _allowed(params)
    if url:
        _check(url)
    queue = sim.world.updates
    queue.allow(allowed)
    if params.flag("drop_pending_updates"):
        queue.clear()
    if not url:
        sim.world.webhook = None
        await sim.webhook.unset()
        return True
    connections = min(max(params.integer("max_connections", 40), 1), 100)
    sim.world.webhook = (url, secret, connections)
    queue.stop_poller("terminated by setWebhook request")
    await sim.webhook.set(url, secret, connections)
    return True


async def delete_webhook(sim: Simulator, params: Params) -> Any:
    """Go back to long polls."""
    if params.flag("drop_pending_updates"):
        sim.world.updates.clear()
    sim.world.webhook = None
    await sim.webhook.unset()
    return True


async def get_webhook_info(sim: Simulator, _: Params) -> Any:
    """Where updates go and how that is going."""
    return sim.webhook.info()


def _check(url: str) -> None:
    # Telegram itself wants HTTPS on a public address. Here the bot may live next door, so plain
    # HTTP is taken from a loopback or private host too.
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")


def _allowed(params: Params) -> list[str] | None:
    value = params.json("allowed_updates", "allowed updates")
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(kind, str) for kind in value):
        raise bad("can't parse allowed updates JSON object")
    return [kind.lower() for kind in value]
