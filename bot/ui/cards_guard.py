"""The guard of a group as messages: a removed number, the notice of reading, the scam warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card

if TYPE_CHECKING:
    from bot.ui.texts import Texts


def removed(t: Texts, private: str) -> Card:
    """Return the short word after a removal, naming nobody; `private` is the link to a chat."""
    return Card(t.t("guard.removed"), _private(t, private))


def notice(t: Texts, *, on: bool) -> Card:
    """Return what a group is told when the guard is switched on or off."""
    return Card(t.t("guard.on" if on else "guard.off"))


def warning(t: Texts, private: str) -> Card:
    """Return the general warning of scams, at most once a week and about nobody's message."""
    return Card(t.t("guard.warning"), _private(t, private))


def _private(t: Texts, url: str) -> tuple[tuple[Button, ...], ...]:
    return ((Button(t.plain("guard.private"), url=url),),)
