"""What is deleted can come back for a day, says nothing meanwhile, and then leaves no copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage import due, erasure, upkeep
from storage.tables_case import contacts, debts, evidence
from storage.tables_plans import plans
from tests.usecases.test_screens import full_file

if TYPE_CHECKING:
    from sqlalchemy import Table

    from tests.fakes.telegram_edge import World


async def rows(world: World, table: Table) -> int:
    """Count a table's rows."""
    async with world.database.read() as uow:
        count: int = (await uow.run(select(func.count()).select_from(table))).scalar_one()
    return count


async def messages_planned(world: World) -> list[str]:
    """Return what is due of payments."""
    async with world.database.read() as uow:
        return [row.kind for row in await due.of_person(uow, 1) if row.kind == "payment"]


async def tidy(world: World) -> None:
    """Run upkeep at the world's time."""
    async with world.database.write() as uow:
        await upkeep.trim(uow, world.now, world.now)
        await uow.commit()


async def test_a_deleted_debt_is_silent_and_comes_back_whole(world: World) -> None:
    """A tap too many must not cost a person their plan."""
    person = await full_file(world, "en")
    assert await messages_planned(world) == ["payment"]
    await person.sends_data("debts.delete2:1")
    assert await messages_planned(world) == []
    world.move(hours=23)
    await tidy(world)
    await person.taps("debts.undo")
    assert "Visa" in person.card.text
    assert await messages_planned(world) == ["payment"]


async def test_a_deleted_debt_stays_silent_when_settings_change(world: World) -> None:
    """Every plan's messages are computed anew then; this one's must not come back by it."""
    person = await full_file(world, "en")
    await person.sends_data("debts.delete2:1")
    await person.sends_data("settings.in:gb")
    assert await messages_planned(world) == []


async def test_after_a_day_no_copy_of_a_deleted_debt_remains(world: World) -> None:
    """Deleted means deleted: its plan, its contacts and itself."""
    person = await full_file(world, "en")
    await person.sends_data("debts.delete2:1")
    world.move(hours=25)
    await tidy(world)
    assert [await rows(world, table) for table in (debts, plans, contacts)] == [0, 0, 0]


async def test_where_a_deleted_debts_papers_lie_is_not_handed_on_and_goes_with_it(
    world: World,
) -> None:
    """A folder's place is a note about that debt; what serves for all debts stays."""
    person = await full_file(world, "en")
    for paper, place in (("contract", "red drawer"), ("income_proof", "blue folder")):
        await person.sends_data(f"evidence.where:{paper}:1")
        await person.says(place)
    kept = await rows(world, evidence)
    await person.sends_data("debts.delete2:1")
    async with world.database.read() as uow:
        told = str((await erasure.standing(uow, 1))["evidence"])
    assert "red drawer" not in told
    assert "blue folder" in told
    await person.taps("debts.undo")
    async with world.database.read() as uow:
        assert "red drawer" in str((await erasure.standing(uow, 1))["evidence"])
    await tidy(world)
    assert await rows(world, evidence) == kept
    await person.sends_data("debts.delete2:1")
    world.move(hours=25)
    await tidy(world)
    async with world.database.read() as uow:
        told = str(await erasure.everything(uow, 1))
    assert "red drawer" not in told
    assert "blue folder" in told
