"""Who works for the host: invitations, the team, and what each can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, copy, fit, foot, go
from coach.people import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.staff import Member

ROLES = {
    Role.CLIENT: "staff.role.client",
    Role.COACH: "staff.role.coach",
    Role.COUNSELLOR: "staff.role.counsellor",
    Role.OWNER: "staff.role.owner",
}
ASKS = {
    Role.COACH: "staff.asks.coach",
    Role.COUNSELLOR: "staff.asks.counsellor",
    Role.OWNER: "staff.asks.owner",
}
PAGE = 3
LINKS = {
    Role.CLIENT: "staff.link.client",
    Role.COACH: "staff.link.coach",
    Role.COUNSELLOR: "staff.link.counsellor",
}


def home(t: Texts, role: Role, name: str) -> Card:
    """Return what somebody who works here can do; `name` is empty until they gave one."""
    text = t.t("staff.home", role=t.plain(ROLES[role]), name=name or t.plain("staff.unnamed"))
    counsels = role in (Role.COUNSELLOR, Role.OWNER)
    console = go(t.plain("staff.console"), "console")
    if not counsels:
        rename = go(t.plain("staff.rename"), "staff.name")
        return Card(text, column(rename, console) + foot(t, "more"))
    owns = role is Role.OWNER
    invites_client = go(t.plain("staff.invite_client"), "staff.invite", Role.CLIENT.value)
    rows = column(
        go(t.plain("staff.clients_button"), "clients"),
        go(t.plain("staff.team_button"), "staff.team") if owns else invites_client,
        go(t.plain("numbers.button"), "numbers") if owns else None,
        go(t.plain("broadcasts.button"), "broadcasts") if owns else console,
        go(t.plain("staff.mine_button"), "staff.mine"),
    )
    return Card(text, rows + foot(t, "more"))


def mine(t: Texts, role: Role, name: str) -> Card:
    """Return what is their own of whoever counsels here; `name` is empty until they gave one."""
    rows = column(
        go(t.plain("staff.rename"), "staff.name"),
        go(t.plain("staff.hours_button"), "staff.hours") if name else None,
        go(t.plain("relay.canned_button"), "relay.canned"),
        go(t.plain("staff.console"), "console") if role is Role.OWNER else None,
    )
    text = t.t("staff.mine", name=name or t.plain("staff.unnamed"))
    return Card(text, rows + foot(t, "staff"))


def team(t: Texts, others: Sequence[Member], page: int) -> Card:
    """Return everybody else who works here, three a page, and the way to invite."""
    first = page * PAGE if page * PAGE < len(others) else 0
    following = first // PAGE + 1 if first + PAGE < len(others) else 0
    rows = column(
        *(
            go(fit(each.name), "staff.member", each.person_id)
            for each in others[first : first + PAGE]
        ),
        go(t.plain("form.more"), "staff.team", following) if len(others) > PAGE else None,
        go(t.plain("staff.invites_button"), "staff.invites"),
    )
    return Card(t.tn("staff.team", len(others)), rows + foot(t, "staff"))


def invites(t: Texts) -> Card:
    """Ask an owner whom to invite."""
    rows = column(
        go(t.plain("staff.invite_client"), "staff.invite", Role.CLIENT.value),
        go(t.plain("staff.invite_counsellor"), "staff.invite", Role.COUNSELLOR.value),
        go(t.plain("staff.invite_coach"), "staff.invite", Role.COACH.value),
    )
    return Card(t.t("staff.invites"), rows + foot(t, "staff.team"))


def member(t: Texts, one: Member) -> Card:
    """Return one of them."""
    counsels = one.role in (Role.COUNSELLOR, Role.OWNER)
    rows = column(
        go(t.plain("staff.invite_to"), "staff.invite", Role.CLIENT.value, one.person_id)
        if counsels
        else None,
        go(t.plain("care.all_button"), "care.all", one.person_id) if counsels else None,
        go(t.plain("staff.end"), "staff.asks_end", one.person_id)
        if one.role is not Role.OWNER
        else None,
    )
    text = t.t("staff.member", name=one.name, role=t.plain(ROLES[one.role]))
    return Card(text, rows + foot(t, "staff.team"))


def asks_end(t: Texts, one: Member) -> Card:
    """Ask once; say what happens."""
    rows = column(go(t.plain("staff.end_yes"), "staff.end", one.person_id))
    return Card(t.t("staff.asks_end", name=one.name), rows + foot(t, "staff.member", one.person_id))


def ended(t: Texts) -> Card:
    """Say that it is done, and what to do next."""
    return Card(t.t("staff.ended"), foot(t, "staff.team"))


def link(t: Texts, role: Role, address: str) -> Card:
    """Return a link to hand on; it is shown this once."""
    text = t.t(LINKS[role]) + "\n\n" + t.t("staff.link", link=address)
    return Card(text, column(copy(t.plain("staff.copy"), address)) + foot(t, "staff"))


def asks_staff(t: Texts, role: Role, host: str, token: str) -> Card:
    """Ask somebody whether they take up a role."""
    who = t.t("staff.from_host", host=host) if host else t.t("staff.from_person")
    return _asks(t, who + "\n\n" + t.t(ASKS[role]), token)


def asks_client(t: Texts, name: str, host: str, token: str) -> Card:
    """Ask somebody whether they want that counsellor."""
    who = t.t("staff.from_host", host=host) if host else t.t("staff.from_person")
    return _asks(t, who + "\n\n" + t.t("staff.asks.client", name=name), token)


def _asks(t: Texts, text: str, token: str) -> Card:
    yes = Button(t.plain("staff.accept"), data=f"staff.accept:{token}")
    return Card(text, column(yes, go(t.plain("staff.decline"), "home")) + foot(t))


def stale(t: Texts) -> Card:
    """Say that a link leads nowhere any more."""
    return Card(t.t("staff.stale"), foot(t))
