"""In whose care a client is: handed over without what they share, and told of danger if they say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.people import Role
from coach.permits import Level
from storage import grants, people, staff
from tests.usecases.test_caseload import acts, looks, seen
from tests.usecases.test_relay import in_care, number, rows
from usecases import care
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def colleague(world: World, name: str, role: Role = Role.COUNSELLOR) -> tuple[Chat, int]:
    """Return somebody else who works here."""
    person = world.chat()
    await person.says("/start")
    theirs = await number(world, person)
    async with world.database.write() as uow:
        await people.change(uow, theirs, role=role.value)
        await staff.name(uow, theirs, name, world.now)
        await uow.commit()
    return person, theirs


async def shares(world: World, client: int) -> dict[int, Level]:
    """Return what a client's counsellors see, by number."""
    async with world.database.read() as uow:
        return {each.counsellor: each.level for each, _ in await grants.of_client(uow, client)}


async def audit(world: World) -> list[tuple[int | None, str, int | None]]:
    """Return what was done in a role, the newest first."""
    async with world.database.read() as uow:
        return [(each.actor, each.action, each.subject) for each in await grants.noted(uow, 50)]


async def test_a_client_is_handed_over_without_what_they_share_and_told_discreetly(
    world: World,
) -> None:
    """They opened their case to Anna, not to whoever comes after her."""
    anna, mei, hers, mine = await in_care(world, "documents")
    ben, bens = await colleague(world, "Ben")
    await anna.sends_data(f"clients.one:{mine}")
    await anna.taps("Hand over", "Ben", "Yes, hand over")
    assert "Ben is their counsellor now" in anna.card.text
    assert await shares(world, mine) == {bens: Level.NOTHING}
    assert await seen(world, hers) == []
    assert [level for level, _ in await seen(world, bens)] == [Level.NOTHING]
    for data in ("clients.one", "clients.case", "clients.papers", "relay.with"):
        await anna.sends_data(f"{data}:{mine}")
        assert "Visa" not in anna.card.text
        await ben.sends_data(f"{data}:{mine}")
        assert "Visa" not in ben.card.text
    assert (await audit(world))[:2] == [(hers, "hand_over_to", bens), (hers, "hand_over", mine)]
    (told,) = await rows(world, mine, "care")
    assert told.note is None
    await mei.sends_data("grants")
    assert "<b>Ben</b> sees nothing of yours" in mei.card.text


async def test_an_owner_hands_over_everybody_of_one_who_leaves(world: World) -> None:
    """Thirty clients are not moved by hand, and nobody is left alone."""
    _, _, hers, mine = await in_care(world, "case")
    _, bens = await colleague(world, "Ben")
    olga, olgas = await colleague(world, "Olga", Role.OWNER)
    async with world.database.write() as uow:
        both = await people.add(uow, 4_444, "en", world.now)
        for counsellor in (hers, bens):
            await grants.put(uow, both.id, counsellor, Level.PROGRESS, None, world.now)
        await uow.commit()
    await olga.sends_data(f"staff.member:{hers}")
    await olga.taps("Hand over clients", "Ben", "Yes, hand over")
    assert "2 clients are in Ben's care now" in olga.card.text
    assert await shares(world, mine) == {bens: Level.NOTHING}
    assert await shares(world, both.id) == {bens: Level.PROGRESS}
    assert await seen(world, hers) == []
    assert (olgas, "hand_over", mine) in await audit(world)
    assert len(await rows(world, mine, "care")) == 1


async def test_only_who_has_a_client_or_owns_the_host_hands_over(world: World) -> None:
    """By their own screens as by guessed numbers."""
    anna, mei, hers, mine = await in_care(world, "documents")
    ben, bens = await colleague(world, "Ben")
    carl, carls = await colleague(world, "Carl", Role.COACH)
    before = await shares(world, mine)
    for chat in (ben, carl, mei):
        for data in (
            f"care.give:{mine}:{bens}", f"care.asks:{mine}:{bens}", f"care.hand:{mine}",
            f"care.give_all:{hers}:{bens}", f"care.all:{hers}", f"care.asks_all:{hers}:{bens}",
            f"clients.heard:{mine}",
        ):  # fmt: skip
            await chat.sends_data(data)
    for to in (hers, mine, carls, 999_999, -1):
        await anna.sends_data(f"care.give:{mine}:{to}")
    await anna.sends_data(f"care.give_all:{hers}:{bens}")
    assert await shares(world, mine) == before


async def test_a_counsellor_is_told_of_danger_only_if_the_client_says_so(world: World) -> None:
    """Care 6: only the fact, none of the words, at once for the one and discreet for the other."""
    anna, mei, hers, mine = await in_care(world, "nothing")
    await mei.says("I want to kill myself")
    assert await rows(world, hers, "told") == []
    assert await seen(world, hers) == [(Level.NOTHING, ())]
    await mei.taps("Tell my counsellor")
    assert "none of your words" in mei.card.text
    (row,) = await rows(world, hers, "told")
    assert (row.ref, row.note, row.urgent) == (mine, None, True)
    ((level, needs),) = await seen(world, hers)
    assert (level, [each.value for each in needs]) == (Level.NOTHING, ["danger"])
    async with world.database.read() as uow:
        assert await care.was_told(await acts(world, uow, hers), mine) == ""
    await anna.sends_data(f"clients.one:{mine}")
    assert "told you of danger" in anna.card.text
    await anna.taps("I've taken it up")
    assert await seen(world, hers) == [(Level.NOTHING, ())]
    assert await rows(world, hers, "told") == []
    assert await looks(world, mine) == []


async def test_who_has_several_counsellors_chooses_whom_to_tell(world: World) -> None:
    """Not everybody in whose care they are must know."""
    _, mei, hers, mine = await in_care(world, "nothing")
    _, bens = await colleague(world, "Ben")
    async with world.database.write() as uow:
        await grants.put(uow, mine, bens, Level.NOTHING, None, world.now)
        await uow.commit()
    await mei.sends_data("danger:threat")
    await mei.taps("Tell my counsellor", "Ben")
    assert await rows(world, hers, "told") == []
    assert len(await rows(world, bens, "told")) == 1


async def test_nobody_without_a_counsellor_is_offered_to_tell_one(world: World) -> None:
    """A button that leads nowhere would be the last thing they need."""
    await in_care(world, "nothing")
    alone = world.chat()
    await alone.says("/start")
    await alone.sends_data("danger.in:threat:gb")
    assert "danger.tell" not in str(alone.card.buttons)
    for data in ("danger.tell", "danger.tell:1", "danger.tell:-5", "danger.tell:x"):
        await alone.sends_data(data)
        assert "is told" not in alone.card.text


@pytest.mark.parametrize("how", ["grants.withdraw", "grants.close", "consents.set:counsellor:0"])
async def test_what_was_told_is_gone_with_a_withdrawal(world: World, how: str) -> None:
    """Taking everything back takes this back too, even before the message went out."""
    _, mei, hers, mine = await in_care(world, "case")
    await mei.sends_data("danger.tell")
    assert len(await rows(world, hers, "told")) == 1
    await mei.sends_data(f"{how}:{hers}" if how == "grants.close" else how)
    assert await seen(world, hers) == [(Level.NOTHING, ())]
    async with world.database.read() as uow:
        assert await care.was_told(await acts(world, uow, hers), mine) is None


async def test_the_use_cases_themselves_refuse_who_may_not(world: World) -> None:
    """The console calls them without a screen before them."""
    _, _, hers, mine = await in_care(world, "documents")
    _, bens = await colleague(world, "Ben")
    async with world.database.write() as uow:
        work = await acts(world, uow, bens)
        with pytest.raises(NotYoursError):
            await care.hand_over(work, mine, bens)
        with pytest.raises(NotYoursError):
            await care.hand_over_all(work, hers, bens)
        with pytest.raises(NotYoursError):
            await care.heard(work, mine)
