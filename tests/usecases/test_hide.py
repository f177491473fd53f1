"""Hide finds whatever was sent in two days, whoever sent it and whatever broke down since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import sent
from tests.usecases.test_tap_budget import remind

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World


async def test_nothing_sent_just_before_a_crash_escapes(world: World) -> None:
    """A picture with a card under it, then a crash: the numbers stand in the database already."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("contacted", ":bank")
    await ann.taps("Large picture")
    assert any(seen.file for seen in ann.messages)
    assert len(ann.messages) > 2
    world.restart()
    card = await ann.says("/hide")
    assert ann.messages == [card]


async def test_typed_answers_and_their_cards_go_as_well_after_a_crash(world: World) -> None:
    """What the person typed names sums as clearly as what the bot wrote."""
    ann = world.chat()
    await remind(ann)
    await ann.says("/plan")
    world.restart()
    await ann.says("/privacy")
    world.restart()
    card = await ann.sends_data("hide")
    assert ann.messages == [card]


async def test_hiding_twice_tries_again_what_telegram_did_not_delete(world: World) -> None:
    """A failed call must not be the end of it."""
    ann = world.chat()
    await remind(ann)
    failed = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
    world.forgives = True
    world.edge.fails = [(200, {"ok": True, "result": True}), (500, failed)]
    await ann.sends_data("hide")
    assert len(ann.messages) > 1
    card = await ann.says("/hide")
    assert ann.messages == [card]


async def test_an_apology_is_hidden_too(world: World) -> None:
    """A screen that Telegram refused leaves an apology, and that is a message like any other."""
    ann = world.chat()
    await ann.says("/start")
    world.forgives = True
    refused = {"ok": False, "error_code": 400, "description": "Bad Request: can't parse entities"}
    world.edge.fails = [(200, {"ok": True, "result": True}), (400, refused)]
    await ann.says("/help")
    assert "mistake on my side" in ann.messages[-1].text
    world.restart()
    card = await ann.says("/hide")
    assert ann.messages == [card]


async def test_two_people_noted_together_do_not_lose_one_another(world: World) -> None:
    """One of them may be erased in that very moment; the other's messages are still found."""
    ann, ben = world.chat("Ann"), world.chat("Ben")
    await ann.says("/start")
    await ben.says("/start")
    noter = world.router._noter
    await noter._write([(1, 9001, world.now), (2, 9002, world.now), (99, 9003, world.now)])
    async with world.database.read() as uow:
        assert 9001 in await sent.since(uow, 1, world.now)
        assert 9002 in await sent.since(uow, 2, world.now)
