"""A client's counsellors: what each sees, until when, and who has looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from coach.permits import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.grants import Grant, Look

SEES = {
    Level.NOTHING: "grants.sees.nothing",
    Level.PROGRESS: "grants.sees.progress",
    Level.CASE: "grants.sees.case",
    Level.DOCUMENTS: "grants.sees.documents",
}
LABELS = {
    Level.PROGRESS: "grants.label.progress",
    Level.CASE: "grants.label.case",
    Level.DOCUMENTS: "grants.label.documents",
}
TERMS = {30: "grants.term.30", 90: "grants.term.90", 365: "grants.term.365", 0: "grants.term.0"}
LOOKED = {
    "progress": "grants.looked.progress",
    "case": "grants.looked.case",
    "documents": "grants.looked.documents",
}


def _sees(t: Texts, grant: Grant, name: str, zone: str | None) -> str:
    said = t.t(SEES[grant.level], name=name)
    if grant.until is None:
        return said
    return said + " " + t.t("grants.until", at=t.instant(grant.until, zone or "UTC"))


def all_(t: Texts, found: Sequence[tuple[Grant, str]], zone: str | None) -> Card:
    """Return every counsellor of the person."""
    parts = [t.t("grants.list" if found else "grants.none")]
    parts += [_sees(t, grant, name, zone) for grant, name in found]
    shares = any(grant.level is not Level.NOTHING for grant, _ in found)
    rows = column(
        *(go(fit(name), "grants.one", grant.counsellor) for grant, name in found),
        go(t.plain("grants.withdraw"), "grants.withdraw") if shares else None,
        go(t.plain("grants.looks_button"), "grants.looks"),
        go(t.plain("grants.alias_button"), "grants.alias") if found else None,
    )
    return Card("\n\n".join(parts), rows + foot(t, "privacy"))


def one(t: Texts, grant: Grant, name: str, zone: str | None) -> Card:
    """Return one counsellor, and what they could see instead."""
    others = [level for level in LABELS if level is not grant.level]
    rows = column(
        go(t.plain("relay.to_talk"), "relay", grant.counsellor),
        *(
            Button(
                t.plain(LABELS[level]),
                data=f"grants.term:{grant.counsellor}:{level.value}",
            )
            for level in others
        ),
        go(t.plain("grants.close"), "grants.close", grant.counsellor)
        if grant.level is not Level.NOTHING
        else None,
        go(t.plain("grants.leave"), "grants.asks_leave", grant.counsellor),
    )
    text = _sees(t, grant, name, zone) + "\n\n" + t.t("grants.one")
    return Card(text, rows + foot(t, "grants"))


def term(t: Texts, grant: Grant, name: str, level: Level) -> Card:
    """Ask for how long."""
    rows = column(
        *(
            go(t.plain(words), "grants.share", grant.counsellor, level.value, days)
            for days, words in TERMS.items()
        )
    )
    text = t.t(SEES[level], name=name) + "\n\n" + t.t("grants.term")
    return Card(text, rows + foot(t, "grants.one", grant.counsellor))


def asks_leave(t: Texts, grant: Grant, name: str) -> Card:
    """Ask once before the counsellor is gone."""
    rows = column(go(t.plain("grants.leave_yes"), "grants.leave", grant.counsellor))
    text = t.t("grants.asks_leave", name=name)
    return Card(text, rows + foot(t, "grants.one", grant.counsellor))


def looks(t: Texts, found: Sequence[Look], zone: str | None, *, page: int, more: bool) -> Card:
    """Return who looked at what, the newest first."""
    lines = [
        t.t(LOOKED[look.what], name=look.name, at=t.instant(look.at, zone or "UTC"))
        for look in found
    ]
    text = "\n".join([t.t("grants.looks" if found else "grants.no_looks"), "", *lines])
    rows = column(
        go(t.plain("casenotes.mine_button"), "casenotes.mine"),
        go(t.plain("grants.newer"), "grants.looks", page - 1) if page else None,
        go(t.plain("grants.older"), "grants.looks", page + 1) if more else None,
    )
    return Card(text, rows + foot(t, "grants"), long=True)
