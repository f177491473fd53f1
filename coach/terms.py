"""What an agreement must say in writing before anything is paid (knowledge 3)."""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """One thing that must stand in the written agreement; in the order of the checklist."""

    PARTIES = "parties"
    BALANCE_SPLIT = "balance_split"
    PAYMENT_DATES = "payment_dates"
    INTEREST_AND_FEES = "interest_and_fees"
    WAIVED_AMOUNT = "waived_amount"
    PAY_TO = "pay_to"
    COLLECTION_STOPS = "collection_stops"
    DEFAULT_AND_GRACE = "default_and_grace"
    HOW_TO_CHANGE = "how_to_change"
    CREDIT_REPORT = "credit_report"
    REST_CANCELLED = "rest_cancelled"
    PAY_BY = "pay_by"
    CLOSURE_PROOF = "closure_proof"
    NAME_DATE_REFERENCE = "name_date_reference"


_ONLY_LUMP = frozenset({Term.REST_CANCELLED, Term.PAY_BY})
_ONLY_INSTALMENTS = frozenset({
    Term.PAYMENT_DATES, Term.COLLECTION_STOPS, Term.DEFAULT_AND_GRACE, Term.HOW_TO_CHANGE,
})  # fmt: skip
_IF_WAIVED = frozenset({Term.WAIVED_AMOUNT, Term.REST_CANCELLED})


def needed_terms(*, lump: bool, waives: bool) -> tuple[Term, ...]:
    """Return what must be written for a lump sum or for instalments, in order."""
    unneeded = set(_ONLY_INSTALMENTS if lump else _ONLY_LUMP)
    if not waives:
        unneeded |= _IF_WAIVED
    return tuple(term for term in Term if term not in unneeded)
