"""Until payday: when pay comes, which living costs are bills, and a sum spent on something big."""

from __future__ import annotations

from coach.dates import Every
from coach.interview import (
    Answers,
    Form,
    Kind,
    Option,
    Question,
    above_nothing,
    same_currency,
)

NO_DAY = "none"
EVERY = (
    Option(Every.MONTHLY.value, "plans.every.monthly"),
    Option(Every.WEEKLY.value, "plans.every.weekly"),
    Option(Every.FORTNIGHTLY.value, "plans.every.fortnightly"),
    Option(NO_DAY, "week.every.none"),
)


def _monthly(answers: Answers) -> bool:
    return answers.get("every") == Every.MONTHLY.value


def _by_week(answers: Answers) -> bool:
    return answers.get("every") in {Every.WEEKLY.value, Every.FORTNIGHTLY.value}


def _currency() -> Question:
    """Never asked: it is the budget's."""
    return Question("currency", Kind.CHOICE, "budget.currency.ask", "budget.currency.brief",
                    "budget.currency.why", source="currencies")  # fmt: skip


PAYDAY = Form(
    "payday",
    "week.payday.title",
    (
        _currency(),
        Question("every", Kind.CHOICE, "week.every.ask", "week.every.brief", "week.every.why",
                 options=EVERY),
        Question("pay_day", Kind.DAY, "week.pay_day.ask", "week.every.brief", "week.every.why",
                 when=_monthly, example="plans.day.example"),
        Question("pay_date", Kind.DATE, "week.pay_date.ask", "week.every.brief", "week.every.why",
                 when=_by_week, example="plans.first.example"),
        Question("bills", Kind.MONEY, "week.bills.ask", "week.bills.brief", "week.bills.why",
                 check=same_currency, skip="week.bills.skip", example="budget.example"),
    ),
    review=False,
)  # fmt: skip
"""`bills` is known (skipped) where the budget itself tells bills from daily costs."""

SPEND = Form(
    "spend",
    "week.spend.title",
    (
        _currency(),
        Question("amount", Kind.MONEY, "week.spend.ask", "week.spend.brief", "week.spend.why",
                 check=above_nothing("week.problem.nothing"), example="budget.example"),
    ),
    review=False,
)  # fmt: skip
