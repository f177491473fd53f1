"""Two ways to use spare money, side by side; neither is called the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go
from coach.money import Money
from coach.spare import WhyNot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.texts import Texts
    from coach.spare import Choice, Way

WHY_NOT = {
    WhyNot.NO_BUDGET: ("spare.why_not.no_budget", "spare.go.budget", "budget"),
    WhyNot.DANGER: ("spare.why_not.danger", "spare.go.path", "path"),
    WhyNot.NOTHING_SPARE: ("spare.why_not.nothing_spare", "spare.go.budget", "budget"),
    WhyNot.TOO_FEW: ("spare.why_not.too_few", "spare.go.debts", "debts"),
}


def not_yet(t: Texts, why: WhyNot, back: str) -> Card:
    """Say why there is nothing to compare, and what comes first; `back` is where they came from."""
    text, label, name = WHY_NOT[why]
    return Card(t.t(text), column(go(t.plain(label), name)) + foot(t, back))


def both(t: Texts, choice: Choice, names: Mapping[int, str], back: str) -> Card:
    """Return both ways with months and interest, an estimate that says so."""
    saves = choice.snowball.interest.minor - choice.avalanche.interest.minor
    lines = [
        t.t("spare.title", amount=choice.extra),
        _way(t, "spare.snowball", choice.snowball, names),
        _way(t, "spare.avalanche", choice.avalanche, names),
        t.t("spare.gap", gap=Money(saves, choice.extra.currency)) if saves else t.t("spare.same"),
        t.t("spare.estimate", amount=choice.extra),
    ]
    if choice.left_out:
        lines.append(t.tn("spare.left_out", choice.left_out))
    rows = column(go(t.plain("spare.go.debts"), "debts"), go(t.plain("spare.go.budget"), "budget"))
    # Two ways side by side with their figures: shortened, one of them would look like the answer.
    return Card("\n\n".join(lines), rows + foot(t, back), long=True)


def _way(t: Texts, message: str, way: Way, names: Mapping[int, str]) -> str:
    month = way.cleared[0][1]
    done = [names.get(debt_id, "") for debt_id, at in way.cleared if at == month]
    first = t.tn("spare.first", month, creditors=done)
    return (
        t.t(message) + "\n" + t.tn("spare.clear", way.months, interest=way.interest) + "\n" + first
    )
