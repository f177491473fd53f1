"""What an answer asks of the database: six statements at most, first of them the update's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

MOST = 6


def few(world: World) -> None:
    """Fail when the last update took more statements than an answer may."""
    assert len(world.statements) <= MOST, "\n".join(world.statements)
    assert world.statements[0].startswith("INSERT INTO updates")


async def asked(person: Chat) -> None:
    """Lead somebody past the questions about place and currency."""
    await person.says("/start")
    await person.taps("path", "debts.add", ":region:gb")


async def test_every_answer_of_a_debt_takes_few_statements(world: World) -> None:
    """Fifty people answer side by side; each statement is a turn that the others wait for."""
    ann = world.chat()
    await asked(ann)
    await ann.taps("f.skip")
    few(world)
    for option in (":kind:card", ":lender:bank"):
        await ann.taps(option)
        few(world)
    await ann.says("Visa")
    few(world)
    for option in (":whose:mine", ":stage:not_due"):
        await ann.taps(option)
        few(world)
    for text in ("4000", "18%", "120", "15"):
        await ann.says(text)
        few(world)
    await ann.taps("f.skip")
    few(world)


async def test_looking_around_in_a_form_takes_few_statements(world: World) -> None:
    """Why, more, back and an answer that can't be read cost no more than an answer."""
    ann = world.chat()
    await asked(ann)
    for button in ("f.why", "f.skip", "f.more", "f.back"):
        await ann.taps(button)
        few(world)
    await ann.says("what?")
    few(world)


async def test_an_update_that_comes_twice_writes_nothing(world: World) -> None:
    """Telegram sends again what it did not hear the end of; the card shown again can be hidden."""
    ann = world.chat()
    await asked(ann)
    raw = {"message_id": 999, "date": 0, "text": "Visa 4000",
           "chat": {"id": ann.id, "type": "private"},
           "from": {"id": ann.id, "is_bot": False, "first_name": "A"}}  # fmt: skip
    for _ in range(2):
        await world.handle({"update_id": 9001, "message": raw})
    few(world)
    harmless = ("SELECT", "INSERT INTO sent ")
    wrote = [s for s in world.statements[1:] if not s.startswith(harmless)]
    assert not wrote, "\n".join(wrote)
