"""Consents: one question at a time when it is worth something, and all of them on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        go(t.plain("start.who_sees"), "privacy"),
    )
    return Card(t.t(ASK[kind]), rows + foot(t))


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
