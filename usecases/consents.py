"""Consents: asked apart, withdrawn in one tap; what stands decides what the bot may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import consents

if TYPE_CHECKING:
    from coach.people import Consent
    from usecases.work import Work


async def allows(work: Work, kind: Consent) -> bool:
    """Tell whether the person agrees to this now."""
    return kind in await consents.standing(work.uow, work.person.id)


async def record(work: Work, kind: Consent, *, given: bool) -> None:
    """Keep an answer with the language it was asked in and the time."""
    await consents.record(
        work.uow, work.person.id, kind, given=given, locale=work.person.locale, now=work.now
    )
