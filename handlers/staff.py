"""Who works for the host: one-time links in and out, and the name that clients read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_staff
from coach.people import Role
from handlers import unexpected
from handlers.unexpected import NotHereError
from usecases import staff

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def home(ctx: Ctx) -> Card:
    """Show somebody who works here what they can do."""
    me = await staff.me(ctx.work)
    return cards_staff.home(ctx.t, ctx.work.person.role, me.name if me else "")


async def mine(ctx: Ctx) -> Card:
    """Show what is their own: name, hours, ready answers."""
    me = await staff.me(ctx.work)
    return cards_staff.mine(ctx.t, ctx.work.person.role, me.name if me else "")


async def team(ctx: Ctx, page: str = "0") -> Card:
    """Show an owner who works here."""
    found = await staff.team(ctx.work)
    others = [each for each in found if each.person_id != ctx.work.person.id]
    return cards_staff.team(ctx.t, others, callbacks.number(page))


async def invites(ctx: Ctx) -> Card:
    """Ask an owner whom to invite."""
    await staff.team(ctx.work)
    return cards_staff.invites(ctx.t)


async def member(ctx: Ctx, number: str) -> Card:
    """Show one of them."""
    for each in await staff.team(ctx.work):
        if each.person_id == callbacks.number(number):
            return cards_staff.member(ctx.t, each)
    raise NotHereError


async def asks_end(ctx: Ctx, number: str) -> Card:
    """Ask once before somebody's access ends."""
    for each in await staff.team(ctx.work):
        if each.person_id == callbacks.number(number) and each.role is not Role.OWNER:
            return cards_staff.asks_end(ctx.t, each)
    raise NotHereError


async def end(ctx: Ctx, number: str) -> Card:
    """End somebody's access at once."""
    await staff.end(ctx.work, callbacks.number(number))
    ctx.screen = "staff.team"
    return cards_staff.ended(ctx.t)


async def invite(ctx: Ctx, role: str, counsellor: str = "") -> Card | str:
    """Make a link that invites; it is shown once."""
    if role not in {each.value for each in Role} - {Role.OWNER.value}:
        raise NotHereError
    if await staff.me(ctx.work) is None:
        await staff.name_yourself(ctx.work)
        return "form"
    wanted = Role(role)
    token = await staff.invite(ctx.work, wanted, callbacks.number(counsellor) or None)
    # The link is a secret: the screen they look at does not keep it.
    ctx.screen = "staff"
    link = f"https://t.me/{ctx.services.bot_username}?start=inv_{token}"
    return cards_staff.link(ctx.t, wanted, link)


async def name(ctx: Ctx) -> str:
    """Ask for the name that clients read."""
    await staff.name_yourself(ctx.work)
    return "form"


async def opened(ctx: Ctx) -> Card:
    """Answer the deep link of an invitation: who invites to what, before anything is done."""
    found = await staff.invited(ctx.work, ctx.text)
    # Like the link itself, the question is not kept.
    ctx.screen = "home"
    if found is None:
        return cards_staff.stale(ctx.t)
    host = ctx.services.settings.host_name
    if found.counsellor is not None:
        return cards_staff.asks_client(ctx.t, found.counsellor.name, host, ctx.text)
    return cards_staff.asks_staff(ctx.t, found.role, host, ctx.text)


async def accept(ctx: Ctx, token: str) -> Card | str:
    """Take up an invitation."""
    ctx.screen = "home"
    found = await staff.accept(ctx.work, token)
    if found is None:
        return cards_staff.stale(ctx.t)
    if found.counsellor is not None:
        return callbacks.pack("grants.one", found.counsellor.person_id)
    await staff.name_yourself(ctx.work)
    return "form"


async def command(ctx: Ctx) -> Card | str:
    """Answer /team."""
    works_here = ctx.work.person.role is not Role.CLIENT
    return "staff" if works_here else await unexpected.show(ctx, "command")


SCREENS: dict[str, Handler] = {
    "staff": home, "staff.mine": mine, "staff.team": team, "staff.invites": invites, "staff.member": member, "staff.asks_end": asks_end,
}  # fmt: skip
ACTIONS: dict[str, Handler] = {
    "staff.invite": invite, "staff.name": name, "staff.accept": accept, "staff.end": end,
}  # fmt: skip
COMMANDS: dict[str, Handler] = {"team": command}
LINKS: dict[str, Handler] = {"inv": opened}
