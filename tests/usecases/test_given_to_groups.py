"""What somebody gave to a group, in the file they take along and after they are erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.ui import cards_privacy
from coach.groups import GroupKind
from storage import groups, people
from storage.metadata import METADATA
from tests.fakes.telegram_edge import open_world
from usecases import chain, trend
from usecases.people import transaction

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from coach.groups import Group
    from tests.fakes.telegram_edge import Chat, World

ASKED = "May they call me at work?"


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """A world on each kind of database."""
    async with open_world(database_url) as opened:
        yield opened


async def gave(world: World) -> tuple[Group, Chat, Chat]:
    """Return a group to which two people gave the same: an answer, and a question that waits."""
    maya = world.chat("Maya")
    await maya.says("/start")
    async with transaction(world.database) as uow:
        coach = await people.find(uow, maya.id)
        assert coach is not None
        group = await groups.add(
            uow, -100, GroupKind.SUPERGROUP, "Circle", locale="en", zone="UTC", region=None,
            now=world.now,
        )  # fmt: skip
        await groups.coach(uow, group.id, coach[0].id, world.now)
        await trend.switch(uow, group, world.now, on=True)
        await uow.commit()
    ann, bo = world.chat("Ann"), world.chat("Bo")
    for person in (ann, bo):
        await person.says(f"/start share_{group.code}")
        await person.taps("trend.join", "Yes, as planned")
        await person.says(f"/start ask_{group.code}")
        await person.taps("box.write")
        await person.says(ASKED)
        await person.taps("box.send")
    return group, ann, bo


async def rows(world: World) -> dict[str, list[dict[str, Any]]]:
    """Return everything that is stored, opened with the key."""
    found = {}
    async with transaction(world.database, read=True) as uow:
        for table in METADATA.sorted_tables:
            found[table.name] = [dict(row) for row in (await uow.run(select(table))).mappings()]
    return found


async def file(world: World, person: Chat, *, trial: bool) -> dict[str, Any]:
    """Return what the person takes along."""
    async with transaction(world.database) as uow:
        found = await people.find(uow, person.id)
        assert found is not None
        made = await chain.exported(uow, found[0], world.now, trial=trial)
    read: dict[str, Any] = json.loads(cards_privacy.as_json(made.file))
    return read


async def test_who_is_erased_takes_the_answer_and_the_waiting_question_along(world: World) -> None:
    """Gone means gone, and another who gave the same still has it."""
    _, ann, bo = await gave(world)
    await ann.says("/forget")
    await ann.taps("Yes, erase", "Erase now")
    found = await rows(world)
    assert [row["reply"] for row in found["questions"]] == [str(bo.id)]
    assert len(found["contributions"]) == 1
    left = {row["ref"] for row in found["due"] if row["kind"] == "box_end"}
    assert left == {row["id"] for row in found["questions"]}
    for name, table in found.items():
        assert not [row for row in table if str(ann.id) in map(str, row.values())], name


async def test_the_file_to_take_along_names_group_answer_and_waiting_question(
    world: World,
) -> None:
    """Somebody who keeps nothing else here can still see what the bot holds of them."""
    _, ann, _ = await gave(world)
    await ann.says("/export")
    assert [seen.file for seen in ann.messages if seen.file] == ["document", "document"]
    found = await file(world, ann, trial=True)
    assert [row["question"] for row in found["questions"]] == [ASKED]
    (given,) = found["contributions"]
    assert (given["group_title"], given["as_planned"], given["month"]) == (
        "Circle", True, "2026-02",
    )  # fmt: skip
    assert "persons" not in found, "a draft is no part of it"
    for locale, words in (("en", "Went as planned"), ("zh_Hans_CN", "按计划走")):
        text = cards_privacy.readable(world.services.catalogs.texts(locale), found)
        assert words in text
        assert ASKED in text
        assert "Circle" in text


async def test_who_gave_nothing_and_keeps_nothing_has_nothing_to_take_along(world: World) -> None:
    """An empty file would look as if something had been lost."""
    await gave(world)
    cem = world.chat("Cem")
    await cem.says("/export")
    assert not [seen.file for seen in cem.messages if seen.file]
    assert (await file(world, cem, trial=True)).keys() == {"chain", "proof"}
