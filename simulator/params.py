"""The arguments of one method call, whichever of the four ways they arrived in."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from simulator.errors import ApiError, bad

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

MAX_BODY = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Params:
    """Arguments by name; the getters accept what Telegram accepts (numbers as text and so on)."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string; JSON numbers are taken by their digits."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; anything that is none counts as the default."""
        value = self.values.get(name)
        if isinstance(value, int):
            return int(value)
        try:
            return int(str(value).strip()) if value is not None else default
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """A truth value."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value.strip().lower() in ("true", "yes", "1")
        return bool(value)

    def json(self, name: str, what: str) -> Any:
        """A nested value, or None when it is absent or empty; `what` names it in the refusal."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad(f"can't parse {what} JSON object") from error

    def shown(self) -> dict[str, Any]:
        """The arguments as the log of calls keeps them: files by name and size only."""
        if not self.files:
            return self.values
        files = {
            name: f"<{file.name}, {len(file.data)} bytes>" for name, file in self.files.items()
        }
        return {**self.values, **files}


async def read(scope: Scope, receive: Receive) -> Params:
    """Everything given in the query string and the body; the body wins."""
    params = Params()
    if scope["query_string"]:
        params.values.update(parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
    if scope["method"] == "GET":
        return params
    kind = next((v for k, v in scope["headers"] if k == b"content-type"), b"").lower()
    if kind.startswith(b"multipart/form-data"):
        try:
            await _read_multipart(Request(scope, receive), params)
        except MultiPartException as error:
            raise bad("can't parse multipart form") from error
        return params
    body = await _read_body(receive)
    if not body:
        return params
    try:
        if kind.startswith(b"application/json"):
            values = json.loads(body)
            if not isinstance(values, dict):
                raise ValueError
            params.values.update(values)
        else:
            params.values.update(
                parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200)
            )
    except UnicodeDecodeError as error:
        raise bad("strings must be encoded in UTF-8") from error
    except ValueError as error:
        raise bad("can't parse JSON object") from error
    return params


async def _read_body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    parts = [body]
    size = len(body)
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY:
            raise ApiError(413, "Request Entity Too Large")
    return b"".join(parts)


async def _read_multipart(request: Request, params: Params) -> None:
    async with request.form(max_part_size=2 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                params.files[name] = Upload(
                    name=value.filename or "file",
                    mime=value.content_type or "application/octet-stream",
                    data=await value.read(),
                )
            else:
                params.values[name] = value
