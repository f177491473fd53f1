"""The rate that a debt in another currency is counted by: shown with its day, changed, dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.cards import TITLE, Card, column, foot, go
from coach.script_lines import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.exchange import TypedRate

NAME = 24
"""Signs of a creditor's name."""
NAMED = 3
"""Debts named one by one."""
OFFERED = 4
"""Readings of one typed rate, at most."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Debts in another currency than the budget's: those left out of a figure, and those in it."""

    uncounted: tuple[Debt, ...] = ()
    counted: tuple[Debt, ...] = ()
    rates: tuple[TypedRate, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.uncounted or self.rates)


NO_FOREIGN = Foreign()


def foreign_lines(t: Texts, foreign: Foreign) -> list[str]:
    """Name the debts that a figure does not count, and the rates by which it counts others."""
    lines = counted_at(t, foreign.rates)
    if foreign.uncounted:
        names = [t.plain("stress.fits.debt", creditor=short(each.creditor, NAME),
                         currency=each.currency) for each in foreign.uncounted[:NAMED]]  # fmt: skip
        lines.append(t.tn("stress.fits.not_counted", len(foreign.uncounted), debts=names))
    return lines


def rate_button(t: Texts, foreign: Foreign) -> Button | None:
    """Return the way to type the rate that is missing, else to the one that is used."""
    if foreign.uncounted:
        return go(t.plain("rates.type"), "rate.ask", foreign.uncounted[0].id)
    return go(t.plain("rates.see"), "rate", foreign.counted[0].id) if foreign.counted else None


def counted_at(t: Texts, rates: Iterable[TypedRate | None]) -> list[str]:
    """Name the typed rates that a figure rests on, each with its day."""
    return [t.t("rates.counted", rate=each, on=each.on) for each in rates if each is not None]


def rate(t: Texts, debt: Debt, home: str, rate: TypedRate | None) -> Card:
    """Return the rate with what it does, or what is missing without one."""
    name = short(debt.creditor, TITLE)
    if rate is None:
        text = t.t("rates.none", creditor=name, base=debt.currency, quote=home)
        rows = column(go(t.plain("rates.type"), "rate.ask", debt.id))
    else:
        worth = rate.into(debt.balance, home)
        text = t.t(
            "rates.kept", creditor=name, rate=rate, on=rate.on, owed=debt.balance, home=worth
        )
        rows = column(
            go(t.plain("rates.to_offer"), "negotiate", debt.id),
            go(t.plain("rates.change"), "rate.ask", debt.id),
            go(t.plain("rates.drop"), "rate.drop", debt.id),
        )
    return Card(text, rows + foot(t, "debt", debt.id))


def which(t: Texts, debt_id: int, readings: Sequence[TypedRate]) -> Card:
    """Ask which rate was meant."""
    rows = column(
        *(
            go(t.show(each), "rate.set", debt_id, each.base, format(each.rate, "f"))
            for each in readings[:OFFERED]
        ),
        go(t.plain("rates.again"), "rate.ask", debt_id),
    )
    return Card(t.t("rates.which"), rows + foot(t, "rate", debt_id))
