"""The doors: a call kept with its follow-up, the way through, what was under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.contacts import Channel, Outcome
from coach.path import Exists, Path, path
from storage import contacts as contact_rows
from storage import progress
from usecases import access, consents, contacts, debts, forms, room

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Value
    from usecases.work import Work

CALLERS = ("bank", "app", "agency", "unsure")
"""Who may be on the telephone; a private or frightening person has a door of their own."""

TWICE = timedelta(minutes=1)
"""The same call kept again as soon as this was one tap too many."""

_KNOWN_OF: dict[str, dict[str, Value]] = {
    "bank": {"lender": "bank"},
    "app": {"kind": "online_loan"},
    "agency": {"lender": "collector", "stage": "collector"},
}


def known_of(caller: str) -> Mapping[str, Value]:
    """Return the answers of a debt's form that naming the caller has given already."""
    return _KNOWN_OF.get(caller, {})


async def so_far(work: Work) -> tuple[Path, Exists]:
    """Return the way through and what exists."""
    if work.person.case_id is None:
        return path(Exists()), Exists()
    found = await progress.of_case(work.uow, work.person.case_id)
    return path(found), found


async def keep_call(work: Work, caller: str, outcome: str, on: date) -> int:
    """Keep a call and follow it up on a day; asking for that is the consent to both (care 12)."""
    await consents.keep_and_remind(work)
    case_id = await access.case_of(work)
    for kept in await contact_rows.of_case(work.uow, case_id, limit=1):
        same = kept.debt_id is None and kept.outcome == outcome
        if same and work.now - kept.at < TWICE:
            return kept.id
    await room.for_another(work, "contacts", case_id)
    contact_id = await contact_rows.add(
        work.uow,
        case_id,
        work.now,
        debt_id=None,
        channel=Channel.PHONE,
        outcome=Outcome(outcome),
        reference=None,
        promise=None,
        note=None,
        next_on=on,
        caller=caller,
    )
    await contacts.remind(work, contact_id, on)
    return contact_id


async def begin_callback(work: Work, caller: str, outcome: str) -> None:
    """Ask for the day; who called and what they said is known."""
    await forms.start(work, "callback", seed={"caller": caller, "outcome": outcome})


async def finish_callback(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Lead on to what keeps the call; the day stands in the address."""
    on = answers["on"]
    assert isinstance(on, date)
    return f"contacted.keep:{answers['caller']}:{answers['outcome']}:{on:%y%m%d}"


async def latest_form(work: Work) -> bool:
    """Take up the newest form that was set aside; False when there is none."""
    if await forms.view(work) is not None:
        return True
    left = await forms.parked(work)
    return bool(left) and await forms.resume(work, left[0].id) is not None


@dataclass(frozen=True, slots=True)
class KeptCall:
    """A call that was kept: its number, the day it is followed up, who called."""

    id: int
    on: date | None
    caller: str


async def kept_call(work: Work, contact_id: int) -> KeptCall:
    """Return a kept call; raises NotYoursError."""
    found = (await contacts.one(work, contact_id)).contact
    caller = await progress.caller_of(work.uow, await access.existing_case(work))
    return KeptCall(found.id, found.next_on, caller or "unsure")


async def drop_call(work: Work, contact_id: int) -> None:
    """Take a kept call out of the log."""
    await contacts.one(work, contact_id)
    await contact_rows.change(work.uow, contact_id, deleted_at=work.now)


async def begin_debt(work: Work) -> None:
    """Write down the debt that somebody called about; who it was is not asked again."""
    case_id = work.person.case_id
    caller = await progress.caller_of(work.uow, case_id) if case_id is not None else None
    await begin_called_debt(work, caller or "")


async def begin_called_debt(work: Work, caller: str) -> None:
    """Write down a debt with what the caller tells of it; the call kept is tied to it then."""
    case_id = work.person.case_id
    call = await contact_rows.untied(work.uow, case_id, caller) if case_id is not None else None
    await debts.begin(work, known_of(caller), call=call)
