"""The figures of each kind of proposal for one debt; `coach/slate.py` chooses among them.

`most` is the most that can be paid in one month and no payment ever exceeds it. A maker returns
None where its proposal makes no sense or could not be kept.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from coach.dates import MONTHS_IN_A_YEAR, add_months
from coach.money import Money
from coach.proposals import (
    HOLD_MONTHS,
    LONGEST_BREAK,
    REVIEW_AFTER,
    SPEEDS,
    USUAL_BREAK,
    Ask,
    Circumstances,
    Proposal,
    ProposalKind,
    Risk,
    Speed,
)
from coach.rates import grown, level_payment, pay_off

if TYPE_CHECKING:
    from coach.debts import Debt

_ASKS = (
    Ask.INSTALMENTS,
    Ask.STOP_INTEREST,
    Ask.STOP_LATE_FEES,
    Ask.STOP_COLLECTION,
    Ask.WRITTEN_CONFIRMATION,
)


def _spread(owed: int, limit: int) -> tuple[int, int, int] | None:
    """Return (each, months, last) in whole months with no payment above `limit`."""
    if limit <= 0 or owed <= 0:
        return None
    months = -(-owed // limit)
    each = -(-owed // months)
    months = -(-owed // each)
    return each, months, owed - each * (months - 1)


def _dated(proposal: Proposal, facts: Circumstances) -> Proposal:
    start = facts.first_due
    first = add_months(start, proposal.wait)
    last = add_months(first, proposal.months - 1, start.day)
    return replace(proposal, first_due=first, last_due=last)


def equal(
    debt: Debt, owed: Money, most: int, speed: Speed, facts: Circumstances
) -> Proposal | None:
    """Equal payments of at most `most` minor units times the speed; None beyond the longest."""
    spread = _spread(owed.minor, int(most * SPEEDS[speed]))
    if spread is None or spread[1] > facts.most_months:
        return None
    each, months, last = spread
    amount = Money(each, debt.currency)
    burden = [Risk.TIGHT] if speed is Speed.FAST else []
    if months > 3 * MONTHS_IN_A_YEAR:
        burden.append(Risk.LONG)
    plan = Proposal(
        ProposalKind.EQUAL_INSTALMENTS,
        months,
        _ASKS,
        (*burden, Risk.MAY_REFUSE, Risk.INTEREST_MAY_RUN),
        amount=amount,
        last_amount=Money(last, debt.currency),
        total=owed,
        extra=_extra(debt, owed, amount),
        speed=speed,
    )
    return _dated(plan, facts)


def own(debt: Debt, most: Money, facts: Circumstances) -> Proposal | None:
    """The amount the person would like to offer, brought to one that can be kept and has an end.

    Never above `most`, never so low that the plan would be longer than the longest; the last
    payment takes the rest. None without a wish, or where no amount does both.
    """
    if facts.own is None or facts.own.minor <= 0:
        return None
    owed = debt.balance
    least = -(-owed.minor // facts.most_months)
    each = min(max(facts.own.minor, least), most.minor, owed.minor)
    if each < least:
        return None
    months = -(-owed.minor // each)
    tight = (Risk.TIGHT,) if each == most.minor else ()
    long = (Risk.LONG,) if months > 3 * MONTHS_IN_A_YEAR else ()
    plan = Proposal(
        ProposalKind.OWN,
        months,
        _ASKS,
        (*tight, *long, Risk.MAY_REFUSE, Risk.INTEREST_MAY_RUN),
        amount=Money(each, debt.currency),
        last_amount=Money(owed.minor - each * (months - 1), debt.currency),
        total=owed,
        extra=_extra(debt, owed, Money(each, debt.currency)),
    )
    return _dated(plan, facts)


def _extra(debt: Debt, owed: Money, amount: Money, wait: int = 0) -> Money | None:
    """Estimate the interest if it runs on; None when the rate is not known or it never ends."""
    if debt.rate is None:
        return None
    monthly = debt.rate / MONTHS_IN_A_YEAR
    ended = pay_off(grown(owed, monthly, wait), monthly, amount)
    return None if ended is None else ended.total - owed


def _standard_or_fast(
    debt: Debt, owed: Money, most: Money, facts: Circumstances
) -> Proposal | None:
    return equal(debt, owed, most.minor, Speed.STANDARD, facts) or equal(
        debt, owed, most.minor, Speed.FAST, facts
    )


def extension(debt: Debt, most: Money, facts: Circumstances) -> Proposal | None:
    """A longer term at the same rate, in whole years, at the shortest that fits the share."""
    owed = debt.balance
    monthly = Decimal(0) if debt.rate is None else debt.rate / MONTHS_IN_A_YEAR
    for months in range(MONTHS_IN_A_YEAR, facts.most_months + 1, MONTHS_IN_A_YEAR):
        amount = level_payment(owed, monthly, months)
        ended = pay_off(owed, monthly, amount, months)
        if ended is None:
            # Rounded down, it would leave a crumb for one month more.
            amount = Money(amount.minor + 1, debt.currency)
            ended = pay_off(owed, monthly, amount, months)
        is_lighter = debt.payment is None or amount < debt.payment
        if ended is None or amount > most or not is_lighter:
            continue
        plan = Proposal(
            ProposalKind.EXTENSION,
            ended.months,
            (Ask.LONGER_TERM, Ask.SAME_RATE, Ask.STOP_LATE_FEES, Ask.WRITTEN_CONFIRMATION),
            (Risk.COSTS_MORE, Risk.MAY_REFUSE),
            amount=amount,
            last_amount=ended.last,
            total=ended.total,
            extra=None if debt.rate is None else ended.total - owed,
        )
        return _dated(plan, facts)
    return None


def waiver(debt: Debt, most: Money, facts: Circumstances) -> Proposal | None:
    """The late fees waived, in figures, and the rest in instalments; None without fees."""
    if debt.fees is None or debt.fees.minor <= 0:
        return None
    plan = _standard_or_fast(debt, debt.balance - debt.fees, most, facts)
    if plan is None:
        return None
    return replace(
        plan,
        kind=ProposalKind.WAIVER,
        asks=(Ask.WAIVE_CHARGES, *plan.asks),
        risks=(Risk.WAIVER_MAY_LAPSE, *plan.risks),
        waived=debt.fees,
        speed=None,
    )


def deferral(debt: Debt, most: Money, facts: Circumstances) -> Proposal | None:
    """Some months without payment, then instalments."""
    plan = _standard_or_fast(debt, debt.balance, most, facts)
    if plan is None or plan.amount is None:
        return None
    back = USUAL_BREAK if facts.income_back_in is None else facts.income_back_in
    wait = max(1, min(back, LONGEST_BREAK))
    deferred = replace(
        plan,
        kind=ProposalKind.DEFERRAL,
        asks=(Ask.BREAK, *plan.asks),
        risks=(Risk.ARREARS_MAY_GROW, *plan.risks),
        extra=_extra(debt, debt.balance, plan.amount, wait),
        wait=wait,
        review_on=add_months(facts.first_due, wait - 1),
        speed=None,
    )
    return _dated(deferred, facts)


def reduced(debt: Debt, most: Money, facts: Circumstances) -> Proposal | None:
    """A lower payment for a limited time: for a short gap, or where no plan clears the debt."""
    back = facts.income_back_in
    is_short_gap = back is not None and 0 < back <= LONGEST_BREAK
    if not is_short_gap and _standard_or_fast(debt, debt.balance, most, facts) is not None:
        return None
    months = min(REVIEW_AFTER if back is None or not is_short_gap else back, facts.most_months)
    return _for_now(debt, most, months, facts)


def own_for_now(debt: Debt, most: Money, facts: Circumstances) -> Proposal | None:
    """The own amount for some months, where it is too low to end in time; else None (`own`)."""
    too_low = -(-debt.balance.minor // facts.most_months)
    if facts.own is None or not 0 < facts.own.minor < min(too_low, most.minor + 1):
        return None
    return _for_now(debt, facts.own, min(REVIEW_AFTER, facts.most_months), facts)


def _for_now(debt: Debt, each: Money, months: int, facts: Circumstances) -> Proposal | None:
    paid = each.times(months)
    if months < 1 or debt.balance <= paid:
        return None
    plan = Proposal(
        ProposalKind.REDUCED,
        months,
        (
            Ask.ACCEPT_LESS_FOR_NOW,
            Ask.STOP_INTEREST,
            Ask.STOP_LATE_FEES,
            Ask.STOP_COLLECTION,
            Ask.REVIEW_DATE,
            Ask.WRITTEN_CONFIRMATION,
        ),
        (Risk.ARREARS_MAY_GROW, Risk.RECORD_MAY_SHOW_IT, Risk.MAY_REFUSE),
        amount=each,
        last_amount=each,
        total=paid,
        left=debt.balance - paid,
        review_on=add_months(facts.first_due, months),
    )
    return _dated(plan, facts)


def lump(debt: Debt, facts: Circumstances) -> Proposal | None:
    """One payment from a real sum; the person's own figure, never a guessed percentage."""
    if facts.lump is None or facts.lump.minor <= 0:
        return None
    amount = min(debt.balance, facts.lump)
    gap = debt.balance - amount
    waives = gap.minor > 0
    settled = (Ask.ACCEPT_AS_FULL,) if waives else ()
    plan = Proposal(
        ProposalKind.LUMP_SUM,
        1,
        (*settled, Ask.CLOSURE_PROOF, Ask.WRITTEN_CONFIRMATION),
        (Risk.PAY_ONLY_AFTER_WRITING, Risk.RECORD_MAY_SHOW_IT, Risk.MAY_REFUSE),
        amount=amount,
        last_amount=amount,
        total=amount,
        waived=gap if waives else None,
    )
    return _dated(plan, facts)


def hold(facts: Circumstances) -> Proposal:
    """A pause and a stop of charges; costs nothing and names no figure."""
    return Proposal(
        ProposalKind.HOLD,
        HOLD_MONTHS,
        (
            Ask.HOLD,
            Ask.STOP_INTEREST,
            Ask.STOP_LATE_FEES,
            Ask.STOP_COLLECTION,
            Ask.REVIEW_DATE,
            Ask.WRITTEN_CONFIRMATION,
        ),
        (Risk.MAY_REFUSE, Risk.INTEREST_MAY_RUN),
        review_on=add_months(facts.first_due, HOLD_MONTHS),
    )


def token(facts: Circumstances) -> tuple[Proposal, ...]:
    """A token sum only where it is used, and never on an old debt: it could renew it."""
    if not facts.token_used or facts.old:
        return ()
    token = replace(
        hold(facts),
        kind=ProposalKind.TOKEN,
        months=REVIEW_AFTER,
        asks=(
            Ask.ACCEPT_LESS_FOR_NOW,
            Ask.STOP_INTEREST,
            Ask.STOP_LATE_FEES,
            Ask.REVIEW_DATE,
            Ask.WRITTEN_CONFIRMATION,
        ),
        risks=(Risk.ARREARS_MAY_GROW, Risk.RECORD_MAY_SHOW_IT, Risk.MAY_REFUSE),
        review_on=add_months(facts.first_due, REVIEW_AFTER),
    )
    return (token,)
