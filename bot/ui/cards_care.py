"""Who counsels a client: the message that it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import column, go

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards import Button
    from bot.ui.texts import Texts


def note(t: Texts, names: Sequence[str]) -> str:
    """Say who counsels them now; `names` may be empty."""
    return t.t("care.note", names=names) if names else t.t("care.note_nobody")


def note_rows(t: Texts) -> tuple[tuple[Button, ...], ...]:
    """Return the way to choose."""
    return column(go(t.plain("care.mine"), "grants"))
