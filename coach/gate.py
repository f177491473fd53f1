"""Before any script: is it yours, is it right, is it old (care 4), and may a script exist at all.

Only `ADMIT` opens texts that admit the debt or name a sum. An old debt could be made young again
by a promise, hence the caution where the answer is *not sure*.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.dates import MONTHS_IN_A_YEAR, add_months
from coach.debts import Answer, Debt, Gate, LastPaid, LenderKind, Stage, Whose

if TYPE_CHECKING:
    from datetime import date

CAUTIOUS_YEARS = 1
"""Where no limitation period is known: our own caution, not a rule of any region."""


class Passage(StrEnum):
    """What may be drafted for a debt."""

    ADMIT = "admit"
    ONLY_QUESTIONS = "only_questions"
    ONLY_ADMINISTRATOR = "only_administrator"
    ONLY_SAFETY = "only_safety"


class Reason(StrEnum):
    """Why not everything may be drafted; most serious first."""

    ILLEGAL_LENDER = "illegal_lender"
    FRAUD = "fraud"
    DECEASED = "deceased"
    PARTNERS = "partners"
    FORMAL = "formal"
    NOT_ASKED = "not_asked"
    NOT_YOURS = "not_yours"
    YOURS_NOT_SURE = "yours_not_sure"
    AMOUNT_WRONG = "amount_wrong"
    AMOUNT_NOT_SURE = "amount_not_sure"
    TOO_OLD = "too_old"
    AGE_NOT_SURE = "age_not_sure"
    LIMITATION_UNKNOWN = "limitation_unknown"
    NOT_PROVED = "not_proved"


_LIFTED_BY_WARNING = frozenset({
    Reason.AMOUNT_NOT_SURE, Reason.TOO_OLD, Reason.AGE_NOT_SURE, Reason.LIMITATION_UNKNOWN,
})  # fmt: skip

_PROVED_BY_THEM = _LIFTED_BY_WARNING | {
    Reason.NOT_YOURS, Reason.YOURS_NOT_SURE, Reason.AMOUNT_WRONG, Reason.NOT_PROVED,
}  # fmt: skip
"""Not fraud or a death: there one's own paper, such as a police receipt, is what helps."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be drafted and why not more; no reasons exactly when everything may be.

    `warning_opens` tells whether reading the warning would open the rest.
    """

    passage: Passage
    reasons: tuple[Reason, ...] = ()

    @property
    def admits(self) -> bool:
        """Tell whether offers and letters may be drafted."""
        return self.passage is Passage.ADMIT

    @property
    def unasked(self) -> bool:
        """Tell whether the three questions come first: until then there is no verdict."""
        return Reason.NOT_ASKED in self.reasons

    @property
    def proof_first(self) -> bool:
        """Tell whether they have to prove something before they are shown any paper."""
        asks = self.passage is Passage.ONLY_QUESTIONS
        return asks and _PROVED_BY_THEM.issuperset(self.reasons)

    @property
    def warning_opens(self) -> bool:
        """Tell whether only the unread warning stands in the way."""
        return bool(self.reasons) and _LIFTED_BY_WARNING.issuperset(self.reasons)


def allowed(
    debt: Debt, gate: Gate | None, shortest_limitation_years: int | None, today: date
) -> Allowed:
    """Return what may be drafted for `debt`; pass `debt.gate`, or the answers being given.

    `shortest_limitation_years` is the shortest period of the debt's region, None if not known.
    "Not mine" and "wrong" are never lifted by the warning: they end in a dispute.
    """
    if debt.lender is LenderKind.ILLEGAL:
        return Allowed(Passage.ONLY_SAFETY, (Reason.ILLEGAL_LENDER,))
    if debt.whose is Whose.FRAUD:
        return Allowed(Passage.ONLY_QUESTIONS, (Reason.FRAUD,))
    if debt.whose is Whose.DECEASED:
        return Allowed(Passage.ONLY_QUESTIONS, (Reason.DECEASED,))
    if debt.formal:
        return Allowed(Passage.ONLY_ADMINISTRATOR, (Reason.FORMAL,))
    if debt.whose is Whose.PARTNERS:
        return Allowed(Passage.ONLY_QUESTIONS, (Reason.PARTNERS,))
    if gate is None:
        return Allowed(Passage.ONLY_QUESTIONS, (Reason.NOT_ASKED,))
    age = _age(debt, gate, shortest_limitation_years, today)
    passed_on = Reason.NOT_PROVED if debt.unproved else None
    found = (_YOURS.get(gate.yours), _RIGHT.get(gate.right), age, passed_on)
    reasons = tuple(reason for reason in found if reason is not None)
    if gate.warning_read:
        reasons = tuple(reason for reason in reasons if reason not in _LIFTED_BY_WARNING)
    return Allowed(Passage.ONLY_QUESTIONS, reasons) if reasons else Allowed(Passage.ADMIT)


_AGE = frozenset({Reason.TOO_OLD, Reason.AGE_NOT_SURE, Reason.LIMITATION_UNKNOWN})


def maybe_old(debt: Debt, shortest_limitation_years: int | None, today: date) -> bool:
    """Tell whether a debt may be too old, also after the warning was read: it stays as old."""
    unread = None if debt.gate is None else replace(debt.gate, warning_read=False)
    reasons = allowed(debt, unread, shortest_limitation_years, today).reasons
    return not _AGE.isdisjoint(reasons)


_YOURS = {Answer.NO: Reason.NOT_YOURS, Answer.NOT_SURE: Reason.YOURS_NOT_SURE}
_RIGHT = {Answer.NO: Reason.AMOUNT_WRONG, Answer.NOT_SURE: Reason.AMOUNT_NOT_SURE}


def _age(debt: Debt, gate: Gate, years: int | None, today: date) -> Reason | None:
    """Judge the age from the last payment or promise, else from when it fell overdue."""
    since = gate.last_paid
    if since is LastPaid.NOT_SURE:
        return Reason.AGE_NOT_SURE
    if since is LastPaid.NEVER:
        began = debt.overdue_since or debt.contract_month
        if began is None:
            young = debt.stage in {Stage.NOT_DUE, Stage.WILL_MISS}
            return None if young else Reason.AGE_NOT_SURE
        since = began
    period = CAUTIOUS_YEARS if years is None else years
    if add_months(since, period * MONTHS_IN_A_YEAR) > today:
        return None
    return Reason.LIMITATION_UNKNOWN if years is None else Reason.TOO_OLD
