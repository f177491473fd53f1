"""Which papers help a request: by what happened, what the debt is for, and what is asked (S7).

True, recent, readable, and only what is needed. Identity papers and other people's medical papers
are never on the list (care 10); where a paper cannot be had, saying so is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.debts import DebtKind, Stage
from coach.proposals import ProposalKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from coach.debts import Debt


class Item(StrEnum):
    """One paper, or a small set that belongs together."""

    BUDGET_SHEET = "budget_sheet"
    INCOME_PROOF = "income_proof"
    BANK_STATEMENTS = "bank_statements"
    DEBT_LIST = "debt_list"
    END_OF_JOB = "end_of_job"
    JOBLESS_PROOF = "jobless_proof"
    EMPLOYER_LETTER = "employer_letter"
    TWO_PAYSLIPS = "two_payslips"
    SICK_NOTE = "sick_note"
    MEDICAL_BILLS = "medical_bills"
    REDUCED_HOURS = "reduced_hours"
    CARER_BENEFIT = "carer_benefit"
    SEPARATION_PAPERS = "separation_papers"
    NEW_RENT = "new_rent"
    FUNERAL_BILL = "funeral_bill"
    LEAVE_LETTER = "leave_letter"
    DISASTER_NOTICE = "disaster_notice"
    REPAIR_QUOTE = "repair_quote"
    BUSINESS_PAPERS = "business_papers"
    POLICE_RECEIPT = "police_receipt"
    TRANSFER_RECORDS = "transfer_records"
    BENEFIT_LETTER = "benefit_letter"
    HOME_NOTICE = "home_notice"
    TAX_NOTICE = "tax_notice"
    CONTRACT = "contract"
    COURT_PAPERS = "court_papers"
    LENDERS_LETTERS = "lenders_letters"
    SUM_SOURCE = "sum_source"
    INCOME_AGAIN = "income_again"


class Status(StrEnum):
    """What the person said of an item; nothing said means still to be found."""

    OPEN = "open"
    ASKED = "asked"
    HAVE = "have"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Ticked:
    """An item with what was said of it; `place` is the person's own note of where it lies.

    `number` is the row it is kept in (0: nothing was said yet), `at` when its status was said.
    """

    item: Item
    status: Status = Status.OPEN
    place: str | None = None
    number: int = 0
    at: datetime | None = None


ALWAYS = (Item.BUDGET_SHEET, Item.INCOME_PROOF, Item.BANK_STATEMENTS, Item.DEBT_LIST)

_BY_REASON = {
    "job_loss": (Item.END_OF_JOB, Item.JOBLESS_PROOF),
    "income_cut": (Item.EMPLOYER_LETTER, Item.TWO_PAYSLIPS),
    "illness": (Item.SICK_NOTE, Item.MEDICAL_BILLS),
    "caring": (Item.REDUCED_HOURS, Item.CARER_BENEFIT),
    "separation": (Item.SEPARATION_PAPERS, Item.NEW_RENT),
    "bereavement": (Item.FUNERAL_BILL,),
    "new_child": (Item.LEAVE_LETTER, Item.BENEFIT_LETTER),
    "disaster": (Item.DISASTER_NOTICE, Item.REPAIR_QUOTE),
    "business_fail": (Item.BUSINESS_PAPERS,),
    "fraud_victim": (Item.POLICE_RECEIPT, Item.TRANSFER_RECORDS),
    "low_income": (Item.BENEFIT_LETTER,),
    "overspend": (),
    "other": (),
}
"""Reasons are those of the hardship form; budget and statements serve where nothing is named."""

_BY_KIND = {
    DebtKind.MORTGAGE: (Item.HOME_NOTICE,),
    DebtKind.RENT: (Item.HOME_NOTICE,),
    DebtKind.UTILITY: (Item.HOME_NOTICE,),
    DebtKind.TAX: (Item.TAX_NOTICE,),
}
_BY_ASK = {
    ProposalKind.LUMP_SUM: (Item.SUM_SOURCE,),
    ProposalKind.DEFERRAL: (Item.INCOME_AGAIN,),
    ProposalKind.REDUCED: (Item.INCOME_AGAIN,),
}
_OF_ONE_DEBT = frozenset({
    Item.HOME_NOTICE, Item.TAX_NOTICE, Item.CONTRACT, Item.COURT_PAPERS, Item.LENDERS_LETTERS,
    Item.SUM_SOURCE, Item.INCOME_AGAIN,
})  # fmt: skip


def is_of_one_debt(item: Item) -> bool:
    """Tell whether the item is ticked for each debt apart; the others serve for all debts."""
    return item in _OF_ONE_DEBT


def of_reason(reason: str) -> tuple[Item, ...]:
    """Return the papers that bear out a reason of the hardship form; none for some."""
    return _BY_REASON.get(reason, ())


def of_ask(ask: ProposalKind) -> tuple[Item, ...]:
    """Return the papers that bear out what is asked; none for most."""
    return _BY_ASK.get(ask, ())


def needed(
    reason: str | None, debt: Debt | None = None, ask: ProposalKind | None = None
) -> tuple[Item, ...]:
    """Return what helps, in the order to look for it, each once.

    `reason` is an option of the hardship form; `debt` None gives what serves for every debt.
    """
    return tuple(dict.fromkeys(_needed(reason, debt, ask)))


def _needed(reason: str | None, debt: Debt | None, ask: ProposalKind | None) -> Iterator[Item]:
    yield from of_reason(reason or "")
    yield from ALWAYS
    if debt is None:
        return
    if debt.kind is not DebtKind.FAMILY:
        yield Item.CONTRACT
    yield from _BY_KIND.get(debt.kind, ())
    if debt.stage in {Stage.COURT, Stage.JUDGMENT}:
        yield Item.COURT_PAPERS
    if debt.stage is Stage.COLLECTOR:
        yield Item.LENDERS_LETTERS
    if ask is not None:
        yield from of_ask(ask)
