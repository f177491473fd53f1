"""The monthly check-in's message, and the day chosen to look at the budget again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_reviews
from bot.ui.cards import column, go
from scheduler.kinds import Done, Item, Kind, Prepared
from usecases import reviews

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def prepare(_: Work, __: Due) -> Prepared | None:
    """Say that the month's five questions wait."""
    return Prepared(item=Item(lambda t: t.t("reviews.note"), cards_reviews.note_rows))


async def settled(work: Work, due: Due, _: Done) -> Due | None:
    """Move on to next month; no answer is stored as nothing."""
    return reviews.following(work, due.ref, reviews.start_of(due))


async def prepare_look(_: Work, __: Due) -> Prepared | None:
    """Say that the budget can be looked at again."""
    return Prepared(
        item=Item(
            lambda t: t.t("reviews.look_note"),
            lambda t: column(go(t.plain("reviews.look"), "budget")),
        )
    )


async def settled_look(_: Work, __: Due, ___: Done) -> Due | None:
    """Let it go: it was asked for once."""
    return None


KINDS = {"checkin": Kind(prepare, settled), "look": Kind(prepare_look, settled_look, once=True)}
