"""Who works for a host: one-time links, what a forged or used one does, and access that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from coach.people import Role
from coach.permits import Level
from storage import grants, people
from storage.metadata import METADATA
from storage.tables_grants import grants as grants_table
from storage.tables_grants import invites
from tests.fakes.telegram_edge import open_world
from tests.usecases.test_care import colleague, shares
from tests.usecases.test_caseload import seen
from tests.usecases.test_relay import counsellor, in_care, number, rows
from usecases import staff

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.telegram_edge import Chat, World


def link_of(chat: Chat) -> str:
    """Return the payload of the link that a card shows."""
    copied = [b["copy_text"]["text"] for row in chat.card.buttons for b in row if "copy_text" in b]
    return copied[0].split("start=")[1]


async def role(world: World, person: int) -> Role:
    """Return somebody's role."""
    async with world.database.read() as uow:
        found = await people.get(uow, person)
    assert found is not None
    return found.role


async def invites_left(world: World) -> int:
    """Return how many links are open."""
    async with world.database.read() as uow:
        return int((await uow.run(select(func.count()).select_from(invites))).scalar_one())


async def test_an_owner_by_the_settings_invites_a_counsellor_who_takes_it_up_once(
    world: World,
) -> None:
    """The whole way in, by taps."""
    olga, olgas = await colleague(world, "Olga", Role.OWNER)
    await olga.sends_data("staff")
    await olga.taps("Team", "Invite somebody", "Invite a counsellor")
    payload = link_of(olga)
    ben = world.chat()
    await ben.says("/start " + payload)
    assert "You would be a counsellor here" in ben.card.text
    bens = await number(world, ben)
    assert await role(world, bens) is Role.CLIENT
    await ben.taps("Yes, accept")
    await ben.says("Ben")
    assert await role(world, bens) is Role.COUNSELLOR
    assert "You work here as counsellor" in ben.card.text
    eve = world.chat()
    await eve.says("/start " + payload)
    assert "has been used, or its 7 days are over" in eve.card.text
    await eve.sends_data("staff.accept:" + payload.removeprefix("inv_"))
    assert await role(world, await number(world, eve)) is Role.CLIENT
    assert olgas != bens


async def test_a_link_ends_after_seven_days(world: World) -> None:
    """A forgotten message is no open door."""
    olga, _ = await colleague(world, "Olga", Role.OWNER)
    await olga.sends_data("staff.invite:coach")
    payload = link_of(olga)
    world.move(days=7)
    ben = world.chat()
    await ben.says("/start " + payload)
    await ben.sends_data("staff.accept:" + payload.removeprefix("inv_"))
    assert "7 days are over" in ben.card.text
    assert await role(world, await number(world, ben)) is Role.CLIENT


async def test_nobody_takes_up_a_link_of_their_own(world: World) -> None:
    """Neither who made it, nor the counsellor into whose care it leads."""
    anna = await counsellor(world)
    hers = await number(world, anna)
    olga, _ = await colleague(world, "Olga", Role.OWNER)
    await olga.sends_data(f"staff.invite:client:{hers}")
    payload = link_of(olga)
    for chat in (anna, olga):
        await chat.sends_data("staff.accept:" + payload.removeprefix("inv_"))
        assert "7 days are over" in chat.card.text
    assert await shares(world, hers) == {}
    mei = world.chat()
    await mei.says("/start " + payload)
    await mei.taps("staff.accept")
    assert await shares(world, await number(world, mei)) == {hers: Level.NOTHING}


@pytest.mark.parametrize(
    "token",
    ["", "x", "A" * 24, "' OR 1=1 --", "../../etc/passwd", "\u202e" * 8, "%00", "inv_inv_inv_"],
)
async def test_a_forged_link_does_nothing_and_says_so(world: World, token: str) -> None:
    """It looks the same as one that was used, so that nothing can be learnt by trying."""
    olga, _ = await colleague(world, "Olga", Role.OWNER)
    await olga.sends_data("staff.invite:counsellor")
    eve = world.chat()
    await eve.says(f"/start inv_{token}")
    await eve.sends_data(f"staff.accept:{token}"[:64])
    assert await role(world, await number(world, eve)) is Role.CLIENT
    assert await invites_left(world) == 1


async def test_a_link_raises_a_role_and_never_lowers_it(world: World) -> None:
    """An owner who follows a coach's link stays an owner."""
    olga, olgas = await colleague(world, "Olga", Role.OWNER)
    other, others = await colleague(world, "Otto", Role.OWNER)
    await olga.sends_data("staff.invite:coach")
    await other.says("/start " + link_of(olga))
    await other.taps("staff.accept")
    assert await role(world, others) is Role.OWNER
    assert olgas != others


async def test_no_link_makes_an_owner(world: World) -> None:
    """That is done where the machine is."""
    olga, _ = await colleague(world, "Olga", Role.OWNER)
    for data in ("staff.invite:owner", "staff.invite:admin", "staff.invite:", "staff.invite:OWNER"):
        await olga.sends_data(data)
    assert await invites_left(world) == 0


@pytest.mark.parametrize("who", [Role.CLIENT, Role.COACH, Role.COUNSELLOR])
async def test_only_an_owner_invites_staff_or_ends_access(world: World, who: Role) -> None:
    """By every button of the topic, with anybody's number."""
    _, bens = await colleague(world, "Ben")
    _, olgas = await colleague(world, "Olga", Role.OWNER)
    carl, carls = await colleague(world, "Carl", who)
    for data in (
        "staff.invite:counsellor", "staff.invite:coach", f"staff.invite:client:{bens}",
        "staff.team", "staff.invites", f"staff.member:{bens}", f"staff.asks_end:{bens}",
        f"staff.end:{bens}", f"staff.end:{olgas}", f"staff.end:{carls}", "staff.end:-1",
        "staff.end:x", f"care.all:{bens}", f"care.give_all:{bens}:{carls}",
    ):  # fmt: skip
        await carl.sends_data(data)
        assert "Ben" not in carl.card.text
    assert await role(world, bens) is Role.COUNSELLOR
    assert await role(world, olgas) is Role.OWNER
    assert await role(world, carls) is who
    assert await invites_left(world) == 0


async def test_an_owners_access_does_not_end_by_a_tap(world: World) -> None:
    """One owner can't throw the other out from a hijacked phone."""
    olga, olgas = await colleague(world, "Olga", Role.OWNER)
    _, others = await colleague(world, "Otto", Role.OWNER)
    for person in (olgas, others):
        await olga.sends_data(f"staff.end:{person}")
        await olga.sends_data(f"staff.asks_end:{person}")
    assert await role(world, olgas) is Role.OWNER
    assert await role(world, others) is Role.OWNER


async def test_after_access_ended_nothing_is_left_to_see_or_do(world: World) -> None:
    """Old buttons, open links, an open form: all of it is over at once, and the clients are told."""
    anna, mei, hers, mine = await in_care(world, "documents")
    olga, _ = await colleague(world, "Olga", Role.OWNER)
    await anna.sends_data("staff.invite:client")
    payload = link_of(anna)
    await anna.sends_data(f"casenote.new:{mine}:1")
    await olga.sends_data(f"staff.member:{hers}")
    await olga.taps("End their access", "Yes, end it now")
    assert await role(world, hers) is Role.CLIENT
    assert await shares(world, mine) == {}
    assert len(await rows(world, mine, "care")) == 1
    await anna.says("She told me of her rent")
    for data in (
        "clients", f"clients.one:{mine}", f"clients.case:{mine}", f"clients.log:{mine}",
        f"clients.papers:{mine}", f"casenotes:{mine}", f"relay.with:{mine}",
        f"relay.reply:{mine}", f"task.new:{mine}", f"tasks.of:{mine}", f"care.hand:{mine}",
        f"suggestion.which:{mine}", "staff", "staff.mine", "staff.invite:client", "relay.canned",
    ):  # fmt: skip
        await anna.sends_data(data)
        assert "Visa" not in anna.card.text
        assert f"File {mine}" not in anna.card.text
    await anna.says("/clients")
    assert "don't know that command" in anna.card.text.lower().replace("’", "'")
    eve = world.chat()
    await eve.says("/start " + payload)
    assert "7 days are over" in eve.card.text
    await mei.sends_data("grants")
    assert "no counsellor here" in mei.card.text


@pytest.mark.parametrize(
    "name",
    [
        "<b>Anna</b><script>",
        "\u202eannA",
        "An\x00na",
        "An\ud800na",
        "A" * 1000,
        "安" * 1000,
        "& < >",
    ],
)
async def test_hostile_names_of_counsellors_stay_names(world: World, name: str) -> None:
    """A name is read by every client: it is no markup, turns no text, and fits a button."""
    anna = await counsellor(world, name)
    mei = world.chat()
    await mei.says("/start")
    hers, mine = await number(world, anna), await number(world, mei)
    async with world.database.write() as uow:
        await grants.put(uow, mine, hers, Level.NOTHING, None, world.now)
        await uow.commit()
    for data in ("grants", f"grants.one:{hers}", f"grants.term:{hers}:case", f"relay:{hers}"):
        await mei.sends_data(data)
        assert "<script>" not in mei.card.text
        assert "\x00" not in mei.card.text
        assert "\u202e" not in mei.card.text
    assert len(mei.card.text) < 2000


@pytest.fixture
async def both(database_url: str) -> AsyncIterator[World]:
    """A world on each kind of database."""
    async with open_world(database_url) as opened:
        yield opened


async def test_erasing_a_counsellor_and_a_client_leaves_no_row_that_leads_to_them(
    both: World,
) -> None:
    """On both databases: grants, looks, notes, messages, links, due rows."""
    anna, mei, hers, mine = await in_care(both, "documents")
    await anna.sends_data("staff.invite:client")
    await anna.sends_data(f"clients.one:{mine}")
    await anna.sends_data(f"casenote.new:{mine}:0")
    await anna.says("Ask about the rent")
    await mei.sends_data("danger.tell")
    for chat in (anna, mei):
        await chat.sends_data("forget")
        await chat.taps("forget.yes", "forget.now")
    allowed = {"audit"}
    async with both.database.read() as uow:
        for table in METADATA.sorted_tables:
            for column in table.c:
                if column.name in ("person_id", "counsellor", "inviter", "author", "lane"):
                    found = (await uow.run(select(column).where(column.in_([hers, mine])))).all()
                    assert not found or table.name in allowed, f"{table.name}.{column.name}"
        assert (await uow.run(select(grants_table))).all() == []


async def test_two_who_open_one_link_at_once_do_not_both_come_in(both: World) -> None:
    """On both databases the row that is deleted first decides."""
    olga, olgas = await colleague(both, "Olga", Role.OWNER)
    async with both.database.write() as uow:
        token = await staff.link(uow, Role.COUNSELLOR, olgas, None, both.now)
        await uow.commit()
    took = []
    for _ in range(2):
        chat = both.chat()
        await chat.says("/start inv_" + token)
        took.append(chat)
    for chat in took:
        await chat.sends_data("staff.accept:" + token)
    roles = [await role(both, await number(both, chat)) for chat in took]
    assert sorted(roles) == sorted([Role.COUNSELLOR, Role.CLIENT])
    assert olga.id != took[0].id


async def test_owner_ids_of_the_settings_make_an_owner_at_the_first_update(
    sqlite_url: str,
) -> None:
    """Who runs the machine is in without a link."""
    async with open_world(sqlite_url, owner_ids=(77_001,)) as opened:
        first = opened.chat()
        await first.says("/start")
        await first.says("/clients")
        assert "Nobody is in your care yet" in first.card.text
        assert await role(opened, await number(opened, first)) is Role.OWNER
        assert await seen(opened, await number(opened, first)) == []
