"""Messages that the clock sends: hidden behind one neutral line, or opened up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, go

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards import Button
    from bot.ui.texts import Texts

MOST_ROWS = 20


def _fewer(t: Texts) -> tuple[Button, ...]:
    return (
        go(t.plain("notes.fewer"), "note.fewer"),
        go(t.plain("notes.pause"), "note.pause"),
        go(t.plain("notes.stop"), "note.stop"),
    )


def _leave(t: Texts) -> tuple[Button, ...]:
    return (go(t.plain("nav.home"), "home"), go(t.plain("nav.hide"), "hide"))


def hidden(t: Texts, *, late: bool = False) -> Card:
    """Return the whole of a discreet message: no sum, no name, no topic."""
    text = t.t("notes.hidden_late") if late else t.t("notes.hidden")
    rows = column(go(t.plain("notes.show"), "note.show"))
    return Card(text, (*rows, _fewer(t), _leave(t)))


def opened(
    t: Texts,
    items: Sequence[tuple[str, tuple[tuple[Button, ...], ...]]],
    *,
    late: bool = False,
    hide: bool = True,
) -> Card:
    """Return the items in full, each with its own buttons; `hide` adds the way back."""
    if not items:
        return Card(t.t("notes.nothing_open"), column(go(t.plain("nav.home"), "home")))
    parts = [t.t("notes.late")] if late else []
    parts += [text for text, _ in items]
    rows = [row for _, buttons in items for row in buttons][:MOST_ROWS]
    if hide:
        rows += column(go(t.plain("notes.fold"), "note.fold"))
    return Card("\n\n".join(parts), (*rows, _fewer(t), _leave(t)))


def changed(t: Texts, words: str) -> Card:
    """Say what is different now, with the way to take it back."""
    return Card(words, (*column(go(t.plain("notes.undo"), "note.normal")), _leave(t)))


def going_on(t: Texts) -> Card:
    """Say that messages come as before."""
    return Card(t.t("notes.now_normal"), (_fewer(t), _leave(t)))
