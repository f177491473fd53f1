"""A word from the host to its people: what an owner sees of it, and what people get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.cards_settings import language_name
from coach.broadcasts import Stage, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ui.texts import Texts
    from coach.broadcasts import Broadcast, Progress

STAGES = {
    Stage.ALL: "broadcasts.stage.all",
    Stage.NO_DEBT: "broadcasts.stage.no_debt",
    Stage.NO_PLAN: "broadcasts.stage.no_plan",
    Stage.PLAN: "broadcasts.stage.plan",
}
STATUS = {
    Status.DRAFT: "broadcasts.status.draft",
    Status.SENDING: "broadcasts.status.sending",
    Status.PAUSED: "broadcasts.status.paused",
    Status.CANCELLED: "broadcasts.status.cancelled",
    Status.DONE: "broadcasts.status.done",
}


def all_(t: Texts, found: Sequence[Broadcast]) -> Card:
    """Return the newest ones."""
    rows = column(
        *(
            go(
                fit(t.plain("broadcasts.line", day=each.at.date(), status=t.plain(STATUS[each.status]))),
                "broadcast", each.id,
            )
            for each in found
        ),
        go(t.plain("broadcasts.new"), "broadcast.new"),
    )  # fmt: skip
    return Card(
        t.t("broadcasts.list" if found else "broadcasts.none"), rows + foot(t, "staff"), long=True
    )


def said(t: Texts, words: str) -> str:
    """Return what people get."""
    return t.t("broadcasts.said", words=words)


def draft(t: Texts, found: Broadcast, place: str | None, many: int) -> Card:
    """Return a draft and to how many it would go now."""
    language = language_name(found.locale)
    text = "\n\n".join(
        [
            t.t("broadcasts.draft", words=found.words),
            t.t("broadcasts.aim", language=language, place=place or t.plain("broadcasts.anywhere"),
                stage=t.plain(STAGES[found.stage])),
            t.tn("broadcasts.audience", many),
        ]
    )  # fmt: skip
    rows = (
        (
            go(t.plain("broadcasts.language"), "broadcast.language", found.id),
            go(t.plain("broadcasts.region"), "broadcast.where", found.id),
            go(t.plain("broadcasts.stage"), "broadcast.stage", found.id),
        ),
        (go(t.plain("broadcasts.test"), "broadcast.test", found.id),),
        *column(go(t.tn("broadcasts.send", many), "broadcast.send", found.id) if many else None),
        (go(t.plain("broadcasts.drop"), "broadcast.drop", found.id),),
    )
    return Card(text, rows + foot(t, "broadcasts"), long=True)


def where(t: Texts, found: Broadcast, names: Mapping[str, str]) -> Card:
    """Ask for the region."""
    rows = column(
        go(t.plain("broadcasts.anywhere"), "broadcast.region", found.id),
        *(
            Button(fit(name), data=f"broadcast.region:{found.id}:{place}")
            for place, name in names.items()
        ),
    )
    return Card(t.t("broadcasts.where"), rows + foot(t, "broadcast", found.id), long=True)


def tried(t: Texts, found: Broadcast) -> Card:
    """Return what people get, to its owner alone."""
    text = said(t, found.words) + "\n\n" + t.t("broadcasts.tried")
    return Card(text, foot(t, "broadcast", found.id), long=True)


def progress(t: Texts, found: Broadcast, how_far: Progress) -> Card:
    """Return how far it has come."""
    parts = [
        t.t("broadcasts.draft", words=found.words),
        t.t("broadcasts.progress", status=t.plain(STATUS[found.status]), sent=how_far.sent,
            total=how_far.total, waiting=how_far.waiting, skipped=how_far.skipped,
            failed=how_far.failed),
    ]  # fmt: skip
    if how_far.choosing:
        parts.append(t.t("broadcasts.choosing"))
    going = found.status is Status.SENDING
    paused = found.status is Status.PAUSED
    rows = column(
        go(t.plain("broadcasts.refresh"), "broadcast", found.id) if going else None,
        go(t.plain("broadcasts.pause"), "broadcast.pause", found.id) if going else None,
        go(t.plain("broadcasts.resume"), "broadcast.send", found.id) if paused else None,
        go(t.plain("broadcasts.cancel"), "broadcast.asks_cancel", found.id)
        if going or paused
        else None,
    )
    return Card("\n\n".join(parts), rows + foot(t, "broadcasts"), long=True)


def asks_cancel(t: Texts, found: Broadcast) -> Card:
    """Ask once."""
    rows = column(go(t.plain("broadcasts.cancel_yes"), "broadcast.cancel", found.id))
    return Card(t.t("broadcasts.asks_cancel"), rows + foot(t, "broadcast", found.id))
