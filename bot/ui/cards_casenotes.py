"""Notes about a client in words: for counsellors, and for the client who reads the shared ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, fit, foot, go

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.casenotes import CaseNote

SHOWN = 200
"""Characters of a note in the list."""


def list_(
    t: Texts, client: int, notes: Sequence[CaseNote], zone: str | None, *, page: int, more: bool
) -> Card:
    """Return a page of the notes about a client, and the two ways to write one."""
    lines = [t.t("casenotes.list" if notes else "casenotes.none")]
    lines += [_short(t, note, zone) for note in notes]
    rows = column(
        *(
            go(
                fit(t.plain("casenotes.open", name=note.name, words=note.words)),
                "casenote",
                note.id,
            )
            for note in notes
        ),
        go(t.plain("casenotes.new_private"), "casenote.new", client, 0),
        go(t.plain("casenotes.new_shared"), "casenote.new", client, 1),
        go(t.plain("grants.newer"), "casenotes", client, page - 1) if page else None,
        go(t.plain("grants.older"), "casenotes", client, page + 1) if more else None,
    )
    return Card("\n\n".join(lines), rows + foot(t, "clients.one", client), long=True)


def _short(t: Texts, note: CaseNote, zone: str | None) -> str:
    words = note.words if len(note.words) <= SHOWN else note.words[:SHOWN] + "…"
    at = t.instant(note.at, zone or "UTC")
    line = "casenotes.line_shared" if note.shared else "casenotes.line_private"
    return t.t(line, at=at, name=note.name, words=words)


def _whole(t: Texts, note: CaseNote, zone: str | None) -> str:
    at = t.instant(note.at, zone or "UTC")
    line = "casenotes.line_shared" if note.shared else "casenotes.line_private"
    said = t.t(line, at=at, name=note.name, words=note.words)
    if note.edited_at is None:
        return said
    return said + "\n" + t.t("casenotes.edited", at=t.instant(note.edited_at, zone or "UTC"))


def one(t: Texts, note: CaseNote, zone: str | None, *, own: bool) -> Card:
    """Return one note to a counsellor."""
    rows = column(
        go(t.plain("casenotes.edit"), "casenote.edit", note.id) if own else None,
        go(t.plain("casenotes.delete"), "casenote.delete", note.id) if own else None,
    )
    return Card(_whole(t, note, zone), rows + foot(t, "casenotes", note.client), long=True)


def deleted(t: Texts, note: CaseNote) -> Card:
    """Say that it is gone and can come back for a day."""
    rows = column(go(t.plain("casenotes.undo"), "casenote.undo", note.id))
    return Card(t.t("casenotes.deleted"), rows + foot(t, "casenotes", note.client))


def mine(t: Texts, notes: Sequence[CaseNote], zone: str | None, *, page: int, more: bool) -> Card:
    """Return what counsellors noted for the person to read."""
    lines = [t.t("casenotes.mine" if notes else "casenotes.mine_none")]
    lines += [_whole(t, note, zone) for note in notes]
    rows = column(
        go(t.plain("grants.newer"), "casenotes.mine", page - 1) if page else None,
        go(t.plain("grants.older"), "casenotes.mine", page + 1) if more else None,
    )
    return Card("\n\n".join(lines)[:4000], rows + foot(t, "grants.looks"), long=True)
