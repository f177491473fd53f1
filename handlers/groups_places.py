"""A group's language, region and clock, changed in private; the series follows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_groups_setup
from coach.zones import is_zone
from handlers.groups import coaching
from handlers.unexpected import NotHereError
from usecases import groups, groups_places, series

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.groups import Group
    from handlers.context import Ctx, Handler


async def _change(ctx: Ctx, group: Group, following: str, **values: str) -> str:
    """Keep it; what the series has still to post, and its plan, follow.

    Before there is a series it is the first set-up, which goes on with `following`.
    """
    await groups.set_up(ctx.work, group, **values)
    now = await groups.of_code(ctx.work, group.code)
    setup = await series.setup_of(ctx.work.uow, now) if now is not None else None
    if now is None or setup is None:
        return callbacks.pack(following, group.id)
    await series.change(ctx.work.uow, now, ctx.work.now, setup)
    return callbacks.pack("groups.set", group.id)


async def place(ctx: Ctx, number: str) -> Card:
    """Show language, region, clock and topic."""
    group = await coaching(ctx, number, changes=False)
    pack, locales = ctx.work.packs.get(group.region or ""), ctx.services.catalogs.locales
    return cards_groups_setup.place(ctx.t, group, pack, locales)


async def speak(ctx: Ctx, number: str, locale: str) -> str:
    """Set the language that the bot speaks in the group."""
    group = await coaching(ctx, number)
    if locale not in ctx.services.catalogs.locales:
        raise NotHereError
    pack = ctx.work.packs.get(group.region or "")
    one_clock = pack is not None and len(pack.zones) == 1
    return await _change(ctx, group, "first.day" if one_clock else "groups.zones", locale=locale)


async def regions(ctx: Ctx, number: str, page: str = "0") -> Card:
    """Ask whose rights the group is told."""
    group = await coaching(ctx, number, changes=False)
    own, at = ctx.work.default_region, callbacks.number(page)
    return cards_groups_setup.regions(ctx.t, group, ctx.work.packs, at, own)


async def live_in(ctx: Ctx, number: str, region: str) -> str:
    """Set the region, and its clock if it has only one."""
    group = await coaching(ctx, number)
    pack = ctx.work.packs.get(region)
    if pack is None:
        raise NotHereError
    zone = group.zone if group.zone in pack.zones or not pack.zones else pack.zones[0]
    home = await _change(ctx, group, "first.speak", region=region, zone=zone)
    if home.startswith("first") or len(pack.zones) == 1:
        return home
    return callbacks.pack("groups.zones", group.id)


async def zones(ctx: Ctx, number: str, page: str = "0") -> Card:
    """Ask which clock the group lives by."""
    group = await coaching(ctx, number, changes=False)
    pack, own = ctx.work.packs.get(group.region or ""), ctx.work.person.zone
    return cards_groups_setup.zones(ctx.t, group, pack, callbacks.number(page), own)


async def live_by(ctx: Ctx, number: str, at: str) -> str:
    """Set the zone that was tapped: one of the region's, or the person's own."""
    group = await coaching(ctx, number)
    pack = ctx.work.packs.get(group.region or "")
    offered = pack.zones if pack else ()
    zone = ctx.work.person.zone if at == "own" else None
    if zone is None:
        if not at.isdecimal() or int(at) >= len(offered):
            raise NotHereError
        zone = offered[int(at)]
    return await _change(ctx, group, "first.day", zone=zone)


async def write_place(ctx: Ctx, number: str) -> str:
    """Ask for a city or zone; what is typed changes nothing before the next tap."""
    await groups_places.write(ctx.work, await coaching(ctx, number))
    return "form"


async def found(ctx: Ctx, number: str, zone: str) -> Card:
    """Show the clock of a typed place."""
    group = await coaching(ctx, number, changes=False)
    if not is_zone(zone):
        raise NotHereError
    return cards_groups_setup.found(ctx.t, group, zone, ctx.t.hour(ctx.work.now, zone))


async def live_by_found(ctx: Ctx, number: str, zone: str) -> str:
    """Set the zone of a typed place."""
    group = await coaching(ctx, number)
    if not is_zone(zone):
        raise NotHereError
    return await _change(ctx, group, "first.day", zone=zone)


SCREENS: dict[str, Handler] = {
    "groups.set": place,
    "groups.regions": regions,
    "groups.zones": zones,
    "groups.found": found,
}
ACTIONS: dict[str, Handler] = {
    "groups.speak": speak,
    "groups.in": live_in,
    "groups.at": live_by,
    "groups.by": live_by_found,
    "groups.write_place": write_place,
}
ADMINISTERED = (*SCREENS, *ACTIONS)
"""Every one of them is about a group, whose number comes first."""
