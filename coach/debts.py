"""A debt: whose it is, who is owed, how far it has gone; priority, and what waiting costs.

Rules belong to the debt, so region, lender and stage stand here and never on the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.money import Money

if TYPE_CHECKING:
    from datetime import date

DAYS_IN_A_YEAR = 365


class DebtKind(StrEnum):
    """What the debt is for."""

    CARD = "card"
    ONLINE_LOAN = "online_loan"
    INSTALMENT_PURCHASE = "instalment_purchase"
    MORTGAGE = "mortgage"
    RENT = "rent"
    UTILITY = "utility"
    TAX = "tax"
    FAMILY = "family"
    OTHER = "other"


class LenderKind(StrEnum):
    """Who is owed; a rule that does not name the kind is not quoted."""

    BANK = "bank"
    CONSUMER_FINANCE = "consumer_finance"
    MICRO_LENDER = "micro_lender"
    PLATFORM = "platform"
    COLLECTOR = "collector"
    PRIVATE = "private"
    PUBLIC_BODY = "public_body"
    ILLEGAL = "illegal"
    NOT_SURE = "not_sure"


class Stage(StrEnum):
    """How far the debt has gone."""

    NOT_DUE = "not_due"
    WILL_MISS = "will_miss"
    OVERDUE = "overdue"
    COLLECTOR = "collector"
    COURT = "court"
    JUDGMENT = "judgment"


class Whose(StrEnum):
    """Who is liable, as the person says."""

    MINE = "mine"
    JOINT = "joint"
    GUARANTEED = "guaranteed"
    PARTNERS = "partners"
    DECEASED = "deceased"
    FRAUD = "fraud"


class Answer(StrEnum):
    """A yes or no with room for doubt."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class LastPaid(StrEnum):
    """When there is no date of the last payment or promise."""

    NEVER = "never"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Gate:
    """The three questions before any script, and whether the warning has been read."""

    yours: Answer
    right: Answer
    last_paid: date | LastPaid
    warning_read: bool = False


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt of a case; `rate` is a fraction a year, `payment` the contract sum a month.

    `interest` and `fees` are what has been added to `principal` so far; None means not known.
    `number` is the short number shown to the person.
    """

    id: int
    number: int
    creditor: str
    kind: DebtKind
    lender: LenderKind
    whose: Whose
    stage: Stage
    region: str | None
    principal: Money
    interest: Money | None = None
    fees: Money | None = None
    rate: Decimal | None = None
    payment: Money | None = None
    due_day: int | None = None
    overdue_since: date | None = None
    contract_month: date | None = None
    gate: Gate | None = None
    formal: bool = False
    unproved: bool = False
    """Passed on to somebody who has still to prove it."""

    @property
    def currency(self) -> str:
        """The debt's own ISO currency."""
        return self.principal.currency

    @property
    def balance(self) -> Money:
        """Principal, interest and fees together, as far as known."""
        known = self.principal
        for part in (self.interest, self.fees):
            if part is not None:
                known = known + part
        return known


_PRIORITY = frozenset({DebtKind.MORTGAGE, DebtKind.RENT, DebtKind.UTILITY, DebtKind.TAX})


def is_priority(debt: Debt) -> bool:
    """Tell whether not paying can cost home, liberty or essential supply; size does not matter."""
    return debt.kind in _PRIORITY


def is_owed_by_person(debt: Debt) -> bool:
    """Tell whether the person is liable: joint and guaranteed debts count, and in full."""
    return debt.whose in {Whose.MINE, Whose.JOINT, Whose.GUARANTEED}


def relative_is_liable(debt: Debt) -> bool:
    """Tell whether someone close may be liable, so that no contact ban can be asked for."""
    return debt.whose is not Whose.MINE or debt.kind is DebtKind.FAMILY


def needs_legal_aid(debt: Debt) -> bool:
    """Tell whether court papers or a judgment mean that legal aid comes first."""
    return debt.stage in {Stage.COURT, Stage.JUDGMENT}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waiting costs: simple interest on the principal, in money."""

    per_day: Money
    per_month: Money
    days: int
    cost: Money


def cost_of_waiting(debt: Debt, days: int) -> Waiting | None:
    """Return the cost of `days` more days from the debt's own rate; None when it is not known.

    Simple interest, principal x rate x days / 365; late fees are never guessed, so the figure is
    a lower bound.
    """
    if debt.rate is None or days < 0:
        return None
    year = Decimal(debt.principal.minor) * debt.rate

    def part(share: Decimal) -> Money:
        return Money(int((year * share).to_integral_value(ROUND_HALF_UP)), debt.currency)

    day = Decimal(1) / DAYS_IN_A_YEAR
    return Waiting(
        per_day=part(day), per_month=part(Decimal(1) / 12), days=days, cost=part(day * days)
    )
