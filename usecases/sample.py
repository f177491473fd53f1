"""A database of its own for a person who does not exist: made for a look, gone afterwards."""

from __future__ import annotations

from contextlib import asynccontextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from storage import engine, migrate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.engine import Database


@asynccontextmanager
async def database() -> AsyncIterator[Database]:
    """Yield an empty database with the newest schema; nothing of it is left behind."""
    with TemporaryDirectory(prefix="duewell-preview-") as folder:
        url = f"sqlite+aiosqlite:///{folder}/sample.sqlite"
        await migrate.upgrade(url)
        made = engine.connect(url)
        try:
            yield made
        finally:
            await made.close()
