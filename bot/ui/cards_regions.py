"""The choice of a region on a card: the likely ones, then the rest behind one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, column, go
from coach.regions import FIRST, choices, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.texts import Texts
    from coach.packs import RegionPack


def regions(
    t: Texts,
    packs: Mapping[str, RegionPack],
    number: int,
    pick: tuple[object, ...],
    more: str,
    own: str | None = None,
    first: int = FIRST,
) -> tuple[tuple[Button, ...], ...]:
    """Return one button a region and one to the next page.

    `pick` is the tap's name and arguments, with `None` where the region goes; `more` is the
    address of the further pages, with `{}` where the page's number goes.
    """
    shown = page(choices(packs, t.locale, own, first), number, first)
    name, *arguments = pick
    buttons: list[Button | None] = [
        go(each.name, str(name), *(each.id if one is None else one for one in arguments))
        for each in shown.here
    ]
    if shown.following is not None:
        data = more.format(shown.following)
        buttons.append(Button(t.plain("settings.more_places"), data=data))
    return column(*buttons)
