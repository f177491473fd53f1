"""What a creditor may answer, and a calm, lawful reply; the rules behind them differ by region."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from coach.debts import relative_is_liable
from coach.gate import Passage
from coach.script_lines import Fact, Line, Part, line

if TYPE_CHECKING:
    from coach.scripts import Brief


class Objection(StrEnum):
    """What they say."""

    PAY_TODAY = "pay_today"
    WILL_SUE = "will_sue"
    NO_POLICY = "no_policy"
    HEAD_OFFICE = "head_office"
    OFFERED_MORE = "offered_more"
    ASK_RELATIVES = "ask_relatives"
    FEE_FIRST = "fee_first"
    NEW_LOAN = "new_loan"
    SHOUTING = "shouting"


def objections(brief: Brief) -> tuple[Objection, ...]:
    """Return what may be answered for this debt: nobody is told off where a relative is liable."""
    if brief.allowed.passage is Passage.ONLY_SAFETY:
        return ()
    left_out = set()
    if relative_is_liable(brief.debt):
        left_out.add(Objection.ASK_RELATIVES)
    if brief.private:
        left_out |= {Objection.HEAD_OFFICE, Objection.NO_POLICY}
    if not _offers(brief):
        left_out |= {Objection.OFFERED_MORE, Objection.NO_POLICY}
    return tuple(each for each in Objection if each not in left_out)


def _offers(brief: Brief) -> bool:
    return brief.allowed.admits and brief.proposal is not None and not brief.only_questions


_NEUTRAL = {
    Objection.ASK_RELATIVES: "scripts.reply.ask_relatives",
    Objection.FEE_FIRST: "scripts.reply.fee_first",
    Objection.NEW_LOAN: "scripts.reply.new_loan",
    Objection.HEAD_OFFICE: "scripts.reply.head_office",
    Objection.SHOUTING: "scripts.reply.shouting",
    Objection.OFFERED_MORE: "scripts.reply.offered_more",
    Objection.NO_POLICY: "scripts.reply.no_policy",
}


def reply(brief: Brief, objection: Objection) -> Line:
    """Return the calm answer; a sum is named only where the gate is open and there is an offer."""
    offer = brief.proposal if _offers(brief) else None
    if objection is Objection.PAY_TODAY:
        if offer is not None and offer.amount is not None and offer.first_due is not None:
            return line("scripts.reply.pay_today", Part.ASK, Fact.PROPOSAL, Fact.BUDGET, admits=True,
                        amount=offer.amount, first=offer.first_due)  # fmt: skip
        return line("scripts.reply.pay_today_ask", Part.ASK, Fact.GATE)
    if objection is Objection.WILL_SUE:
        told = "scripts.reply.will_sue" if offer is not None else "scripts.reply.will_sue_ask"
        return line(told, Part.ASK, admits=offer is not None)
    fact = Fact.BUDGET if objection is Objection.OFFERED_MORE else Fact.METHOD
    return line(_NEUTRAL[objection], Part.ASK, fact)
