"""One question: a real sum that could be paid at once, over all debts."""

from __future__ import annotations

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
