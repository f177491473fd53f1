"""The record of contacts that went too far: added to an entry of the log, listed by debt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coach.contacts import Channel, Outcome
from coach.dates import local_date
from coach.forms_limits import CALLER, DEBT
from coach.limits import Reached, Recorded, Tally, Until, caller_of, clock, tally
from storage import contacts as contact_rows
from storage import limits as storage
from storage import owners
from usecases import access, contacts, debts, forms, room

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.debts import Debt
    from coach.interview import Value
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Record:
    """A debt's record, newest first, with its figures; `debt` None: of callers not tied to one."""

    debt: Debt | None
    items: tuple[Recorded, ...]
    tally: Tally
    before: tuple[Until, ...] = ()
    """Who was owed earlier."""

    @property
    def of_now(self) -> tuple[Recorded, ...]:
        """What belongs to whoever is owed now: nobody is told of another one's calls."""
        return tuple(each for each in self.items if caller_of(each, self.before) is None)


async def of_debt(work: Work, debt_id: int) -> Record:
    """Return a debt's record, or with 0 that of callers no debt was named for."""
    debt = await debts.one(work, debt_id) if debt_id else None
    case_id = work.person.case_id
    items = await storage.of_debt(work.uow, case_id, debt_id or None) if case_id else ()
    zone = work.person.zone or "UTC"
    past = await owners.all_(work.uow, debt_id) if debt_id else ()
    before = tuple(Until(local_date(each.at, zone), each.creditor) for each in past)
    return Record(debt, items, tally(items, work.today), before)


async def begin(work: Work, debt_id: int) -> None:
    """Ask about a contact that is not in the log yet; 0 when no debt is named."""
    if debt_id:
        await debts.one(work, debt_id)
    await forms.start(work, "limit", seed={DEBT: debt_id}, offered=_today(work))


async def begin_call(work: Work, caller: str) -> None:
    """Ask about a call that the first door heard of, before any debt is written down."""
    seed: dict[str, Value] = {CALLER: caller, "channel": Channel.PHONE.value}
    await forms.start(work, "limit", seed=seed, offered=_today(work))


async def begin_for(work: Work, contact_id: int) -> None:
    """Ask what is missing about an entry of the log; what it says already is not asked again."""
    kept = (await contacts.one(work, contact_id)).contact
    seed: dict[str, Value] = {"channel": kept.channel.value}
    if kept.note:
        seed["words"] = kept.note
    on = local_date(kept.at, work.person.zone or "UTC")
    await forms.start(work, "limit", subject=contact_id, seed=seed, offered={"on": on})


def _today(work: Work) -> dict[str, Value]:
    return {"on": work.today}


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Add what was said to the entry, or note one first."""

    def words(name: str) -> str | None:
        value = answers.get(name)
        return value if isinstance(value, str) else None

    on, at = answers["on"], words("clock")
    assert isinstance(on, date)
    case_id = await access.case_of(work)
    kept = (await contacts.one(work, subject)).contact if subject else None
    debt_id = kept.debt_id if kept else await _named(work)
    contact_id = kept.id if kept else await _note(work, case_id, debt_id, answers)
    await storage.record(
        work.uow,
        case_id,
        contact_id,
        work.now,
        on=min(on, work.today),
        clock=clock(at) if at else None,
        number=words("number"),
        reached=Reached(str(answers["reached"])),
        note=words("words") or (kept.note if kept else None),
    )
    return f"limits:{debt_id or 0}"


async def _named(work: Work) -> int | None:
    """Return the debt that the record was opened for."""
    shown = await forms.view(work)
    found = shown.open.log.answers.get(DEBT) if shown else None
    if not isinstance(found, int) or not found:
        return None
    return (await debts.one(work, found)).id


async def _note(work: Work, case_id: int, debt_id: int | None, answers: Mapping[str, Value]) -> int:
    said = answers.get("words")
    shown = await forms.view(work)
    caller = shown.open.log.answers.get(CALLER) if shown else None
    await room.for_another(work, "contacts", case_id)
    return await contact_rows.add(
        work.uow,
        case_id,
        work.now,
        debt_id=debt_id,
        channel=Channel(str(answers["channel"])),
        outcome=Outcome.PRESSED,
        reference=None,
        promise=None,
        note=said if isinstance(said, str) else None,
        next_on=None,
        caller=caller if isinstance(caller, str) else None,
    )
