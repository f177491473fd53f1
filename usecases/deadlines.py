"""Deadlines that somebody else set: kept, reminded at 7/3/1/0 days, never snoozed past their date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach import occurrences
from coach.forms_contacts import OF_COURT
from coach.interview import Value
from coach.pack_words import period_words
from coach.packs import period_for
from coach.reminders import next_deadline, snooze
from storage import contacts as storage
from storage import due
from storage.due import Due
from usecases import access, debts, forms, prefs, room

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.packs import Words
    from storage.contacts import KeptDeadline
    from usecases.work import Work

KIND = "deadline"
PAPER = "document"
CAUTIOUS_DAYS = 7
"""Where neither the paper nor the pack names a time: our own caution, said as such."""


async def begin(work: Work, debt_id: int | None, kind: str | None = None) -> None:
    """Ask for a deadline; a kind already known is not asked again."""
    seed: dict[str, Value] = {"kind": kind} if kind else {}
    region = await _region(work, debt_id)
    if region:
        seed["region"] = region
    await forms.start(work, "deadline", subject=debt_id, seed=seed)


async def _region(work: Work, debt_id: int | None) -> str | None:
    """Return where the paper is from: its debt's region, else where the person lives."""
    if not debt_id:
        return work.person.region
    try:
        return (await debts.one(work, debt_id)).region
    except access.NotYoursError:
        return work.person.region


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Store the deadline; without a date on the paper, the pack's shortest period counts."""
    case_id = await access.case_of(work)
    kind = str(answers["kind"])
    on, arrived, what = answers.get("on"), answers.get("arrived"), answers.get("what")
    came = arrived if isinstance(arrived, date) else None
    assumed = not isinstance(on, date)
    last = (
        on if isinstance(on, date) else (came or work.today) + await _shortest(work, subject, kind)
    )
    await room.for_another(work, "deadlines", case_id)
    deadline_id = await storage.add_deadline(
        work.uow,
        case_id,
        work.now,
        debt_id=subject,
        kind=kind,
        on=last,
        arrived=came,
        assumed=assumed,
        what=what if isinstance(what, str) else None,
    )
    await recompute(work, deadline_id)
    return f"deadline:{deadline_id}"


async def _shortest(work: Work, debt_id: int | None, kind: str) -> timedelta:
    """Return the shortest time to act on such a paper where it is from, else our caution."""
    found = period_for(work.pack(await _region(work, debt_id)), kind)
    return timedelta(days=found.days if found else CAUTIOUS_DAYS)


async def named_time(work: Work, kept: KeptDeadline, locale: str) -> Words | None:
    """Return the region's own word on that time, or None where it has none."""
    pack = work.pack(await _region(work, kept.debt_id))
    return period_words(pack, kept.kind, locale, work.today)


async def one(work: Work, deadline_id: int) -> KeptDeadline:
    """Return one deadline; raises NotYoursError."""
    case_id = await access.existing_case(work)
    found = await storage.get_deadline(work.uow, case_id, deadline_id)
    if found is None:
        raise access.NotYoursError
    return found


async def all_(work: Work) -> tuple[KeptDeadline, ...]:
    """Return the open deadlines, soonest first."""
    if work.person.case_id is None:
        return ()
    return await storage.deadlines_of(work.uow, work.person.case_id)


async def court(work: Work, debt_id: int) -> date | None:
    """Return the soonest open date of a court for this debt, or for one that was not named."""
    days = (
        kept.deadline.on
        for kept in await all_(work)
        if kept.kind in OF_COURT and kept.debt_id in {None, debt_id}
    )
    return min(days, default=None)


async def papers(work: Work, debt_id: int) -> tuple[KeptDeadline, ...]:
    """Return the papers that this debt's lender asked for (of any, with 0), soonest first."""
    asked = (kept for kept in await all_(work) if kept.kind == PAPER)
    return tuple(kept for kept in asked if not debt_id or kept.debt_id in (None, debt_id))


async def upcoming(work: Work, deadline_id: int) -> Due | None:
    """Return the deadline's next message, or None."""
    kept = await one(work, deadline_id)
    wanted = next_deadline(kept.deadline, prefs.of(work.person), work.now)
    if wanted is None:
        return None
    occurrence = occurrences.deadline(deadline_id, wanted)
    return Due(work.person.id, KIND, deadline_id, occurrence, wanted.lead, wanted.run_at)


async def recompute(work: Work, deadline_id: int) -> None:
    """Put the deadline's next message, or none."""
    row = await upcoming(work, deadline_id)
    if row is None:
        await due.drop(work.uow, work.person.id, KIND, deadline_id)
    else:
        await due.put(work.uow, row)


async def recompute_all(work: Work) -> None:
    """Recompute every deadline: the person changed zone or hour."""
    for kept in await all_(work):
        await recompute(work, kept.id)


async def done(work: Work, deadline_id: int, *, done: bool) -> None:
    """Mark a deadline as dealt with, or open it again."""
    await one(work, deadline_id)
    await storage.change_deadline(work.uow, deadline_id, status="done" if done else "open")
    await recompute(work, deadline_id)


async def put_off(work: Work, deadline_id: int, days: int) -> None:
    """Ask again later, never after the date itself."""
    kept = await one(work, deadline_id)
    until = snooze(work.today, days, kept.deadline.on)
    await storage.change_deadline(work.uow, deadline_id, snoozed_to=until)
    await recompute(work, deadline_id)
