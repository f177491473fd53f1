"""Whether a sum a month fits: what a hard month would hold first, then what an ordinary one does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.cards import fit, go
from bot.ui.cards_stress import CAUSES
from bot.ui.texts import Id, Raw
from coach.dates import Month
from coach.stress import MONTHS

if TYPE_CHECKING:
    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.money import Money
    from coach.stress import Stress


@dataclass(frozen=True, slots=True)
class Hard:
    """A sum a month replayed with setbacks; `better` is a lower one that would hold.

    `usable` tells that a plan to the end can be made of it.
    """

    found: Stress
    better: Money | None
    usable: bool = False

    @property
    def breaks(self) -> bool:
        """Tell whether a hard month breaks it."""
        return bool(self.found.weak)


def fits(t: Texts, hard: Hard) -> str:
    """Say of a sum within the share what holds in hard months, then what an ordinary one holds."""
    found, weakest = hard.found, hard.found.weakest
    if weakest is None:
        return t.t("stress.fits.all", payment=found.payment, months=MONTHS)
    month = Month(weakest.month)
    if weakest.cause is None:
        ordinary = t.t("stress.fits.ordinary", payment=found.payment, month=month)
    else:
        ordinary = t.t("stress.fits.ordinary_why", payment=found.payment, month=month,
                       cause=Id(CAUSES[weakest.cause]))  # fmt: skip
    return "\n".join((holding(t, hard), ordinary))


def holding(t: Texts, hard: Hard) -> str:
    """Say what a hard month would hold."""
    found = hard.found
    if hard.better is None:
        return t.t("stress.fits.none" if found.survives is None else "stress.fits.no_less_helps")
    if found.anyway:
        holds = MONTHS - found.anyway
        return t.t("stress.fits.holds_most", amount=hard.better, holds=holds, months=MONTHS)
    return t.t("stress.fits.holds_all", amount=hard.better)


def clause(t: Texts, hard: Hard) -> str:
    """Return the words that ask for what a hard month needs; they name no sum and promise none."""
    words = "stress.fits.ask_less" if hard.better is not None else "stress.fits.ask_clause"
    return t.t("stress.fits.ask", question=Raw(f"<code>{t.t(words)}</code>"))


def use_safer(t: Texts, debt: Debt, hard: Hard) -> Button | None:
    """Return the way to propose the sum that holds; None where no plan can be made of it."""
    if hard.better is None or not hard.usable:
        return None
    label = fit(t.plain("stress.fits.use", amount=hard.better))
    return go(label, "stress.use", debt.id, hard.better.minor)


def proposed(t: Texts, hard: Hard) -> str:
    """Say of a proposal whether it fits; where a hard month breaks it, what to ask for instead."""
    if not hard.breaks:
        return fits(t, hard)
    less = "stress.fits.offer_clause" if hard.better is None else "stress.fits.offer_less"
    return "\n".join((fits(t, hard), t.t(less)))
