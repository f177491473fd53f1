"""Consents: asked apart, withdrawn in one tap; what stands decides what the bot may do (care 2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.people import Consent
from storage import cases, consents, due, grants
from usecases import access

if TYPE_CHECKING:
    from collections.abc import Collection

    from storage.uow import UnitOfWork
    from usecases.work import Work

_ASKS = "consents.ask:"
HEALTH_OR_FAMILY = frozenset({"illness", "caring", "separation", "bereavement", "new_child"})
"""Reasons of a hardship that are kept only with a consent of their own."""


async def answers(work: Work) -> dict[Consent, bool]:
    """Return the newest answer of each kind that was ever asked."""
    return await consents.latest(work.uow, work.person.id)


async def allows(work: Work, kind: Consent) -> bool:
    """Tell whether the person agrees to this now; messages also need what they would be about."""
    standing = await consents.standing(work.uow, work.person.id)
    needed = {kind, Consent.KEEP} if kind is Consent.MESSAGES else {kind}
    return needed <= standing


async def welcoming(uow: UnitOfWork, person_ids: Collection[int]) -> frozenset[int]:
    """Return those who agree to scheduled messages now (as `allows` says it of one)."""
    return await consents.agreeing(uow, person_ids, (Consent.KEEP, Consent.MESSAGES))


async def record(work: Work, kind: Consent, *, given: bool) -> None:
    """Keep an answer with the language it was asked in and the time, and act on it."""
    before = (await consents.latest(work.uow, work.person.id)).get(kind)
    if before is not given:
        await consents.record(
            work.uow, work.person.id, kind, given=given, locale=work.person.locale, now=work.now
        )
    if kind is Consent.KEEP:
        await (_kept(work) if given else _on_trial(work))
    if kind in (Consent.KEEP, Consent.COUNSELLOR) and not given:
        # A later yes opens nothing by itself that was open before.
        await grants.withdraw(work.uow, work.person.id)
    if kind is Consent.HEALTH and not given and work.person.case_id is not None:
        await consents.drop_hardship(work.uow, work.person.case_id, HEALTH_OR_FAMILY)


async def _kept(work: Work) -> None:
    """Keep the case from now on; the clock no longer ends it."""
    case_id = await access.case_of(work)
    await cases.change(work.uow, case_id, trial=False)
    await due.drop(work.uow, work.person.id, "trial")
    work.person = replace(work.person, trial=False)


async def _on_trial(work: Work) -> None:
    """Let the case end a day after the last tap, unless they agree again."""
    case_id = work.person.case_id
    if case_id is None:
        return
    await cases.change(work.uow, case_id, trial=True)
    await access.end_trial_later(work)
    work.person = replace(work.person, trial=True)


async def to_ask(work: Work) -> Consent | None:
    """Return the next consent that is worth asking for, one at a time."""
    said = await answers(work)
    if not said.get(Consent.KEEP):
        return Consent.KEEP
    if Consent.MESSAGES not in said:
        return Consent.MESSAGES
    case_id = work.person.case_id
    if not said.get(Consent.HEALTH) and case_id is not None:
        wanted = await consents.has_hardship(work.uow, case_id, HEALTH_OR_FAMILY)
        return Consent.HEALTH if wanted else None
    return None


async def after_hardship(work: Work, reason: str) -> str:
    """Return where to go once a hardship is stored: a kept one of health or family is asked about."""
    asks = reason in HEALTH_OR_FAMILY and await allows(work, Consent.KEEP)
    return f"{_ASKS}hardship" if asks else "hardship"


def before(origin: str | None, address: str) -> str:
    """Return where a finished form leads: back to where it began, past a consent it has to ask."""
    if origin is None:
        return address
    return f"{_ASKS}{origin}" if address.startswith(_ASKS) else origin


async def keep_and_remind(work: Work) -> None:
    """Record the two consents that a reminder needs; asking for one is the yes to both (care 12)."""
    await record(work, Consent.KEEP, given=True)
    await record(work, Consent.MESSAGES, given=True)
