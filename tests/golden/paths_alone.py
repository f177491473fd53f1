"""The ways of two people who stand alone before a collector and before a court."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.golden.teller import Teller


async def us_card(p: Teller) -> None:
    """A collector calls; proof first, then an offer, a check, a refusal and the complaint."""
    await p.says("/start")
    await p.taps("contacted", ":agency", "contacted.today", "contacted.over", ":will_answer")
    await p.taps("contacted.keep", ":us:", "New York", "contacted.debt", "f.keep")
    await p.says("Acme Recovery 4200")
    await p.taps(":kind:card", ":whose:mine", "f.save")
    await p.taps(":yours:yes", ":right:not_sure", ":last_paid_known:date")
    await p.says("March last year")
    await p.taps("script:1", "script:1:letter", "contact.new", ":outcome:will_answer")
    await p.taps(":channel:letter", "f.skip", "f.skip", "contact.remind", "home", "path", "debts")
    await p.taps("debt:1", "dealings:1", "debts.rules")
    await p.note("Three weeks later the breakdown has come, and it is right.", days=21)
    await p.says("/negotiate")
    await p.taps("gate.ask", ":yours:yes", ":right:yes", ":last_paid_known:date")
    await p.taps("f.keep", "negotiate:1")
    for number in ("2600", "1850", "450"):
        await p.says(number)
    await p.taps("proposal:1:0", "stress:1:", "negotiate:1", "proposal.choose", "script.why")
    await p.taps(":reason:income_cut")
    await p.says("August")
    await p.taps(":effect:income_less")
    await p.says("3400")
    await p.taps("f.skip", "script:1", "phone:a:1", ":a:2", ":a:3", ":a:4", "script.say")
    await p.taps("will_sue", "contact.new", ":outcome:offered", ":channel:phone", "f.skip")
    await p.taps("f.skip", "check:1")
    await p.says("18 x 260, 150 fee")
    await p.taps("offer.ask", "offer.not")
    await p.says("/evidence")
    await p.says("/claims")
    await p.note("Dana writes instead of agreeing. A week later the answer is no.", days=7)
    await p.says("/log")
    await p.taps("contact.new", ":outcome:refused", ":channel:letter", "f.skip", "f.skip")
    await p.taps(":letter:r", ":all:r", "script.more", "script.ladder", "script:1:all:c")
    await p.taps("letter:c", "contact.new", ":outcome:will_answer", ":channel:letter", "f.skip")
    await p.taps("f.skip", "contact.remind")


async def guarantor(p: Teller) -> None:
    """Court papers: the date and legal help first, then the debt as what it is, a guarantee."""
    await p.says("/start")
    await p.says("I got court papers for my brother's loan, I only signed as guarantor")
    await p.taps("danger.in", "deadline.new", ":kind:court_answer")
    await p.says("in 12 days")
    await p.says("yesterday")
    await p.taps("deadline.remind", "home", "path", "debts.add", "f.keep")
    await p.says("Northern Loans 9000")
    await p.taps(":kind:online_loan", ":lender:consumer_finance", ":whose:guaranteed")
    await p.taps(":stage:court", "f.save", "gate:")
    await p.taps(":yours:yes", ":right:not_sure", ":last_paid_known:not_sure")
    await p.taps("gate.warning", "script:1", ":letter:")
    await p.taps("contact.new", ":outcome:will_answer", ":channel:letter", "f.skip", "f.skip")
    await p.taps("contact.kept")
    await p.says("/script")
    await p.taps("phone:a:1", ":a:2", "script.say", "will_sue")
    await p.says("/claims")
    await p.note("Before the date, the lender's solicitor calls with an offer.", days=3)
    await p.says("/check")
    await p.says("settle 4500 by Friday")
    await p.taps("offer.ask", "offer.not")
    await p.says("/debts")
    await p.taps("debt:1", "dealings:1", "debts.rules")
    await p.says("/deadlines")
