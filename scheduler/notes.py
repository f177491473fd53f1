"""From items to messages: hidden or open, alone or together; and back from a message to items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_notes
from storage import ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards import Card
    from bot.ui.texts import Texts
    from scheduler.kinds import Item, Registry
    from usecases.work import Work


def card(t: Texts, items: Sequence[Item], *, discreet: bool, late: bool) -> Card:
    """Return the message for items that are sent together."""
    if discreet:
        return cards_notes.hidden(t, late=late)
    return opened(t, items, late=late, hide=False)


def opened(t: Texts, items: Sequence[Item], *, late: bool = False, hide: bool = True) -> Card:
    """Return the items in full."""
    shown = [(item.text(t), item.rows(t)) for item in items]
    return cards_notes.opened(t, shown, late=late, hide=hide)


class Shown:
    """What *Show* asks for: the message that was tapped, in full. Handed to the handlers."""

    def __init__(self, kinds: Registry) -> None:
        """Take the registry; the ledger says which message stands for what."""
        self._kinds = kinds

    async def __call__(self, work: Work, t: Texts, message_id: int) -> Card:
        """Return the card of what the message stands for, as far as it is still open."""
        items = []
        for due in await ledger.said_in(work.uow, work.person.id, message_id):
            kind = self._kinds.get(due.kind)
            prepared = await kind.prepare(work, due) if kind else None
            if prepared is not None and prepared.item is not None:
                items.append(prepared.item)
        return opened(t, items)
