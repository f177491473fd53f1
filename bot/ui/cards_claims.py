"""Words, papers and answers laid side by side before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import TITLE, Card, column, foot, go
from bot.ui.cards_scripts import words
from coach.claims import Contradiction
from coach.forms_evidence import NAMES
from coach.script_lines import short

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.claims import Findings, Unproved
    from coach.debts import Debt
    from coach.evidence import Item

MOST = 3
"""Sentences shown at once: more would be a wall of text (care 9)."""
CONTRADICTIONS = {
    Contradiction.NO_INCOME: "claims.contradiction.no_income",
    Contradiction.INCOME_NOT_LOWER: "claims.contradiction.income_not_lower",
    Contradiction.INCOME_DIFFERS: "claims.contradiction.income_differs",
    Contradiction.OVER_ALREADY: "claims.contradiction.over_already",
    Contradiction.LATE_BEFORE: "claims.contradiction.late_before",
}


def looked(t: Texts, debt: Debt, found: Findings | None, apart: Collection[Contradiction]) -> Card:
    """Return what does not go together, each with what helps; or that all is well."""
    if found is None:
        return Card(t.t("claims.no_words"), foot(t, "debt", debt.id))
    lines = [t.t("claims.title", creditor=short(debt.creditor, TITLE))]
    lines += [t.t(CONTRADICTIONS[each]) for each in apart]
    if found.unproved:
        lines.append(t.t("claims.unproved"))
        lines += [_unproved(t, each) for each in found.unproved[:MOST]]
        more = len(found.unproved) - MOST
        if more > 0:
            lines.append(t.tn("claims.more", more))
    if found.unused:
        lines.append(t.t("claims.unused", papers=_names(t, found.unused)))
    if len(lines) == 1:
        lines.append(t.t("claims.all_well" if found.needs_papers else "claims.none_needed"))
    rows = column(
        *_changes(t, debt, apart),
        go(t.plain("claims.papers"), "evidence", debt.id),
        go(t.plain("claims.words"), "script", debt.id),
    )
    return Card("\n\n".join(lines), rows + foot(t, "evidence", debt.id), long=True)


def _unproved(t: Texts, each: Unproved) -> str:
    return t.t("claims.sentence", said=words(t, each.line), papers=_names(t, each.papers))


def _names(t: Texts, items: Collection[Item]) -> list[str]:
    return [t.plain(NAMES[item]) for item in items]


def _changes(t: Texts, debt: Debt, apart: Collection[Contradiction]) -> list[Button]:
    """Lead to the answers that contradict one another."""
    if not apart:
        return []
    found = [go(t.plain("claims.change_reason"), "hardship", debt.id)]
    if set(apart) & {Contradiction.NO_INCOME, Contradiction.INCOME_DIFFERS}:
        found.append(go(t.plain("claims.change_budget"), "budget"))
    return found
