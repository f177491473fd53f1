"""Before you borrow: what the offer in hand really costs, and the signs to stop at.

Never says that a loan is a good one; it says the price, the ceiling where one binds, and what is
wrong with the way it is offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.ceilings import Against, against
from coach.dates import Every
from coach.debts import DAYS_IN_A_YEAR, DebtKind, LenderKind
from coach.money import Money, total, zero
from coach.offers import a_month, rate_of
from coach.packs import rules_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coach.offers import Offer
    from coach.packs import RegionPack, Rule


@dataclass(frozen=True, slots=True)
class Price:
    """What a loan costs: all that goes back, `extra` beyond what was received, a month's most.

    `received` is what reaches the pocket, a fee paid at once taken off. `yearly` is effective, a
    fraction, and `simple` the same counted without compounding; None without a time, or where no
    more goes back than was received.
    """

    received: Money
    total: Money
    extra: Money
    yearly: Decimal | None
    simple: Decimal | None
    largest: Money


def price(offer: Offer, days: int = 0) -> Price:
    """Return the price of an offer; `days` after which a single payment comes, where days are said.

    Then the rate is (paid / received) ^ (365 / days) - 1; otherwise that of the cash flows
    (`coach.rates`), and none where a single payment has no time at all.
    """
    outgoings = offer.outgoings()
    received = offer.owed - offer.paid_today
    back = total(outgoings, offer.currency)
    extra = back - received
    yearly: Decimal | None = None
    simple: Decimal | None = None
    if extra.minor > 0 and received.minor > 0:
        if days > 0 and len(outgoings) == 1:
            grown = Decimal(back.minor) / Decimal(received.minor)
            yearly = grown ** (Decimal(DAYS_IN_A_YEAR) / days) - 1
            simple = (grown - 1) * DAYS_IN_A_YEAR / days
        elif (rate := rate_of(offer)) is not None:
            yearly, simple = rate.effective, rate.nominal
    return Price(received, back, extra, yearly, simple, _dearest_month(offer, outgoings, back))


def _dearest_month(offer: Offer, outgoings: Sequence[Money], back: Money) -> Money:
    largest = max(outgoings, key=lambda each: each.minor, default=back)
    if offer.every is Every.MONTHLY or len(outgoings) < 2:
        return largest
    # A fee that comes once does not come with each week of the month.
    once = zero(offer.currency) if offer.fee_once is None else offer.fee_once
    return a_month(max(outgoings[1:], key=lambda each: each.minor), offer.every) + once


class Said(StrEnum):
    """An answer to one of the questions."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class Red(StrEnum):
    """What is asked about the way money is offered, in this order."""

    FEE_FIRST = "fee_first"
    LICENSED = "licensed"
    PRESSURE = "pressure"
    KEEPS_PAPERS = "keeps_papers"
    PAYS_OLD = "pays_old"
    GUARANTOR = "guarantor"


ASKED = tuple(Red)
GOOD = frozenset({Red.LICENSED})
"""Asked the other way round: a no is the flag."""
STOP = frozenset({Red.FEE_FIRST, Red.KEEPS_PAPERS})
"""Each of these alone is reason enough to walk away (knowledge 8.3)."""
_CODES = (Said.NO, Said.YES, Said.NOT_SURE)


def told(answers: Sequence[Said]) -> int:
    """Write answers, the first question's first, as one number; the inverse of `read`."""
    number = 1
    for each in answers:
        number = number * len(_CODES) + _CODES.index(each)
    return number


def read(number: int) -> tuple[Said, ...]:
    """Read answers back; beyond what is asked, and for any other number, there are none."""
    found: list[Said] = []
    while number > 1:
        number, code = divmod(number, len(_CODES))
        found.append(_CODES[code])
    return tuple(reversed(found)) if number == 1 and len(found) <= len(ASKED) else ()


def following(answers: Sequence[Said]) -> Red | None:
    """Return the question after those answers; None when all were asked."""
    return ASKED[len(answers)] if len(answers) < len(ASKED) else None


@dataclass(frozen=True, slots=True)
class Judged:
    """The red flags: those that hold, and those nobody is sure of."""

    flags: tuple[Red, ...]
    unsure: tuple[Red, ...]

    @property
    def stop(self) -> bool:
        """True when one flag alone is reason enough to walk away."""
        return any(flag in STOP for flag in self.flags)


def judge(answers: Sequence[Said]) -> Judged:
    """Return what the answers show."""
    pairs = tuple(zip(ASKED, answers, strict=False))
    return Judged(
        tuple(red for red, said in pairs if said is (Said.NO if red in GOOD else Said.YES)),
        tuple(red for red, said in pairs if said is Said.NOT_SURE),
    )


LENDERS = {
    LenderKind.BANK: DebtKind.ONLINE_LOAN,
    LenderKind.PLATFORM: DebtKind.ONLINE_LOAN,
    LenderKind.MICRO_LENDER: DebtKind.ONLINE_LOAN,
    LenderKind.PRIVATE: DebtKind.FAMILY,
    LenderKind.NOT_SURE: DebtKind.OTHER,
}
"""Who may lend, and the kind of debt that a new loan of theirs would be."""
PRICE_UNITS = frozenset({"fraction", "x_lpr"})
"""Units of the packs' rules on what a loan may cost."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A rule on the price that binds such a loan; `against` None where nothing can be compared."""

    rule: Rule
    against: Against | None


def ceilings(
    pack: RegionPack, lender: LenderKind, cost: Price | None, on: date
) -> tuple[Ceiling, ...]:
    """Return the rules on the price that bind a new loan of this lender (none for *not sure*).

    With a rule past its review, or of grade C, nothing is compared.
    """
    kind = LENDERS.get(lender, DebtKind.OTHER)
    rules = rules_for(pack, kind.value, lender.value, None, on)
    return tuple(Ceiling(each, _against(each, cost)) for each in rules if each.unit in PRICE_UNITS)


def _against(rule: Rule, cost: Price | None) -> Against | None:
    if cost is None or cost.yearly is None or cost.simple is None:
        return None
    return against(rule, cost.yearly, cost.simple)
