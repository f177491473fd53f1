"""One question: what a debt's currency is in the budget's own."""

from __future__ import annotations

from coach.interview import Form, Kind, Question


def _known(name: str) -> Question:
    """Never asked: both currencies are known from the debt and the budget."""
    return Question(name, Kind.CHOICE, "budget.currency.ask", "budget.currency.brief",
                    "budget.currency.why", source="currencies")  # fmt: skip


RATE = Form(
    "rate",
    "rates.title",
    (
        _known("base"),
        _known("quote"),
        Question("line", Kind.LINE, "rates.ask", "rates.brief", "rates.why",
                 example="rates.example"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the debt."""
