"""Every page for every role: what somebody may not see is not there, and the rest works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.people import Role
from coach.permits import Action, Relation, may
from console.pages import MENU, PAGES, POSTS
from storage import grants, groups, people
from usecases import series

if TYPE_CHECKING:
    from tests.console.office import Office

NEEDS = {
    "/caseload": Action.SEE_CASELOAD,
    "/calendar": Action.SEE_CASELOAD,
    "/series": Action.KEEP_SERIES,
    "/staff": Action.INVITE_STAFF,
    "/audit": Action.SEE_AUDIT,
    "/health": Action.SEE_HEALTH,
    "/broadcasts": Action.BROADCAST,
    "/numbers": Action.SEE_NUMBERS,
    "/numbers/table.csv": Action.SEE_NUMBERS,
    "/numbers/picture.png": Action.SEE_NUMBERS,
}
STAFF = (Role.COACH, Role.COUNSELLOR, Role.OWNER)


def test_every_page_without_a_number_is_in_the_table() -> None:
    """Who adds a page decides here who may."""
    assert {each for each in PAGES if "{" not in each} <= set(NEEDS)


@pytest.mark.parametrize("role", STAFF)
async def test_each_role_sees_its_pages_and_no_other(office: Office, role: Role) -> None:
    """In the menu, and by typing the address."""
    browser = await office.enters(await office.hires(role))
    nowhere = (await browser.opens("/nowhere")).text
    menu = {entry.path for entry in MENU if may(role, entry.action, Relation.HOST)}
    for path in PAGES:
        answer = await browser.opens(path.replace("{number}", "1"))
        allowed = "{" not in path and may(role, NEEDS[path], Relation.HOST)
        assert answer.status_code == (200 if allowed else 404), (role, path)
        if not allowed:
            assert answer.text == nowhere
        elif answer.headers["content-type"].startswith("text/html"):
            assert f'href="/console{path}" aria-current="page"' in answer.text or path not in menu
            linked = {each.path for each in MENU if f'href="/console{each.path}"' in answer.text}
            assert linked >= menu, path


@pytest.mark.parametrize("role", STAFF)
async def test_each_role_lands_on_a_page_of_its_own(office: Office, role: Role) -> None:
    """The first of its menu."""
    browser = await office.enters(await office.hires(role))
    answer = await browser.opens("")
    assert answer.status_code == 303
    landed = answer.headers["location"].removeprefix("/console")
    assert (await browser.opens(landed)).status_code == 200


@pytest.mark.parametrize("role", [Role.COACH, Role.COUNSELLOR])
async def test_forms_of_the_host_are_not_there_for_others(office: Office, role: Role) -> None:
    """A form sent by hand changes nothing."""
    browser = await office.enters(await office.hires(role))
    page = "/series" if role is Role.COACH else "/caseload"
    for path in POSTS:
        if path == "/invite":
            continue
        answer = await browser.sends(path.replace("{number}", "1").replace("{plan}", "1"), page)
        assert answer.status_code == 404, path
    for wanted in ("counsellor", "coach", "owner", "", "x"):
        assert (await browser.sends("/invite", page, role=wanted)).status_code == 404, wanted
    client = await browser.sends("/invite", page, role="client")
    assert client.status_code == (200 if role is Role.COUNSELLOR else 404)


async def test_an_owner_invites_and_ends_access(office: Office) -> None:
    """The link works in the bot; the end asks once and is at once."""
    olga = await office.hires(Role.OWNER, "Olga")
    browser = await office.enters(olga)
    shown = (await browser.sends("/invite", "/staff", role="counsellor")).text
    link = shown.split("?start=")[1].split('"')[0]
    new = office.world.chat("Nina")
    await new.says(f"/start {link}")
    await new.taps("staff.accept")
    await new.says("Nina")
    number = await office.number(new)
    shown = (await browser.opens("/staff")).text
    assert "Nina" in shown
    asks = (await browser.opens(f"/staff/{number}/end")).text
    assert "End Nina" in asks
    assert (await browser.opens(f"/staff/{await office.number(olga)}/end")).status_code == 404
    hers = await office.enters(new)
    done = await browser.sends(f"/staff/{number}/end", f"/staff/{number}/end")
    assert done.headers["location"] == "/console/staff?done=ended"
    assert (await hers.opens("/caseload")).status_code == 303
    assert "ended somebody" in (await browser.opens("/audit")).text


async def test_the_audit_has_pages_and_tells_no_words(office: Office) -> None:
    """Names of staff, numbers of clients, and older ones a link further."""
    browser = await office.enters(await office.hires(Role.OWNER, "Olga"))
    async with office.world.database.write() as uow:
        for number in range(90):
            await grants.note(uow, None, "owner_added", 5000 + number, office.world.now)
        await uow.commit()
    first = await browser.opens("/audit")
    assert first.text.count('scope="row"') == 40
    assert "Client 5089" in first.text
    older = first.text.split("?before=")[1].split('"')[0]
    second = await browser.opens(f"/audit?before={older}")
    assert "Client 5049" in second.text
    assert "Client 5050" not in second.text
    assert (await browser.opens("/audit?before=x")).status_code == 200


async def test_an_owner_reads_what_groups_read_next_and_a_coach_of_their_own(
    office: Office,
) -> None:
    """The same sixty days as in the bot."""
    from coach.groups import GroupKind

    cora = await office.hires(Role.COACH, "Cora")
    async with office.world.database.write() as uow:
        for title in ("Kitchen table", "Other <b>town</b>"):
            group = await groups.add(
                uow, -100 - len(title), GroupKind.SUPERGROUP, title, locale="en",
                zone="Europe/London", region=None, now=office.world.now,
            )  # fmt: skip
            if title == "Kitchen table":
                await groups.coach(uow, group.id, await office.number(cora), office.world.now)
                await series.begin(uow, group, office.world.now, 6)
        await uow.commit()
    coach = await office.enters(cora)
    shown = (await coach.opens("/series")).text
    assert "Kitchen table" in shown
    assert "town" not in shown
    assert shown.count('scope="row"') > 5
    owner = await office.enters(await office.hires(Role.OWNER, "Olga"))
    shown = (await owner.opens("/series")).text
    assert "Kitchen table" in shown
    assert "Other &lt;b&gt;town" in shown


async def test_health_shows_the_figures_of_status(office: Office) -> None:
    """Markup of our own texts, none of anybody else's."""
    browser = await office.enters(await office.hires(Role.OWNER))
    shown = (await browser.opens("/health")).text
    assert "SQLite" in shown
    assert "<b>" in shown
    assert "&lt;b&gt;" not in shown


async def test_a_role_that_changed_changes_the_pages_at_once(office: Office) -> None:
    """The table is asked with each page, not at the sign-in."""
    olga = await office.hires(Role.OWNER)
    browser = await office.enters(olga)
    assert (await browser.opens("/audit")).status_code == 200
    async with office.world.database.write() as uow:
        await people.change(uow, await office.number(olga), role=Role.COACH.value)
        await uow.commit()
    assert (await browser.opens("/audit")).status_code == 404
