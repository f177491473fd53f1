"""Logs: one line an event with its fields; no token, no message text, no personal data.

An exception is logged as its type and the places it went through. Its message is left out, since it
may quote what a person typed.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{5,}")
_QUIET = ("aiohttp", "aiosqlite", "apscheduler", "asyncio", "alembic", "sqlalchemy", "telegram",
          "tzlocal", "uvicorn")  # fmt: skip
_KNOWN = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def redact(text: str) -> str:
    """Return the text with anything that looks like a bot token replaced."""
    return _TOKEN.sub("***", text)


def trace(error: BaseException) -> str:
    """Return the types and places of an exception and its causes, without their messages."""
    parts = []
    at: BaseException | None = error
    while at is not None:
        frames = traceback.extract_tb(at.__traceback__)
        places = " < ".join(
            f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}"
            for frame in reversed(frames)
        )
        parts.append(f"{type(at).__module__}.{type(at).__name__} at {places}")
        if isinstance(at, BaseExceptionGroup):
            parts += [trace(inner) for inner in at.exceptions]
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return " | from ".join(parts)


class Lines(logging.Formatter):
    """`time level logger event field=value …`, or one JSON object a line."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        fields = {key: value for key, value in record.__dict__.items() if key not in _KNOWN}
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = trace(record.exc_info[1])
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event = record.getMessage()
        if self._json:
            line = {"at": when, "level": record.levelname, "from": record.name, "event": event}
            return redact(json.dumps(line | fields, ensure_ascii=False, default=str))
        tail = "".join(f" {key}={value}" for key, value in fields.items())
        return redact(f"{when} {record.levelname.lower()} {record.name}: {event}{tail}")


def start(level: str, form: str, file: Path | None = None) -> None:
    """Write logs to the error stream or a file, ours from `level` on, libraries' from warnings."""
    handler = logging.FileHandler(file) if file else logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(as_json=form == "json"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
