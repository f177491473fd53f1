"""A coach's answer to a question of the box: what was seen is what is posted, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from storage import box
from storage.tables_box import questions
from tests.fakes.circles import Whole, whole
from usecases.people import transaction

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def coach(world: World, name: str) -> Chat:
    """Return the chat of an administrator of every group."""
    chat = world.chat(name)
    world.edge.admins.add(chat.id)
    await chat.says("/start")
    return chat


async def answers(made: Whole, chat: Chat, words: str) -> None:
    """Type an answer to the question that waits."""
    await chat.sends_data(f"box.answer:{made.group.id}:{made.question}")
    await chat.says(words)


async def status(world: World) -> str:
    """Return how the question stands."""
    async with transaction(world.database, read=True) as uow:
        found: str = (await uow.run(select(questions.c.status))).scalar_one()
    return found


async def test_an_answer_that_another_coach_wrote_meanwhile_is_shown_before_it_goes_out(
    world: World,
) -> None:
    """A tap lets out what its coach read, never somebody else's words."""
    made = await whole(world)
    maya, dina = await coach(world, "Maya"), await coach(world, "Dina")
    await answers(made, maya, "Ask for letters instead.")
    seen = maya.card
    await answers(made, dina, "Just ignore them.")
    await maya.taps("box.put", on=seen)
    assert "Just ignore them." in maya.card.text
    assert await status(world) == "waiting"
    await maya.taps("box.put")
    assert await status(world) == box.APPROVED


@pytest.mark.parametrize(
    ("opens", "words"),
    [
        ("box.answer:{group}:{question}", "Ask for letters instead."),
        ("series.write:{group}", "We meet on Monday."),
        ("groups.write_place:{group}", "Berlin"),
    ],
)
async def test_who_types_for_long_loses_nothing(world: World, opens: str, words: str) -> None:
    """Telegram is asked anew by a tap; nobody is told of a mistake, and who was dismissed sees none."""
    made = await whole(world)
    chat = await coach(world, "Maya")
    await chat.sends_data(opens.format(group=made.group.id, question=made.question))
    world.move(minutes=40)
    await chat.says(words)
    assert "I kept what you typed" in chat.card.text
    kept = chat.card
    (data,) = [key["callback_data"] for row in kept.buttons for key in row if "Show" in key["text"]]
    world.edge.admins.clear()
    assert words not in (await chat.sends_data(data)).text
    world.edge.admins.add(chat.id)
    assert words in (await chat.sends_data(data)).text
