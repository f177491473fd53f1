"""The questions about a plan: one made elsewhere, one just agreed, a change before it is missed."""

from __future__ import annotations

from coach.dates import Every
from coach.forms_budget import REASONS
from coach.interview import (
    Answers,
    Form,
    Kind,
    Option,
    Question,
    Value,
    above_nothing,
    same_currency,
)

HOW_PAID = (Option("manual", "plans.paid.manual"), Option("auto", "plans.paid.auto"))
EVERY = (
    Option(Every.MONTHLY.value, "plans.every.monthly"),
    Option(Every.WEEKLY.value, "plans.every.weekly"),
    Option(Every.FORTNIGHTLY.value, "plans.every.fortnightly"),
)
PAYDAY = "payday"
FOR_DEBT = (
    Option("yes", "plans.for_debt.yes"),
    Option("another", "plans.for_debt.another"),
    Option("none", "plans.for_debt.none"),
)
WRITTEN = (Option("yes", "plans.written.yes"), Option("no", "plans.written.no"))


positive = above_nothing("plans.problem.nothing")


def _some(_: Answers, value: Value) -> str | None:
    fine = isinstance(value, int) and 1 <= value <= 600
    return None if fine else "plans.problem.count"


def _region() -> Question:
    return Question("region", Kind.CHOICE, "plans.region.ask", "debts.region.brief",
                    "plans.region.why", source="regions")  # fmt: skip


def _currency() -> Question:
    return Question("currency", Kind.CHOICE, "plans.currency.ask", "plans.currency.brief",
                    "plans.currency.why", source="currencies")  # fmt: skip


def _amount() -> Question:
    return Question("amount", Kind.MONEY, "plans.amount.ask", "plans.amount.brief",
                    "plans.amount.why", check=positive, example="plans.amount.example")  # fmt: skip


def _count() -> Question:
    return Question("count", Kind.COUNT, "plans.count.ask", "plans.count.brief",
                    "plans.count.why", check=_some, skip="plans.count.skip",
                    example="plans.count.example")  # fmt: skip


def _how_paid() -> Question:
    return Question("how_paid", Kind.CHOICE, "plans.paid.ask", "plans.paid.brief",
                    "plans.paid.why", options=HOW_PAID)  # fmt: skip


def _by_day(answers: Answers) -> bool:
    return answers.get("every") == Every.MONTHLY.value


def _after_payday(answers: Answers) -> bool:
    return answers.get("every") == PAYDAY


def _by_week(answers: Answers) -> bool:
    return answers.get("every") in {Every.WEEKLY.value, Every.FORTNIGHTLY.value}


def _one_debt(answers: Answers) -> bool:
    return isinstance(answers.get("creditor"), str)


PLAN = Form(
    "plan",
    "plans.form.title",
    (
        Question("creditor", Kind.TEXT, "debts.creditor.ask", "debts.creditor.brief",
                 "debts.creditor.why", skip="plans.for_debt.skip"),
        _region(), _currency(), _amount(),
        Question("every", Kind.CHOICE, "plans.every.ask", "plans.every.brief", "plans.every.why",
                 options=(*EVERY, Option(PAYDAY, "plans.every.payday")),
                 example="plans.day.example", implied=(Every.MONTHLY.value, "due_day")),
        Question("due_day", Kind.DAY, "plans.day.ask", "plans.day.brief", "plans.day.why",
                 when=_by_day, example="plans.day.example"),
        Question("payday", Kind.DAY, "plans.payday.ask", "plans.payday.brief",
                 "plans.payday.why", when=_after_payday, example="plans.day.example"),
        Question("first_due", Kind.DATE, "plans.next.ask", "plans.first.brief",
                 "plans.first.why", when=_by_week, example="plans.first.example"),
        _count(), _how_paid(),
        Question("for_debt", Kind.CHOICE, "plans.for_debt.ask", "plans.for_debt.brief",
                 "plans.for_debt.why", options=FOR_DEBT, when=_one_debt,
                 skip="plans.for_debt.skip"),
    ),
    review=False,
)  # fmt: skip
"""A plan made elsewhere: enough for reminders to run.

`creditor` is never asked: it is the name of the only debt without a plan, or skipped.
"""


def _several(answers: Answers) -> bool:
    count = answers.get("count")
    return isinstance(count, int) and count > 1


def _repeats(answers: Answers) -> bool:
    return answers.get("count") != 1


AGREEMENT = Form(
    "agreement",
    "plans.agreement.title",
    (
        _region(), _currency(), _amount(), _count(),
        Question("last_amount", Kind.MONEY, "plans.last.ask", "plans.last.brief",
                 "plans.last.why", when=_several, check=positive, skip="plans.last.skip",
                 example="plans.amount.example"),
        Question("every", Kind.CHOICE, "plans.every.again", "plans.every.brief",
                 "plans.every.why", when=_repeats, options=EVERY),
        Question("first_due", Kind.DATE, "plans.first.ask", "plans.first.brief",
                 "plans.first.why", example="plans.first.example"),
        _how_paid(),
        Question("in_writing", Kind.CHOICE, "plans.written.ask", "plans.written.brief",
                 "plans.written.why", options=WRITTEN),
        Question("reference", Kind.TEXT, "plans.reference.ask", "plans.reference.brief",
                 "plans.reference.why", skip="plans.reference.skip",
                 example="plans.reference.example"),
    ),
)  # fmt: skip
"""What was agreed with a lender about one debt (the form's subject)."""

CHANGE = Form(
    "change",
    "plans.change.title",
    (
        Question("reason", Kind.CHOICE, "plans.change.reason", "hardship.reason.brief",
                 "plans.change.reason_why", options=REASONS),
        _currency(),
        Question("can_pay", Kind.MONEY, "plans.change.can_pay", "plans.change.can_pay_brief",
                 "plans.change.can_pay_why", check=same_currency, skip="plans.change.can_pay_skip",
                 example="plans.amount.example"),
        Question("until", Kind.DATE, "plans.change.until", "plans.change.until_brief",
                 "plans.change.until_why", skip="plans.change.until_skip",
                 example="plans.first.example"),
    ),
    review=False,
)  # fmt: skip
"""Asked before a payment is missed (S11); the form's subject is the plan, whose currency is known."""

NEW_DAY = Form(
    "new_day",
    "plans.new_day.title",
    (
        Question("every", Kind.CHOICE, "plans.every.again", "plans.every.brief",
                 "plans.every.why", options=EVERY),
        Question("due_day", Kind.DAY, "plans.new_day.ask", "plans.day.brief",
                 "plans.new_day.why", when=_by_day, example="plans.day.example"),
        Question("first_due", Kind.DATE, "plans.new_day.ask_date", "plans.first.brief",
                 "plans.new_day.why", when=_by_week, example="plans.first.example"),
    ),
    review=False,
)  # fmt: skip
"""Which due day would suit better, once payments came late; `every` is the plan's, never asked."""

AMENDMENT = Form("amendment", "plans.amendment.title", AGREEMENT.questions)
"""The new terms of a plan (the form's subject) once the lender approved the change."""

PARTLY = Form(
    "partly",
    "plans.partly.title",
    (
        Question("n", Kind.COUNT, "plans.partly.which", "plans.partly.which", "plans.partly.why"),
        _currency(),
        Question("part", Kind.MONEY, "plans.partly.ask", "plans.amount.brief",
                 "plans.partly.why", check=positive, example="plans.amount.example"),
    ),
    review=False,
)  # fmt: skip
"""How much of one payment was paid; `n` and the plan's currency are known and never asked."""
