"""The words that ask for a change of a plan, in the lender's language too, and what follows a no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, foot, go
from bot.ui.cards_settings import language_name
from bot.ui.script_view import View
from bot.ui.texts import Raw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.script_view import Voice
    from bot.ui.texts import Texts
    from coach.plans import Plan


def change(
    v: Voice, plan: Plan, said: str, own: str, locales: Sequence[str], *, evidence: bool
) -> Card:
    """Return the change request's words and what may follow.

    `said` is in the language spoken to the lender, `own` in the chat's.
    """
    t = v.t
    rows = column(
        go(t.plain("plans.change_agreed"), "plan.change_agreed", plan.id),
        go(t.plain("plans.change_refused"), "plan.change_refused", plan.id),
        go(t.plain("plans.change_evidence"), "evidence") if evidence else None,
        go(t.plain("plans.change_log"), "contact.new", *_debt(plan)),
        _language(v, plan, locales),
    )
    block = f"<pre>{v.said.show(said, html=True)}</pre>"
    if v.beside:
        block += f"\n<blockquote>{t.show(own, html=True)}</blockquote>"
    text = t.t("plans.change_words", words=Raw(block))
    return Card(text, rows + foot(t, "plan", plan.id), long=True)


def _language(v: Voice, plan: Plan, locales: Sequence[str]) -> Button | None:
    """Return the way to the words in the next language with the chat's below, and back again."""
    offered = [v.t.locale, *(each for each in locales if each != v.t.locale)]
    after = offered[(offered.index(v.said.locale) + 1) % len(offered)]
    if after == v.said.locale:
        return None
    if after == v.t.locale:
        return go(language_name(after), "plan.change", plan.id)
    label = v.t.plain("scripts.language_both", language=language_name(after))
    return go(label, "plan.change", plan.id, View(v.view.aim, after, beside=True).code)


def refused(t: Texts, plan: Plan) -> Card:
    """Say that a no is not the end: the next rungs."""
    rows = column(
        go(t.plain("plans.change_again"), "plan.change", plan.id),
        go(t.plain("plans.change_help"), "helplines", "complaint"),
        go(t.plain("plans.change_log"), "contact.new", *_debt(plan)),
    )
    return Card(t.t("plans.refused"), rows + foot(t, "plan", plan.id))


def _debt(plan: Plan) -> tuple[int, ...]:
    return () if plan.debt_id is None else (plan.debt_id,)
