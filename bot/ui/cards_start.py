"""The first screen's words and doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, go, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts


def home(t: Texts, host: str, current: object | None, parked: Sequence[object]) -> Card:
    """Return the doors (care 1 and 12)."""
    run_by = t.t("start.host", host=host) if host else t.t("start.host_private")
    rows = column(
        go(t.plain("start.door.contacted"), "contacted"),
        go(t.plain("start.door.offer"), "check"),
        go(t.plain("start.door.cannot"), "cannot"),
        go(t.plain("start.door.plan"), "plan.new"),
        go(t.plain("start.door.everything"), "path"),
        go(t.plain("start.door.danger"), "danger"),
    ) + pairs(
        [go(t.plain("start.other_language"), "language.other"), go(t.plain("start.who_sees"), "privacy")]
    )
    if current is not None or parked:
        rows = column(go(t.plain("start.resume"), "form.resume_latest")) + rows
    return Card("\n\n".join((t.t("start.hello"), run_by, t.t("start.ask"))), rows)
