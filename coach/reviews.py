"""The monthly check-in: five answers, a verdict, its reasons, the one next step (S12).

The rules are a table read from the top: the first that holds decides the step, every one that
holds gives its reason, and the strongest verdict among them wins. `docs/verdicts.md` lists every
combination. Predicts nothing about what a creditor will say. The income and spending thresholds
and the counts of months are our own (knowledge 7.2): no source gives any.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Paid(StrEnum):
    """Whether this month's payment was made."""

    YES = "yes"
    PART = "part"
    NO = "no"


class Change(StrEnum):
    """How a sum compares with what the budget says."""

    SAME = "same"
    UP = "up"
    DOWN = "down"


class NextMonth(StrEnum):
    """How next month is looking."""

    FINE = "fine"
    TIGHT = "tight"
    CANT = "cant"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The answers of one month."""

    paid: Paid
    income: Change
    spending: Change
    new_debt: bool
    next_month: NextMonth


class Outcome(StrEnum):
    """The verdict; the order is from lightest to strongest."""

    ON_TRACK = "on_track"
    ADJUST = "adjust"
    RENEGOTIATE = "renegotiate"


class Reason(StrEnum):
    """Why; in the order in which they are said."""

    NOT_PAID = "not_paid"
    CANNOT_NEXT = "cannot_next"
    PAID_IN_PART = "paid_in_part"
    SQUEEZED = "squeezed"
    TWO_MISSED = "two_missed"
    TIGHT_FOR_MONTHS = "tight_for_months"
    NEW_DEBT = "new_debt"
    INCOME_DOWN = "income_down"
    SPENDING_UP = "spending_up"
    TIGHT_NEXT = "tight_next"
    MORE_ROOM = "more_room"
    AS_PLANNED = "as_planned"


class NextStep(StrEnum):
    """The one step that is prepared."""

    CONTACT_CREDITOR = "contact_creditor"
    CHANGE_REQUEST = "change_request"
    ADVISER = "adviser"
    ADD_DEBT = "add_debt"
    UPDATE_BUDGET = "update_budget"
    KEEP_GOING = "keep_going"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a check-in."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    next_step: NextStep


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: Reason
    outcome: Outcome
    step: NextStep
    holds: Callable[[CheckIn, Sequence[CheckIn]], bool]


def _squeezed(now: CheckIn, _: Sequence[CheckIn]) -> bool:
    less = now.income is Change.DOWN or now.spending is Change.UP
    return less and (now.next_month is NextMonth.TIGHT or now.paid is Paid.PART)


_MISSES = 2
_TIGHT_MONTHS = 3
_HALF_A_YEAR = 6


def _two_missed(now: CheckIn, earlier: Sequence[CheckIn]) -> bool:
    recent = (*earlier[-(_HALF_A_YEAR - 1) :], now)
    return sum(1 for each in recent if each.paid is Paid.NO) >= _MISSES


def _tight_for_months(now: CheckIn, earlier: Sequence[CheckIn]) -> bool:
    recent = (*earlier[-(_TIGHT_MONTHS - 1) :], now)
    tight = {NextMonth.TIGHT, NextMonth.CANT}
    return len(recent) == _TIGHT_MONTHS and all(each.next_month in tight for each in recent)


def _more_room(now: CheckIn, _: Sequence[CheckIn]) -> bool:
    more = now.income is Change.UP or now.spending is Change.DOWN
    less = now.income is Change.DOWN or now.spending is Change.UP
    is_easy = now.paid is Paid.YES and now.next_month is NextMonth.FINE
    return more and not less and is_easy


_RULES = (
    _Rule(Reason.TWO_MISSED, Outcome.RENEGOTIATE, NextStep.ADVISER, _two_missed),
    _Rule(
        Reason.NOT_PAID,
        Outcome.RENEGOTIATE,
        NextStep.CONTACT_CREDITOR,
        lambda now, _: now.paid is Paid.NO,
    ),
    _Rule(
        Reason.CANNOT_NEXT,
        Outcome.RENEGOTIATE,
        NextStep.CHANGE_REQUEST,
        lambda now, _: now.next_month is NextMonth.CANT,
    ),
    _Rule(Reason.SQUEEZED, Outcome.RENEGOTIATE, NextStep.CHANGE_REQUEST, _squeezed),
    _Rule(Reason.TIGHT_FOR_MONTHS, Outcome.RENEGOTIATE, NextStep.CHANGE_REQUEST, _tight_for_months),
    _Rule(
        Reason.PAID_IN_PART,
        Outcome.ADJUST,
        NextStep.CONTACT_CREDITOR,
        lambda now, _: now.paid is Paid.PART,
    ),
    _Rule(Reason.NEW_DEBT, Outcome.ADJUST, NextStep.ADD_DEBT, lambda now, _: now.new_debt),
    _Rule(
        Reason.INCOME_DOWN,
        Outcome.ADJUST,
        NextStep.UPDATE_BUDGET,
        lambda now, _: now.income is Change.DOWN,
    ),
    _Rule(
        Reason.SPENDING_UP,
        Outcome.ADJUST,
        NextStep.UPDATE_BUDGET,
        lambda now, _: now.spending is Change.UP,
    ),
    _Rule(
        Reason.TIGHT_NEXT,
        Outcome.ADJUST,
        NextStep.UPDATE_BUDGET,
        lambda now, _: now.next_month is NextMonth.TIGHT,
    ),
    _Rule(Reason.MORE_ROOM, Outcome.ON_TRACK, NextStep.UPDATE_BUDGET, _more_room),
)
_STRENGTH = {outcome: index for index, outcome in enumerate(Outcome)}
_SAID = {reason: index for index, reason in enumerate(Reason)}


def review(now: CheckIn, earlier: Sequence[CheckIn] = ()) -> Verdict:
    """Return the verdict on this month; `earlier` are the check-ins before it, oldest first."""
    rules = [rule for rule in _RULES if rule.holds(now, earlier)]
    if not rules:
        return Verdict(Outcome.ON_TRACK, (Reason.AS_PLANNED,), NextStep.KEEP_GOING)
    outcome = max((rule.outcome for rule in rules), key=_STRENGTH.__getitem__)
    reasons = tuple(sorted((rule.reason for rule in rules), key=_SAID.__getitem__))
    return Verdict(outcome, reasons, rules[0].step)


def every_check_in() -> Iterator[CheckIn]:
    """Yield every combination of answers, in the order of the questions."""
    for answers in product(Paid, Change, Change, (False, True), NextMonth):
        yield CheckIn(*answers)
