"""The next 60 days of messages, as they will come: loaded here, worked out by `coach.preview`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.dates import local_date
from coach.digest import MANNERS
from coach.forms import FORMS
from coach.people import Consent, Messages, Status
from coach.preview import Coming, Followed, Row, Start, coming, horizon
from storage import plans as plan_rows
from storage import preview as storage
from usecases import (
    consents,
    contacts,
    deadlines,
    evidence,
    papers,
    plans,
    prefs,
    relay,
    suggestions,
    tasks,
)
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.evidence import Ticked
    from coach.people import Person
    from coach.plans import Plan
    from storage.contacts import KeptDeadline
    from storage.due import Due
    from usecases.work import Work

LATELY = timedelta(days=3)
"""A message said earlier cannot be planned again, whatever zone and hour are chosen."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the things are called that the messages are about, each by its number."""

    plans: Mapping[int, tuple[Plan, str | None]]
    deadlines: Mapping[int, KeptDeadline]
    contacts: Mapping[int, str | None]
    forms: Mapping[int, str]
    papers: Mapping[int, Ticked]


@dataclass(frozen=True, slots=True)
class Preview:
    """The messages to come, up to and with the day `until`; `on` is False while none are sent."""

    on: bool
    until: date
    zone: str
    messages: tuple[Coming, ...]
    names: Names


async def show(work: Work, *, answered: bool) -> Preview:
    """Return what will be said; `answered`: each payment is marked on its day, and so on."""
    person = work.person
    start = await load(work)
    end = horizon(work.now, start.prefs)
    on = await speaks(work)
    messages = coming(start, end, answered=answered) if on else ()
    zone = person.zone or "UTC"
    until = local_date(end, zone) - timedelta(days=1)
    return Preview(on, until, zone, messages, await names(work, start.rows))


async def speaks(work: Work) -> bool:
    """Tell whether anything is said to the person by itself now."""
    return _is_reachable(work.person) and await consents.allows(work, Consent.MESSAGES)


def _is_reachable(person: Person) -> bool:
    quiet = person.paused_since is not None or person.messages is Messages.PAUSED
    return person.status is Status.ACTIVE and not quiet


async def load(work: Work) -> Start:
    """Return everything that decides what is said from now on."""
    person = work.person
    due = await storage.rows(work.uow, person.id, MANNERS)
    said = await storage.said_since(work.uow, person.id, work.now - LATELY, MANNERS)
    counted = [at for row, at, _ in said if not MANNERS[row.kind].exempt]
    followed = await _plans(work)
    return Start(
        now=work.now,
        prefs=prefs.of(person),
        seen=person.last_seen,
        rows=tuple(_row(each) for each in due),
        plans=followed,
        deadlines={each.id: each.deadline for each in await deadlines.all_(work)},
        silent=await _silent(work, due),
        sent=frozenset((row.occurrence, row.lead) for row, _, _ in said),
        spoke=max(counted, default=None),
        non_working=plans.closed_days(work, *(each.plan.first_due for each in followed.values())),
    )


def _row(due: Due) -> Row:
    return Row(due.kind, due.ref, due.occurrence, due.lead, due.run_at)


async def _plans(work: Work) -> dict[int, Followed]:
    """Return the plans that may speak: not those of a deleted debt."""
    found = {}
    for kept in await plans.all_(work):
        if await plans.is_silent(work, kept):
            continue
        said = await plan_rows.payments_of(work.uow, kept.plan)
        wishes = prefs.of(work.person, leads=kept.leads, paused=kept.paused)
        found[kept.plan.id] = Followed(kept.plan, tuple(said), wishes)
    return found


async def _silent(work: Work, due: Sequence[Due]) -> frozenset[tuple[str, int]]:
    """Return the things whose message would be dropped just before it is sent."""
    case_id = work.person.case_id or 0
    forms = await storage.form_names(work.uow, work.person.id)
    refs = [row.ref for row in due if row.kind == contacts.KIND]
    alive = await storage.live_contacts(work.uow, case_id, refs)
    silent = set()
    for row in due:
        match row.kind:
            case "nudge":
                gone = forms.get(row.ref) not in FORMS
            case "followup":
                gone = row.ref not in alive
            case papers.KIND:
                gone = await evidence.reminded(work, row.ref) is None
            case "inactive":
                # Whoever looks at the preview is here.
                gone = True
            case relay.TO_CLIENT:
                gone = await relay.heard(work, row.ref) is None
            case tasks.KIND | tasks.DAY:
                gone = all(each.id != row.ref for each in await tasks.mine(work))
            case suggestions.KIND:
                gone = all(each.id != row.ref for each in await suggestions.mine(work))
            case "record":
                gone = await plan_rows.get(work.uow, case_id, row.ref) is None
            case _:
                gone = False
        if gone:
            silent.add((row.kind, row.ref))
    return frozenset(silent)


async def names(work: Work, rows: Sequence[Row]) -> Names:
    """Return what everything is called that these rows are about."""
    found_plans, found_contacts, found_papers = {}, {}, {}
    for row in rows:
        try:
            if row.kind in {"payment", "record"}:
                kept = await plans.one(work, row.ref)
                found_plans[row.ref] = (kept.plan, await plans.label(work, kept))
            elif row.kind == contacts.KIND:
                entry = await contacts.one(work, row.ref)
                found_contacts[row.ref] = await contacts.name(work, entry.contact)
            elif row.kind == papers.KIND:
                paper = await evidence.reminded(work, row.ref)
                if paper is not None:
                    found_papers[row.ref] = paper.ticked
        except NotYoursError:
            continue
    return Names(
        plans=found_plans,
        deadlines={each.id: each for each in await deadlines.all_(work)},
        contacts=found_contacts,
        forms=await storage.form_names(work.uow, work.person.id),
        papers=found_papers,
    )
