"""Lessons teach without scolding, and keep nothing before consent; the finish promises nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.lessons import LESSONS, after
from storage import due, lessons
from tests.usecases.test_tap_budget import remind

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World


def test_there_are_six_lessons_or_more_each_with_one_right_answer() -> None:
    """A question nobody can get right teaches nothing."""
    assert len(LESSONS) >= 6
    assert all(sum(choice.right for choice in each.choices) == 1 for each in LESSONS)


def test_the_lessons_follow_one_another_to_an_end() -> None:
    """Whoever taps "next" comes to an end."""
    name, seen = LESSONS[0].id, [LESSONS[0].id]
    while (following := after(name)) is not None:
        name = following.id
        seen.append(name)
    assert seen == [each.id for each in LESSONS]


@pytest.mark.parametrize("consented", [False, True])
async def test_an_answer_is_kept_only_after_consent(world: World, consented: bool) -> None:
    """Reading a lesson must not leave a trace that nobody agreed to."""
    person = world.chat()
    if consented:
        await remind(person)
    await person.says("/lessons")
    await person.taps("lesson:borrow", "lesson.answer:borrow:0")
    assert "13 %" in person.card.text
    async with world.database.read() as uow:
        assert await lessons.read(uow, 1) == ({"borrow"} if consented else frozenset())


async def test_a_forged_lesson_is_an_old_button(world: World) -> None:
    """Button data is hostile until proved otherwise."""
    person = world.chat()
    await person.says("/lessons")
    card = await person.sends_data("lesson.answer:borrow:7")
    assert "old one" in card.text


async def test_after_the_last_payment_the_record_is_looked_at_later(world: World) -> None:
    """The closing letter is asked for at once; the record is never said to be restored."""
    person = world.chat()
    await remind(person)
    for number in range(1, 13):
        await person.sends_data(f"pay:1:{number}")
    await person.taps("finish:1")
    assert "in writing" in person.card.text
    assert "restore" not in person.card.text
    await person.taps("finish.remind")
    async with world.database.read() as uow:
        planned = [row.kind for row in await due.of_person(uow, 1)]
    assert planned.count("record") == 1
