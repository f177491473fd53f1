"""Polls and quizzes through python-telegram-bot, from asking to the end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from telegram.error import BadRequest, RetryAfter

from simulator.app import build
from tests.fakes.client import Simulation
from tests.fakes.server import serve
from tests.simulator.conftest import Api
from tests.simulator.test_trouble import Demo

if TYPE_CHECKING:
    from telegram import Bot

    from tests.simulator.conftest import Ears, Seven


async def test_a_quiz_tells_its_answer_and_counts_each_person_once(
    bot: Bot, hears: Ears, seven: Seven
) -> None:
    """The group votes what to ask first."""
    sent = await bot.send_poll(
        seven.id, "What do you ask first?", ["A lower sum", "A breakdown"], type="quiz",
        correct_option_ids=[1], explanation="<b>First</b> know what is owed",
        explanation_parse_mode="HTML",
    )  # fmt: skip
    assert sent.poll is not None
    assert sent.poll.explanation_entities[0].type == "bold"
    assert (sent.poll.is_anonymous, sent.poll.correct_option_ids) == (True, (1,))
    await hears()
    at = {"chat": seven.id, "message_id": sent.message_id}
    for number, person in enumerate(seven.people[:3]):
        await seven.sim.post("vote", person=person.id, **at, option_ids=[min(number, 1)])
    polls = [update.poll for update in await hears()]
    assert [poll.total_voter_count for poll in polls if poll] == [1, 2, 3]
    with pytest.raises(AssertionError, match="answered already"):
        await seven.sim.post("vote", person=seven.people[0].id, **at, option_ids=[1])
    closed = await bot.stop_poll(seven.id, sent.message_id)
    assert (closed.is_closed, [each.voter_count for each in closed.options]) == (True, [1, 2])
    (last,) = await hears()
    assert last.poll is not None
    assert last.poll.is_closed


async def test_an_anonymous_poll_never_names_who_voted(bot: Bot, hears: Ears, seven: Seven) -> None:
    """The monthly pulse knows counts alone; a vote can be taken back."""
    sent = await bot.send_poll(seven.id, "How is next month?", ["fine", "tight", "can't"])
    await hears()
    at = {"person": seven.people[2].id, "chat": seven.id, "message_id": sent.message_id}
    await seven.sim.post("vote", **at, option_ids=[1])
    await seven.sim.post("vote", **at, option_ids=[])
    updates = await hears()
    assert [u.poll_answer for u in updates] == [None, None]
    assert [u.poll.options[1].voter_count for u in updates if u.poll] == [1, 0]
    with pytest.raises(AssertionError, match="one answer only"):
        await seven.sim.post("vote", **at, option_ids=[0, 1])


async def test_only_the_sender_stops_a_poll(bot: Bot, seven: Seven) -> None:
    """A forwarded poll belongs to the first message."""
    sent = await bot.send_poll(seven.id, "?", ["a", "b"])
    passed = await bot.forward_message(seven.id, seven.id, sent.message_id)
    with pytest.raises(BadRequest, match="Poll can't be stopped"):
        await bot.stop_poll(seven.id, passed.message_id)


async def test_a_poll_ends_by_the_clock_that_dates_messages() -> None:
    """In the demo a week passes in one tap, and the poll is over after it."""
    demo = Demo()
    async with (
        serve(demo.app) as demo_url,
        serve(build(clock_url=f"{demo_url}/demo")) as url,
        Simulation(url) as sim,
    ):
        api, ann = Api(sim), await sim.person("Ann")
        group = (await sim.post("groups", title="x", type="supergroup", members=[ann.id]))["id"]
        start = (await api("sendMessage", chat_id=group, text="x"))["date"]
        sent = await api(
            "sendPoll", chat_id=group, question="?", options=["a", "b"],
            close_date=start + int(dt.timedelta(days=7).total_seconds()),
        )  # fmt: skip
        at = {"chat": group, "message_id": sent["message_id"]}
        await sim.post("vote", person=ann.id, **at, option_ids=[0])
        await sim.moves_clock("2031-06-20T08:00:00+00:00")
        with pytest.raises(AssertionError, match="already been closed"):
            await sim.post("vote", person=ann.id, **at, option_ids=[1])
        last = (await api("getUpdates"))[-1]["poll"]
        assert (last["is_closed"], last["options"][0]["voter_count"]) == (True, 1)
        said = await api.refusal("stopPoll", chat_id=group, message_id=sent["message_id"])
        assert said == "Bad Request: poll has already been closed"


async def test_a_group_is_sent_twenty_messages_a_minute_and_told_how_long_to_wait(
    bot: Bot, seven: Seven, sim: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polls, texts and edits count alike."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    await sim.post("control", flood=True)
    sent = await bot.send_poll(seven.id, "?", ["a", "b"])
    for number in range(18):
        await bot.send_message(seven.id, str(number))
    last = await bot.send_message(seven.id, "twentieth")
    with pytest.raises(RetryAfter) as caught:
        await bot.edit_message_text("x", seven.id, last.message_id)
    wait = caught.value.retry_after
    assert isinstance(wait, dt.timedelta)
    assert 50 < wait.total_seconds() <= 60
    assert (await bot.stop_poll(seven.id, sent.message_id)).is_closed
