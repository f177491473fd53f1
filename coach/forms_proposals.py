"""One question each: a real sum that could be paid at once, an own amount a month."""

from __future__ import annotations

from coach.forms_plans import positive
from coach.interview import Form, Kind, Question, same_currency

LUMP = Form(
    "lump",
    "proposals.lump.title",
    (
        Question("currency", Kind.CHOICE, "budget.currency.ask", "budget.currency.brief",
                 "budget.currency.why", source="currencies"),
        Question("amount", Kind.MONEY, "proposals.lump.ask", "proposals.lump.brief",
                 "proposals.lump.why", check=same_currency, skip="proposals.lump.skip",
                 example="budget.example"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the debt that led to it; the currency is the budget's and never asked."""

OWN_AMOUNT = Form(
    "own_amount",
    "proposals.own.title",
    (
        Question("currency", Kind.CHOICE, "budget.currency.ask", "budget.currency.brief",
                 "budget.currency.why", source="currencies"),
        Question("amount", Kind.MONEY, "proposals.own.ask", "proposals.own.brief",
                 "proposals.own.why", check=positive, example="budget.example"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the debt; the currency is the debt's and never asked."""
