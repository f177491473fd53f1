"""The console as the bot shows it: where it is, and whether to sign a browser in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, foot, go
from bot.ui.cards_status import when

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.console import Asking


def home(t: Texts, address: str) -> Card:
    """Say where the console is; a plain address is text to open on this computer, not a button."""
    secure = address.startswith("https://")
    text = t.t("console.bot.home") if secure else t.t("console.bot.home_plain", address=address)
    rows = column(
        Button(t.plain("console.bot.open"), url=address) if secure else None,
        go(t.plain("console.bot.code"), "console.code"),
    )
    return Card(text, rows + foot(t, "staff"))


def off(t: Texts) -> Card:
    """Say that this bot has no console."""
    return Card(t.t("console.bot.off"), foot(t, "staff"))


def unnamed(t: Texts) -> Card:
    """Ask for a name first: clients read who looked."""
    return Card(
        t.t("console.bot.unnamed"),
        column(go(t.plain("staff.rename"), "staff.name")) + foot(t, "staff"),
    )


def asks(t: Texts, asking: Asking, code: str, zone: str | None) -> Card:
    """Ask once whether to sign that browser in."""
    browser = asking.browser or t.plain("console.bot.some_browser")
    at = when(t, asking.begun_at, zone)
    rows = column(
        go(t.plain("console.bot.yes"), "console.yes", code),
        go(t.plain("console.bot.no"), "console.no", code),
    )
    text = t.t("console.bot.asks", code=f"{code[:3]} {code[3:]}", browser=browser, at=at)
    return Card(text, rows + foot(t, "console"))


def wrong(t: Texts) -> Card:
    """Say kindly that no browser shows that code."""
    rows = column(go(t.plain("console.bot.again"), "console.code"))
    return Card(t.t("console.bot.wrong"), rows + foot(t, "console"))


def too_often(t: Texts, minutes: int) -> Card:
    """Say how long to wait."""
    return Card(t.tn("console.bot.too_often", minutes), foot(t, "console"))


def signed_in(t: Texts) -> Card:
    """Say that the page goes on by itself."""
    return Card(t.t("console.bot.signed_in"), foot(t, "console"))


def refused(t: Texts) -> Card:
    """Say that nobody was let in."""
    return Card(t.t("console.bot.refused"), foot(t, "console"))
