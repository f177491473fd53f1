"""Browsers on their way into the console, or in it: rows and back. Secrets come as hashes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from coach.console import Asking, Session
from storage import keys
from storage.people import insert_or_ignore
from storage.tables_console import sessions, tries

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork


def _codes(code: str) -> tuple[str, ...]:
    # Six letters are soon guessed from a plain hash: a stolen file must not tell them.
    return keys.ring().digests(f"console code {code}")


def _session(row: Any) -> Session:
    return Session(row.id, row.person_id, row.code_digest is not None, row.opened, row.browser,
                   row.seen_at, row.ends_at)  # fmt: skip


async def begin(
    uow: UnitOfWork, digest: str, code: str, browser: str, real: datetime, ends_at: datetime
) -> bool:
    """Let a browser wait for its code to be confirmed; False when another has that code."""
    row = {
        "digest": digest, "code_digest": _codes(code)[0], "opened": False, "browser": browser,
        "begun_at": real, "seen_at": real, "ends_at": ends_at,
    }  # fmt: skip
    return (await uow.run(insert_or_ignore(uow, sessions), row)).rowcount == 1


async def of(uow: UnitOfWork, digest: str) -> Session | None:
    """Return the session of a cookie, whether or not its time is over."""
    row = (await uow.run(select(sessions).where(sessions.c.digest == digest))).first()
    return None if row is None else _session(row)


def _waiting(code: str, real: datetime) -> tuple[Any, ...]:
    return (
        sessions.c.code_digest.in_(_codes(code)),
        sessions.c.person_id.is_(None),
        sessions.c.ends_at > real,
    )


async def asking(uow: UnitOfWork, code: str, real: datetime) -> Asking | None:
    """Return the browser that waits with that code."""
    found = select(sessions.c.browser, sessions.c.begun_at).where(*_waiting(code, real))
    row = (await uow.run(found)).first()
    return None if row is None else Asking(row.browser, row.begun_at)


async def confirm(uow: UnitOfWork, code: str, person_id: int, real: datetime) -> bool:
    """Use a code up for a person; False when it is no longer there."""
    values = {"person_id": person_id, "code_digest": None}
    done = await uow.run(update(sessions).where(*_waiting(code, real)).values(**values))
    return done.rowcount == 1


async def refuse(uow: UnitOfWork, code: str, real: datetime) -> None:
    """Let a code lead nowhere any more."""
    await uow.run(delete(sessions).where(*_waiting(code, real)))


async def open_(
    uow: UnitOfWork, old: Session, digest: str, real: datetime, ends_at: datetime
) -> bool:
    """Sign a confirmed browser in under a new cookie; False when that was done already."""
    gone = delete(sessions).where(sessions.c.id == old.id, sessions.c.opened.is_(False))
    if (await uow.run(gone)).rowcount != 1:
        return False
    await uow.run(
        insert(sessions).values(
            person_id=old.person_id, digest=digest, opened=True, browser=old.browser,
            begun_at=real, seen_at=real, ends_at=ends_at,
        )
    )  # fmt: skip
    return True


async def seen(uow: UnitOfWork, session_id: int, real: datetime) -> None:
    """Note that a browser is still in use."""
    await uow.run(update(sessions).where(sessions.c.id == session_id).values(seen_at=real))


async def end(uow: UnitOfWork, session_id: int) -> None:
    """Sign one browser out."""
    await uow.run(delete(sessions).where(sessions.c.id == session_id))


async def end_all(uow: UnitOfWork, person_id: int) -> None:
    """Sign a person out everywhere."""
    await uow.run(delete(sessions).where(sessions.c.person_id == person_id))


async def tried(uow: UnitOfWork, who: str, since: datetime) -> int:
    """Return how often somebody tried since then."""
    digest = keys.ring().digests(f"console {who}")[0]
    found = select(func.count()).where(tries.c.digest == digest, tries.c.at > since)
    return int((await uow.run(found)).scalar_one())


async def note_try(uow: UnitOfWork, who: str, real: datetime) -> None:
    """Count one."""
    digest = keys.ring().digests(f"console {who}")[0]
    await uow.run(insert(tries).values(digest=digest, at=real))
