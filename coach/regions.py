"""Which regions are offered, and in what order: the likely ones first, the rest one tap away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.packs import RegionPack

FIRST = 3
"""How many regions stand before the general one on the first page."""
PAGE = 5
"""How many choices a screen offers (care 9)."""


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """One row of the region screen."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """What one screen offers; `following` is the number of the next page, None on the last."""

    here: tuple[RegionChoice, ...]
    following: int | None


def choices(
    packs: Mapping[str, RegionPack], locale: str, own: str | None = None, first: int = FIRST
) -> tuple[RegionChoice, ...]:
    """Return every region: the `first` likely ones, the general one, then the rest by name.

    Likely is the person's `own` region, then what packs say of the language. It is only an order:
    no region is ever taken from a language.
    """
    language = locale.replace("-", "_").partition("_")[0]
    last = len(packs)

    def rank(pack: RegionPack) -> tuple[bool, int, str]:
        return pack.id != own, pack.likely.get(language, last), pack.name(locale)

    named = sorted((pack for pack in packs.values() if not pack.fallback), key=rank)
    general = [pack for pack in packs.values() if pack.fallback]
    rest = sorted(named[first:], key=lambda pack: pack.name(locale))
    ordered = [*named[:first], *general, *rest]
    return tuple(RegionChoice(pack.id, pack.name(locale)) for pack in ordered)


def names(packs: Mapping[str, RegionPack], locale: str) -> dict[str, str]:
    """Return what every region is called, by its id, in the order of `choices`."""
    return {each.id: each.name for each in choices(packs, locale)}


def page(offered: tuple[RegionChoice, ...], number: int, first: int = FIRST) -> Page:
    """Return one page of `choices`; a number that no page has is the first one."""
    room = first + 2
    if len(offered) <= room:
        return Page(offered, None)
    rest = offered[first + 1 :][(number - 1) * (PAGE - 1) :] if number > 0 else ()
    if not rest:
        return Page(offered[: first + 1], 1)
    if len(rest) <= PAGE:
        return Page(rest, None)
    return Page(rest[: PAGE - 1], number + 1)
