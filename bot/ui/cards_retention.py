"""The question to somebody who has not been here for long. It names nothing of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.texts import Texts


def ask(t: Texts, on: date) -> Card:
    """Ask whether to keep what is there; any tap is a yes."""
    rows = column(
        go(t.plain("retention.keep"), "home"),
        go(t.plain("retention.forget"), "forget"),
    )
    return Card(t.t("retention.ask", day=on), rows + foot(t))
