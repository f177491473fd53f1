"""The screens of those who work for a host, and of a person with counsellors, inside every limit."""

from __future__ import annotations

import pytest

from coach.people import Role
from coach.permits import Level
from storage import grants, people, staff
from tests.fakes.telegram_edge import World
from tests.usecases.test_relay import in_care, number
from tests.usecases.test_screens import LANGUAGES, walk

ELSEWHERE = frozenset({"home", "more", "privacy", "deadline.new", "budget.humane"})
"""What the walk of test_screens.py follows."""
CLIENTS = {
    "clients",
    "clients.one",
    "clients.case",
    "clients.log",
    "clients.papers",
    "casenotes",
    "casenote",
}
STAFF = {"staff", "staff.mine", "staff.team", "staff.invites", "staff.member", "staff.asks_end"}


async def _house(world: World, language: str) -> tuple[int, int, list[int]]:
    """Let an owner counsel somebody who shares everything, with five colleagues and another client."""
    anna, mei, hers, mine = await in_care(world, "documents")
    others = []
    async with world.database.write() as uow:
        for place, name in enumerate(("Ben", "李咨询", "Mx Longname-Longername-Longest", "D", "E")):
            other = await people.add(uow, 5_000 + place, "en", world.now)
            await people.change(uow, other.id, role=Role.COUNSELLOR.value)
            await staff.name(uow, other.id, name, world.now)
            others.append(other.id)
        for each in (hers, mine):
            await people.change(uow, each, locale=LANGUAGES[language])
        await people.change(uow, hers, role=Role.OWNER.value)
        await grants.put(uow, mine, others[0], Level.NOTHING, None, world.now)
        await uow.commit()
    for kind in (0, 1):
        await anna.sends_data(f"casenote.new:{mine}:{kind}")
        await anna.says("She will call on Friday, and ask for the breakdown. " * 10)
    await mei.sends_data("danger:threat")
    await mei.sends_data(f"danger.tell:{hers}")
    assert "Anna" in mei.card.text
    assert await number(world, anna) == hers
    return anna.id, mei.id, others


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_of_an_owner_who_counsels_keeps_the_limits(
    world: World, language: str
) -> None:
    """The list, a client's card, case and papers, the team, handing over."""
    anna, _, _ = await _house(world, language)
    chat = world.chat()
    chat.id = anna
    drawn, seen = await walk(world, chat, ["staff", "clients"], leave=ELSEWHERE)
    assert drawn >= CLIENTS | STAFF | {"care.hand", "care.asks", "care.all", "care.asks_all"}
    assert any(each.startswith("clients.heard") for each in seen)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_of_a_person_with_a_counsellor_keeps_the_limits(
    world: World, language: str
) -> None:
    """What they share, for how long, who looked, and whom to tell of a danger."""
    _, mei, _ = await _house(world, language)
    chat = world.chat()
    chat.id = mei
    drawn, seen = await walk(world, chat, ["grants", "danger", "danger:threat"], leave=ELSEWHERE)
    assert drawn >= {
        "grants",
        "grants.one",
        "grants.term",
        "grants.looks",
        "grants.asks_leave",
        "casenotes.mine",
    }
    assert "danger.tell" in seen
