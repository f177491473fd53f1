"""The conversation between a client and a counsellor, from either side; ready answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.cards_care import file
from bot.ui.cards_danger import listening

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.ui.texts import Texts
    from coach.packs import RegionPack
    from coach.relay import Message
    from coach.staff import Member

PREVIEW = 200
"""Characters of an earlier message; the newest stands whole."""


def said(t: Texts, messages: Sequence[Message], zone: str | None, *, mine: bool) -> list[str]:
    """Return the messages; `mine` is whether the reader is the client."""
    lines = []
    for place, each in enumerate(messages, 1):
        newest = place == len(messages)
        words = each.words if newest or len(each.words) <= PREVIEW else each.words[:PREVIEW] + "…"
        at = t.instant(each.at, zone or "UTC")
        if each.by_client is mine:
            lines.append(t.t("relay.line.mine", at=at, words=words))
        else:
            lines.append(t.t("relay.line.theirs", at=at, words=words))
    return lines


def talk(
    t: Texts, counsellor: Member, messages: Sequence[Message], zone: str | None, *,
    is_open: bool, next_at: datetime | None, waiting: int, pack: RegionPack,
) -> Card:  # fmt: skip
    """Return a client's side. Out of hours says so, with the crisis line, before they write."""
    name = counsellor.name
    parts = [t.t("relay.client", name=name), *said(t, messages, zone, mine=True)]
    if not is_open:
        parts.append(_closed(t, name, next_at, zone))
        parts += [t.t("relay.meanwhile"), *listening(t, pack)]
    rows = column(
        go(t.plain("relay.write_button"), "relay.write", counsellor.person_id),
        go(t.tn("tasks.open_button", waiting), "tasks") if waiting else None,
    )
    return Card("\n\n".join(parts), rows + foot(t, "grants.one", counsellor.person_id), long=True)


def _closed(t: Texts, name: str, at: datetime | None, zone: str | None) -> str:
    if at is None:
        return t.t("relay.closed_always", name=name)
    return t.t("relay.closed", name=name, at=t.instant(at, zone or "UTC"))


def sent(
    t: Texts, counsellor: Member, at: datetime | None, zone: str | None, *, reaches: bool
) -> Card:
    """Say that the words are on their way; without consent to messages, where the answer will be."""
    number = counsellor.person_id
    parts = [t.t("relay.sent", name=counsellor.name)]
    if at is not None:
        parts.append(_closed(t, counsellor.name, at, zone))
    if not reaches:
        parts.append(t.t("relay.not_brought"))
    rows = column(
        None if reaches else go(t.plain("relay.bring"), "consents.ask", "relay", number),
        go(t.plain("relay.to_talk"), "relay", number),
    )
    return Card("\n\n".join(parts), rows + foot(t))


def enough(t: Texts, back: tuple[str, ...]) -> Card:
    """Say that this is as much as it holds."""
    return Card(t.t("relay.enough"), foot(t, *back))


def with_client(
    t: Texts, client: int, called: str | None, messages: Sequence[Message], zone: str | None
) -> Card:
    """Return a counsellor's side."""
    head = t.t("relay.with", called=file(t, client, called or ""))
    parts = [head, *said(t, messages, zone, mine=False)]
    rows = column(
        go(t.plain("relay.reply_button"), "relay.reply", client),
        go(t.plain("relay.canned_button"), "relay.canned", client),
        go(t.plain("tasks.new_button"), "task.new", client),
        go(t.plain("tasks.of_button"), "tasks.of", client),
        go(t.plain("suggestions.new_button"), "suggestion.which", client),
    )
    return Card("\n\n".join(parts), rows + foot(t, "staff"), long=True)


def heard(t: Texts, name: str, words: str) -> str:
    """Return what a counsellor wrote, for the client's note."""
    return t.t("relay.heard", name=name, words=words)


def heard_rows(t: Texts, counsellor: int) -> tuple[tuple[Button, ...], ...]:
    """Return the way to answer."""
    return column(go(t.plain("relay.to_talk"), "relay", counsellor))


def told(t: Texts, client: int, called: str | None, words: str) -> Card:
    """Return what a client wrote, for the counsellor."""
    text = t.t("relay.told", called=file(t, client, called or ""), words=words)
    rows = column(
        go(t.plain("relay.reply_button"), "relay.reply", client),
        go(t.plain("relay.to_talk"), "relay.with", client),
    )
    return Card(text, rows + foot(t), long=True)


def ready(t: Texts, client: int, answers: Sequence[tuple[int, str]]) -> Card:
    """Return a counsellor's ready answers; `client` is 0 when they are only looked after."""
    whose = (client,) if client else ()
    rows = column(
        *(go(fit(words), "relay.one", number, *whose) for number, words in answers),
        go(t.plain("canned.new"), "relay.new") if not client or not answers else None,
    )
    back = ("relay.with", client) if client else ("staff",)
    return Card(t.t("canned.list" if answers else "canned.none"), rows + foot(t, *back), long=True)


def one_ready(t: Texts, client: int, number: int, words: str) -> Card:
    """Return one ready answer as the client would read it."""
    whose = (client,) if client else ()
    rows = column(
        go(t.plain("canned.send"), "relay.send", number, client) if client else None,
        None if client else go(t.plain("canned.drop"), "relay.drop", number),
    )
    return Card(t.t("canned.one", words=words), rows + foot(t, "relay.canned", *whose), long=True)
