"""A word from the host: to who agrees, in their language; tried, paused, cancelled; owners alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from coach.people import Consent, Role
from storage import consents, due, people
from storage.tables_broadcasts import broadcasts, recipients
from storage.tables_people import persons
from usecases.people import INACTIVE

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def _set(world: World, person: Chat, **values: object) -> int:
    async with world.database.write() as uow:
        found = await people.find(uow, person.id)
        assert found is not None
        await uow.run(update(persons).where(persons.c.id == found[0].id).values(**values))
        await uow.commit()
    return found[0].id


async def owner(world: World) -> Chat:
    """Return an owner."""
    person = world.chat(language="en")
    await person.says("/start")
    await _set(world, person, role=Role.OWNER.value)
    return person


async def agreeing(world: World, language: str = "en", **values: object) -> int:
    """Return somebody who agreed to messages."""
    person = world.chat(language=language)
    await person.says("/start")
    number = await _set(world, person, **values) if values else await _set(world, person, hour=10)
    async with world.database.write() as uow:
        for kind in (Consent.KEEP, Consent.MESSAGES):
            await consents.record(uow, number, kind, given=True, locale="en", now=world.now)
        await uow.commit()
    return number


async def drafted(world: World) -> Chat:
    """Return an owner who has a draft."""
    olga = await owner(world)
    await olga.says("/team")
    await olga.taps("A word to everybody", "Write one")
    await olga.says("On Friday our <office> is closed.")
    return olga


async def test_a_draft_says_whom_it_goes_to_before_anything_is_sent(world: World) -> None:
    """Nobody is written to by mistake."""
    await agreeing(world)
    await agreeing(world, "zh-hans", locale="zh_Hans_CN")
    await agreeing(world, messages="paused")
    await agreeing(world, status="dormant")
    await agreeing(world, paused_since=world.now)
    world.chat(language="en")
    olga = await drafted(world)
    assert "these are 1 people" in olga.card.text or "this is 1 person" in olga.card.text
    assert "our &lt;office&gt; is closed" in olga.card.text
    await olga.taps("broadcast.language")
    assert "this is 1 person" in olga.card.text
    await olga.taps("broadcast.stage")
    assert "nothing written down yet" in olga.card.text
    await olga.taps("broadcast.stage")
    assert "these are 0 people" in olga.card.text
    assert "broadcast.send" not in str(olga.card.buttons)
    await olga.taps("broadcast.test")
    assert "This is what people get" in olga.card.text


async def test_pausing_takes_back_what_is_not_sent_and_going_on_brings_it_again(
    world: World,
) -> None:
    """An owner who finds a mistake stops it at once; nobody has it twice."""
    number = await agreeing(world)
    olga = await drafted(world)
    await olga.taps("broadcast.send")
    await _choose(world)
    assert await _due(world, number) == ["broadcast"]
    await olga.sends_data("broadcast.pause:1")
    assert await _due(world, number) == []
    await olga.taps("Go on")
    assert await _due(world, number) == ["broadcast"]
    await olga.taps("Cancel", "Yes, cancel")
    assert await _due(world, number) == []
    async with world.database.read() as uow:
        assert (await uow.run(select(recipients))).all() == []
        assert [row.status for row in (await uow.run(select(broadcasts))).all()] == ["cancelled"]
    await olga.sends_data("broadcast.send:1")
    assert await _due(world, number) == []


async def test_what_was_on_its_way_waits_for_an_owner_after_a_restore(world: World) -> None:
    """Who got it between the backup and the restore is not known there; nobody has it twice."""
    from usecases import broadcasts as cases

    number = await agreeing(world)
    olga = await drafted(world)
    await olga.taps("broadcast.send")
    await _choose(world)
    async with world.database.write() as uow:
        assert await cases.pause_all(uow) == 1
        assert await cases.pause_all(uow) == 0
        await uow.commit()
    assert await _due(world, number) == []
    await olga.sends_data("broadcast:1")
    await olga.taps("Go on")
    assert await _due(world, number) == ["broadcast"]


async def _choose(world: World) -> None:
    """Let the clock choose people, as its kind does when it is settled."""
    from datetime import UTC

    from usecases import broadcasts as cases
    from usecases.work import Work

    async with world.database.write() as uow:
        row = (await uow.run(select(persons.c.id).where(persons.c.role == "owner"))).first()
        assert row is not None
        person = await people.get(uow, row.id)
        assert person is not None
        work = Work(uow, person, world.now, world.now.astimezone(UTC).date(), {})
        waiting = [each for each in await due.of_person(uow, row.id) if each.kind == cases.CHOOSE]
        for each in waiting:
            following: due.Due | None = each
            while following is not None and following.run_at <= each.run_at:
                following = await cases.choose(work, following)
            if following is not None:
                await cases.choose(work, following)
        await uow.commit()


async def _due(world: World, number: int) -> list[str]:
    async with world.database.read() as uow:
        found = await due.of_person(uow, number)
    return [each.kind for each in found if each.kind != INACTIVE]


@pytest.mark.parametrize("role", [Role.CLIENT, Role.COACH, Role.COUNSELLOR])
async def test_only_owners_can_send(world: World, role: Role) -> None:
    """A counsellor whose account is stolen cannot write to everybody."""
    number = await agreeing(world)
    await drafted(world)
    other = world.chat(language="en")
    await other.says("/start")
    await _set(world, other, role=role.value)
    for data in ("broadcasts", "broadcast:1", "broadcast.new", "broadcast.send:1", "broadcast.drop:1",
                 "broadcast.test:1", "broadcast.cancel:1", "broadcast.region:1"):  # fmt: skip
        await other.sends_data(data)
        assert "office" not in other.card.text
    assert await _due(world, number) == []
    async with world.database.read() as uow:
        assert [row.status for row in (await uow.run(select(broadcasts))).all()] == ["draft"]
