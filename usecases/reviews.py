"""The monthly check-in: asked on its day, judged with reasons, the next step prepared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach import occurrences
from coach.dates import add_months, local_date
from coach.plans import first_from, occurrence, waiting
from coach.reminders import next_check_in, next_once
from coach.reviews import Change, CheckIn, NextMonth, Paid, Verdict, review
from storage import due
from storage import plans as plan_rows
from storage import reviews as storage
from storage.due import Due
from usecases import access, forms, plans, prefs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Value
    from usecases.work import Work

KIND = "checkin"
LOOK_AGAIN = "look"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A month's check-in and its verdict."""

    month: date
    said: CheckIn
    verdict: Verdict


async def begin_monthly(work: Work) -> None:
    """Put the first monthly check-in, if none is planned yet."""
    case_id = await access.case_of(work)
    planned = await due.of_person(work.uow, work.person.id)
    if any(row.kind == KIND for row in planned):
        return
    await _put(work, case_id, work.today)


async def recompute(work: Work) -> None:
    """Recompute the check-in: the person changed zone or hour."""
    for row in await due.of_person(work.uow, work.person.id):
        if row.kind == KIND:
            await _put(work, row.ref, start_of(row))


async def _put(work: Work, case_id: int, start: date) -> None:
    row = following(work, case_id, start)
    if row is not None:
        await due.put(work.uow, row)


def start_of(row: Due) -> date:
    """Return the day from which check-ins count, as the occurrence keeps it."""
    return occurrences.read(row.occurrence, row.lead).day


def following(work: Work, case_id: int, start: date) -> Due | None:
    """Return the next check-in after now; monthly from `start`."""
    wanted = next_check_in(start, prefs.of(work.person), work.now)
    if wanted is None:
        return None
    occurrence = occurrences.check_in(case_id, wanted.n, start)
    return Due(work.person.id, KIND, case_id, occurrence, 0, wanted.run_at)


async def look_again(work: Work, on: date) -> None:
    """Put one message for a chosen day: look at the budget again."""
    case_id = await access.case_of(work)
    wanted = next_once(on, prefs.of(work.person), work.now)
    if wanted is not None:
        occurrence = occurrences.once(LOOK_AGAIN, case_id, on)
        row = Due(work.person.id, LOOK_AGAIN, case_id, occurrence, 0, wanted.run_at)
        await due.put(work.uow, row)


async def begin_look_again(work: Work) -> None:
    """Ask for the day on which to look at the budget again."""
    await forms.start(work, "look_again")


async def finish_look_again(_: Work, __: int | None, answers: Mapping[str, Value]) -> str:
    """Lead on with the chosen day; the message still needs to know where they are."""
    on = answers["on"]
    return f"budget.look:{on:%Y%m%d}" if isinstance(on, date) else "budget.look_again"


async def begin(work: Work) -> None:
    """Open the five questions; whether all was paid is asked only where something was due."""
    seed: dict[str, Value] = {} if await _was_due(work) else {"paid": "yes"}
    await forms.start(work, "checkin", seed=seed)


async def _was_due(work: Work) -> bool:
    """Tell whether a payment fell due within the last month, or is still open; also without plans."""
    known = await plans.all_(work)
    for kept in known:
        first = first_from(kept.plan, add_months(work.today, -1) + timedelta(days=1))
        instalment = occurrence(kept.plan, first)
        if instalment is not None and instalment.due <= work.today:
            return True
        if waiting(kept.plan, await plan_rows.payments_of(work.uow, kept.plan), work.today):
            return True
    return not known


async def finish(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Store and judge the month."""
    said = CheckIn(
        paid=Paid(str(answers["paid"])),
        income=Change(str(answers["income"])),
        spending=Change(str(answers["spending"])),
        new_debt=answers["new_debt"] == "yes",
        next_month=NextMonth(str(answers["next_month"])),
    )
    case_id = await access.case_of(work)
    month = _month(work)
    earlier = await storage.before(work.uow, case_id, month)
    verdict = review(said, earlier)
    await storage.save(work.uow, case_id, month, said, verdict.outcome, work.now)
    return "checkin"


def _month(work: Work) -> date:
    return local_date(work.now, work.person.zone or "UTC").replace(day=1)


async def latest(work: Work) -> Reviewed | None:
    """Return the newest check-in with its verdict, or None."""
    if work.person.case_id is None:
        return None
    found = await storage.latest(work.uow, work.person.case_id)
    if found is None:
        return None
    month, said = found
    earlier = await storage.before(work.uow, work.person.case_id, month)
    return Reviewed(month, said, review(said, earlier))
