"""What a creditor may answer, and a calm, lawful reply; the rules behind them differ by region.

No reply promises money, admits more than the script did, or threatens. A pack's rule stands beside
a reply only where it binds this debt.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from coach.debts import Stage, Whose, relative_is_liable
from coach.gate import Passage
from coach.proposals import ProposalKind
from coach.script_lines import Fact, Line, Part, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.packs import Rule
    from coach.scripts import Brief


class Objection(StrEnum):
    """What they say; the most usual first."""

    YOURS = "yours"
    PAY_TODAY = "pay_today"
    WILL_SUE = "will_sue"
    NO_POLICY = "no_policy"
    OFFERED_MORE = "offered_more"
    PART_NOW = "part_now"
    HEAD_OFFICE = "head_office"
    ONLY_TODAY = "only_today"
    NOT_WRITTEN = "not_written"
    ASK_RELATIVES = "ask_relatives"
    WORK = "work"
    VISIT = "visit"
    ARREST = "arrest"
    RECORD = "record"
    NEW_LOAN = "new_loan"
    FEE_FIRST = "fee_first"
    CODE = "code"
    EXCUSES = "excuses"
    NEED_IT = "need_it"
    SHOUTING = "shouting"


_ONLY_FORMAL = frozenset({
    Objection.NO_POLICY, Objection.HEAD_OFFICE, Objection.ONLY_TODAY, Objection.NOT_WRITTEN,
    Objection.ARREST, Objection.RECORD, Objection.FEE_FIRST, Objection.CODE, Objection.VISIT,
    Objection.WORK,
})  # fmt: skip
_ONLY_PRIVATE = frozenset({Objection.NEED_IT})
_ABOUT_THE_OFFER = frozenset({
    Objection.OFFERED_MORE, Objection.NO_POLICY, Objection.NEED_IT,
})  # fmt: skip


def objections(brief: Brief) -> tuple[Objection, ...]:
    """Return what may be answered for this debt: nobody is told off where a relative is liable."""
    if brief.allowed.passage is Passage.ONLY_SAFETY:
        return ()
    left_out = set(_ONLY_FORMAL if brief.private else _ONLY_PRIVATE)
    if relative_is_liable(brief.debt):
        left_out.add(Objection.ASK_RELATIVES)
    if not brief.offers:
        left_out |= _ABOUT_THE_OFFER
    if brief.allowed.admits and brief.debt.whose is not Whose.GUARANTEED:
        left_out.add(Objection.YOURS)
    return tuple(each for each in Objection if each not in left_out)


_NEUTRAL = {
    Objection.YOURS: "scripts.reply.yours",
    Objection.NO_POLICY: "scripts.reply.no_policy",
    Objection.OFFERED_MORE: "scripts.reply.offered_more",
    Objection.PART_NOW: "scripts.reply.part_now",
    Objection.HEAD_OFFICE: "scripts.reply.head_office",
    Objection.ONLY_TODAY: "scripts.reply.only_today",
    Objection.NOT_WRITTEN: "scripts.reply.not_written",
    Objection.ASK_RELATIVES: "scripts.reply.ask_relatives",
    Objection.WORK: "scripts.reply.work",
    Objection.VISIT: "scripts.reply.visit",
    Objection.ARREST: "scripts.reply.arrest",
    Objection.RECORD: "scripts.reply.record",
    Objection.NEW_LOAN: "scripts.reply.new_loan",
    Objection.FEE_FIRST: "scripts.reply.fee_first",
    Objection.CODE: "scripts.reply.code",
    Objection.EXCUSES: "scripts.reply.excuses",
    Objection.SHOUTING: "scripts.reply.shouting",
}
_PRIVATE = {
    Objection.YOURS: "scripts.reply_private.yours",
    Objection.OFFERED_MORE: "scripts.reply_private.offered_more",
    Objection.PART_NOW: "scripts.reply_private.part_now",
    Objection.ASK_RELATIVES: "scripts.reply_private.ask_relatives",
    Objection.NEW_LOAN: "scripts.reply_private.new_loan",
    Objection.EXCUSES: "scripts.reply_private.excuses",
    Objection.NEED_IT: "scripts.reply_private.need_it",
    Objection.SHOUTING: "scripts.reply_private.shouting",
}
"""To someone one knows: no reference number, no desk."""


def reply(brief: Brief, objection: Objection) -> Line:
    """Return the calm answer; a sum is named only where the gate is open and there is an offer."""
    if objection is Objection.PAY_TODAY:
        return _pay_today(brief)
    if objection is Objection.WILL_SUE:
        return _will_sue(brief)
    fact = Fact.BUDGET if objection is Objection.OFFERED_MORE else Fact.METHOD
    return line((_PRIVATE if brief.private else _NEUTRAL)[objection], Part.ASK, fact)


def _pay_today(brief: Brief) -> Line:
    offer = brief.proposal if brief.offers else None
    if offer is not None and offer.kind is ProposalKind.HOLD and not brief.private:
        return line("scripts.reply.pay_today_hold", Part.ASK, Fact.PROPOSAL)
    if offer is None or offer.amount is None or offer.first_due is None:
        asks = (
            "scripts.reply_private.pay_today_ask"
            if brief.private
            else "scripts.reply.pay_today_ask"
        )
        return line(asks, Part.ASK, Fact.GATE)
    pays = "scripts.reply_private.pay_today" if brief.private else "scripts.reply.pay_today"
    return line(pays, Part.ASK, Fact.PROPOSAL, Fact.BUDGET, admits=True,
                amount=offer.amount, first=offer.first_due)  # fmt: skip


def _will_sue(brief: Brief) -> Line:
    if brief.private:
        said = "scripts.reply_private.will_sue"
        return line(said, Part.ASK)
    if brief.debt.stage in {Stage.COURT, Stage.JUDGMENT}:
        return line("scripts.reply.sued", Part.ASK, Fact.CREDITOR)
    told = "scripts.reply.will_sue" if brief.offers else "scripts.reply.will_sue_ask"
    return line(told, Part.ASK, admits=brief.offers)


RULES = {
    Objection.YOURS: frozenset({"validation"}),
    Objection.PAY_TODAY: frozenset({"no_pressing"}),
    Objection.PART_NOW: frozenset({"no_pressing"}),
    Objection.WILL_SUE: frozenset({"old_debt_suit", "court_papers"}),
    Objection.NO_POLICY: frozenset(
        {
            "longest_plan",
            "easier_terms",
            "interest_pause",
            "relief_plan",
            "bank_talks",
            "bank_plan",
            "lender_plan",
        }
    ),
    Objection.NOT_WRITTEN: frozenset({"spoken_plan_recorded"}),
    Objection.ASK_RELATIVES: frozenset({"other_people", "online_contacts", "contact_privacy"}),
    Objection.WORK: frozenset({"other_people", "online_contacts", "contact_privacy"}),
    Objection.VISIT: frozenset({"collection_hours", "contact_times", "other_people"}),
    Objection.RECORD: frozenset({"record_years", "record_objection"}),
    Objection.NEW_LOAN: frozenset({"no_pressing"}),
    Objection.FEE_FIRST: frozenset({"fees_first", "no_paid_agents"}),
    Objection.SHOUTING: frozenset({"stop_contact", "harsh_collection", "call_limit", "call_tries"}),
}
"""The rules of a pack that stand behind a reply, by their ids; a pack need not have any."""


def behind(objection: Objection, binding: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules behind a reply among those that bind the debt (`packs.rules_for`)."""
    wanted = RULES.get(objection, frozenset())
    return tuple(rule for rule in binding if rule.id in wanted)


TO_LEGAL_AID = frozenset({Objection.WILL_SUE, Objection.ARREST})
"""What goes to legal aid as soon as it stands on paper (care 9)."""

TO_SAFETY = frozenset({Objection.VISIT, Objection.SHOUTING, Objection.CODE, Objection.FEE_FIRST})
"""What may be danger: the way to safety stands beside the reply (care 6)."""
