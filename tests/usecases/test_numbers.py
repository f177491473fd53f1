"""The funder report: owners alone, only who allows statistics, kept once a quarter is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coach.people import Consent, Role
from storage import consents
from storage.tables_numbers import counted, reports
from tests.usecases.test_broadcasts import _set, owner
from tests.usecases.test_screens import full_file

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def allowing(world: World, person: Chat) -> int:
    """Let somebody allow statistics."""
    number = await _set(world, person, hour=10)
    async with world.database.write() as uow:
        await consents.record(
            uow, number, Consent.STATISTICS, given=True, locale="en", now=world.now
        )
        await uow.commit()
    return number


async def starters(world: World, many: int, language: str = "en") -> None:
    """Let people start who allow statistics."""
    for _ in range(many):
        person = world.chat(language=language)
        await person.says("/start")
        await allowing(world, person)


async def test_an_owner_sees_takes_along_and_draws_a_quarter(world: World) -> None:
    """Counts are to the nearest five; who does not allow statistics is in none of them."""
    await starters(world, 7)
    await starters(world, 3, "zh-hans")
    for _ in range(6):
        await world.chat(language="en").says("/start")
    await allowing(world, await full_file(world, "en"))
    olga = await owner(world)
    await olga.says("/team")
    await olga.taps("Numbers")
    assert "People who started: 10" in olga.card.text
    assert "Wrote down a debt: under 5" in olga.card.text
    assert "still runs" in olga.card.text
    await olga.taps("Table")
    assert [each.file for each in olga.messages if each.file] == ["document"]
    await olga.taps("Picture")
    assert [each.file for each in olga.messages if each.file] == ["document", "picture"]


async def test_a_quarter_that_is_over_stays_as_it_was_reckoned(world: World) -> None:
    """Two reports of a quarter that differ by one person would tell of that person."""
    await starters(world, 7)
    olga = await owner(world)
    world.move(days=60)
    await olga.sends_data("numbers:2026Q1")
    assert "People who started: 5" in olga.card.text
    assert "is over" in olga.card.text
    world.move(days=-60)
    await starters(world, 9)
    world.move(days=60)
    await olga.sends_data("numbers:2026Q1")
    assert "People who started: 5" in olga.card.text
    async with world.database.read() as uow:
        assert [row.quarter for row in (await uow.run(select(reports))).all()] == ["2026Q1"]


async def test_danger_and_help_are_counted_without_anybody(world: World) -> None:
    """The counter holds a quarter, a language and a region, and counts only who allows it."""
    mei = world.chat(language="en")
    await mei.says("/start")
    await mei.sends_data("danger:threat")
    await allowing(world, mei)
    await mei.sends_data("danger:threat")
    await mei.sends_data("helplines")
    await mei.says("I want to kill myself")
    async with world.database.read() as uow:
        rows = {(row.figure, row.number) for row in (await uow.run(select(counted))).all()}
    assert rows == {("danger", 2), ("referred", 1)}


@pytest.mark.parametrize("role", [Role.CLIENT, Role.COACH, Role.COUNSELLOR])
async def test_only_owners_see_numbers(world: World, role: Role) -> None:
    other = world.chat(language="en")
    await other.says("/start")
    await _set(world, other, role=role.value)
    for data in ("numbers", "numbers:2026Q1", "numbers.table:2026Q1", "numbers.picture:2026Q1"):
        await other.sends_data(data)
        assert "People who started" not in other.card.text


@pytest.mark.parametrize(
    "data",
    [
        "numbers:2099Q1",
        "numbers:x",
        "numbers:0000Q9",
        "numbers:0000Q1",
        "numbers:0001Q1",
        "numbers.table:",
    ],
)
async def test_a_quarter_that_is_none_is_refused(world: World, data: str) -> None:
    olga = await owner(world)
    await olga.sends_data(data)
    assert "2099" not in olga.card.text
    assert "People who started" not in olga.card.text or data == "numbers.table:"
