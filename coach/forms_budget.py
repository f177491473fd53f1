"""The budget's questions: three named numbers, or one line a category. And the hardship."""

from __future__ import annotations

from coach.budget import Category
from coach.interview import Answers, Form, Kind, Option, Question, same_currency

PERIODS = ("weekly", "fortnightly", "monthly", "quarterly", "yearly")


def _region() -> Question:
    return Question(
        "region",
        Kind.CHOICE,
        "plans.region.ask",
        "debts.region.brief",
        "plans.region.why",
        source="regions",
    )


def _currency() -> Question:
    return Question("currency", Kind.CHOICE, "budget.currency.ask", "budget.currency.brief",
                    "budget.currency.why", source="currencies")  # fmt: skip


QUICK = Form(
    "budget",
    "budget.form.title",
    (
        _region(),
        _currency(),
        Question("take_home", Kind.MONEY, "budget.take_home.ask", "budget.take_home.brief",
                 "budget.take_home.why", check=same_currency, example="budget.example"),
        Question("essentials", Kind.MONEY, "budget.essentials.ask", "budget.essentials.brief",
                 "budget.essentials.why", check=same_currency, example="budget.example"),
        Question("must_go_on", Kind.MONEY, "budget.must_go_on.ask", "budget.must_go_on.brief",
                 "budget.must_go_on.why", check=same_currency, example="budget.example_zero"),
    ),
    review=False,
)  # fmt: skip

_ASK = {
    Category.WAGES: "budget.line.wages",
    Category.SELF_EMPLOYMENT: "budget.line.self_employment",
    Category.BENEFITS: "budget.line.benefits",
    Category.PENSION: "budget.line.pension",
    Category.OTHER_INCOME: "budget.line.other_income",
    Category.HOME: "budget.line.home",
    Category.ENERGY: "budget.line.energy",
    Category.FOOD: "budget.line.food",
    Category.TRAVEL: "budget.line.travel",
    Category.HEALTH: "budget.line.health",
    Category.CHILDREN: "budget.line.children",
    Category.DEPENDANTS: "budget.line.dependants",
    Category.INSURANCE: "budget.line.insurance",
    Category.PHONE: "budget.line.phone",
    Category.PERSONAL: "budget.line.personal",
    Category.IRREGULAR: "budget.line.irregular",
    Category.PRIORITY_ARREARS: "budget.line.priority_arrears",
    Category.TAX: "budget.line.tax",
    Category.MAINTENANCE_PAID: "budget.line.maintenance_paid",
    Category.ONGOING_PLANS: "budget.line.ongoing_plans",
}


def _line(category: Category) -> Question:
    return Question(category.value, Kind.LINE, "budget.line.ask", _ASK[category],
                    "budget.line.why", skip="budget.line.skip",
                    example="budget.line.example")  # fmt: skip


FULL = Form(
    "budget_full",
    "budget.form.title",
    (_region(), _currency(), *(_line(category) for category in Category)),
)

REASONS = (
    Option("job_loss", "hardship.reason.job_loss"),
    Option("income_cut", "hardship.reason.income_cut"),
    Option("illness", "hardship.reason.illness"),
    Option("caring", "hardship.reason.caring"),
    Option("separation", "hardship.reason.separation"),
    Option("bereavement", "hardship.reason.bereavement"),
    Option("new_child", "hardship.reason.new_child"),
    Option("disaster", "hardship.reason.disaster"),
    Option("business_fail", "hardship.reason.business_fail"),
    Option("fraud_victim", "hardship.reason.fraud_victim"),
    Option("low_income", "hardship.reason.low_income"),
    Option("overspend", "hardship.reason.overspend"),
    Option("other", "hardship.reason.other"),
)
EFFECTS = (
    Option("income_less", "hardship.effect.income_less"),
    Option("income_none", "hardship.effect.income_none"),
    Option("costs_more", "hardship.effect.costs_more"),
    Option("both", "hardship.effect.both"),
)


def _income_fell(answers: Answers) -> bool:
    return answers.get("effect") in {"income_less", "both"}


HARDSHIP = Form(
    "hardship",
    "hardship.form.title",
    (
        Question("reason", Kind.CHOICE, "hardship.reason.ask", "hardship.reason.brief",
                 "hardship.reason.why", options=REASONS),
        Question("since", Kind.DATE, "hardship.since.ask", "hardship.since.brief",
                 "hardship.since.why", example="hardship.since.example", past=True),
        Question("effect", Kind.CHOICE, "hardship.effect.ask", "hardship.effect.brief",
                 "hardship.effect.why", options=EFFECTS),
        Question("income_before", Kind.MONEY, "hardship.before.ask", "hardship.before.brief",
                 "hardship.before.why", when=_income_fell, skip="hardship.before.skip",
                 example="budget.example"),
        Question("until", Kind.DATE, "hardship.until.ask", "hardship.until.brief",
                 "hardship.until.why", skip="hardship.until.skip",
                 example="hardship.until.example"),
    ),
    review=False,
)  # fmt: skip
