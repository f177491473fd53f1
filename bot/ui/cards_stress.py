"""Would it hold? The result in a few words, the working on a tap, and the month of own costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go, pairs
from bot.ui.cards_rates import counted_at
from bot.ui.texts import Id
from coach.dates import MONTHS_IN_A_YEAR, Month, add_months
from coach.money import Money
from coach.stress import MONTHS, Cause

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.exchange import TypedRate
    from coach.stress import Stress

CAUSES = {
    Cause.INCOME_DOWN: "stress.cause.income_down",
    Cause.PAY_MISSED: "stress.cause.pay_missed",
    Cause.BILL: "stress.cause.bill",
    Cause.OWN_COST: "stress.cause.own_cost",
    Cause.OWN_INCOME: "stress.cause.own_income",
}
NAMED = 6
"""Months that fall short, named one by one in the working."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A result with what it is measured against.

    `month` (1-12) is the one that the person named for costs that do not come monthly, else 0.
    """

    found: Stress
    share: Money
    starts: date
    better: Money | None
    usable: bool
    month: int
    rate: TypedRate | None = None
    """By which a debt in another currency was measured."""


def result(t: Texts, debt: Debt | None, shown: Shown) -> Card:
    """Return in how many months it holds, the weak one, the setbacks, and what would survive."""
    found, better = shown.found, shown.better
    lines = [_title(t, found), *_weakest(t, found)]
    lines.append(_tried(t, shown))
    above = found.payment.minor > shown.share.minor
    if above:
        lines.append(t.t("stress.above", payment=found.payment, share=shown.share))
    lines += _survives(t, shown)
    lines += counted_at(t, (shown.rate,))
    no_end = debt is not None and shown.better is not None and not shown.usable
    if no_end:
        lines.append(t.t("stress.not_to_the_end"))
    rows = column(
        _use(t, debt, better) if shown.usable else None,
        go(t.plain("stress.how"), "stress.how", *_address(debt, shown)),
        go(t.plain("stress.name_month"), "stress.month", *_address(debt, shown)[:2])
        if found.own_costs
        else None,
        go(t.plain("proposals.others"), "proposals", debt.id, 0) if debt else None,
    )
    return Card(
        "\n\n".join(lines), rows + _foot(t, debt), long=above or no_end or shown.rate is not None
    )


def _title(t: Texts, found: Stress) -> str:
    if not found.weak:
        return t.t("stress.holds_all", payment=found.payment, months=MONTHS)
    return t.t("stress.holds", payment=found.payment, holds=found.holds, months=MONTHS)


def _tried(t: Texts, shown: Shown) -> str:
    if not shown.found.own_costs:
        return t.t("stress.tried")
    named = [each for each in _year(shown.starts) if each.month == shown.month]
    return t.t("stress.tried_in", month=Month(named[0])) if named else t.t("stress.tried_own")


def _weakest(t: Texts, found: Stress) -> Iterator[str]:
    weakest = found.weakest
    if weakest is None:
        return
    month, alone = Month(weakest.month), len(found.weak) == 1
    if weakest.cause is None:
        yield t.t("stress.weak_one" if alone else "stress.weakest", month=month)
        return
    yield t.t(
        "stress.weak_one_why" if alone else "stress.weakest_why",
        month=month,
        cause=Id(CAUSES[weakest.cause]),
    )


def _survives(t: Texts, shown: Shown) -> Iterator[str]:
    found = shown.found
    if shown.better is not None:
        best = MONTHS - found.anyway
        if found.anyway:
            yield t.t("stress.survives_most", amount=shown.better, holds=best)
        else:
            yield t.t("stress.survives_all", amount=shown.better, months=MONTHS)
    elif found.survives is None:
        yield t.t("stress.none_survives")
    elif found.weak:
        yield t.t("stress.no_less_helps")


def _use(t: Texts, debt: Debt | None, better: Money | None) -> Button | None:
    if debt is None or better is None:
        return None
    return go(t.plain("stress.use"), "stress.use", debt.id, better.minor)


def _address(debt: Debt | None, shown: Shown) -> tuple[int, ...]:
    return (debt.id if debt else 0, shown.found.payment.minor, shown.month)


def _foot(t: Texts, debt: Debt | None) -> tuple[tuple[Button, ...], ...]:
    return foot(t, "negotiate", debt.id) if debt else foot(t, "budget")


def working(t: Texts, debt: Debt | None, shown: Shown) -> Card:
    """Return where each figure comes from, line by line."""
    found = shown.found
    lines = [t.t("stress.how_title", payment=found.payment)]
    if found.others.minor > 0:
        lines.append(t.t("stress.ordinary_others", ordinary=found.ordinary, others=found.others))
    else:
        lines.append(t.t("stress.ordinary", ordinary=found.ordinary))
    lines.append("\n".join([t.t("stress.turns"), *_turns(t, found)]))
    lines.append(t.t("stress.kept"))
    if found.weak:
        lines.append("\n".join([t.t("stress.short"), *_short(t, found)]))
    lines.append(t.t("stress.fixed"))
    lines += counted_at(t, (shown.rate,))
    if not found.own_costs:
        lines.append(t.t("stress.no_own_costs"))
    elif not shown.month:
        lines.append(t.t("stress.month_not_named"))
    rows = column(
        None if found.own_costs else go(t.plain("budget.full"), "budget.full"),
        go(t.plain("stress.name_month"), "stress.month", *_address(debt, shown)[:2])
        if found.own_costs
        else None,
    )
    return Card("\n\n".join(lines), rows + foot(t, "stress", *_address(debt, shown)), long=True)


def _turns(t: Texts, found: Stress) -> Iterator[str]:
    """Say each sum once, with all the months in which it comes or goes."""
    sums: dict[tuple[Cause, date], int] = {}
    for turn in found.turns:
        key = (turn.cause, turn.month)
        sums[key] = sums.get(key, 0) + turn.amount.minor
    months: dict[tuple[Cause, int], list[Month]] = {}
    for (cause, month), minor in sums.items():
        months.setdefault((cause, minor), []).append(Month(month))
    for (cause, minor), when in months.items():
        amount = Money(abs(minor), found.ordinary.currency)
        message = "stress.turn_less" if minor < 0 else "stress.turn_more"
        yield t.t(message, months=when, amount=amount, cause=Id(CAUSES[cause]))


def _short(t: Texts, found: Stress) -> Iterator[str]:
    for each in found.weak[:NAMED]:
        yield t.t("stress.short_by", month=Month(each.month), amount=each.short_by)
    more = len(found.weak) - NAMED
    if more > 0:
        yield t.tn("stress.short_more", more)


def _year(starts: date) -> list[date]:
    """Return the first days of twelve months."""
    return [add_months(starts.replace(day=1), ahead) for ahead in range(MONTHS_IN_A_YEAR)]


def months(t: Texts, debt: Debt | None, shown: Shown) -> Card:
    """Ask for the month, January first: a typed 4 is then April as well as the fourth button."""
    debt_id, minor, _ = _address(debt, shown)
    coming = sorted(_year(shown.starts), key=lambda each: each.month)
    buttons = [go(t.show(Month(each)), "stress", debt_id, minor, each.month) for each in coming]
    back = foot(t, "stress", debt_id, minor, shown.month)
    return Card(t.t("stress.ask_month"), pairs(buttons) + back, long=True)
