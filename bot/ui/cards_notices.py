"""What a host must tell everybody: that data may have been seen by others, or that it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import column, go

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.cards import Button
    from bot.ui.texts import Texts


def breach(t: Texts, words: str) -> str:
    """Say the host's own words about what happened, and who they are from."""
    return t.t("notices.breach", words=words)


def closing(t: Texts, on: date) -> str:
    """Say until when the bot is there, and that everything is erased then."""
    return t.t("notices.closing", day=on)


def rows(t: Texts) -> tuple[tuple[Button, ...], ...]:
    """Return the way to a copy of everything, to erase it now, and to somebody else who helps."""
    return column(
        go(t.plain("notices.copy"), "export"),
        go(t.plain("notices.forget"), "forget"),
        go(t.plain("notices.helpline"), "helplines"),
    )


def breach_rows(t: Texts) -> tuple[tuple[Button, ...], ...]:
    """Return the way to who runs the bot and what is kept, and to somebody who helps."""
    return column(
        go(t.plain("notices.privacy"), "privacy"),
        go(t.plain("notices.helpline"), "helplines"),
    )
