"""The two ends of bulk work: a database that rows are read from, and one that they are put into."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage import engine, migrate, quiet
from storage.filling import REFUSED, reason

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.engine import URL

    from storage.engine import Database

BROKEN = (*REFUSED, OSError)
"""What a database that cannot be worked with raises."""


class EndError(RuntimeError):
    """A database cannot be read from or filled; the message says why and what to do."""


def words(error: BaseException) -> str:
    """Return the words for something of BROKEN, without the rows it is about."""
    inner = getattr(error, "orig", None) or error
    said = str(inner.__cause__ or inner).partition("\n")[0]
    return (
        f"a database cannot be worked with ({reason(error)}: {said}); mend it, then run this again"
    )


def parsed(url: str) -> URL:
    """Return an address; raises EndError."""
    try:
        found = make_url(url)
    except ArgumentError as error:
        msg = "an address is malformed; e.g. postgresql+asyncpg://user:password@host/duewell"
        raise EndError(msg) from error
    if found.get_backend_name() not in {"sqlite", "postgresql"}:
        msg = f"{found.get_backend_name()} is not known; sqlite:///… or postgresql+asyncpg://…"
        raise EndError(msg)
    return found


@asynccontextmanager
async def opened(url: URL) -> AsyncIterator[Database]:
    """Open a database for as long as the block lasts."""
    database = engine.connect(url.render_as_string(hide_password=False))
    try:
        yield database
    finally:
        await database.close()


async def prepare_source(url: URL, *, still: bool = False) -> None:
    """See that there is something to read. `still`: nobody may have the SQLite file open.

    Raises EndError or quiet.InUseError.
    """
    path = quiet.file_of(url)
    if path is not None:
        if not path.exists():
            msg = f"there is no database at {path}; DATABASE_URL says where the source is"
            raise EndError(msg)
        if still:
            quiet.refuse_open_file(path)
    at = await migrate.current(url.render_as_string(hide_password=False))
    if at != migrate.head():
        msg = "the source is not at this version's schema; run: duewell migrate"
        raise EndError(msg)


async def prepare_target(url: URL) -> None:
    """Bring a new database to this version's schema. Raises EndError, InUseError, MigrationError."""
    path, text = quiet.file_of(url), url.render_as_string(hide_password=False)
    if path is not None and path.exists():
        quiet.refuse_open_file(path)
    at = await migrate.current(text)
    if at is None:
        await migrate.upgrade(text)
    elif at != migrate.head():
        msg = f"the target is at schema {at}, not this version's; give a new, empty database"
        raise EndError(msg)
