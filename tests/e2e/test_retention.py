"""Who is silent for long is asked, and erased a month after no answer; who taps stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from coach.people import Role
from storage.tables_people import persons
from tests.e2e import steps
from tests.e2e.house import START, house

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.house import House


async def _there(home: House) -> set[int]:
    async with home.app.database.read() as uow:
        return set((await uow.run(select(persons.c.id))).scalars())


async def test_the_silent_are_asked_and_erased_and_who_answers_is_kept(
    tmp_path: Path, sqlite_url: str
) -> None:
    """What nobody needs any more must not lie about; what somebody needs must not vanish."""
    async with house(tmp_path, sqlite_url, retention_months=3) as home:
        cast = [await home.sim.person(name) for name in ("Silent", "Answers", "Works", "Draft")]
        for person in cast:
            await person.says("/start")
        assert await home.sim.idle()
        for person in cast[:3]:
            await steps.agrees(home.app.database, person.id, START)
        async with home.app.database.write() as uow:
            works = update(persons).where(persons.c.id == 3).values(role=Role.COACH.value)
            await uow.run(works)
            await uow.commit()
        before = len(await home.sim.log())
        await home.moves_clock("2026-05-30T09:00:00+00:00")
        assert len(await home.sim.log()) == before
        await home.moves_clock("2026-06-05T09:00:00+00:00")
        asked = [call["chat_id"] for call in (await home.sim.log())[before:]
                 if call["method"] == "sendMessage"]  # fmt: skip
        assert sorted(asked) == sorted(str(person.id) for person in cast[:2])
        await cast[1].taps("Keep it")
        assert await home.sim.idle()
        await home.moves_clock("2026-07-10T09:00:00+00:00")
        assert await _there(home) == {2, 3}


async def test_a_host_that_keeps_for_ever_asks_nobody(tmp_path: Path, sqlite_url: str) -> None:
    async with house(tmp_path, sqlite_url, retention_months=0) as home:
        person = await home.sim.person("Silent")
        await person.says("/start")
        assert await home.sim.idle()
        await steps.agrees(home.app.database, person.id, START)
        before = len(await home.sim.log())
        await home.moves_clock("2027-07-10T09:00:00+00:00")
        assert len(await home.sim.log()) == before
        assert await _there(home) == {1}
