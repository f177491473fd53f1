"""The interview engine: steps that only go up, a total that only comes down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

import pytest

from coach.budget import decode_line
from coach.forms import FORMS
from coach.forms_debts import DEBT
from coach.interview import KNOWN, SKIPPED, Form, Kind, Question, fold, same_currency, survey
from coach.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.interview import Value

SAMPLES: dict[Kind, Value] = {
    Kind.MONEY: Money(100, "GBP"), Kind.PERCENT: Decimal("0.1"), Kind.DATE: date(2026, 1, 1),
    Kind.DAY: 3, Kind.COUNT: 10, Kind.TEXT: "x", Kind.LINE: "x",
}  # fmt: skip

FITTING: dict[str, Value] = {"clock": "10:30", "place": "London", "ends": 17}
"""Answers to questions whose check refuses the sample of their kind."""


def answers_of(question: Question) -> list[Value]:
    """Return the answers that can make a difference to what is asked next."""
    if question.source == "currencies":
        return ["GBP"]
    if question.source:
        return ["gb"]
    if question.kind is Kind.CHOICE:
        return [option.value for option in question.options]
    if question.id in FITTING:
        return [FITTING[question.id]]
    return [SAMPLES[question.kind], *([SKIPPED] if question.skip else [])]


def ways(form: Form) -> Iterator[dict[str, Value]]:
    """Yield whole sets of answers: every choice that another question hangs on, and one of the rest."""
    deciding = {"kind", "stage", "outcome", "effect", "last_paid_known", "on", "count"}
    lists = [answers_of(q) if q.id in deciding else answers_of(q)[:1] for q in form.questions]
    for values in product(*lists):
        yield dict(zip((q.id for q in form.questions), values, strict=True))


@pytest.mark.parametrize("name", FORMS)
def test_the_step_never_falls_and_the_total_never_rises(name: str) -> None:
    """A way that grows longer while it is walked is given up."""
    form = FORMS[name]
    for planned in ways(form):
        said: dict[str, Value] = {}
        step, total = 0, 1000
        while (asked := survey(form, said).current) is not None:
            now, of = survey(form, said).progress
            assert now == step + 1, (asked.id, planned)
            assert of <= total, (asked.id, planned)
            assert now <= of
            step, total = now, of
            said[asked.id] = planned[asked.id]


def test_what_a_typed_line_said_is_not_counted_and_no_step_is_jumped() -> None:
    """After one line only kind, lender, whose and stage are left: 3, 4, 5, 6 of 6."""
    skipped = ("interest", "fees", "rate", "payment", "due_day", "overdue_since", "contract_month")
    said: dict[str, Value] = {"currency": "GBP", "region": "gb", "creditor": "Visa",
                              "principal": Money(400000, "GBP")}  # fmt: skip
    said |= dict.fromkeys(skipped, SKIPPED) | {"line": "Visa 4000"}
    seen = []
    for name, value in (
        ("kind", "card"), ("lender", "bank"), ("whose", "mine"), ("stage", "overdue"),
    ):  # fmt: skip
        seen.append(survey(DEBT, said).progress)
        said[name] = value
    assert seen == [(3, 6), (4, 6), (5, 6), (6, 6)]
    assert survey(DEBT, said).current is None


def test_a_line_typed_before_the_first_question_leaves_it_the_first() -> None:
    """Nobody was asked for the line."""
    said: dict[str, Value] = {"creditor": "Visa", "principal": Money(1, "XXX"), "line": "Visa 4"}
    assert survey(DEBT, said).progress[0] == 1
    assert survey(DEBT, {**said, "currency": "GBP", "region": "gb"}).progress[0] == 2


def test_what_was_known_at_the_beginning_is_no_step() -> None:
    """One question of a payment whose number and currency are known is the only one."""
    known: dict[str, Value] = {"n": 2, "currency": "GBP", KNOWN: 2}
    assert survey(FORMS["partly"], known).progress == (1, 1)


def test_an_offered_answer_is_no_answer() -> None:
    """What is kept for the ready button is not taken for said."""
    log = fold([("?region", "gb")])
    asked = survey(DEBT, log.answers).current
    assert asked is not None
    assert asked.id == "region"


def test_amounts_wait_for_a_currency_and_then_keep_to_it() -> None:
    """A figure typed before the country is valid; another currency later is not."""
    pounds = Money(100, "GBP")
    assert same_currency({}, pounds) is None
    assert same_currency({"currency": "GBP"}, pounds) is None
    assert same_currency({"currency": "CNY"}, pounds) is not None


@pytest.mark.parametrize("text", ["360 借条 8000", "12 loan apps", "² GBP monthly", ""])
def test_other_words_are_not_taken_for_a_budgets_line(text: str) -> None:
    """Names of debts may look like one."""
    assert decode_line(text) is None
