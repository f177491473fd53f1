"""`/bot<token>/<method>` and `/file/bot<token>/<path>`, straight on ASGI: this is the hot path."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from simulator import params as arguments
from simulator import polls
from simulator.errors import ApiError
from simulator.methods import METHODS, OFFICIAL, SLOW_METHODS

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from simulator.params import Params
    from simulator.server import Simulator

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_JSON = (b"content-type", b"application/json")
_UNAUTHORISED = ApiError(401, "Unauthorized")
_NOT_FOUND = ApiError(404, "Not Found")


class _DroppedError(Exception):
    """The connection is to be closed without an answer, after so many seconds."""

    def __init__(self, reason: str, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class BotApi:
    """What a bot talks to."""

    def __init__(self, sim: Simulator) -> None:
        self.sim = sim

    async def call(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one method call."""
        token, _, method = scope["path"][len("/bot") :].partition("/")
        try:
            params = await arguments.read(scope, receive)
        except ApiError as error:
            await _answer(send, error.code, error.body())
            return
        if token != self.sim.world.token:
            await _answer(send, 401, _UNAUTHORISED.body())
            return
        method = OFFICIAL.get(method.lower(), method)
        chat_id = params.values.get("chat_id")
        try:
            result = await self._result(method, chat_id, params)
        except ApiError as error:
            self.sim.log.add(method, chat_id, params.shown(), refused=error.description)
            await _answer(send, error.code, error.body())
        except _DroppedError as dropped:
            self.sim.log.add(method, chat_id, params.shown(), refused=str(dropped))
            await asyncio.sleep(dropped.seconds)
            await _drop(send)
        else:
            self.sim.log.add(method, chat_id, params.shown())
            await _answer(send, 200, {"ok": True, "result": result})

    async def _result(self, method: str, chat_id: Any, params: Params) -> Any:
        sim = self.sim
        slow = SLOW_METHODS.get(method)
        quick = METHODS.get(method)
        if slow is None and quick is None:
            raise _NOT_FOUND
        fault = sim.faults.take(method, chat_id)
        if sim.faults.latency and method != "getUpdates":
            await asyncio.sleep(sim.faults.latency)
        if fault is not None and not fault.lose_answer:
            if fault.status == 0:
                raise _DroppedError("no answer" if fault.hangs else "dropped unheard", fault.hangs)
            raise fault.error()
        if sim.world.clock.moving:
            await sim.world.clock.follow()
        polls.close_due(sim.world)
        if slow is not None:
            result = await slow(sim, params)
        else:
            assert quick is not None
            result = quick(sim.world, params)
        if fault is not None:
            raise _DroppedError("carried out, answer lost")
        return result

    async def download(self, scope: Scope, send: Send) -> None:
        """Hand out a file by the path that getFile gave."""
        token, _, path = scope["path"][len("/file/bot") :].partition("/")
        if token != self.sim.world.token:
            await _answer(send, 401, _UNAUTHORISED.body())
            return
        file = self.sim.world.files.by_path(path)
        if file is None:
            await _answer(send, 404, _NOT_FOUND.body())
            return
        length = (b"content-length", str(len(file.data)).encode())
        kind = (b"content-type", b"application/octet-stream")
        await send({"type": "http.response.start", "status": 200, "headers": [kind, length]})
        await send({"type": "http.response.body", "body": file.data})


async def _answer(send: Send, status: int, body: dict[str, Any]) -> None:
    data = _ENCODER.encode(body).encode("utf-8", "surrogatepass")
    length = (b"content-length", str(len(data)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [_JSON, length]})
    await send({"type": "http.response.body", "body": data})


async def _drop(send: Send) -> None:
    # The server closes a connection whose answer was announced and never came.
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"{", "more_body": True})
