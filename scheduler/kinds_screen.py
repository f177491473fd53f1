"""Late answers to what a person did: the screen that could not be sent, a note folded back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_notes
from scheduler.kinds import Done, Kind, Prepared, over
from storage import people

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ui.cards import Card
    from scheduler.kinds import Registry
    from storage.due import Due
    from usecases.work import Work


async def fold(_: Work, due: Due) -> Prepared | None:
    """Turn an opened note back into the neutral line; `ref` is its message."""
    return Prepared(card=cards_notes.hidden, edit=due.ref)


async def shown(work: Work, _: Due, done: Done) -> Due | None:
    """Remember the card that the person now looks at."""
    if done.message_ids:
        await people.change(work.uow, work.person.id, card_id=done.message_ids[-1])
    return None


def kinds(screen: Callable[[Work], Awaitable[Card]]) -> Registry:
    """Return the kinds; `screen` draws what a person looks at now."""

    async def show(work: Work, _: Due) -> Prepared | None:
        card = await screen(work)
        return Prepared(card=lambda _: card)

    return {"screen": Kind(show, shown, answers=True), "fold": Kind(fold, over, answers=True)}
