"""A counsellor's clients in words: the list, and the card of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, fit, foot, go
from bot.ui.cards_care import file
from bot.ui.cards_start import STEPS
from bot.ui.texts import Id
from coach.caseload import Attention, Payments
from coach.permits import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.caseload import Client, Progress

PAGE = 6
"""Clients a page."""
NEEDS = {
    Attention.DANGER: "clients.needs.danger",
    Attention.MISSED: "clients.needs.missed",
    Attention.UNAFFORDABLE: "clients.needs.unaffordable",
    Attention.SILENT: "clients.needs.silent",
    Attention.DEADLINE: "clients.needs.deadline",
    Attention.FOLLOW_UP: "clients.needs.follow_up",
    Attention.TASK: "clients.needs.task",
}
SHARES = {
    Level.NOTHING: "clients.shares.nothing",
    Level.PROGRESS: "clients.shares.progress",
    Level.CASE: "clients.shares.case",
    Level.DOCUMENTS: "clients.shares.documents",
}
PAYMENTS = {
    Payments.NONE: "clients.payments.none",
    Payments.KEPT: "clients.payments.kept",
    Payments.NOT_SAID: "clients.payments.not_said",
    Payments.NOT_KEPT: "clients.payments.not_kept",
}


def list_(t: Texts, clients: Sequence[Client], page: int) -> Card:
    """Return a page of the list, who needs attention most first."""
    if not clients:
        rows = column(go(t.plain("staff.invite_client"), "staff.invite", "client"))
        return Card(t.t("clients.empty"), rows + foot(t, "staff"))
    first = page * PAGE if page * PAGE < len(clients) else 0
    here = clients[first : first + PAGE]
    following = first // PAGE + 1 if first + PAGE < len(clients) else 0
    lines = [t.tn("clients.list", len(clients)), "", *(_line(t, each) for each in here)]
    rows = column(
        *(go(fit(file(t, each.number, each.called)), "clients.one", each.number) for each in here),
        go(t.plain("form.more"), "clients", following) if len(clients) > PAGE else None,
    )
    return Card("\n".join(lines), rows + foot(t, "staff"), long=True)


def _line(t: Texts, each: Client) -> str:
    who = file(t, each.number, each.called)
    if each.attention:
        return t.t("clients.line", client=who, needs=[Id(NEEDS[need]) for need in each.attention])
    if each.level is Level.NOTHING:
        return t.t("clients.line_nothing", client=who)
    return t.t("clients.line_well", client=who)


def one(t: Texts, client: Client, progress: Progress | None) -> Card:
    """Return one client: what they share, how far they are, what needs attention."""
    number = client.number
    parts = [t.t("clients.one", client=file(t, number, client.called)), t.t(SHARES[client.level])]
    if client.attention:
        parts.append(t.t("clients.needs", needs=[Id(NEEDS[need]) for need in client.attention]))
    if progress is not None:
        following = progress.path.next
        parts.append(
            t.t("clients.step", step=Id(STEPS[following])) if following else t.t("clients.through")
        )
        parts.append(t.t(PAYMENTS[progress.payments]))
    sees_case = client.level in (Level.CASE, Level.DOCUMENTS)
    danger = Attention.DANGER in client.attention
    rows = column(
        go(t.plain("care.heard"), "clients.heard", number) if danger else None,
        go(t.plain("care.write"), "relay.with", number),
        go(t.plain("clients.case_button"), "clients.case", number) if sees_case else None,
        go(t.plain("casenotes.button"), "casenotes", number) if progress else None,
        go(t.plain("care.hand_button"), "care.hand", number),
    )
    return Card("\n\n".join(parts), rows + foot(t, "clients"))
