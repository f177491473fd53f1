"""Scripted trouble: refusals, lost answers, latency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.errors import ApiError

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
    status 0 it is dropped without being carried out.
    """

    method: str | None
    chat: int | None
    status: int
    description: str
    retry_after: int | None
    times: int | None
    lose_answer: bool

    def error(self) -> ApiError:
        """The refusal to give."""
        extra = {} if self.retry_after is None else {"retry_after": self.retry_after}
        return ApiError(self.status, self.description, **extra)


class Faults:
    """The script, and how long every call is made to wait."""

    def __init__(self) -> None:
        self.latency = 0.0
        self.script: list[Fault] = []

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
        return None


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
