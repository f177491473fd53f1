"""Deadlines in words: the date, where it comes from, and what to do before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.texts import Id
from coach.forms_contacts import DEADLINES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.texts import Texts

NAMES = {option.value: option.text for option in DEADLINES}
LEGAL = frozenset({"court_answer", "payment_order"})
SHOWN = 3


def name(kind: str, what: str | None) -> object:
    """Return what a deadline is about: the typed words, else its kind."""
    return what or Id(NAMES[kind])


def one(
    t: Texts,
    number: int,
    kind: str,
    what: str | None,
    on: date,
    *,
    today: date,
    done: bool,
    assumed: str | None,
    agreed: bool,
) -> Card:
    """Return one deadline. `assumed` says where a date comes from that the paper does not name."""
    lines = [t.t("deadlines.one", name=name(kind, what), day=on)]
    if done:
        undo = go(t.plain("deadlines.reopen"), "deadline.open", number)
        return Card(
            t.t("deadlines.closed", name=name(kind, what)), column(undo) + foot(t, "deadlines")
        )
    left = (on - today).days
    lines.append(t.tn("deadlines.left", left) if left > 0 else t.t("deadlines.now"))
    if assumed is not None:
        lines.append(assumed)
    if not agreed:
        lines.append(t.t("deadlines.remind_ask"))
    help_ = go(t.plain("deadlines.help"), "helplines") if kind in LEGAL else None
    rows = column(
        go(t.plain("deadlines.done"), "deadline.done", number),
        None if agreed else go(t.plain("deadlines.remind_yes"), "deadline.remind", number),
        go(t.plain("deadlines.later"), "deadline.later", number) if agreed else None,
        help_,
    )
    return Card("\n\n".join(lines), rows + foot(t, "deadlines"))


def list_(t: Texts, kept: Sequence[tuple[int, str, str | None, date]]) -> Card:
    """Return the open deadlines, soonest first."""
    new = go(t.plain("deadlines.new"), "deadline.new")
    if not kept:
        return Card(t.t("deadlines.empty"), column(new) + foot(t, "contacts"))
    lines = [t.t("deadlines.title")]
    buttons = []
    for number, (row, kind, what, on) in enumerate(kept, 1):
        called = name(kind, what)
        lines.append(t.t("deadlines.line", number=number, day=on, name=called))
        label = t.plain("deadlines.open", number=number, name=called)
        buttons.append(go(fit(label), "deadline", row))
    return Card("\n".join(lines), column(*buttons[:SHOWN], new) + foot(t, "contacts"), long=True)


def note_rows(t: Texts, number: int) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under a deadline's message."""
    return column(
        go(t.plain("deadlines.done"), "deadline.done", number),
        go(t.plain("deadlines.later"), "deadline.later", number),
        go(t.plain("deadlines.see"), "deadline", number),
    )
