"""One question: a real sum that could be paid at once, over all debts."""

from __future__ import annotations

from coach.interview import Answers, Form, Kind, Question, Value
from coach.money import Money


def _same_currency(answers: Answers, value: Value) -> str | None:
    wrong = isinstance(value, Money) and value.currency != answers.get("currency", value.currency)
    return "budget.problem.currency" if wrong else None


LUMP = Form(
    "lump",
    "proposals.lump.title",
    (
        Question("currency", Kind.CHOICE, "budget.currency.ask", "budget.currency.brief",
                 "budget.currency.why", source="currencies"),
        Question("amount", Kind.MONEY, "proposals.lump.ask", "proposals.lump.brief",
                 "proposals.lump.why", check=_same_currency, skip="proposals.lump.skip",
                 example="budget.example"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the debt that led to it; the currency is the budget's and never asked."""
