"""Until payday as a screen: the sum, a day's part, the working in four lines, one quiet sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, foot, go
from coach.signs import Sign
from coach.week import Unknown

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.money import Money
    from coach.signs import Seen
    from coach.week import Safe

SIGNS = {
    Sign.COSTS_OVER_INCOME: "week.sign.costs_over_income",
    Sign.NEVER_CLEARS: "week.sign.never_clears",
    Sign.PAYMENTS_OVER_LEFT: "week.sign.payments_over_left",
    Sign.BORROWED: "week.sign.borrowed",
}
HELPS = {
    Sign.COSTS_OVER_INCOME: ("week.help.costs", "budget.humane"),
    Sign.NEVER_CLEARS: ("week.help.words", "negotiate"),
    Sign.PAYMENTS_OVER_LEFT: ("week.help.words", "negotiate"),
    Sign.BORROWED: ("week.to_borrow", "borrow.begin"),
}
UNKNOWN = {
    Unknown.DEBTS: "week.unknown.debts",
    Unknown.OTHER_CURRENCY: "week.unknown.other_currency",
    Unknown.DAILY: "week.unknown.daily",
}


def empty(t: Texts) -> Card:
    """Offer to begin: what is missing is asked, never guessed."""
    return Card(t.t("week.empty"), column(go(t.plain("week.begin_button"), "week.begin")) + foot(t))


def week(
    t: Texts,
    safe: Safe,
    seen: Seen | None,
    debt: Debt | None,
    *,
    spare: bool,
    noted: tuple[int, Money] | None = None,
) -> Card:
    """Return the sum and its working; `noted` is a big spend just written down, by its number."""
    over = safe.sum.minor <= 0
    head = _nothing(t, safe) if over else _head(t, safe)
    parts = [] if noted is None else [t.t("week.noted", amount=noted[1])]
    # What was just noted is what they look at; the rest of the working stands on the card before.
    working = _working(t, safe) if noted is None else _working(t, safe)[-1:]
    parts += [head, "\n".join(working)]
    quiet = [t.t(UNKNOWN[each]) for each in safe.unknown]
    if seen is not None:
        quiet.append(_sign(t, seen, debt))
    if quiet:
        parts.append("\n".join(quiet))
    rows = column(
        None if noted is None else go(t.plain("week.undo"), "week.undo", noted[0]),
        go(t.plain("week.cannot"), "cannot") if over else None,
        go(t.plain("week.log"), "week.spend"),
        _help(t, seen),
        go(t.plain("week.to_spare"), "spare") if spare and noted is None else None,
        go(t.plain("week.change"), "week.payday") if noted is None else None,
    )
    return Card("\n\n".join(parts), rows + foot(t, "budget"), long=bool(quiet))


def _head(t: Texts, safe: Safe) -> str:
    until = "week.until_payday" if safe.fixed else "week.until_day"
    head = t.t(until, end=safe.days.end, sum=safe.sum)
    return head + "\n" + t.tn("week.a_day", safe.left, amount=safe.a_day)


def _nothing(t: Texts, safe: Safe) -> str:
    if safe.fixed:
        return t.t("week.nothing_until_payday", end=safe.days.end)
    return t.t("week.nothing_until_day", end=safe.days.end)


def _working(t: Texts, safe: Safe) -> list[str]:
    """Return at most four lines; one that is nothing is left out."""
    lines = [t.t("week.line.income", amount=safe.income), t.t("week.line.kept", amount=safe.kept)]
    if safe.lenders.minor:
        lines.append(t.t("week.line.lenders", amount=safe.lenders))
    rest = {"whole": safe.days.whole, "share": safe.share, "left": safe.left}
    if safe.spent.minor:
        lines.append(t.t("week.line.share_spent", spent=safe.spent, **rest))
    else:
        lines.append(t.t("week.line.share", free=safe.free, **rest))
    return lines


def _sign(t: Texts, seen: Seen, debt: Debt | None) -> str:
    if seen.sign is Sign.NEVER_CLEARS and debt is not None:
        return t.t(SIGNS[seen.sign], creditor=debt.creditor)
    if seen.gap is not None:
        return t.t(SIGNS[seen.sign], gap=seen.gap)
    return t.t(SIGNS[seen.sign])


def _help(t: Texts, seen: Seen | None) -> Button | None:
    if seen is None:
        return None
    label, name = HELPS[seen.sign]
    return go(t.plain(label), name, *([seen.debt_id] if seen.debt_id else []))
