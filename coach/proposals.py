"""What can be asked for a debt: the kinds of proposal, their figures, asks, risks and rank.

`coach/figures.py` computes each kind, `coach/slate.py` chooses and ranks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from coach.money import Money
    from coach.packs import Rule

MOST_MONTHS = 60
"""The default longest plan; a region's pack may say otherwise."""

REVIEW_AFTER = 6
"""Months after which a reduced payment or a token is looked at again."""

HOLD_MONTHS = 3
"""Months for which a creditor is asked to hold."""

USUAL_BREAK = 3
"""Months without payment where nothing says when income comes back."""

LONGEST_BREAK = 6
"""Months; creditors are unlikely to agree to a longer break (knowledge 3)."""


class ProposalKind(StrEnum):
    """What is proposed."""

    EQUAL_INSTALMENTS = "equal_instalments"
    OWN = "own"
    EXTENSION = "extension"
    WAIVER = "waiver"
    DEFERRAL = "deferral"
    LUMP_SUM = "lump_sum"
    REDUCED = "reduced"
    TOKEN = "token"  # noqa: S105 a token sum, no secret
    HOLD = "hold"


class Speed(StrEnum):
    """How much of the share an instalment plan uses."""

    COMFORTABLE = "comfortable"
    STANDARD = "standard"
    FAST = "fast"


SPEEDS = {
    Speed.COMFORTABLE: Decimal("0.6"),
    Speed.STANDARD: Decimal("0.8"),
    Speed.FAST: Decimal(1),
}
"""Fractions of the share."""


class Ask(StrEnum):
    """What the creditor is asked to do."""

    STOP_INTEREST = "stop_interest"
    STOP_LATE_FEES = "stop_late_fees"
    STOP_COLLECTION = "stop_collection"
    INSTALMENTS = "instalments"
    LONGER_TERM = "longer_term"
    SAME_RATE = "same_rate"
    WAIVE_CHARGES = "waive_charges"
    BREAK = "break"
    ACCEPT_AS_FULL = "accept_as_full"
    ACCEPT_LESS_FOR_NOW = "accept_less_for_now"
    HOLD = "hold"
    REVIEW_DATE = "review_date"
    CLOSURE_PROOF = "closure_proof"
    WRITTEN_CONFIRMATION = "written_confirmation"


class Risk(StrEnum):
    """What may happen with it."""

    MAY_REFUSE = "may_refuse"
    TIGHT = "tight"
    LONG = "long"
    COSTS_MORE = "costs_more"
    WAIVER_MAY_LAPSE = "waiver_may_lapse"
    INTEREST_MAY_RUN = "interest_may_run"
    ARREARS_MAY_GROW = "arrears_may_grow"
    PAY_ONLY_AFTER_WRITING = "pay_only_after_writing"
    RECORD_MAY_SHOW_IT = "record_may_show_it"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to ask for.

    `amount` is paid `months` times from `first_due`, the last time `last_amount`; None where no
    figure may be named. `total` is what leaves the pocket. `extra` is what the creditor would
    get above the balance if interest ran on at the debt's rate: an estimate, None if not known.
    `waived` is what would be let go. `wait` is the months without payment before `first_due`.
    `left` is what remains owed after a limited time, `review_on` the date to look again.
    """

    kind: ProposalKind
    months: int
    asks: tuple[Ask, ...]
    risks: tuple[Risk, ...]
    amount: Money | None = None
    last_amount: Money | None = None
    first_due: date | None = None
    last_due: date | None = None
    total: Money | None = None
    extra: Money | None = None
    waived: Money | None = None
    left: Money | None = None
    wait: int = 0
    review_on: date | None = None
    speed: Speed | None = None

    @property
    def payments(self) -> tuple[Money, ...]:
        """Every payment in order; they sum to `total`."""
        if self.amount is None or self.last_amount is None:
            return ()
        return (*(self.amount,) * (self.months - 1), self.last_amount)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else bears on a debt's proposals.

    `first_due` is the first day a payment can be made. `lump` is a real sum for this debt, given
    by the person, `own` the amount a month they would like to offer. `income_back_in` is months.
    `token_used` and `old` come from pack and gate.
    """

    first_due: date
    lump: Money | None = None
    own: Money | None = None
    income_back_in: int | None = None
    most_months: int = MOST_MONTHS
    token_used: bool = False
    old: bool = False


def longest_plan(rules: Iterable[Rule]) -> tuple[int | None, bool]:
    """Return the most months that a rule of the region allows, and whether that is certain."""
    named = next((rule for rule in rules if rule.id == "longest_plan"), None)
    if named is None or named.number is None:
        return None, True
    return int(named.number), named.certain


def token_used(rules: Iterable[Rule]) -> bool:
    """Tell whether token payments are known in the region, on a source that still holds."""
    return any(rule.id == "token_payment" and not rule.needs_check for rule in rules)


class Why(StrEnum):
    """Why one is recommended."""

    NOTHING_LEFT = "nothing_left"
    PRIORITY_FIRST = "priority_first"
    MOSTLY_CHARGES = "mostly_charges"
    LEAVES_ROOM = "leaves_room"
    NEEDS_WHOLE_SHARE = "needs_whole_share"
    INCOME_COMES_BACK = "income_comes_back"
    TOO_LARGE_FOR_NOW = "too_large_for_now"


@dataclass(frozen=True, slots=True)
class Slate:
    """All proposals in order of rank, the recommended first.

    `ladder` is the first ask, the fallback and the last resort, as far as there are three.
    `contract_fits` tells that nothing is overdue and the contract payment is within the share:
    then paying on as agreed costs least.
    """

    proposals: tuple[Proposal, ...]
    why: Why
    ladder: tuple[Proposal, ...]
    contract_fits: bool = False

    @property
    def recommended(self) -> Proposal:
        """The first proposal."""
        return self.proposals[0]
