"""Buttons about a group: whoever Telegram does not call its administrator changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.ui.own import Own
from coach.box import Reason, mark
from coach.lessons import LESSONS
from coach.series_setup import own
from handlers import ADMINISTERED
from storage.metadata import METADATA
from tests.fakes.circles import Whole, whole
from tests.fakes.telegram_edge import open_world
from usecases.people import transaction

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.telegram_edge import World

TABLES = ("chats", "coaches", "due", "forms", "guards", "own_posts", "pulses", "questions",
          "series")  # fmt: skip
LESSON = "talk"
OURS = "rent"


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A world whose host brought a lesson along."""
    ours = {"en": (replace(LESSONS[0], id=OURS),)}
    async with open_world(sqlite_url, Own(lessons=ours)) as made:
        yield made


def arguments(name: str, made: Whole) -> tuple[object, ...]:
    """Return what a button of that name says after the group's number, so that it would do it."""
    topic, _, act = name.partition(".")
    if topic == "box" and act:
        further = {"reason": (Reason.NAMES.value,), "put": (mark(""),)}
        return (made.question, *further.get(act, ()))
    known: dict[str, tuple[object, ...]] = {
        "groups.at": (1,),
        "groups.here": (5,),
        "groups.in": ("sg",),
        "groups.speak": ("zh_Hans_CN",),
        "groups.topic": (5,),
        "groups.found": ("Europe/Berlin",),
        "groups.by": ("Europe/Berlin",),
        "first.when": (2, 11),
        "first.weeks": (2, 11),
        "first.begin": (2, 11, 6),
        "series.rest": ("2026-03-03",),
        "series.later": ("2026-03-03",),
        "guard.switch": ("on",),
        "series.begin": (6,),
        "series.day": (3,),
        "series.hour": (11,),
        "series.part": ("quiz",),
        "series.draft": (made.place,),
        "series.put": (made.place,),
        "series.skip": ("2026-03-03",),
        "series.skipped": (LESSON,),
        "series.undo": (LESSON,),
        "series.ours_take": (OURS,),
        "series.item": (own(made.place),),
        "trend.switch": (1,),
    }
    if name in ("series.up", "series.down", "series.out"):
        return (LESSON,)
    return known.get(name, ())


async def everything(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is kept about groups."""
    async with transaction(world.database, read=True) as uow:
        return {
            name: [tuple(row) for row in (await uow.run(select(METADATA.tables[name]))).all()]
            for name in TABLES
        }


@pytest.mark.parametrize("name", sorted(ADMINISTERED))
async def test_a_guessed_group_number_opens_and_changes_nothing(world: World, name: str) -> None:
    """Numbers can be counted up; only Telegram's word for this very tap gives the right."""
    made = await whole(world)
    chat = world.chat()
    await chat.says("/start")
    further = "".join(f":{each}" for each in arguments(name, made))
    before = await everything(world)
    seen = await chat.sends_data(f"{name}:{made.group.id}{further}")
    nowhere = await chat.sends_data(f"{name}:{made.group.id + 1}{further}")
    assert seen.text == nowhere.text
    assert "Hidden circle" not in seen.text
    assert await everything(world) == before
    # The same tap does something for an administrator: it was refused for no other reason.
    world.edge.admins.add(chat.id)
    allowed = await chat.sends_data(f"{name}:{made.group.id}{further}")
    assert allowed.text != seen.text


async def test_who_runs_a_group_reaches_it_from_more(world: World) -> None:
    """Nobody should have to remember a command; whoever runs none is shown nothing of it."""
    await whole(world)
    chat = world.chat()
    await chat.says("/start")
    assert "lessons" in str((await chat.sends_data("more")).buttons)
    assert "learning" not in str(chat.card.buttons)
    world.edge.admins.add(chat.id)
    await chat.sends_data("groups.one:1")
    await chat.sends_data("more")
    await chat.taps("learning", "My groups")
    assert "Hidden circle" in chat.card.labels
