"""Lessons teach without scolding, and keep nothing before consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage import lessons
from tests.usecases.test_tap_budget import remind

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World


@pytest.mark.parametrize("consented", [False, True])
async def test_an_answer_is_kept_only_after_consent(world: World, consented: bool) -> None:
    """Reading a lesson must not leave a trace that nobody agreed to."""
    person = world.chat()
    if consented:
        await remind(person)
    await person.says("/lessons")
    await person.taps("lesson:borrow", "lesson.answer:borrow:0")
    assert "14 %" in person.card.text
    async with world.database.read() as uow:
        assert await lessons.read(uow, 1) == ({"borrow"} if consented else frozenset())


async def test_a_forged_lesson_is_an_old_button(world: World) -> None:
    """Button data is hostile until proved otherwise."""
    person = world.chat()
    await person.says("/lessons")
    card = await person.sends_data("lesson.answer:borrow:7")
    assert "old one" in card.text
