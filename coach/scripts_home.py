"""What is said of rent, energy and tax instead of a loan's words: formal, and about no account.

A landlord, a supplier or a council is no friend and no lender: they hear of time and of no further
step, and never of an account's last digits or a late fee's rate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.debts import DebtKind
from coach.proposals import Ask
from coach.script_lines import Channel, Fact, Line, Part, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.debts import Debt
    from coach.scripts import Brief

_HOME = frozenset({DebtKind.RENT, DebtKind.UTILITY, DebtKind.TAX})


def is_home(debt: Debt) -> bool:
    """Tell whether the words are those for a landlord, a supplier or a public body."""
    return debt.kind in _HOME


def is_rent(debt: Debt) -> bool:
    """Tell whether a landlord is spoken to, who may have neither desk nor reference numbers."""
    return debt.kind is DebtKind.RENT


def opening(brief: Brief) -> Line:
    """Say who one is and what it is about; takes nothing on."""
    who = brief.creditor
    letter = brief.channel is Channel.LETTER
    if is_rent(brief.debt):
        rent = "scripts.home.rent_letter" if letter else "scripts.home.rent"
        return line(rent, Part.OPENING, Fact.CREDITOR, creditor=who)
    bill = "scripts.home.bill_letter" if letter else "scripts.home.bill"
    return line(bill, Part.OPENING, Fact.CREDITOR, creditor=who)


def breakdown() -> Line:
    """Ask how the sum came about: rent and bills have no principal."""
    return line("scripts.home.breakdown", Part.ASK, Fact.GATE)


def goes_on(brief: Brief) -> Iterator[Line]:
    """Say that the rent to come is paid, only where the budget holds it (`Brief.rent_held`)."""
    if is_rent(brief.debt) and brief.rent_held:
        yield line("scripts.home.goes_on", Part.SITUATION, Fact.BUDGET, admits=True)


def hold(months: int) -> Line:
    """Ask for time, for no further step meanwhile, and for instalments after it."""
    return line("scripts.home.hold", Part.ASK, Fact.PROPOSAL, months=months)


def request(brief: Brief, ask: Ask, *, holds: bool) -> tuple[Line, ...] | None:
    """Return how an ask is put here: perhaps not at all; None where it is put as to a lender."""
    if ask is Ask.STOP_INTEREST and brief.debt.rate is None:
        return ()
    if ask is Ask.STOP_COLLECTION:
        said = line("scripts.home.no_step", Part.PLEASE, Fact.PROPOSAL)
        return () if holds else (said,)
    return None


def close(brief: Brief) -> Iterator[Line]:
    """End with a landlord: in writing, and without a reference number."""
    yield line("scripts.close.answer", Part.CLOSE)
    if brief.channel is Channel.LETTER:
        yield line("scripts.close.true", Part.CLOSE)
    if brief.channel is Channel.PHONE:
        yield line("scripts.close.read_back", Part.CLOSE)
