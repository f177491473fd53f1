"""Into the console and out: a browser shows a code, its owner confirms it in the bot.

A link never signs anybody in, and a cookie that was there before is exchanged for a new one. All
times here are real ones.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.people import Status
from coach.permits import Action, Relation, may
from storage import console, people, staff
from usecases import forms, permits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from coach.console import Asking, Session
    from coach.interview import Value
    from coach.people import Person
    from storage.uow import UnitOfWork
    from usecases.work import Work

CODE = 6
ALPHABET = "BCDFGHJKMNPQRTVWXYZ"
"""No letter that is taken for another or for a number, and none that makes words."""
CODE_LASTS = timedelta(minutes=5)
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH = timedelta(minutes=1)
"""A visit is noted no more often than this."""
WINDOW = timedelta(minutes=15)
MOST_WRONG = 5
"""Wrong codes of one person within WINDOW."""
MOST_CODES = 30
"""Codes given to one address within WINDOW."""


class TooOftenError(RuntimeError):
    """Somebody tried too often; they may again after WINDOW."""


def _digest(secret: str) -> str:
    return hashlib.sha256(b"duewell console " + secret.encode()).hexdigest()


def code_of(secret: str) -> str:
    """Return the code that a cookie's browser shows."""
    number = int.from_bytes(hashlib.sha256(b"duewell code " + secret.encode()).digest(), "big")
    letters = []
    for _ in range(CODE):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    return "".join(letters)


def token_of(secret: str) -> str:
    """Return what every form of a signed-in browser carries, so that no other page can post it."""
    return hmac.new(secret.encode(), b"duewell form", hashlib.sha256).hexdigest()


def is_token(secret: str, given: str) -> bool:
    """Tell whether a form came from a page that this browser was given."""
    return hmac.compare_digest(token_of(secret).encode(), given.encode())


async def begin(uow: UnitOfWork, browser: str, host: str, real: datetime) -> str:
    """Return the cookie of a browser that waits from now on; raises TooOftenError.

    `host` is the address it comes from, kept as a hash for an hour.
    """
    who = f"host {host}"
    if await console.tried(uow, who, real - WINDOW) >= MOST_CODES:
        raise TooOftenError
    await console.note_try(uow, who, real)
    while True:
        secret = secrets.token_urlsafe(32)
        ends_at = real + CODE_LASTS
        if await console.begin(uow, _digest(secret), code_of(secret), browser, real, ends_at):
            return secret


async def of(uow: UnitOfWork, secret: str, real: datetime) -> Session | None:
    """Return the session of a cookie, or None when there is none or its time is over."""
    found = await console.of(uow, _digest(secret))
    if found is None:
        return None
    if found.ends_at <= real or (found.opened and found.seen_at + IDLE <= real):
        await console.end(uow, found.id)
        return None
    return found


async def pick_up(uow: UnitOfWork, session: Session, real: datetime) -> str | None:
    """Sign a confirmed browser in: its new cookie, or None when another was quicker."""
    secret = secrets.token_urlsafe(32)
    opened = await console.open_(uow, session, _digest(secret), real, real + LONGEST)
    return secret if opened else None


async def visitor(uow: UnitOfWork, secret: str, real: datetime) -> Person | None:
    """Return who is signed in with a cookie, and note the visit."""
    session = await of(uow, secret, real)
    if session is None or not session.opened or session.person_id is None:
        return None
    person = await people.get(uow, session.person_id)
    gone = person is None or person.status is Status.FORGETTING
    if person is None or gone or not may(person.role, Action.SIGN_IN, Relation.HOST):
        await console.end(uow, session.id)
        return None
    if session.seen_at + TOUCH <= real:
        await console.seen(uow, session.id, real)
    return person


async def sign_out(uow: UnitOfWork, secret: str, real: datetime) -> None:
    """Sign a browser out."""
    session = await of(uow, secret, real)
    if session is not None:
        await console.end(uow, session.id)


# --- in the bot ----------------------------------------------------------------------------------


async def may_sign_in(work: Work) -> bool:
    """Tell whether the person may; without a name that clients can read nobody may."""
    return await permits.allowed(work, Action.SIGN_IN)


async def is_named(work: Work) -> bool:
    """Tell whether clients could read who looked."""
    return await staff.member(work.uow, work.person.id) is not None


async def ask_code(work: Work) -> None:
    """Ask for the code that the browser shows; raises NotYoursError."""
    await permits.require(work, Action.SIGN_IN)
    await forms.start(work, "console_code", anew=True)


async def finish_code(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Lead to the question whether to sign that browser in."""
    return f"console.check:{tidy(str(answers['code']))}"


def tidy(typed: str) -> str:
    """Return the letters of a code as it was typed, spaces and small letters allowed."""
    kept = "".join(each for each in typed.upper() if each.isascii() and each.isalnum())
    return kept[: 2 * CODE]


async def asking(work: Work, code: str, real: datetime) -> Asking | None:
    """Return which browser shows that code; raises NotYoursError, and TooOftenError.

    A code that no browser shows is counted.
    """
    await permits.require(work, Action.SIGN_IN)
    who = f"person {work.person.id}"
    if await console.tried(work.uow, who, real - WINDOW) >= MOST_WRONG:
        raise TooOftenError
    found = await console.asking(work.uow, tidy(code), real)
    if found is None:
        await console.note_try(work.uow, who, real)
    return found


async def confirm(work: Work, code: str, real: datetime) -> bool:
    """Sign the browser with that code in; False when it no longer waits. Raises as `asking`."""
    if await asking(work, code, real) is None:
        return False
    return await console.confirm(work.uow, tidy(code), work.person.id, real)


async def refuse(work: Work, code: str, real: datetime) -> None:
    """Let that code lead nowhere; raises NotYoursError."""
    await permits.require(work, Action.SIGN_IN)
    await console.refuse(work.uow, tidy(code), real)
