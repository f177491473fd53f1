"""The questions about one debt, and the three of the gate, as data."""

from __future__ import annotations

from coach.debts import Stage
from coach.interview import (
    Answers,
    Form,
    Kind,
    Option,
    Question,
    above_nothing,
    same_currency,
)

HOUSEHOLD = frozenset({"rent", "utility", "tax", "family"})
"""Kinds whose lender follows from the kind, so it is not asked."""

KINDS = (
    Option("card", "debts.kind.card"),
    Option("online_loan", "debts.kind.online_loan"),
    Option("instalment_purchase", "debts.kind.instalment_purchase"),
    Option("mortgage", "debts.kind.mortgage"),
    Option("rent", "debts.kind.rent"),
    Option("utility", "debts.kind.utility"),
    Option("tax", "debts.kind.tax"),
    Option("family", "debts.kind.family"),
    Option("other", "debts.kind.other"),
)
LENDERS = (
    Option("bank", "debts.lender.bank"),
    Option("consumer_finance", "debts.lender.consumer_finance"),
    Option("platform", "debts.lender.platform"),
    Option("micro_lender", "debts.lender.micro_lender"),
    Option("collector", "debts.lender.collector"),
    Option("private", "debts.lender.private"),
    Option("public_body", "debts.lender.public_body"),
    Option("illegal", "debts.lender.illegal"),
    Option("not_sure", "debts.lender.not_sure"),
)
WHOSE = (
    Option("mine", "debts.whose.mine"),
    Option("joint", "debts.whose.joint"),
    Option("guaranteed", "debts.whose.guaranteed"),
    Option("partners", "debts.whose.partners"),
    Option("deceased", "debts.whose.deceased"),
    Option("fraud", "debts.whose.fraud"),
)
STAGES = (
    Option("not_due", "debts.stage.not_due"),
    Option("will_miss", "debts.stage.will_miss"),
    Option("overdue", "debts.stage.overdue"),
    Option("collector", "debts.stage.collector"),
    Option("court", "debts.stage.court"),
    Option("judgment", "debts.stage.judgment"),
    Option("formal", "debts.stage.formal"),
)
"""`formal`: already in an arrangement, insolvency or court plan (care 6)."""
YES_NO_UNSURE = (
    Option("yes", "debts.yes"),
    Option("no", "debts.no"),
    Option("not_sure", "debts.not_sure"),
)


def _asks_lender(answers: Answers) -> bool:
    return answers.get("kind") not in HOUSEHOLD


def _late(answers: Answers) -> bool:
    return answers.get("stage") in {Stage.OVERDUE, Stage.COLLECTOR, Stage.COURT, Stage.JUDGMENT}


DEBT = Form(
    "debt",
    "debts.form.title",
    (
        Question("region", Kind.CHOICE, "debts.region.ask", "debts.region.brief",
                 "debts.region.why", source="regions"),
        Question("line", Kind.LINE, "debts.line.ask", "debts.line.brief", "debts.line.why",
                 skip="debts.line.skip", example="debts.line.example", reviewed=False),
        Question("kind", Kind.CHOICE, "debts.kind.ask", "debts.kind.brief", "debts.kind.why",
                 options=KINDS),
        Question("lender", Kind.CHOICE, "debts.lender.ask", "debts.lender.brief",
                 "debts.lender.why", options=LENDERS, when=_asks_lender),
        Question("creditor", Kind.TEXT, "debts.creditor.ask", "debts.creditor.brief",
                 "debts.creditor.why", example="debts.creditor.example"),
        Question("whose", Kind.CHOICE, "debts.whose.ask", "debts.whose.brief", "debts.whose.why",
                 options=WHOSE),
        Question("stage", Kind.CHOICE, "debts.stage.ask", "debts.stage.brief", "debts.stage.why",
                 options=STAGES),
        Question("currency", Kind.CHOICE, "debts.currency.ask", "debts.currency.brief",
                 "debts.currency.why", source="currencies"),
        Question("principal", Kind.MONEY, "debts.principal.ask", "debts.principal.brief",
                 "debts.principal.why", check=above_nothing("debts.problem.nothing"),
                 example="debts.principal.example"),
        Question("interest", Kind.MONEY, "debts.interest.ask", "debts.interest.brief",
                 "debts.interest.why", when=_late, check=same_currency,
                 skip="debts.interest.skip", example="debts.principal.example"),
        Question("fees", Kind.MONEY, "debts.fees.ask", "debts.fees.brief", "debts.fees.why",
                 when=_late, check=same_currency, skip="debts.fees.skip",
                 example="debts.principal.example"),
        Question("rate", Kind.PERCENT, "debts.rate.ask", "debts.rate.brief", "debts.rate.why",
                 skip="debts.rate.skip", example="debts.rate.example"),
        Question("payment", Kind.MONEY, "debts.payment.ask", "debts.payment.brief",
                 "debts.payment.why", check=same_currency,
                 skip="debts.payment.skip", example="debts.principal.example"),
        Question("due_day", Kind.DAY, "debts.due_day.ask", "debts.due_day.brief",
                 "debts.due_day.why", skip="debts.due_day.skip",
                 example="debts.due_day.example"),
        Question("overdue_since", Kind.DATE, "debts.overdue.ask", "debts.overdue.brief",
                 "debts.overdue.why", when=_late, skip="debts.overdue.skip",
                 example="debts.overdue.example", past=True),
        Question("contract_month", Kind.DATE, "debts.contract.ask", "debts.contract.brief",
                 "debts.contract.why", skip="debts.contract.skip",
                 example="debts.contract.example", past=True),
    ),
)  # fmt: skip


def _paid_known(answers: Answers) -> bool:
    return answers.get("last_paid_known") == "date"


def _never_paid(answers: Answers) -> bool:
    return answers.get("last_paid_known") == "never"


GATE = Form(
    "gate",
    "gate.form.title",
    (
        Question("yours", Kind.CHOICE, "gate.yours.ask", "gate.yours.brief", "gate.yours.why",
                 options=YES_NO_UNSURE),
        Question("right", Kind.CHOICE, "gate.right.ask", "gate.right.brief", "gate.right.why",
                 options=YES_NO_UNSURE),
        Question("last_paid_known", Kind.CHOICE, "gate.paid.ask", "gate.paid.brief",
                 "gate.paid.why",
                 options=(Option("date", "gate.paid.date"), Option("never", "gate.paid.never"),
                          Option("not_sure", "gate.paid.not_sure")),
                 implied=("date", "last_paid")),
        Question("last_paid", Kind.DATE, "gate.when.ask", "gate.when.brief", "gate.when.why",
                 when=_paid_known, example="gate.when.example", past=True),
        Question("began", Kind.DATE, "gate.began.ask", "debts.contract.brief", "gate.began.why",
                 when=_never_paid, skip="gate.began.skip", example="debts.contract.example",
                 past=True),
    ),
    review=False,
)  # fmt: skip
