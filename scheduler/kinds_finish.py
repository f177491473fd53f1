"""One message some weeks after the last payment: look at the credit record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_finish
from scheduler.kinds import Done, Item, Kind, Prepared
from usecases import plans
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Say that the record can be looked at now, unless the plan is gone."""
    try:
        await plans.one(work, due.ref)
    except NotYoursError:
        return None
    return Prepared(
        item=Item(lambda t: t.t("finish.note"), lambda t: cards_finish.note_rows(t, due.ref))
    )


async def settled(_: Work, __: Due, ___: Done) -> Due | None:
    """Let it go: it was asked for once."""
    return None


KINDS = {"record": Kind(prepare, settled, once=True)}
