"""The follow-up of a contact: get back to them, on the day that was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_contacts
from bot.ui.texts import Id
from scheduler.kinds import Done, Item, Kind, Prepared
from usecases import contacts
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Say whom to get back to, and why; an entry that was deleted is not asked about."""
    try:
        kept = await contacts.one(work, due.ref)
    except NotYoursError:
        return None
    if kept.deleted:
        return None
    name = await contacts.name(work, kept.contact)
    step = cards_contacts.STEPS[kept.next.step]
    return Prepared(
        item=Item(
            lambda t: t.t("contacts.note", name=name or Id("contacts.somebody"), step=Id(step)),
            lambda t: cards_contacts.note_rows(t, kept.contact),
        )
    )


async def settled(_: Work, __: Due, ___: Done) -> Due | None:
    """Let it go: a follow-up is asked for once."""
    return None


KINDS = {"followup": Kind(prepare, settled, once=True)}
