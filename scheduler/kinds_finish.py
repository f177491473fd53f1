"""One message some weeks after the last payment: look at the credit record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_finish
from scheduler.kinds import Done, Item, Kind, Prepared

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def prepare(_: Work, due: Due) -> Prepared | None:
    """Say that the record can be looked at now."""
    return Prepared(
        item=Item(lambda t: t.t("finish.note"), lambda t: cards_finish.note_rows(t, due.ref))
    )


async def settled(_: Work, __: Due, ___: Done) -> Due | None:
    """Let it go: it was asked for once."""
    return None


KINDS = {"record": Kind(prepare, settled, once=True)}
