"""In whose care a client is: handing over, and letting a counsellor know of a danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_care
from handlers.unexpected import NotHereError
from usecases import care, caseload, staff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards import Card
    from coach.staff import Member
    from handlers.context import Ctx, Handler


def _one(members: Sequence[Member], number: str) -> Member:
    for each in members:
        if each.person_id == callbacks.number(number):
            return each
    raise NotHereError


async def hand(ctx: Ctx, client: str, page: str = "0") -> Card:
    """Ask a counsellor into whose care a client goes."""
    found = await caseload.one(ctx.work, callbacks.number(client))
    members = await care.takers(ctx.work, found.number)
    return cards_care.hand(ctx.t, found.number, found.called, members, callbacks.number(page))


async def asks(ctx: Ctx, client: str, to: str) -> Card:
    """Ask once before a client is given into another's care."""
    found = await caseload.one(ctx.work, callbacks.number(client))
    taker = _one(await care.takers(ctx.work, found.number), to)
    return cards_care.asks(ctx.t, found.number, found.called, taker)


async def give(ctx: Ctx, client: str, to: str) -> Card:
    """Give a client into another's care."""
    number = callbacks.number(client)
    taker = _one(await care.takers(ctx.work, number), to)
    await care.hand_over(ctx.work, number, taker.person_id)
    ctx.screen = "clients"
    return cards_care.given(ctx.t, taker.name)


async def all_(ctx: Ctx, giver: str, page: str = "0") -> Card:
    """Ask an owner into whose care everybody goes who is in one counsellor's."""
    member = _one(await staff.team(ctx.work), giver)
    count = await care.in_care_of(ctx.work, member.person_id)
    members = await care.takers_of_all(ctx.work, member.person_id)
    return cards_care.all_(ctx.t, member, count, members, callbacks.number(page))


async def asks_all(ctx: Ctx, giver: str, to: str) -> Card:
    """Ask an owner once."""
    team = await staff.team(ctx.work)
    member = _one(team, giver)
    taker = _one(await care.takers_of_all(ctx.work, member.person_id), to)
    count = await care.in_care_of(ctx.work, member.person_id)
    return cards_care.asks_all(ctx.t, member, count, taker)


async def give_all(ctx: Ctx, giver: str, to: str) -> Card:
    """Give everybody into another's care."""
    member = _one(await staff.team(ctx.work), giver)
    taker = _one(await care.takers_of_all(ctx.work, member.person_id), to)
    count = await care.hand_over_all(ctx.work, member.person_id, taker.person_id)
    ctx.screen = "staff.team"
    return cards_care.given_all(ctx.t, count, taker.name)


async def tell(ctx: Ctx, counsellor: str = "") -> Card:
    """Let a counsellor know that there was a sign of danger; who has several chooses one."""
    found = await care.mine(ctx.work)
    if not counsellor and len(found) > 1:
        return cards_care.which(ctx.t, found)
    number = callbacks.number(counsellor) if counsellor else 0
    if not counsellor and found:
        number = found[0][0].counsellor
    return cards_care.tells(ctx.t, await care.tell(ctx.work, number))


SCREENS: dict[str, Handler] = {
    "care.hand": hand, "care.asks": asks, "care.all": all_, "care.asks_all": asks_all,
}  # fmt: skip
ACTIONS: dict[str, Handler] = {
    "care.give": give, "care.give_all": give_all, "danger.tell": tell,
}  # fmt: skip
