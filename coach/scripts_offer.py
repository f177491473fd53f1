"""Words that make an offer or ask for a pause: who, why, the figures, the ask, the close (S3-S6).

Every figure comes from the budget's working or the chosen proposal. Where nothing is left, no
amount appears at all (care 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.dates import Month
from coach.debts import DebtKind, LenderKind
from coach.proposals import Ask, Proposal, ProposalKind
from coach.script_lines import Channel, Fact, Line, Name, Part, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from coach.hardship import Hardship
    from coach.money import Money
    from coach.script_lines import Argument
    from coach.scripts import Brief

REASONS = {
    "job_loss": "scripts.reason.job_loss",
    "income_cut": "scripts.reason.income_cut",
    "illness": "scripts.reason.illness",
    "caring": "scripts.reason.caring",
    "separation": "scripts.reason.separation",
    "bereavement": "scripts.reason.bereavement",
    "new_child": "scripts.reason.new_child",
    "disaster": "scripts.reason.disaster",
    "business_fail": "scripts.reason.business_fail",
    "fraud_victim": "scripts.reason.fraud_victim",
    "low_income": "scripts.reason.low_income",
    "overspend": "scripts.reason.overspend",
    "other": "scripts.reason.other",
}
"""The reasons of the hardship form as nouns, so that they fit the first and the third person."""

_EFFECTS = {
    "income_less": "hardship.felt.income_less",
    "income_none": "hardship.felt.income_none",
    "costs_more": "hardship.felt.costs_more",
    "both": "hardship.felt.both",
}
"""The effect in the sentences that the person was shown before, so in the first person."""

_REQUESTS = {
    Ask.STOP_INTEREST: "scripts.please.stop_interest",
    Ask.STOP_LATE_FEES: "scripts.please.stop_late_fees",
    Ask.STOP_COLLECTION: "scripts.please.stop_collection",
    Ask.CLOSURE_PROOF: "scripts.please.closure_proof",
    Ask.ACCEPT_AS_FULL: "scripts.please.accept_as_full",
}
"""Asks that need a sentence of their own; the others stand in the offer or in the close."""


def lines(brief: Brief) -> tuple[Line, ...]:
    """Return the lines of an offer, or of a request that costs nothing."""
    return tuple(_private(brief) if brief.private else _formal(brief))


def _formal(brief: Brief) -> Iterator[Line]:
    yield _open(brief)
    yield from _situation(brief)
    yield from _figures(brief)
    yield _offer(brief)
    for ask in _proposal(brief).asks:
        if ask in _REQUESTS:
            yield line(_REQUESTS[ask], Part.PLEASE, Fact.PROPOSAL)
    yield from _close(brief)


def _proposal(brief: Brief) -> Proposal:
    if brief.proposal is None:
        msg = "an offer needs a proposal"
        raise ValueError(msg)
    return brief.proposal


def _open(brief: Brief) -> Line:
    who = brief.creditor
    if brief.helping:
        return line("scripts.open.helper", Part.OPENING, Fact.CREDITOR, Fact.HELPING, creditor=who)
    if brief.channel is Channel.LETTER:
        return line("scripts.open.letter", Part.OPENING, Fact.CREDITOR, admits=True, creditor=who)
    if brief.channel is Channel.CHAT:
        return line("scripts.open.chat", Part.OPENING, Fact.CREDITOR, admits=True, creditor=who)
    return line("scripts.open.offer", Part.OPENING, Fact.CREDITOR, admits=True, creditor=who)


def _situation(brief: Brief) -> Iterator[Line]:
    """Say why in two or three honest sentences: only what the person said."""
    known = brief.hardship
    willing = "scripts.willing_they" if brief.helping else "scripts.willing"
    yield line(willing, Part.SITUATION, Fact.GATE, admits=True)
    if known is None:
        return
    reason = Name(REASONS.get(known.reason, "scripts.reason.other"))
    if known.since is None:
        yield line("scripts.because", Part.SITUATION, Fact.HARDSHIP, reason=reason)
    else:
        yield line("scripts.because_since", Part.SITUATION, Fact.HARDSHIP,
                   since=Month(known.since), reason=reason)  # fmt: skip
    # The income now is the budget's: an older figure would disagree with the sum that follows.
    now = brief.figures.income if brief.figures else known.income_now
    before = known.income_before
    if before is not None and now is not None and before.currency == now.currency and now < before:
        yield line("scripts.income_fell", Part.SITUATION, Fact.HARDSHIP, Fact.BUDGET,
                   before=before, now=now)  # fmt: skip
    elif _may_say_effect(brief, known):
        yield line(_EFFECTS[known.effect or ""], Part.SITUATION, Fact.HARDSHIP)
    if known.until is not None:
        yield line("scripts.until", Part.SITUATION, Fact.HARDSHIP, until=Month(known.until))


def _may_say_effect(brief: Brief, known: Hardship) -> bool:
    """Tell whether the effect can stand beside the figures: "no income" and a pay cannot."""
    told_in_sums = known.income_before is not None and known.income_now is not None
    if brief.helping or told_in_sums or known.effect not in _EFFECTS:
        return False
    earns = brief.figures is not None and brief.figures.income.minor > 0
    return not (known.effect == "income_none" and earns)


def _figures(brief: Brief) -> Iterator[Line]:
    known = brief.figures
    if _proposal(brief).amount is None:
        yield line("scripts.nothing_left", Part.FIGURES, Fact.BUDGET)
        return
    if known is None:
        return
    yield line("scripts.figures", Part.FIGURES, Fact.BUDGET, income=known.income,
               costs=known.costs)  # fmt: skip
    if known.buffer.minor > 0:
        yield line("scripts.figures_buffer", Part.FIGURES, Fact.BUDGET, buffer=known.buffer)
    if known.alone:
        yield line("scripts.figures_alone", Part.FIGURES, Fact.BUDGET, Fact.SHARE, pot=known.pot)
    else:
        yield line("scripts.figures_shared", Part.FIGURES, Fact.BUDGET, Fact.SHARE,
                   pot=known.pot, share=known.share)  # fmt: skip


def _is_bank_card(brief: Brief) -> bool:
    return brief.debt.kind is DebtKind.CARD and brief.debt.lender is LenderKind.BANK


def _offer(brief: Brief) -> Line:
    chosen = _proposal(brief)
    if chosen.kind is ProposalKind.HOLD:
        return line("scripts.offer.hold", Part.ASK, Fact.PROPOSAL, months=chosen.months)
    if chosen.kind is ProposalKind.TOKEN or chosen.amount is None or chosen.first_due is None:
        return line("scripts.offer.token", Part.ASK, Fact.PROPOSAL, admits=True,
                    months=chosen.months)  # fmt: skip
    return _with_sums(brief, chosen, chosen.amount, chosen.first_due)


def _with_sums(brief: Brief, chosen: Proposal, amount: Money, first: date) -> Line:
    """Say what would be paid from when; where a plan clears the debt, how often and in all."""
    if chosen.kind is ProposalKind.LUMP_SUM or chosen.total is None:
        return _sum("scripts.offer.lump", amount=amount, first=first)
    if chosen.kind is ProposalKind.REDUCED and chosen.review_on is not None:
        return _sum("scripts.offer.reduced", amount=amount, first=first, review=chosen.review_on)
    if chosen.months == 1:
        return _once(chosen, amount, first)
    plan: dict[str, Argument] = {
        "amount": amount, "first": first, "months": chosen.months, "total": chosen.total,
    }  # fmt: skip
    if chosen.kind is ProposalKind.DEFERRAL:
        return _sum("scripts.offer.deferral", **plan)
    if chosen.kind is ProposalKind.WAIVER and chosen.waived is not None:
        return _sum("scripts.offer.waiver", waived=chosen.waived, **plan)
    if chosen.kind is ProposalKind.EXTENSION:
        return _sum("scripts.offer.extension", **plan)
    if _is_bank_card(brief):
        return _sum("scripts.offer.card", **plan)
    return _sum("scripts.offer.equal", **plan)


def _once(chosen: Proposal, amount: Money, first: date) -> Line:
    if chosen.waived is not None:
        return _sum("scripts.offer.waiver_once", waived=chosen.waived, amount=amount, first=first)
    return _sum("scripts.offer.once", amount=amount, first=first)


def _sum(message: str, **arguments: Argument) -> Line:
    return line(message, Part.ASK, Fact.PROPOSAL, admits=True, **arguments)


def _close(brief: Brief) -> Iterator[Line]:
    if brief.papers:
        yield line("scripts.close.evidence", Part.CLOSE, Fact.EVIDENCE, papers=brief.papers)
    if brief.channel is Channel.LETTER:
        yield line("scripts.close.letter", Part.CLOSE)
        yield line("scripts.close.true", Part.CLOSE)
        return
    yield line("scripts.close.who_decides", Part.CLOSE)
    yield line("scripts.close.writing", Part.CLOSE)
    yield line("scripts.close.reference", Part.CLOSE)
    if brief.channel is Channel.PHONE:
        yield line("scripts.close.read_back", Part.CLOSE)


def _private(brief: Brief) -> Iterator[Line]:
    """Say it as one says it to someone one knows: no hotline, no reference number."""
    who = brief.creditor
    chosen = _proposal(brief)
    if brief.helping:
        yield line("scripts.private.open_they", Part.OPENING, Fact.CREDITOR, Fact.HELPING,
                   creditor=who)  # fmt: skip
        yield line("scripts.private.sorry_they", Part.SITUATION, Fact.GATE, admits=True)
    else:
        yield line("scripts.private.open", Part.OPENING, Fact.CREDITOR, creditor=who)
        yield line("scripts.private.sorry", Part.SITUATION, Fact.GATE, admits=True)
    if brief.hardship is not None:
        reason = Name(REASONS.get(brief.hardship.reason, "scripts.reason.other"))
        yield line("scripts.because", Part.SITUATION, Fact.HARDSHIP, reason=reason)
    if chosen.amount is None or chosen.first_due is None:
        yield line("scripts.private.wait", Part.ASK, Fact.PROPOSAL, months=chosen.months)
    elif chosen.kind is ProposalKind.LUMP_SUM:
        yield line("scripts.private.lump", Part.ASK, Fact.PROPOSAL, admits=True,
                   amount=chosen.amount, first=chosen.first_due)  # fmt: skip
    else:
        yield line("scripts.private.offer", Part.ASK, Fact.PROPOSAL, admits=True,
                   amount=chosen.amount, first=chosen.first_due)  # fmt: skip
    yield line("scripts.private.note", Part.CLOSE)
