"""Everything kept about a person with its chain, signed with the host's key, to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coach.proof import About, signed
from storage import box, cases, chain, erasure, groups, people, signing

if TYPE_CHECKING:
    from datetime import datetime

    from coach.chain import Entry
    from coach.people import Person
    from storage.uow import UnitOfWork


_TO_GROUPS = ("bridges", "contributions", "coaches")


@dataclass(frozen=True, slots=True)
class Exported:
    """What a person takes along; `signed_parts` are the chain and the host's word for it all."""

    rows: dict[str, list[dict[str, Any]]]
    signed_parts: dict[str, Any]

    @property
    def file(self) -> dict[str, Any]:
        """The whole as one file."""
        return {**self.rows, **self.signed_parts}


async def exported(
    uow: UnitOfWork, person: Person, now: datetime, *, trial: bool = False
) -> Exported:  # fmt: skip
    """Return everything kept about a person, signed; the host's key is made if there is none yet.

    What they deleted is left out, though it can come back for a day: the file may be handed on.
    On `trial` it is only what they gave to groups, each with a yes of its own.
    """
    rows = await erasure.standing(uow, person.id)
    if trial:
        rows = {name: rows[name] for name in _TO_GROUPS if name in rows}
    await _name_groups(uow, person, rows)
    rows.pop("chain", None)
    entries: tuple[Entry, ...] = ()
    number = ""
    if person.case_id is not None and not trial:
        entries = await chain.of_case(uow, person.case_id)
        number = await cases.number_of(uow, person.case_id)
    secret = await signing.secret(uow)
    about = About(number, now.isoformat(timespec="seconds"), signing.public(secret))
    return Exported(rows, signed(rows, entries, about, lambda data: signing.sign(secret, data)))


async def _name_groups(
    uow: UnitOfWork, person: Person, rows: dict[str, list[dict[str, Any]]]
) -> None:  # fmt: skip
    """Add the questions that wait in a box, which no key leads to, and what each group is called."""
    open_ = await box.of_asker(uow, await people.telegram_id(uow, person.id))
    if open_:
        rows["questions"] = [
            {"chat_id": each.group_id, "day": each.day, "question": each.words} for each in open_
        ]
    named = [row for name in (*_TO_GROUPS, "questions") for row in rows.get(name, ())]
    known = await groups.many(uow, list({row["chat_id"] for row in named}))
    for row in named:
        found = known.get(row["chat_id"])
        row["group_title"] = found[0].title if found else ""
    for row in rows.get("contributions", ()):
        row["as_planned"] = row.pop("kept")
