"""A client and a counsellor: written to through the bot, asked, suggested, and never without leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from coach.people import Role
from storage import due
from storage.tables_grants import grants
from storage.tables_people import persons
from storage.tables_relay import relayed, suggestions, tasks
from tests.usecases.test_screens import full_file

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def number(world: World, person: Chat) -> int:
    """Return our number of a person."""
    from storage import people

    async with world.database.read() as uow:
        found = await people.find(uow, person.id)
    assert found is not None
    return found[0].id


async def counsellor(world: World, name: str = "Anna") -> Chat:
    """Return somebody who counsels here and gave that name."""
    person = world.chat(language="en")
    await person.says("/start")
    mine = await number(world, person)
    async with world.database.write() as uow:
        row = update(persons).where(persons.c.id == mine).values(role=Role.COUNSELLOR.value)
        await uow.run(row)
        await uow.commit()
    await person.says("/team")
    await person.taps("staff.mine", "Change my name")
    await person.says(name)
    return person


async def invited(anna: Chat, client: Chat) -> None:
    """Let a client take up an invitation."""
    await anna.says("/team")
    await anna.taps("Invite a client")
    link = next(
        b["copy_text"]["text"] for row in anna.card.buttons for b in row if "copy_text" in b
    )
    await client.says("/start " + link.split("start=")[1])
    await client.taps("staff.accept")


async def in_care(world: World, level: str = "case") -> tuple[Chat, Chat, int, int]:
    """Return a counsellor and a client who shares that much, with both numbers."""
    anna = await counsellor(world)
    mei = await full_file(world, "en")
    await invited(anna, mei)
    hers, mine = await number(world, anna), await number(world, mei)
    if level != "nothing":
        await mei.sends_data(f"grants.term:{hers}:{level}")
        await mei.taps("30 days")
    return anna, mei, hers, mine


async def rows(world: World, person: int, kind: str) -> list[due.Due]:
    """Return what is due to somebody of that kind."""
    async with world.database.read() as uow:
        return [each for each in await due.of_person(uow, person) if each.kind == kind]


async def test_a_new_client_shares_nothing_and_can_write_all_the_same(world: World) -> None:
    """Who has not chosen yet is not alone for that."""
    anna, mei, hers, mine = await in_care(world, "nothing")
    await mei.sends_data(f"relay:{hers}")
    assert "Neither of you sees the other's account" in mei.card.text
    await mei.taps("relay.write")
    await mei.says("Hello, may I ask something?")
    assert "Handed on to Anna" in mei.card.text
    assert [each.kind for each in await rows(world, hers, "relay_in")] == ["relay_in"]
    await anna.sends_data(f"relay.with:{mine}")
    assert "may I ask something" in anna.card.text
    await anna.sends_data(f"task.new:{mine}")
    assert "form" not in anna.card.text
    async with world.database.read() as uow:
        assert (await uow.run(select(tasks))).all() == []


async def test_out_of_hours_is_said_before_the_client_writes_with_whom_to_call(
    world: World,
) -> None:
    """Nobody waits through a night for somebody who sleeps."""
    _, mei, hers, _ = await in_care(world)
    await mei.sends_data(f"relay:{hers}")
    assert "isn't there right now" not in mei.card.text
    world.move(hours=14)
    await mei.sends_data(f"relay:{hers}")
    assert "Anna isn't there right now and reads it from" in mei.card.text
    assert "116 123" in mei.card.text


async def test_a_danger_sign_is_answered_before_a_human_reads(world: World) -> None:
    """Care 6: help first; nothing is handed on that was not meant as a message."""
    _, mei, hers, _ = await in_care(world)
    await mei.sends_data(f"relay.write:{hers}")
    await mei.says("I want to kill myself")
    assert "116 123" in mei.card.text
    async with world.database.read() as uow:
        assert (await uow.run(select(relayed))).all() == []


async def test_what_looks_like_a_card_number_is_masked_in_the_conversation(world: World) -> None:
    """No card number is stored, whoever typed it."""
    anna, mei, hers, mine = await in_care(world)
    await mei.sends_data(f"relay.write:{hers}")
    await mei.says("my card is 4111 1111 1111 1111 <b>bold</b>")
    await anna.sends_data(f"relay.with:{mine}")
    assert "4111" not in anna.card.text
    assert "&lt;b&gt;bold" in anna.card.text


async def test_a_task_is_answered_undone_and_taken_back(world: World) -> None:
    """A task is a request; "not for me" is an answer."""
    anna, mei, hers, mine = await in_care(world)
    await anna.sends_data(f"task.new:{mine}")
    await anna.says("Write down October")
    await anna.says("2026-03-09")
    await anna.taps("f.save")
    assert [each.run_at.day for each in await rows(world, mine, "task_day")] == [9]
    await mei.sends_data("tasks")
    await mei.taps("Write down October")
    assert "Anna asks you" in mei.card.text
    await mei.taps("Done")
    assert await rows(world, mine, "task") == []
    assert len(await rows(world, hers, "task_back")) == 1
    await mei.taps("Undo")
    assert await rows(world, hers, "task_back") == []
    await anna.sends_data(f"tasks.of:{mine}")
    await anna.taps("Take back")
    await mei.sends_data("tasks")
    assert "Nothing waits" in mei.card.text


async def test_a_suggestion_taken_up_becomes_a_change_request_and_the_plan_stands(
    world: World,
) -> None:
    """Only the lender's yes changes a plan."""
    anna, mei, hers, mine = await in_care(world)
    await anna.sends_data(f"suggestion.which:{mine}")
    await anna.taps("Plan 1")
    await anna.says("120")
    await anna.says("36")
    await anna.says("The rent went up")
    await anna.taps("f.save")
    await mei.sends_data("tasks")
    await mei.taps("suggestion:")
    assert "instead of" in mei.card.text
    assert "The rent went up" in mei.card.text
    await mei.taps("Prepare the words")
    assert "120" in mei.card.text
    assert len(await rows(world, hers, "suggestion_back")) == 1
    await mei.sends_data("plan:1")
    assert "£180" in mei.card.text


async def test_a_counsellor_without_the_case_can_suggest_nothing(world: World) -> None:
    """What is not shared cannot be worked on."""
    anna, _, _, mine = await in_care(world, "progress")
    await anna.sends_data(f"suggestion.new:{mine}:1")
    async with world.database.read() as uow:
        assert (await uow.run(select(suggestions))).all() == []
    assert "suggest" not in anna.card.text.lower()


@pytest.mark.parametrize(
    "data",
    ["relay.with:{}", "relay.reply:{}", "relay.send:1:{}", "task.new:{}", "tasks.of:{}",
     "suggestion.which:{}", "suggestion.new:{}:1", "task.back:1"],
)  # fmt: skip
async def test_a_guessed_number_opens_nothing(world: World, data: str) -> None:
    """Another counsellor, and one whose client has left, are strangers."""
    anna, mei, hers, mine = await in_care(world)
    await anna.sends_data(f"task.new:{mine}")
    await anna.says("Write down October")
    await anna.taps("f.skip", "f.save")
    await anna.sends_data(f"relay.reply:{mine}")
    await anna.says("SECRET words")
    ben = await counsellor(world, "Ben")
    await ben.sends_data("relay.new")
    await ben.says("a ready one")
    await ben.sends_data(data.format(mine))
    assert "SECRET" not in ben.card.text
    assert "October" not in ben.card.text
    await mei.sends_data(f"grants.leave:{hers}")
    await anna.sends_data(data.format(mine))
    assert "SECRET" not in anna.card.text
    assert "October" not in anna.card.text
    async with world.database.read() as uow:
        assert len((await uow.run(select(relayed))).all()) == 1
        assert [row.status for row in (await uow.run(select(tasks))).all()] == ["withdrawn"]
        assert (await uow.run(select(grants))).all() == []


async def test_a_client_reads_no_task_and_no_suggestion_of_somebody_else(world: World) -> None:
    """Object ids in buttons are checked against their owner."""
    anna, _, _, mine = await in_care(world)
    await anna.sends_data(f"task.new:{mine}")
    await anna.says("Write down October")
    await anna.taps("f.skip", "f.save")
    other = world.chat(language="en")
    await other.says("/start")
    for data in ("task:1", "task.done:1", "task.decline:1", "task.reopen:1", "suggestion:1",
                 "suggestion.accept:1", "suggestion.decline:1", "relay:1", "relay.write:1"):  # fmt: skip
        await other.sends_data(data)
        assert "October" not in other.card.text
    async with world.database.read() as uow:
        assert [row.status for row in (await uow.run(select(tasks))).all()] == ["open"]
