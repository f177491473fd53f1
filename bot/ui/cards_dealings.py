"""Dealings with one creditor in words: promises, the record, whose the debt was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go
from coach.dates import local_date
from coach.script_lines import Aim

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from typing import Protocol

    from bot.ui.texts import Texts
    from coach.contacts import Contact
    from coach.debts import Debt

    class Before(Protocol):
        """Whose a debt was."""

        @property
        def creditor(self) -> str:
            """The name before."""

        @property
        def at(self) -> datetime:
            """When the person noted it."""

        @property
        def plan(self) -> int | None:
            """The plan that rests."""

        @property
        def proven_at(self) -> datetime | None:
            """When it was proved."""


PROMISES = 3


def one(
    t: Texts,
    debt: Debt,
    before: Before | None,
    promised: Sequence[Contact],
    recorded: int,
    zone: str,
) -> Card:
    """Return a debt's dealings and the ways on."""
    lines = [t.t("dealings.title", creditor=debt.creditor)]
    if before is not None:
        lines.append(passed(t, before, zone))
    lines += [promise(t, each, zone) for each in tuple(promised)[::-1][:PROMISES]]
    if recorded:
        lines.append(t.t("dealings.recorded", number=recorded))
    # Of several promises the oldest is asked about first; the next one then takes its place.
    asked = promised[-1] if promised else None
    rows = column(
        go(t.plain("dealings.came"), "contact.more", asked.id) if asked else None,
        go(t.plain("dealings.log"), "contact.new", debt.id),
        go(t.plain("limits.door"), "limits", debt.id),
        go(t.plain("owners.door"), "owners", debt.id),
        go(t.plain("debts.rules"), "debts.rules", debt.id),
    )
    return Card("\n\n".join(lines), rows + foot(t, "debt", debt.id), long=True)


def passed(t: Texts, before: Before, zone: str) -> str:
    """Return whose the debt was, and whether the new owner has proved it."""
    day: date = local_date(before.at, zone)
    if before.proven_at is not None:
        return t.t("owners.proved_line", before=before.creditor, day=day)
    if before.plan is not None:
        return t.t("owners.resting_line", before=before.creditor, day=day)
    return t.t("owners.open_line", before=before.creditor, day=day)


def promise(t: Texts, contact: Contact, zone: str) -> str:
    """Return one open promise, with the day on which it is followed up."""
    day = local_date(contact.at, zone)
    if contact.next_on is None:
        return t.t("dealings.promise", day=day, promise=contact.promise)
    return t.t("dealings.promise_by", day=day, promise=contact.promise, on=contact.next_on)


def next_(t: Texts, contact: Contact) -> Card:
    """Return what helps when a promise did not come: ask in writing, note it, complain."""
    debt_id = contact.debt_id
    ask = None
    if debt_id is not None:
        ask = go(t.plain("dealings.ask"), "script", debt_id, "all", Aim.ASK.value)
    rows = column(
        ask,
        go(t.plain("contacts.remind_other"), "contact.other", contact.id),
        go(t.plain("contacts.do.complain"), "helplines", "complaint"),
        go(t.plain("contacts.details"), "contact.more", contact.id),
    )
    return Card(t.t("dealings.next"), rows + foot(t, "contacts"))
