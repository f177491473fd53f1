"""Scripted trouble: refusals, lost answers, latency; and a storm that strikes a share of all calls."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.errors import ApiError

if TYPE_CHECKING:
    from starlette.requests import Request

    from simulator.server import Simulator

_REASONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(slots=True)
class Fault:
    """Trouble for the next `times` calls (None: all) of `method` (None: any), to `chat` (None: any).

    With `lose_answer` the call is carried out and the connection dropped before the answer; with
    status 0 it is dropped without being carried out, after `hangs` seconds of silence.
    """

    method: str | None
    chat: int | None
    status: int
    description: str
    retry_after: int | None
    times: int | None
    lose_answer: bool
    hangs: float = 0.0

    def error(self) -> ApiError:
        """The refusal to give."""
        extra = {} if self.retry_after is None else {"retry_after": self.retry_after}
        return ApiError(self.status, self.description, **extra)


@dataclass(slots=True)
class Storm:
    """Trouble by chance: `shares` of all calls by kind, from a seed, so that a run can be repeated.

    The kinds: `429` (with one of `retry_after` seconds), `500`, `502`, `reset` (dropped unheard),
    `timeout` (no answer for `hang_seconds`; a long poll waits anyway and is spared) and `lost`
    (carried out, then dropped before the answer).
    """

    shares: dict[str, float] = field(default_factory=dict)
    retry_after: tuple[int, ...] = (1, 2, 3)
    hang_seconds: float = 20.0
    chance: random.Random = field(default_factory=random.Random)
    calls: int = 0
    struck: Counter[str] = field(default_factory=Counter)

    def take(self, method: str) -> Fault | None:
        """Throw the dice for one call."""
        self.calls += 1
        kind = self._kind(self.chance.random())
        if kind is None or (kind == "timeout" and method == "getUpdates"):
            return None
        self.struck[kind] += 1
        wait = self.chance.choice(self.retry_after) if kind == "429" else None
        status = int(kind) if kind.isdigit() else 0
        text = _REASONS.get(status, kind)
        if wait is not None:
            text += f": retry after {wait}"
        hangs = self.hang_seconds if kind == "timeout" else 0.0
        return Fault(method, None, status, text, wait, 1, kind == "lost", hangs)

    def _kind(self, drawn: float) -> str | None:
        for kind, share in self.shares.items():
            if drawn < share:
                return kind
            drawn -= share
        return None


class Faults:
    """The script, the storm, and how long every call is made to wait."""

    def __init__(self) -> None:
        self.latency = 0.0
        self.script: list[Fault] = []
        self.storm = Storm()

    def take(self, method: str, chat_id: Any) -> Fault | None:
        """The fault that strikes this call, counted."""
        for fault in self.script:
            if fault.method is not None and fault.method.lower() != method.lower():
                continue
            if fault.chat is not None and str(fault.chat) != str(chat_id):
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self.script.remove(fault)
            return fault
        return self.storm.take(method) if self.storm.shares else None


def parse(item: dict[str, Any]) -> Fault:
    """One entry of /sim/control's `fail`."""
    retry_after = item.get("retry_after")
    status = int(item.get("status", 429 if retry_after is not None else 500))
    description = item.get("description")
    if description is None:
        description = _REASONS.get(status, "Error")
        if retry_after is not None:
            description = f"Too Many Requests: retry after {retry_after}"
    method = item.get("method")
    times = item.get("times", 1)
    return Fault(
        method=method,
        chat=int(item["chat_id"]) if item.get("chat_id") is not None else None,
        status=status,
        description=description,
        retry_after=int(retry_after) if retry_after is not None else None,
        times=int(times) if times is not None else None,
        lose_answer=bool(item.get("lose_answer", False)),
    )


async def act(sim: Simulator, request: Request) -> dict[str, Any]:
    """{shares?, seed?, retry_after?, hang_seconds?}: begin a storm, or with `{shares: {}}` end it.

    Answers with what it has struck, and what the flood limits refused meanwhile; an empty request
    only asks.
    """
    given = await request.json() if await request.body() else {}
    storm = sim.faults.storm
    if "shares" in given:
        storm.shares = {str(kind): float(share) for kind, share in given["shares"].items()}
    if "seed" in given:
        storm.chance.seed(int(given["seed"]))
    if "retry_after" in given:
        storm.retry_after = tuple(int(seconds) for seconds in given["retry_after"])
    if "hang_seconds" in given:
        storm.hang_seconds = float(given["hang_seconds"])
    return {
        "calls": storm.calls,
        "struck": dict(storm.struck),
        "flooded": dict(sim.world.flood.refused),
    }
