"""After the last payment: the proof to ask for, what to keep, the credit record later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, copy, foot, go

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.texts import Texts
    from coach.money import Money


@dataclass(frozen=True, slots=True)
class Part:
    """A plan that comes to less than its debt: others may follow under the same agreement."""

    debt_id: int
    paid: Money
    owed: Money


def finish(
    t: Texts, plan_id: int, planned: date | None, *, agreed: bool, part: Part | None = None
) -> Card:
    """Return what is left to do; a settlement is never said to restore the record.

    `planned` is the day of the reminder, where one was asked for; `agreed` tells that keeping and
    messages were agreed to, else it says what a yes covers. `part`: the plan is less than the debt.
    """
    words = t.plain("finish.words")
    lines = [
        t.t("finish.title"),
        f"<code>{t.show(words, html=True)}</code>",
        t.t("finish.keep"),
        t.t("finish.record") if planned is None else t.t("finish.planned", day=planned),
    ]
    if planned is None and not agreed:
        lines.append(t.t("consents.covers"))
    following = None
    if part is not None:
        lines.insert(0, t.t("finish.part", paid=part.paid, owed=part.owed))
        following = go(t.plain("finish.next"), "plan.write", part.debt_id)
    rows = column(
        following,
        copy(t.plain("finish.copy"), words),
        go(t.plain("finish.remind"), "finish.remind", plan_id)
        if planned is None
        else go(t.plain("finish.forget"), "finish.forget", plan_id),
        go(t.plain("finish.log"), "contact.new"),
    )
    return Card("\n\n".join(lines), rows + foot(t, "plan", plan_id), long=True)


def note_rows(t: Texts, plan_id: int) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under the later message."""
    return column(
        go(t.plain("finish.see"), "finish", plan_id), go(t.plain("finish.help"), "helplines")
    )
