"""Everything kept about a person with its chain, signed with the host's key, to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coach.proof import About, signed
from storage import cases, chain, erasure, signing

if TYPE_CHECKING:
    from datetime import datetime

    from coach.chain import Entry
    from coach.people import Person
    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Exported:
    """What a person takes along; `signed_parts` are the chain and the host's word for it all."""

    rows: dict[str, list[dict[str, Any]]]
    signed_parts: dict[str, Any]

    @property
    def file(self) -> dict[str, Any]:
        """The whole as one file."""
        return {**self.rows, **self.signed_parts}


async def exported(uow: UnitOfWork, person: Person, now: datetime) -> Exported:
    """Return everything kept about a person, signed; the host's key is made if there is none yet.

    What they deleted is left out, though it can come back for a day: the file may be handed on.
    """
    rows = await erasure.standing(uow, person.id)
    rows.pop("chain", None)
    entries: tuple[Entry, ...] = ()
    number = ""
    if person.case_id is not None:
        entries = await chain.of_case(uow, person.case_id)
        number = await cases.number_of(uow, person.case_id)
    secret = await signing.secret(uow)
    about = About(number, now.isoformat(timespec="seconds"), signing.public(secret))
    return Exported(rows, signed(rows, entries, about, lambda data: signing.sign(secret, data)))
