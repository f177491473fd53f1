"""Deadlines in words: the date, where it comes from, and what to do before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.texts import Id
from coach.danger import Sign
from coach.debts import needs_legal_aid
from coach.forms_contacts import DEADLINES, OF_COURT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.packs import Words

NAMES = {option.value: option.text for option in DEADLINES}
PAGE = 3


def court(t: Texts, debt: Debt, on: date | None, rule: Words | None) -> Card:
    """Return what comes first with court papers: their date, the rule on answering, who reads them."""
    lines = [
        t.t("deadlines.court", creditor=debt.creditor),
        t.t("deadlines.court_ask") if on is None else t.t("deadlines.court_on", day=on),
    ]
    if rule is not None:
        said = t.t("debts.rule", title=rule.title, text=rule.text)
        if rule.caution:
            said += "\n" + t.t("debts.rule_caution", caution=rule.caution)
        lines.append(said)
    rows = column(
        go(t.plain("deadlines.court_note"), "deadline.new", "court_answer", debt.id),
        go(t.plain("deadlines.court_help"), "danger", Sign.COURT.value),
        go(t.plain("deadlines.court_then"), "gate", debt.id),
    )
    return Card("\n\n".join(lines), rows + foot(t, "debt", debt.id), long=True)


def court_first(t: Texts, debt: Debt | None, on: date | None) -> list[str]:
    """Return the line that a court's date stands above any offer, with that date if it is noted."""
    if debt is None or not needs_legal_aid(debt):
        return []
    return [t.t("offers.court") if on is None else t.t("offers.court_on", day=on)]


def name(kind: str, what: str | None) -> object:
    """Return what a deadline is about: the typed words, else its kind."""
    return what or Id(NAMES[kind])


def _left(t: Texts, days: int) -> str:
    if days < 0:
        return t.t("deadlines.past")
    return t.tn("deadlines.left", days) if days else t.t("deadlines.now")


@dataclass(frozen=True, slots=True)
class Shown:
    """A deadline as its screen needs it; `days` are left until `on`, below zero once it is past."""

    id: int
    kind: str
    what: str | None
    on: date
    days: int
    done: bool


def one(
    t: Texts, kept: Shown, *, assumed: str | None, agreed: bool, reminded_on: date | None
) -> Card:
    """Return one deadline.

    `assumed` says that the paper does not name the date; `agreed` that reminders were agreed to,
    `reminded_on` when the next one comes.
    """
    called = name(kept.kind, kept.what)
    if kept.done:
        undo = go(t.plain("deadlines.reopen"), "deadline.open", kept.id)
        return Card(t.t("deadlines.closed", name=called), column(undo) + foot(t, "deadlines"))
    lines = [t.t("deadlines.one", name=called, day=kept.on), _left(t, kept.days)]
    if assumed is not None:
        lines.append(assumed)
    if kept.kind in OF_COURT:
        lines.append(t.t("deadlines.legal"))
    if not agreed and kept.days > 0:
        lines.append(t.t("deadlines.remind_ask"))
    elif reminded_on is not None:
        lines.append(t.t("deadlines.reminded", day=reminded_on))
    why_ = go(t.plain("deadlines.why"), "deadline.why", kept.id)
    rows = column(
        go(t.plain("deadlines.done"), "deadline.done", kept.id),
        *_remind_rows(t, kept.id, agreed=agreed, days=kept.days),
        _help(t, kept),
        why_ if assumed is not None else None,
    )
    return Card("\n\n".join(lines), rows + foot(t, "deadlines"))


def _help(t: Texts, kept: Shown) -> Button | None:
    """Return who can help: a lawyer with court papers, anybody once the day has passed."""
    if kept.kind in OF_COURT:
        return go(t.plain("deadlines.help"), "danger", Sign.COURT.value)
    return go(t.plain("deadlines.ask"), "helplines") if kept.days < 0 else None


def _remind_rows(t: Texts, number: int, *, agreed: bool, days: int) -> tuple[Button | None, ...]:
    if agreed:
        return (go(t.plain("deadlines.later"), "deadline.later", number) if days > 0 else None,)
    if days <= 0:
        return ()
    return (
        go(t.plain("deadlines.remind_yes"), "deadline.remind", number),
        go(t.plain("deadlines.remind_no"), "deadlines"),
    )


def why(t: Texts, number: int, words: Words | None, cautious: int) -> Card:
    """Return where an assumed date comes from; `words` is the region's own word, if it has one."""
    if words is None:
        return Card(t.tn("deadlines.caution", cautious), foot(t, "deadline", number))
    lines = [t.t("deadlines.assumed"), t.show(words.text, html=True)]
    if words.caution:
        lines.append(t.show(words.caution, html=True))
    return Card("\n\n".join(lines), foot(t, "deadline", number))


def list_(t: Texts, kept: Sequence[tuple[int, str, str | None, date]], page: int) -> Card:
    """Return the open deadlines, soonest first, a few buttons a page."""
    new = go(t.plain("deadlines.new"), "deadline.new")
    if not kept:
        return Card(t.t("deadlines.empty"), column(new) + foot(t, "contacts"))
    first = page * PAGE if page * PAGE < len(kept) else 0
    lines, buttons = [t.t("deadlines.title")], []
    for number, (row, kind, what, on) in enumerate(kept, 1):
        called = name(kind, what)
        lines.append(t.t("deadlines.line", number=number, day=on, name=called))
        if first < number <= first + PAGE:
            label = t.plain("deadlines.open", number=number, name=called)
            buttons.append(go(fit(label), "deadline", row))
    following = first // PAGE + 1 if first + PAGE < len(kept) else 0
    more = go(t.plain("form.more"), "deadlines", following) if len(kept) > PAGE else None
    return Card("\n".join(lines), column(*buttons, more, new) + foot(t, "contacts"), long=True)


def note_rows(t: Texts, number: int, left: int) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under a deadline's message; on the day itself nothing is put off."""
    return column(
        go(t.plain("deadlines.done"), "deadline.done", number),
        go(t.plain("deadlines.later"), "deadline.later", number) if left > 0 else None,
        go(t.plain("deadlines.see"), "deadline", number),
    )
