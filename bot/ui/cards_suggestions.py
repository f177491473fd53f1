"""Another payment for a plan, as a counsellor suggests it, from either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.cards_care import file
from coach.relay import SuggestionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.plans import Plan
    from coach.relay import Suggestion

BACK = {
    SuggestionStatus.ACCEPTED: "suggestions.back.accepted",
    SuggestionStatus.DECLINED: "suggestions.back.declined",
}


def which(t: Texts, client: int, plans: Sequence[Plan]) -> Card:
    """Ask which plan; the payment names it."""
    rows = column(
        *(
            go(
                fit(t.plain("suggestions.plan", amount=plan.amount, number=plan.number)),
                "suggestion.new", client, plan.id,
            )
            for plan in plans
        )
    )  # fmt: skip
    text = t.t("suggestions.which" if plans else "suggestions.no_plan")
    return Card(text, rows + foot(t, "relay.with", client))


def text(t: Texts, found: Suggestion, plan: Plan, label: str | None, name: str) -> str:
    """Return a suggestion beside what stands."""
    plan_name = label or t.plain("suggestions.plan_number", number=plan.number)
    parts = [
        t.t("suggestions.one", name=name, plan=plan_name, now=plan.amount, amount=found.amount)
    ]
    if found.count is not None:
        parts.append(t.tn("suggestions.count", found.count))
    if found.why:
        parts.append(t.t("suggestions.why", words=found.why))
    parts.append(t.t("suggestions.means"))
    return "\n\n".join(parts)


def answers(t: Texts, number: int) -> tuple[tuple[Button, ...], ...]:
    """Return what a client can answer."""
    return column(
        go(t.plain("suggestions.accept"), "suggestion.accept", number),
        go(t.plain("suggestions.decline"), "suggestion.decline", number),
    )


def one(t: Texts, found: Suggestion, plan: Plan, label: str | None, name: str) -> Card:
    """Return one suggestion to its client."""
    rows = answers(t, found.id) + column(go(t.plain("tasks.talk"), "relay", found.counsellor))
    return Card(text(t, found, plan, label, name), rows + foot(t, "tasks"), long=True)


def declined(t: Texts) -> Card:
    """Say that everything stays."""
    return Card(t.t("suggestions.was_declined"), foot(t, "tasks"))


def came_back(t: Texts, found: Suggestion, client: int, called: str | None) -> Card:
    """Tell a counsellor what became of a suggestion."""
    who = file(t, client, called or "")
    return Card(t.t(BACK[found.status], called=who, amount=found.amount), foot(t, "staff"))
