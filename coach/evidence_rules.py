"""What is known of each paper: who issues it, how long that takes, what to cover, what else serves.

How long it takes is a rough guide of our own, and shown as one. How new it needs to be is stated
only where somebody says so: proof of income (payslips, a benefit letter or bank pages) is wanted
from the last three months by a British debt charity
(https://www.stepchange.org/your-next-steps/tpp-go.aspx). What a region adds stands in its pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from coach.dates import add_months
from coach.evidence import Item, Status


class Issuer(StrEnum):
    """From whom a paper is to be had."""

    SELF = "self"
    WORK = "work"
    BANK = "bank"
    LENDER = "lender"
    COLLECTOR = "collector"
    DOCTOR = "doctor"
    OFFICE = "office"
    """The office that pays or registers."""
    REGISTRY = "registry"
    """A court, a registry or a lawyer."""
    COURT = "court"
    POLICE = "police"
    LANDLORD = "landlord"
    HOME = "home"
    """Landlord, lender or supplier."""
    UNDERTAKER = "undertaker"
    AUTHORITY = "authority"
    """The local office or an insurer."""
    WORKSHOP = "workshop"
    BOOKS = "books"
    """One's own books, or the business registry."""
    TAX = "tax"
    GIVER = "giver"
    """Whoever gives, buys or keeps the sum."""


class Lead(StrEnum):
    """How long it usually takes, as a class."""

    AT_HAND = "at_hand"
    DAYS = "days"
    WEEKS = "weeks"


class Cover(StrEnum):
    """What to hide before it is shown, and what has to stay readable."""

    NOTHING = "nothing"
    ACCOUNTS = "accounts"
    NUMBERS = "numbers"
    NAMES = "names"
    HEALTH = "health"


class Instead(StrEnum):
    """What else may serve where the paper can't be had."""

    BANK_PAGE = "bank_page"
    PAYSLIPS = "payslips"
    LAST_PAY = "last_pay"
    NOTE = "note"
    RECEIPTS = "receipts"
    PHOTOS = "photos"
    DISPUTE = "dispute"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for one paper wherever one lives. `months`: how old it may be, where it is known."""

    issuer: Issuer
    lead: Lead
    cover: Cover
    instead: Instead
    months: int | None = None


LATEST = 3
"""Months: proof of income that is older is not taken by the charity named above."""

RULES = MappingProxyType({
    Item.BUDGET_SHEET: Rule(Issuer.SELF, Lead.AT_HAND, Cover.NOTHING, Instead.NOTE),
    Item.INCOME_PROOF: Rule(Issuer.WORK, Lead.DAYS, Cover.ACCOUNTS, Instead.BANK_PAGE, LATEST),
    Item.BANK_STATEMENTS: Rule(
        Issuer.BANK, Lead.AT_HAND, Cover.ACCOUNTS, Instead.PAYSLIPS, LATEST
    ),
    Item.DEBT_LIST: Rule(Issuer.SELF, Lead.AT_HAND, Cover.NAMES, Instead.COPY),
    Item.END_OF_JOB: Rule(Issuer.WORK, Lead.DAYS, Cover.NAMES, Instead.LAST_PAY),
    Item.JOBLESS_PROOF: Rule(Issuer.OFFICE, Lead.WEEKS, Cover.NUMBERS, Instead.LAST_PAY),
    Item.EMPLOYER_LETTER: Rule(Issuer.WORK, Lead.DAYS, Cover.NAMES, Instead.PAYSLIPS),
    Item.TWO_PAYSLIPS: Rule(Issuer.WORK, Lead.DAYS, Cover.NUMBERS, Instead.BANK_PAGE),
    Item.SICK_NOTE: Rule(Issuer.DOCTOR, Lead.DAYS, Cover.HEALTH, Instead.RECEIPTS),
    Item.MEDICAL_BILLS: Rule(Issuer.DOCTOR, Lead.DAYS, Cover.HEALTH, Instead.BANK_PAGE),
    Item.REDUCED_HOURS: Rule(Issuer.WORK, Lead.DAYS, Cover.NAMES, Instead.PAYSLIPS),
    Item.CARER_BENEFIT: Rule(Issuer.OFFICE, Lead.WEEKS, Cover.NUMBERS, Instead.BANK_PAGE),
    Item.SEPARATION_PAPERS: Rule(Issuer.REGISTRY, Lead.WEEKS, Cover.NAMES, Instead.NOTE),
    Item.NEW_RENT: Rule(Issuer.LANDLORD, Lead.AT_HAND, Cover.NAMES, Instead.BANK_PAGE),
    Item.FUNERAL_BILL: Rule(Issuer.UNDERTAKER, Lead.AT_HAND, Cover.NAMES, Instead.BANK_PAGE),
    Item.LEAVE_LETTER: Rule(Issuer.WORK, Lead.DAYS, Cover.NAMES, Instead.PAYSLIPS),
    Item.DISASTER_NOTICE: Rule(Issuer.AUTHORITY, Lead.DAYS, Cover.NUMBERS, Instead.PHOTOS),
    Item.REPAIR_QUOTE: Rule(Issuer.WORKSHOP, Lead.DAYS, Cover.NUMBERS, Instead.PHOTOS),
    Item.BUSINESS_PAPERS: Rule(Issuer.BOOKS, Lead.WEEKS, Cover.NAMES, Instead.NOTE),
    Item.POLICE_RECEIPT: Rule(Issuer.POLICE, Lead.DAYS, Cover.NUMBERS, Instead.DISPUTE),
    Item.TRANSFER_RECORDS: Rule(Issuer.BANK, Lead.AT_HAND, Cover.ACCOUNTS, Instead.NOTE),
    Item.BENEFIT_LETTER: Rule(
        Issuer.OFFICE, Lead.WEEKS, Cover.NUMBERS, Instead.BANK_PAGE, LATEST
    ),
    Item.HOME_NOTICE: Rule(Issuer.HOME, Lead.AT_HAND, Cover.NUMBERS, Instead.COPY),
    Item.TAX_NOTICE: Rule(Issuer.TAX, Lead.AT_HAND, Cover.NUMBERS, Instead.COPY),
    Item.CONTRACT: Rule(Issuer.LENDER, Lead.DAYS, Cover.NUMBERS, Instead.COPY),
    Item.COURT_PAPERS: Rule(Issuer.COURT, Lead.AT_HAND, Cover.NUMBERS, Instead.COPY),
    Item.LENDERS_LETTERS: Rule(Issuer.COLLECTOR, Lead.AT_HAND, Cover.NUMBERS, Instead.COPY),
    Item.SUM_SOURCE: Rule(Issuer.GIVER, Lead.DAYS, Cover.ACCOUNTS, Instead.NOTE),
    Item.INCOME_AGAIN: Rule(Issuer.WORK, Lead.DAYS, Cover.NAMES, Instead.NOTE),
})  # fmt: skip
"""Total: every paper has its row."""

LOOK_AFTER = MappingProxyType({Lead.AT_HAND: 3, Lead.DAYS: 7, Lead.WEEKS: 21})
"""Days after a paper was asked for until a look whether it has come; our own guess, asked gently."""
BEFORE = 7
"""Days before a paper grows too old that a newer one is spoken of."""


def reminder_day(item: Item, status: Status, said: date) -> date | None:
    """Return when to speak of a paper of which something was said on a day; None for never.

    Asked for: when it may have come. In hand: some days before it grows older than it may be,
    counted from the day it was ticked, because nobody is asked for the date on it.
    """
    rule = RULES[item]
    if status is Status.ASKED:
        return said + timedelta(days=LOOK_AFTER[rule.lead])
    if status is Status.HAVE and rule.months is not None:
        return add_months(said, rule.months) - timedelta(days=BEFORE)
    return None
