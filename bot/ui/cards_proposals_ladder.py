"""What to ask first, what after a refusal, what last; each rung says what it puts at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go
from bot.ui.cards_proposals import RISKS, head
from bot.ui.texts import Id, Raw
from coach.proposals import Risk

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.proposals import Proposal, Slate

RUNGS = ("proposals.rung.first", "proposals.rung.fallback", "proposals.rung.last")
_SAID = (Risk.TIGHT, Risk.COSTS_MORE, Risk.ARREARS_MAY_GROW)
"""What a rung must not leave to the details: a harder month, a dearer end, a growing debt."""


def ladder(t: Texts, debt: Debt, known: Slate) -> Card:
    """Return the first ask, what to fall back on, and the last resort."""
    rungs = RUNGS if len(known.ladder) == 3 else (RUNGS[0], RUNGS[2])
    lines = [t.t("proposals.ladder_text")]
    buttons = []
    for rung, each in zip(rungs, known.ladder, strict=False):
        said = t.t("proposals.rung", rung=Id(rung), proposal=Raw(head(t, debt, each)))
        lines.append("\n".join((said, *at_risk(t, each))))
        at = known.proposals.index(each)
        buttons.append(go(t.plain(rung), "proposal", debt.id, at))
    return Card("\n\n".join(lines), column(*buttons) + foot(t, "negotiate", debt.id), long=True)


def at_risk(t: Texts, each: Proposal) -> tuple[str, ...]:
    """Return the risks that stand beside a proposal wherever it is the next thing to ask."""
    return tuple(t.t(RISKS[risk]) for risk in _SAID if risk in each.risks)
