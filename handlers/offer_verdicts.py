"""The verdict on an offer, what it leaves unsaid, what not to agree to, and noting it in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_offers, cards_offers_kept, cards_offers_read
from coach.contacts import Channel, Outcome
from coach.offers_advice import Say, is_odd
from handlers.offer_addresses import read_address
from handlers.offer_grounds import told_of
from usecases import budget, contacts, offers

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, *arguments: str) -> Card | str:
    """Show the verdict on an offer."""
    found = await told_of(ctx, arguments)
    if isinstance(found, str):
        return found
    offer, judged, told = found
    if is_odd(judged.check):
        return cards_offers_read.odd(ctx.t, offer, told.arguments)
    return cards_offers.verdict(ctx.t, offer, judged.check, told)


async def asks(ctx: Ctx, page: str = "0", *arguments: str) -> Card | str:
    """Show what the offer leaves unsaid, with a question for each."""
    found = await told_of(ctx, arguments)
    if isinstance(found, str):
        return found
    return cards_offers_kept.asks(ctx.t, found[2], callbacks.number(page))


async def agreed(ctx: Ctx, *arguments: str) -> Card | str:
    """Show what is not known yet before an agreement is saved."""
    found = await told_of(ctx, arguments)
    if isinstance(found, str):
        return found
    offer, judged, told = found
    closed = not told.admits or told.say is Say.NOTHING_LEFT
    if told.debt is None or not offer.payments or closed:
        return callbacks.pack("offer", *arguments)
    beside = judged.beside
    most = len(offer.payments) > 1 and beside.takes_most(judged.check.largest)
    return cards_offers_kept.before_saving(
        ctx.t, offer, told,
        most_of=beside.pot if most else None, others=beside.sharing,
    )  # fmt: skip


async def nots(ctx: Ctx, *arguments: str) -> Card | str:
    """Show what not to agree to."""
    found = await told_of(ctx, arguments)
    return found if isinstance(found, str) else cards_offers_kept.nots(ctx.t, found[2])


async def log(ctx: Ctx, *arguments: str) -> str:
    """Note the offer in the log of its debt, as it was said, with what it comes to."""
    found = await told_of(ctx, arguments)
    if isinstance(found, str):
        return found
    offer, judged, told = found
    said = {
        "outcome": Outcome.OFFERED.value,
        "channel": Channel.PHONE.value,
        "promise": cards_offers_kept.logged_as(ctx.t, offer, judged.check),
    }
    address = await contacts.finish(ctx.work, told.debt.id if told.debt else None, said)
    return callbacks.pack("offer.kept", callbacks.unpack(address)[1][0])


async def kept(ctx: Ctx, contact: str = "") -> Card:
    """Say that the offer stands in the log."""
    found = (await contacts.one(ctx.work, callbacks.number(contact))).contact
    return cards_offers_kept.kept(
        ctx.t,
        found.id,
        found.promise or "",
        await contacts.name(ctx.work, found),
        trial=ctx.work.person.trial,
    )


async def afford(ctx: Ctx, *arguments: str) -> str:
    """Ask the three numbers, then come back to the verdict."""
    back = callbacks.pack("offer", *arguments)
    if await budget.of(ctx.work) is None:
        await budget.begin(ctx.work, full=False, origin=back)
        return "form"
    return back


async def cash(ctx: Ctx, *arguments: str) -> str:
    """Ask for the sum at hand, then come back to the verdict."""
    read = read_address(arguments)
    if read is None:
        return "home"
    await offers.begin_cash(ctx.work, read[1], callbacks.pack("offer", *arguments))
    return "form"


SCREENS: dict[str, Handler] = {
    "offer": show,
    "offer.ask": asks,
    "offer.not": nots,
    "offer.agreed": agreed,
    "offer.kept": kept,
}
ACTIONS: dict[str, Handler] = {"offer.log": log, "offer.afford": afford, "offer.cash": cash}
