"""Hide finds whatever was sent in two days, whoever sent it and whatever broke down since."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.ui.cards import Card
from scheduler.carrying import Carrier
from scheduler.delivery import Message, Plan, Planner
from scheduler.delivery_groups import GroupPlanner
from scheduler.kinds import Kind, Prepared, nothing, over
from scheduler.observe import Nobody
from scheduler.settling import Settler
from storage import people, sent
from storage.claims import Claimed
from storage.due import Due
from tests.usecases.test_tap_budget import remind
from usecases.alerts import Owners

if TYPE_CHECKING:
    from scheduler.kinds import Registry
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


@pytest.mark.parametrize("failure", [
    (500, {"ok": False, "error_code": 500, "description": "Internal Server Error"}),
    (400, {"ok": False, "error_code": 400, "description": "Bad Request: can't parse entities"}),
    (403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}),
])  # fmt: skip
async def test_what_the_clock_sent_of_a_card_before_it_failed_is_hidden_too(
    world: World, failure: tuple[int, dict[str, Any]]
) -> None:
    """The first of three messages names the lender; that the third never came is no comfort."""
    ann = world.chat()
    await remind(ann)
    async with world.database.read() as uow:
        found = await people.find(uow, ann.id)
    assert found is not None
    due = Due(found[0].id, "screen", 0, "screen:0", 0, world.now)
    kinds: Registry = {"screen": Kind(nothing, over, answers=True)}
    planner = Planner(kinds, world.services.catalogs, world.services.packs, None)
    card = Card("last", before=("one", "two"))
    row = Claimed(0, "", due, 1, sent=False)
    message = Message(lambda: card, ((row, Prepared(card=lambda _: card)),))
    log = logging.getLogger("scheduler.carrying")
    carrier = Carrier(world.bot, Nobody(), lambda: world.now, lambda: world.now)
    world.edge.passes = 2
    world.edge.fails = [failure]
    log.disabled = True
    try:
        finished = await carrier.carry_out(Plan(ann.id, [message]))
    finally:
        log.disabled = False
    assert [each.text for each in ann.messages[-2:]] == ["one", "two"]
    posts = GroupPlanner({}, world.services.catalogs, {}, "")
    settler = Settler(world.database, planner, posts, lambda: world.now, lambda: world.now,
                      Owners(), lambda _: None)  # fmt: skip
    settler.settle(finished)
    settler.stop()
    await settler.run()
    shown = await ann.says("/hide")
    assert ann.messages == [shown]
