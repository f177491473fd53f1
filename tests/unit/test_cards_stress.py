"""The result's screen: short for every budget, and a sum in it only where it may be used."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from bot import catalogs
from bot.ui import cards_stress
from bot.ui.texts import Catalogs
from coach.budget import Category, Line, Period, full_budget
from coach.debts import Debt, DebtKind, LenderKind, Stage, Whose
from coach.money import Money
from coach.stress import stress
from tests.limits import faults

FIRST = date(2026, 12, 20)
DEBT = Debt(9_000_000, 9, "Someone", DebtKind.CARD, LenderKind.BANK, Whose.MINE, Stage.OVERDUE,
            None, Money.of(400_000, "CNY"))  # fmt: skip


def cny(amount: int | str) -> Money:
    return Money.of(amount, "CNY")


def budget(costs: int, yearly: int):  # type: ignore[no-untyped-def]
    """Return a large budget, with or without costs of the quarter and the year."""
    lines = [Line(Category.WAGES, cny("38888.88")), Line(Category.FOOD, cny(costs))]
    if yearly:
        lines.append(Line(Category.IRREGULAR, cny(yearly), Period.YEARLY))
        lines.append(Line(Category.ENERGY, cny(yearly // 7), Period.QUARTERLY))
    return full_budget(lines, "CNY")


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_every_result_fits_its_screen(locale: str) -> None:
    """From a payment that always holds to one that never does (care 9)."""
    catalogs.compile_all()
    t = Catalogs(strict=True).texts(locale)
    wrong = []
    every = product((12000, 30000, 36000, 38500), (0, 4200, 99999), ("1", "2345.67", "17777.77"),
                    (0, 2), (None, DEBT), (False, True))  # fmt: skip
    for costs, yearly, paid, month, debt, usable in every:
        share = cny("3000")
        found = stress(budget(costs, yearly), cny(paid), FIRST, most=share, due_in=month or None)
        below = found.survives is not None and found.survives.minor < found.payment.minor
        shown = cards_stress.Shown(
            found, share, FIRST, found.survives if below else None, usable=usable and below,
            month=month,
        )  # fmt: skip
        for card in (
            cards_stress.result(t, debt, shown),
            cards_stress.working(t, debt, shown),
            cards_stress.months(t, debt, shown),
        ):
            wrong += [f"{costs} {yearly} {paid} {month}: {each}" for each in faults(t, card, "x")]
            used = "stress.use" in str(card.rows)
            assert not used or (usable and below and debt is not None)
    assert not wrong, "\n".join(wrong)


def test_the_month_that_was_named_is_said_back() -> None:
    """Who taps the wrong month must see it."""
    catalogs.compile_all()
    t = Catalogs(strict=True).texts("en")
    found = stress(budget(30000, 9000), cny(2000), FIRST, due_in=2)
    shown = cards_stress.Shown(found, cny(3000), FIRST, None, usable=False, month=2)
    assert "your own costs in February 2027" in cards_stress.result(t, DEBT, shown).text
