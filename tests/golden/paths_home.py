"""The ways of people whose home, food or privacy comes before any lender."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.golden.teller import Teller

FULL = ("1700", *("",) * 4, "780", "110", "70 weekly", "60", *("",) * 4, "18", "30",
        "240 yearly", "100")  # fmt: skip
"""The lines of a budget as they are asked; an empty one is skipped."""


async def renter(p: Teller) -> None:
    """Rent first: its instalment stands in the budget before the card gets a share."""
    await p.says("/start")
    await p.says("my landlord wants to evict me")
    await p.taps("danger.in", "home", "path", "debts.add", "f.keep")
    await p.says("rent arrears 1800")
    await p.taps(":whose:mine", ":stage:overdue", "f.save")
    await p.taps(":yours:yes", ":right:yes", ":last_paid_known:date")
    await p.says("2 months ago")
    await p.taps("debts.add", "f.keep")
    await p.says("Barclaycard 3200 24% day 12")
    await p.taps(":kind:card", ":lender:bank", ":whose:mine", ":stage:will_miss", "f.save")
    await p.taps(":yours:yes", ":right:yes", ":last_paid_known:date")
    await p.says("last month")
    await p.taps("path", "budget", "budget.full")
    for said in FULL:
        await (p.says(said) if said else p.taps("f.skip"))
    await p.taps("f.skip", "f.skip", "f.skip", "f.save", "negotiate", "negotiate:1", "proposal:1:0")
    await p.taps("proposal.choose", ":chat:", ":chat:a:1", ":chat:a:2", ":chat:a:3", ":chat:a:4")
    await p.says("/negotiate")
    await p.taps("negotiate:2", "proposal:2:0", "stress:2:", "negotiate:2", "proposal.choose")
    await p.taps("script.why", ":reason:income_cut")
    await p.says("July")
    await p.taps(":effect:both")
    await p.says("2050")
    await p.taps("f.skip", "script:2", ":letter:")
    await p.says("/evidence")
    await p.taps("evidence:2", "claims:2")
    await p.note("The landlord agrees to 78 a month. Two weeks later the bank writes.", days=14)
    await p.says("/check")
    await p.says("20 x 160, no fee")
    await p.taps("2. Barclaycard", "offer.agreed", "plan.from")
    await p.says("12 January")
    await p.taps(":how_paid:auto", ":in_writing:yes", "f.skip", "f.save", "plan.remind")


async def negative(p: Teller) -> None:
    """Nothing is left: only asks that cost nothing, without any figure."""
    await p.says("/start")
    await p.taps("cannot", "budget", "budget.quick", ":region:us")
    for number in ("1450", "1600", "0"):
        await p.says(number)
    await p.taps("budget.humane", "negotiate", "debts.add", "f.keep")
    await p.says("Visa 5200 22% overdue 1 month")
    await p.taps(":lender:bank", ":whose:mine", "f.save")
    await p.taps(":yours:yes", ":right:yes", ":last_paid_known:date")
    await p.says("2 months ago")
    await p.taps("negotiate:1", "proposal.choose", "script.why", ":reason:income_cut")
    await p.says("September")
    await p.taps(":effect:both")
    await p.says("2300")
    await p.taps("f.skip", "script:1", ":letter:")
    await p.says("/evidence")
    await p.says("/claims")
    await p.note("The bank calls a week later and wants some money now.", days=7)
    await p.says("/check")
    await p.says("500 today, then 12 payments of 120")
    await p.taps("offer.ask", "offer.not")
    await p.says("/script")
    await p.taps("phone:a:1", "script.say", "pay_today", "contact.new", ":outcome:refused")
    await p.taps(":channel:phone", "f.skip", "f.skip", "contact.remind", "Central", ":letter:r")
    await p.taps(":all:r", "script.more", "script.ladder", "helplines")
    await p.says("/budget")
    await p.taps("budget.humane", "budget.look_again", "budget.look:")


async def migrant(p: Teller) -> None:
    """Two currencies, added only at a rate that was typed, and a telephone that others see."""
    await p.says("/start")
    await p.taps("privacy", "privacy.shared", "privacy.share:hide", "home", "path", "debts.add")
    await p.taps("More", "Singapore")
    await p.says("DBS card 6400 25% day 5")
    await p.taps(":kind:card", ":lender:bank", ":whose:mine", ":stage:overdue", "f.save")
    await p.taps(":yours:yes", ":right:yes", ":last_paid_known:date")
    await p.says("2 months ago")
    await p.taps("debts.add", "Somewhere")
    await p.says("Kiosk loan 12000000 IDR")
    await p.taps(":kind:online_loan", ":lender:micro_lender", ":whose:mine")
    await p.taps(":stage:will_miss", "f.save", ":yours:yes", ":right:yes", ":last_paid_known:date")
    await p.says("last month")
    await p.taps("path", "budget", "budget.quick")
    for number in ("2400", "1500", "200"):
        await p.says(number)
    await p.taps("negotiate", "negotiate:1", "proposal:1:0", "stress:1:", "negotiate:1")
    await p.taps("proposal.choose", ":phone:a:1", ":a:2", ":a:3")
    await p.says("/negotiate")
    await p.taps("negotiate:2", "rate.ask")
    await p.says("12300")
    await p.taps("1 SGD", "negotiate:2", "proposal.choose", ":phone:a:1", ":a:2", ":a:3")
    await p.says("/check")
    await p.says("12 payments of 560")
    await p.taps("1. DBS card", "offer.ask")
    await p.note("The bank agrees in writing.", days=5)
    await p.says("/check")
    await p.says("16 payments of 400")
    await p.taps("1. DBS card", "offer.agreed", "plan.from")
    await p.says("5 January")
    await p.taps(":how_paid:manual", ":in_writing:yes", "f.skip", "f.save", "plan.remind", "hide")
