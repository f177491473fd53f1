"""Around an offer: the ceilings that bind it, what it leaves unsaid, what not to say yes to.

Nothing here judges a lender: a ceiling is named where a sourced rule binds just this debt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.ceilings import Against, against
from coach.offers import Ask, Fit, Flag
from coach.packs import rules_for
from coach.terms import Term, needed_terms

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from coach.debts import Debt
    from coach.offers import Offer, OfferCheck
    from coach.packs import RegionPack, Rule
    from coach.rates import Rate

ODD_RATE = 10
"""A fraction a year above which figures are taken to be misread rather than an offer."""


def is_odd(check: OfferCheck) -> bool:
    """Tell whether the figures can't be right together."""
    return check.rate is not None and check.rate.effective > ODD_RATE


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A ceiling that binds the debt and that the offer goes beyond; `most` is a fraction a year."""

    rule: Rule
    most: Decimal
    against: Against


def beyond(pack: RegionPack, debt: Debt, rate: Rate | None, on: date) -> tuple[Ceiling, ...]:
    """Return the ceilings that bind this debt and that the rate exceeds, on a day.

    A rule of grade C or past its review is not compared. Above means above by the simple year
    (12 x the month) too; only by the compound one, it depends on how the lender counts.
    """
    if rate is None:
        return ()
    found = []
    for rule in rules_for(pack, debt.kind.value, debt.lender.value, debt.stage.value, on):
        stands = against(rule, rate.effective, rate.nominal)
        if rule.number is not None and stands in {Against.ABOVE, Against.DEPENDS}:
            found.append(Ceiling(rule, rule.number, stands))
    return tuple(found)


_FIRST = (
    Term.INTEREST_AND_FEES, Term.REST_CANCELLED, Term.PAY_TO, Term.NAME_DATE_REFERENCE,
    Term.PAYMENT_DATES, Term.PAY_BY, Term.COLLECTION_STOPS, Term.DEFAULT_AND_GRACE,
)  # fmt: skip
"""What is asked first while the agent waits; the rest follows in the checklist's order."""


def unsaid(offer: Offer, check: OfferCheck) -> tuple[Term, ...]:
    """Return the terms an agreement needs that the offer does not say, the most urgent first."""
    below = check.saves is not None or check.rest is not None
    lump = len(offer.payments) <= 1 and offer.first_after == 0
    said = {
        Term.PAYMENT_DATES: offer.day is not None,
        Term.PAY_BY: offer.by is not None,
        # After one payment that settles, the question about the rest asks for it.
        Term.INTEREST_AND_FEES: offer.fees_said or lump,
        # What is waived is the difference, and the question about the rest names it.
        Term.WAIVED_AMOUNT: True,
    }
    needed = [*needed_terms(lump=lump, waives=below)]
    if below and Term.REST_CANCELLED not in needed:
        needed.append(Term.REST_CANCELLED)
    open_ = [term for term in needed if not said.get(term, False)]
    return tuple(sorted(open_, key=lambda each: _rank(each, needed)))


def _rank(term: Term, needed: list[Term]) -> int:
    return _FIRST.index(term) if term in _FIRST else len(_FIRST) + needed.index(term)


class Never(StrEnum):
    """What not to agree to; the most pressing for this offer first."""

    NEW_LOAN = "new_loan"
    FEE_FIRST = "fee_first"
    OPEN_REST = "open_rest"
    MORE_THAN_FITS = "more_than_fits"
    LARGE_LAST = "large_last"
    ONLY_INTEREST = "only_interest"
    ABOVE_CEILING = "above_ceiling"
    BEFORE_WRITING = "before_writing"
    PERSONAL_ACCOUNT = "personal_account"
    OPEN_DEBIT = "open_debit"


def nevers(
    offer: Offer, check: OfferCheck, ceilings: tuple[Ceiling, ...] = ()
) -> tuple[Never, ...]:
    """Return what not to agree to with this offer (knowledge 8.3); two of them hold always."""
    several = len(offer.payments) > 1
    holds = {
        Never.NEW_LOAN: offer.new_loan,
        Never.FEE_FIRST: several and offer.paid_today.minor > 0,
        Never.OPEN_REST: check.saves is not None or check.rest is not None,
        Never.MORE_THAN_FITS: check.fit is Fit.OVER,
        Never.ONLY_INTEREST: offer.interest_first == len(offer.payments) > 0,
        Never.LARGE_LAST: Flag.LARGE_LAST in check.flags,
        Never.ABOVE_CEILING: any(each.against is Against.ABOVE for each in ceilings),
        Never.BEFORE_WRITING: True,
        Never.PERSONAL_ACCOUNT: True,
        Never.OPEN_DEBIT: several,
    }
    return tuple(each for each in Never if holds[each])


class Say(StrEnum):
    """What to say next: one sentence that admits nothing and agrees to no sum."""

    PROVE_IT = "prove_it"
    WHAT_IS_THE_EXTRA = "what_is_the_extra"
    COUNTED_HOW = "counted_how"
    IS_IT_ZERO = "is_it_zero"
    IS_THE_REST_WAIVED = "is_the_rest_waived"
    WHAT_FOR = "what_for"
    IS_THE_REST_OWED = "is_the_rest_owed"
    TOO_MUCH = "too_much"
    AT_TIMES = "at_times"
    """Only some months are too much, such as a first one with a fee."""
    STAY_LOW = "stay_low"
    """The later stretch is too much, the first one is not."""
    NOTHING_LEFT = "nothing_left"


def say(check: OfferCheck, ceilings: tuple[Ceiling, ...], *, admits: bool) -> Say:
    """Return what to say next.

    `admits`: the debt has passed the three questions (care 4), or no debt is named; else only
    proof is asked for.
    """
    if not admits:
        return Say.PROVE_IT
    nothing = check.share is not None and check.share.minor <= 0
    if check.fit is Fit.OVER and (nothing or check.ask is not Ask.WHAT_FOR):
        if nothing:
            return Say.NOTHING_LEFT
        if Flag.STEPS_UP in check.flags and check.first_fits:
            return Say.STAY_LOW
        return Say.AT_TIMES if check.over_at_times else Say.TOO_MUCH
    return Say.COUNTED_HOW if ceilings else Say(check.ask.value)
