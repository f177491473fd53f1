"""In whose care a client is: that it has changed, handing over, and telling of a danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, fit, foot, go

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.grants import Grant
    from coach.staff import Member

PAGE = 4
"""Colleagues a page."""


def note(t: Texts, names: Sequence[str]) -> str:
    """Say who counsels them now; `names` may be empty."""
    return t.t("care.note", names=names) if names else t.t("care.note_nobody")


def note_rows(t: Texts) -> tuple[tuple[Button, ...], ...]:
    """Return the way to choose."""
    return column(go(t.plain("care.mine"), "grants"))


def file(t: Texts, number: int, called: str) -> str:
    """Return what a counsellor calls a client: as they want to be called, and their number."""
    if called:
        return t.plain("care.file_called", number=str(number), called=called)
    return t.plain("care.file", number=str(number))


def told(t: Texts, client: int, called: str) -> Card:
    """Tell a counsellor that a client let them know of a danger."""
    rows = column(
        go(t.plain("care.write"), "relay.with", client),
        go(t.plain("care.open"), "clients.one", client),
        go(t.plain("care.heard"), "clients.heard", client),
    )
    return Card(t.t("care.told", client=file(t, client, called)), rows + foot(t))


def which(t: Texts, found: Sequence[tuple[Grant, str]]) -> Card:
    """Ask which counsellor is to know."""
    rows = column(*(go(fit(name), "danger.tell", grant.counsellor) for grant, name in found[:PAGE]))
    return Card(t.t("care.which"), rows + foot(t, "danger"))


def tells(t: Texts, name: str) -> Card:
    """Say to the client what their counsellor knows now, and what not."""
    rows = column(go(t.plain("care.who_listens"), "danger"))
    return Card(t.t("care.tells", name=name), rows + foot(t))


def _page(
    t: Texts, members: Sequence[Member], page: int, give: tuple[object, ...], more: str
) -> tuple[tuple[Button, ...], ...]:
    first = page * PAGE if page * PAGE < len(members) else 0
    here = members[first : first + PAGE]
    following = first // PAGE + 1 if first + PAGE < len(members) else 0
    name, *rest = give
    return column(
        *(go(fit(each.name), str(name), *rest, each.person_id) for each in here),
        go(t.plain("form.more"), more, *rest, following) if len(members) > PAGE else None,
    )


def hand(t: Texts, client: int, called: str, members: Sequence[Member], page: int) -> Card:
    """Ask into whose care; say what goes along, which is nothing."""
    text = t.t("care.hand" if members else "care.nobody", client=file(t, client, called))
    rows = _page(t, members, page, ("care.asks", client), "care.hand")
    return Card(text, rows + foot(t, "clients.one", client))


def asks(t: Texts, client: int, called: str, to: Member) -> Card:
    """Ask once."""
    rows = column(go(t.plain("care.yes"), "care.give", client, to.person_id))
    text = t.t("care.asks", client=file(t, client, called), name=to.name)
    return Card(text, rows + foot(t, "care.hand", client))


def given(t: Texts, name: str) -> Card:
    """Say that it is done."""
    return Card(t.t("care.given", name=name), foot(t, "clients"))


def all_(t: Texts, giver: Member, count: int, members: Sequence[Member], page: int) -> Card:
    """Ask an owner into whose care everybody goes."""
    text = t.tn("care.all", count, name=giver.name) if count else t.t("care.all_none")
    rows = _page(t, members, page, ("care.asks_all", giver.person_id), "care.all") if count else ()
    return Card(text, rows + foot(t, "staff.member", giver.person_id))


def asks_all(t: Texts, giver: Member, count: int, to: Member) -> Card:
    """Ask an owner once."""
    rows = column(go(t.plain("care.yes"), "care.give_all", giver.person_id, to.person_id))
    text = t.tn("care.asks_all", count, giver=giver.name, name=to.name)
    return Card(text, rows + foot(t, "care.all", giver.person_id))


def given_all(t: Texts, count: int, name: str) -> Card:
    """Say that it is done."""
    return Card(t.tn("care.given_all", count, name=name), foot(t, "staff.team"))
