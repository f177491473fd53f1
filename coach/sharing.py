"""The pot shared pro rata over all non-priority debts (knowledge 6.3).

Amounts in different currencies meet only through a rate that the person typed, with its date.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coach import money
from coach.debts import Debt, LenderKind, is_owed_by_person, is_priority
from coach.exchange import between
from coach.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from coach.exchange import TypedRate


class LeftOut(StrEnum):
    """Why a debt takes no part in the sharing."""

    PRIORITY = "priority"
    NOT_LIABLE = "not_liable"
    FORMAL = "formal"
    ILLEGAL = "illegal"
    IN_PLAN = "in_plan"
    CURRENCY = "currency"
    NOTHING_OWED = "nothing_owed"


@dataclass(frozen=True, slots=True)
class Share:
    """A debt's part of the pot a month, in the budget's currency.

    `own` is the same in the debt's currency, rounded down so that it never costs more than the
    share; they differ only where `rate` was typed.
    """

    debt_id: int
    amount: Money
    own: Money
    rate: TypedRate | None = None


@dataclass(frozen=True, slots=True)
class Sharing:
    """How the pot is divided; the shares add up to it exactly unless no debt takes part."""

    pot: Money
    shares: tuple[Share, ...]
    left_out: tuple[tuple[int, LeftOut], ...]

    def of(self, debt_id: int) -> Share | None:
        """Return that debt's share; None when it takes no part."""
        return next((share for share in self.shares if share.debt_id == debt_id), None)

    @property
    def rates(self) -> tuple[TypedRate, ...]:
        """Every typed rate that the shares rest on, once."""
        return tuple(dict.fromkeys(each.rate for each in self.shares if each.rate is not None))


def share_pot(
    pot: Money,
    debts: Sequence[Debt],
    *,
    in_plan: AbstractSet[int] = frozenset(),
    rates: Sequence[TypedRate] = (),
) -> Sharing:
    """Share the pot pro rata to the balances of all debts that take part (knowledge 6.3).

    `in_plan` names debts whose agreed plan is already among the payments that go on.
    """
    weights: list[tuple[Debt, int, TypedRate | None]] = []
    left_out: list[tuple[int, LeftOut]] = []
    for debt in debts:
        rate = between(rates, debt.currency, pot.currency)
        reason = _left_out(debt, in_plan)
        if reason is None and debt.currency != pot.currency and rate is None:
            reason = LeftOut.CURRENCY
        if reason is None:
            balance = debt.balance
            weight = balance if rate is None else rate.into(balance, pot.currency)
            weights.append((debt, weight.minor, rate))
        else:
            left_out.append((debt.id, reason))
    parts = money.share(pot.minor, [weight for _, weight, _ in weights])
    shares = tuple(
        _share(debt, Money(part, pot.currency), rate)
        for (debt, _, rate), part in zip(weights, parts, strict=True)
    )
    return Sharing(pot, shares, tuple(left_out))


def _left_out(debt: Debt, in_plan: AbstractSet[int]) -> LeftOut | None:
    if not is_owed_by_person(debt):
        return LeftOut.NOT_LIABLE
    if debt.formal:
        return LeftOut.FORMAL
    if debt.lender is LenderKind.ILLEGAL:
        return LeftOut.ILLEGAL
    if is_priority(debt):
        return LeftOut.PRIORITY
    if debt.id in in_plan:
        return LeftOut.IN_PLAN
    return LeftOut.NOTHING_OWED if debt.balance.minor <= 0 else None


def _share(debt: Debt, part: Money, rate: TypedRate | None) -> Share:
    if rate is None:
        return Share(debt.id, part, part)
    return Share(debt.id, part, rate.at_most(part, debt.currency), rate)
