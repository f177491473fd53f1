"""What a client lets a counsellor see, for how long; withdrawn in one tap; and who has looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.people import Consent
from coach.permits import Level
from storage import casenotes, grants, relay
from usecases import consents, forms
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.grants import Grant, Look
    from coach.interview import Value
    from usecases.work import Work

TERMS = (30, 90, 365, 0)
"""Days for which something may be shared; 0 is until the client ends it."""
PAGE = 8
"""Looks a page."""


async def mine(work: Work) -> tuple[tuple[Grant, str], ...]:
    """Return the person's counsellors by name, with what each sees now."""
    agrees = await consents.allows(work, Consent.COUNSELLOR)
    found = await grants.of_client(work.uow, work.person.id)
    return tuple((_now(work, grant, agrees=agrees), name) for grant, name in found)


def _now(work: Work, grant: Grant, *, agrees: bool) -> Grant:
    over = grant.until is not None and grant.until <= work.now
    return replace(grant, level=Level.NOTHING, until=None) if over or not agrees else grant


async def one(work: Work, counsellor: int) -> tuple[Grant, str]:
    """Return one of the person's counsellors; raises NotYoursError."""
    for grant, name in await mine(work):
        if grant.counsellor == counsellor:
            return grant, name
    raise NotYoursError


async def share(work: Work, counsellor: int, level: Level, days: int) -> None:
    """Share this much with a counsellor for so many days (one of TERMS); raises NotYoursError.

    The tap is the consent to it, and recorded as such.
    """
    await one(work, counsellor)
    if level is Level.NOTHING:
        await grants.put(work.uow, work.person.id, counsellor, level, None, work.now)
        return
    if days not in TERMS:
        raise NotYoursError
    if not await consents.allows(work, Consent.COUNSELLOR):
        # What an earlier yes had opened to others stays closed.
        await grants.withdraw(work.uow, work.person.id)
        await consents.record(work, Consent.COUNSELLOR, given=True)
    until = work.now + timedelta(days=days) if days else None
    await grants.put(work.uow, work.person.id, counsellor, level, until, work.now)


async def withdraw(work: Work) -> None:
    """Share nothing with anybody from this moment."""
    await grants.withdraw(work.uow, work.person.id)


async def leave(work: Work, counsellor: int) -> None:
    """Be in that counsellor's care no more; raises NotYoursError."""
    await one(work, counsellor)
    await relay.end(work.uow, work.person.id, counsellor)
    await casenotes.end(work.uow, work.person.id, counsellor)
    await grants.end(work.uow, work.person.id, counsellor)


async def name_yourself(work: Work) -> None:
    """Ask how the person wants to be called; raises NotYoursError without a counsellor."""
    if not await mine(work):
        raise NotYoursError
    await forms.start(work, "alias", anew=True)


async def finish_alias(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Keep what their counsellors call them."""
    await grants.call(work.uow, work.person.id, str(answers["alias"]))
    return "grants"


async def looks(work: Work, page: int) -> tuple[tuple[Look, ...], bool]:
    """Return a page of who looked at what (0 is the newest), and whether there are older ones."""
    found = await grants.looks_of(work.uow, work.person.id, PAGE + 1, max(page, 0) * PAGE)
    return found[:PAGE], len(found) > PAGE
