"""Where the host only informs: everything that can be asked side by side, and nothing put first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import TITLE, Card, column, foot, go
from bot.ui.cards_proposals import RISKS, head, kind_of, longest_plan, lump_button
from bot.ui.cards_rates import NO_FOREIGN, Foreign, foreign_lines, rate_button
from bot.ui.texts import Raw
from coach.advice import arranged
from coach.proposals import ProposalKind, Risk
from coach.script_lines import short

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.proposals import Proposal, Slate

_EVERYWHERE = frozenset({Risk.MAY_REFUSE, Risk.PAY_ONLY_AFTER_WRITING, Risk.RECORD_MAY_SHOW_IT})
"""What holds for nearly all of them tells none from another; it stands with each one's details."""


def side_by_side(
    t: Texts, debt: Debt, known: Slate, chosen: Proposal | None, *, gainsaid: bool = False,
    foreign: Foreign = NO_FOREIGN, longest: int | None = None, sure: bool = True,
) -> Card:  # fmt: skip
    """Return all proposals by what they cost, each with what it may bring, and a way into each.

    The rest is as for `cards_proposals.slate` and `others`.
    """
    lines = [t.t("proposals.list", creditor=short(debt.creditor, TITLE))]
    if gainsaid:
        lines.append(t.t("scripts.gainsaid_brief"))
    if chosen is not None:
        lines.append(t.t("proposals.chosen", proposal=Raw(head(t, debt, chosen))))
    buttons = [go(t.plain("scripts.make_agree"), "script.agree", debt.id) if gainsaid else None]
    for number, (place, each) in enumerate(arranged(known.proposals, informs=True), 1):
        line = t.t("proposals.line", number=number, proposal=Raw(head(t, debt, each)))
        lines.append("\n".join((line, *_effects(t, each))))
        label = t.plain("proposals.number", number=number, kind=kind_of(each))
        buttons.append(go(label, "proposal", debt.id, place))
    if known.recommended.amount is not None:
        buttons.append(go(t.plain("proposals.own"), "negotiate.own", debt.id))
        buttons.append(lump_button(t, debt, known))
    buttons.append(go(t.plain("proposals.new_loan"), "new_loan", debt.id))
    lines += [*longest_plan(t, longest, sure=sure), *foreign_lines(t, foreign)]
    buttons.append(rate_button(t, foreign))
    return Card("\n\n".join(lines), column(*buttons) + foot(t, "debt", debt.id), long=True)


def _effects(t: Texts, each: Proposal) -> list[str]:
    """Say what tells this one from the others: more in all, what stays owed, what may happen."""
    found = []
    if each.extra is not None and each.extra.minor > 0:
        within = each.kind is ProposalKind.EXTENSION
        extra = "proposals.extra_within" if within else "proposals.extra"
        found.append(t.t(extra, extra=each.extra))
    if each.waived is not None:
        found.append(t.t("proposals.waived", waived=each.waived))
    if each.left is not None:
        found.append(t.t("proposals.left", left=each.left))
    found += [t.t(RISKS[risk]) for risk in each.risks if risk not in _EVERYWHERE]
    return found
