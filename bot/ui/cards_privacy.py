"""Who can see what, in plain words; the file to take along; hiding and erasing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.ui import cards_danger
from bot.ui.cards import Button, Card, Paper, column, foot, go
from bot.ui.export_text import readable
from coach.chain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.ui.texts import Texts
    from coach.packs import RegionPack
    from coach.people import Person


@dataclass(frozen=True, slots=True)
class Notice:
    """The host's own privacy notice: its words, and where the whole of it stands."""

    text: str = ""
    url: str = ""


def privacy(
    t: Texts, host: str, contact: str, back: tuple[str, ...], notice: Notice | None = None
) -> Card:
    """Return who can see what (care 2); `back` is the screen they came from."""
    notice = notice or Notice()
    parts = [
        t.t("privacy.telegram"),
        t.t("privacy.host", host=host) if host else t.t("start.host_private"),
        t.t("privacy.contact", contact=contact) if contact else t.t("privacy.no_contact"),
        t.t("privacy.where"),
        t.t("privacy.rights"),
        t.t("privacy.complain"),
    ]
    rows = column(
        go(t.plain("privacy.notice"), "privacy.notice") if notice.text else None,
        None if notice.text else _whole_notice(t, notice),
        go(t.plain("privacy.consents"), "consents"),
        go(t.plain("privacy.counsellors"), "grants"),
        go(t.plain("privacy.export"), "export"),
        go(t.plain("privacy.shared"), "privacy.shared"),
        go(t.plain("bridge.open"), "bridge"),
        go(t.plain("privacy.forget"), "forget"),
    )
    return Card("\n\n".join(parts), rows + foot(t, *back), long=True)


def _whole_notice(t: Texts, notice: Notice) -> Button | None:
    return Button(t.plain("privacy.notice_page"), url=notice.url) if notice.url else None


def host_notice(t: Texts, host: str, notice: Notice) -> Card:
    """Return the host's own notice as it was written, marked as theirs."""
    text = (
        t.t("privacy.notice_text", host=host, text=notice.text)
        if host
        else t.t("privacy.notice_plain", text=notice.text)
    )
    return Card(text, column(_whole_notice(t, notice)) + foot(t, "privacy"), long=True)


def shared(t: Texts, person: Person) -> Card:
    """Offer what helps when someone else uses the phone."""
    text = t.t("privacy.shared_on") if person.shared_phone else t.t("privacy.shared_text")
    rows = column(
        None
        if person.shared_phone
        else go(t.plain("privacy.shared_hide"), "privacy.share", "hide"),
        go(t.plain("privacy.shared_silent"), "privacy.share", "silent"),
        go(t.plain("privacy.shared_off"), "privacy.share", "off") if person.shared_phone else None,
    )
    return Card(text, rows + foot(t, "privacy"))


def nothing_to_export(t: Texts) -> Card:
    """Say that nothing is kept for long yet."""
    rows = column(go(t.plain("start.keep"), "consents.ask", "privacy"))
    return Card(t.t("privacy.export_trial"), rows + foot(t, "privacy"))


def exported(
    t: Texts, rows: Mapping[str, Sequence[Mapping[str, Any]]], file: Mapping[str, Any]
) -> Card:
    """Return both files: one for people, one for machines, signed; their names say nothing."""
    text = Paper("my-notes.txt", lambda: readable(t, rows).encode())
    data = Paper("my-notes.json", lambda: as_json(file))
    return Card(t.t("privacy.exported"), foot(t, "privacy"), papers=(text, data))


def as_json(found: Mapping[str, Any]) -> bytes:
    """Return everything as JSON; amounts in minor units, as they are kept."""
    return json.dumps(found, ensure_ascii=False, indent=2, default=plain).encode()


def hidden(t: Texts, back: tuple[str, ...]) -> Card:
    """Return the neutral line that is left in the chat."""
    return Card(t.t("privacy.hidden"), column(go(t.plain("privacy.unhide"), *back)))


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody to talk to, where a sign of self-harm still stands: the lines and the way there."""

    lines: tuple[str, ...] = ()
    button: Button | None = None


NOBODY = Listener()


def listener(t: Texts, pack: RegionPack | None) -> Listener:
    """Return who listens where they are; without a region only the way to ask for one."""
    lines = cards_danger.listening(t, pack) if pack else []
    button = go(t.plain("privacy.helpline_button"), "helplines")
    return Listener((t.t("privacy.helpline"), *lines), button)


def _with(listens: Listener, *parts: str) -> str:
    return "\n\n".join((*parts, *(("\n".join(listens.lines),) if listens.lines else ())))


def forget(t: Texts, listens: Listener = NOBODY) -> Card:
    """Ask once."""
    rows = column(
        go(t.plain("privacy.forget_yes"), "forget.yes"),
        go(t.plain("privacy.forget_no"), "privacy"),
        listens.button,
    )
    text = _with(listens, t.t("privacy.forget_ask"))
    return Card(text, rows + foot(t), long=bool(listens.lines))


def _remains(t: Texts, until: date | None) -> tuple[str, str]:
    """Return what an erasure does not reach; `until` is the last day of any backup."""
    backups = t.t("privacy.backups", day=until) if until else t.t("privacy.no_backups")
    return t.t("privacy.remains"), backups


def pending(t: Texts, at: str, until: date | None, listens: Listener = NOBODY) -> Card:
    """Say when everything is erased; undo or erase now is all that is offered, and help."""
    rows = column(
        go(t.plain("privacy.forget_undo"), "forget.undo"),
        go(t.plain("privacy.forget_now"), "forget.now"),
        listens.button,
    )
    text = _with(listens, t.t("privacy.forget_pending", at=at), *_remains(t, until))
    return Card(text, rows, long=True)


def kept(t: Texts) -> Card:
    """Say that the erasure was taken back."""
    return Card(t.t("privacy.forget_undone"), foot(t))


def forgotten(t: Texts, until: date | None, listens: Listener = NOBODY) -> Card:
    """Say that nothing is left here, and what remains elsewhere."""
    rows = column(listens.button, go(t.plain("privacy.start_again"), "home"))
    text = _with(listens, t.t("privacy.forgotten"), *_remains(t, until))
    return Card(text, rows, long=True)
