"""Consents: one question at a time when it is worth something, and all of them on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks
from bot.ui.cards import Button, Card, column, foot, go
from coach.people import Consent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.texts import Texts

LABELS = {
    Consent.KEEP: "consents.label.keep",
    Consent.MESSAGES: "consents.label.messages",
    Consent.HEALTH: "consents.label.health",
    Consent.COUNSELLOR: "consents.label.counsellor",
    Consent.STATISTICS: "consents.label.statistics",
}
ASK = {
    Consent.KEEP: "consents.ask.keep",
    Consent.MESSAGES: "consents.ask.messages",
    Consent.HEALTH: "consents.ask.health",
    Consent.COUNSELLOR: "consents.ask.counsellor",
    Consent.STATISTICS: "consents.ask.statistics",
}


def ask(t: Texts, kind: Consent, then: tuple[str, ...]) -> Card:
    """Ask for one consent; `then` is the screen to go on to."""
    rows = column(
        go(t.plain("consents.yes"), "consents.yes", kind.value, *then),
        go(t.plain("consents.no"), "consents.no", kind.value, *then),
        what_button(t, "consents.ask", *then),
    )
    return Card(t.t(ASK[kind]), rows + foot(t))


def what_button(t: Texts, *question: object) -> Button:
    """Return the button that answers "what is kept?" and leads back to the question asked."""
    address = ":".join(("consents.what", *(str(part) for part in question)))
    fits = len(address.encode()) <= callbacks.LIMIT
    return Button(t.plain("consents.what_button"), data=address if fits else "consents.what")


def what(t: Texts, question: tuple[str, ...]) -> Card:
    """Say in short what is kept, for how long and how to erase it; `question` is the way back."""
    rows = column(
        go(t.plain("consents.what_agreed"), "consents"),
        go(t.plain("consents.what_erase"), "forget"),
        go(t.plain("consents.what_all"), "privacy", *question),
    )
    return Card(t.t("consents.what"), rows + foot(t, *question))


def all_(t: Texts, said: Mapping[Consent, bool], *, trial: bool) -> Card:
    """Show every consent; a tap gives or withdraws it."""
    buttons = [
        Button(
            f"{'✓' if said.get(kind) else '–'} {t.plain(words)}",
            data=go("", "consents.set", kind.value, int(not said.get(kind))).data,
        )
        for kind, words in LABELS.items()
    ]
    state = t.t("consents.trial") if trial else t.t("consents.kept")
    return Card(t.t("consents.all") + "\n\n" + state, column(*buttons) + foot(t, "privacy"))
