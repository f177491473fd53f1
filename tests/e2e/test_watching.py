"""Whoever watches the bot: metrics, readiness, and alerts that go out like any other message."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update
from telegram import BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot import commands
from bot.clock import MovableClock
from bot.ui.texts import Catalogs
from handlers import COMMANDS
from scheduler import watch
from simulator import app as simulator
from storage import due, people
from storage.due import Due
from storage.tables_flow import due as table
from tests.e2e import steps
from tests.e2e.house import START, House, house, live, settings
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app import App
    from tests.fakes.client import Person


OWNER = 4_200_001


def address(app: App, path: str) -> str:
    host, port = app.address or ("", 0)
    return f"http://{host}:{port}{path}"


async def figures(home: House) -> dict[str, float]:
    """Return the samples without labels, and those with one as `name{value}`."""
    answer = await home.sim.http.get(address(home.app, "/metrics"))
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        sample.name + "".join(f"{{{value}}}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


async def starts(home: House, name: str, **more: int) -> Person:
    person = await home.sim.person(name, **more)
    await person.says("/start")
    assert await home.sim.idle()
    await person.sees()
    return person


async def test_the_metrics_count_what_was_sent_and_measure_what_waits(home: House) -> None:
    """They are read when something is wrong: then they must be there, and right."""
    ann = await starts(home, "Ann")
    await steps.agrees(home.app.database, ann.id, home.app.clock.now())
    await steps.leaves_a_form(home.app.database, ann.id, home.app.clock.now(), "debt")
    before = await figures(home)
    assert before["duewell_due"] == 0
    assert before["duewell_reminders_sent_total"] == 0
    assert before["duewell_updates_handled_total"] == 1
    assert (await home.moves_clock("month"))["sent"] == 2
    after = await figures(home)
    assert after["duewell_reminders_sent_total"] == 2
    assert after["duewell_reminders_late_total"] == 0
    assert after["duewell_reminder_lateness_seconds_count"] == 2
    assert after["duewell_tick_seconds_count"] > 0
    assert after["duewell_lag_seconds"] == after["duewell_queue_age_seconds"] == 0
    assert after["duewell_reminders_failed_total{refused}"] == 0
    text = (await home.sim.http.get(address(home.app, "/metrics"))).text
    assert str(ann.id) not in text
    assert "debt" not in text


async def test_a_process_whose_clock_stopped_is_not_ready(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers every page and sends nothing: only readiness can tell the proxy and the host."""
    page = address(home.app, "/readyz")
    assert (await home.sim.http.get(page)).status_code == 200
    home.app.watch.ticked()
    monkeypatch.setattr(watch, "TICK_SILENT", timedelta(seconds=-1))
    assert (await home.sim.http.get(page)).status_code == 503
    assert (await home.sim.http.get(address(home.app, "/healthz"))).status_code == 200
    monkeypatch.undo()
    assert (await home.sim.http.get(page)).status_code == 200


async def test_a_process_whose_sender_looks_no_more_is_not_ready(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same, when ticks go on and nothing comes of them."""
    page = address(home.app, "/readyz")
    await home.app.sender.idle()
    assert (await home.sim.http.get(page)).status_code == 200
    monkeypatch.setattr(watch, "SENDER_SILENT", timedelta(seconds=-1))
    assert (await home.sim.http.get(page)).status_code == 503


async def test_a_rejected_message_is_told_to_the_owner_once(
    tmp_path: Path, sqlite_url: str
) -> None:
    """A mistake of ours in one kind of message would otherwise be found by the people it misses."""
    async with house(tmp_path, sqlite_url, owner_ids=(OWNER,)) as home:
        owner = await starts(home, "Owner", id=OWNER)
        cast = [await starts(home, name) for name in ("Ann", "Mei")]
        for person in cast:
            await steps.agrees(home.app.database, person.id, home.app.clock.now())
            await steps.leaves_a_form(home.app.database, person.id, home.app.clock.now(), "debt")
        wrong = "Bad Request: can't parse entities: unclosed tag"
        await home.sim.post("control", fail=[
            {"method": "sendMessage", "chat_id": person.id, "status": 400, "description": wrong}
            for person in cast
        ])  # fmt: skip
        await home.moves_clock("month")
        told = await owner.waits_for("A message was given up")
        assert "nudge" in told.text
        assert "markup is broken" in told.text
        await owner.refresh()
        assert sum("was given up" in seen.text for seen in owner.messages()) == 1
        failed = (await figures(home))["duewell_reminders_failed_total{refused}"]
        assert failed == 2


async def test_only_owners_are_shown_the_owners_command(tmp_path: Path, sqlite_url: str) -> None:
    """A menu entry that answers "I don't know that command" would puzzle everybody else."""
    async with house(tmp_path, sqlite_url, owner_ids=(OWNER,)) as home:
        await starts(home, "Owner", id=OWNER)
        app = home.app
        await commands.announce_to((OWNER,), app.bot, app.database, Catalogs(), COMMANDS)
        own = await app.bot.get_my_commands(BotCommandScopeChat(OWNER), "zh")
        assert [each.command for each in own[-2:]] == ["status", "screen"]
        everybodys = await app.bot.get_my_commands(BotCommandScopeAllPrivateChats(), "zh")
        assert not {"status", "screen"} & {each.command for each in everybodys}


async def test_of_two_replicas_one_tells_the_owner_and_later_that_it_is_over(
    tmp_path: Path, postgresql_url: str
) -> None:
    """Two alerts for one thing are one too many, and so is none."""
    clock = MovableClock(START)
    async with serve(simulator.build()) as api, Simulation(api) as sim:
        given = settings(api, tmp_path, postgresql_url, owner_ids=(OWNER,))
        async with live(given, clock) as first, live(given, clock) as second:
            home = House(first, sim)
            owner = await starts(home, "Owner", id=OWNER)
            ann = await starts(home, "Ann")
            # Nobody knows this kind, nobody takes it up: it is due and stays so.
            await leaves_waiting(first, ann.id)
            clock.move_to(clock.now() + timedelta(seconds=watch.LAG_LIMIT + 5))
            await asyncio.gather(first.watch.look(), second.watch.look())
            await owner.waits_for("Reminders run late")
            await ends_waiting(first, ann.id)
            clock.move_to(clock.now() + timedelta(seconds=5))
            await asyncio.gather(first.watch.look(), second.watch.look())
            await owner.waits_for("Reminders are on time again")
            await first.sender.idle()
            await owner.refresh()
            words = [seen.text for seen in owner.messages()]
    assert sum("run late" in each for each in words) == 1
    assert sum("on time again" in each for each in words) == 1


async def leaves_waiting(app: App, telegram_id: int) -> None:
    """Put a due row that every claim passes over, as one under a long flood wait is."""
    async with app.database.write() as uow:
        found = await people.find(uow, telegram_id)
        assert found is not None
        await due.put(uow, Due(found[0].id, "payment", 7, "payment:7:1", 0, app.clock.now()))
        later = app.clock.real() + timedelta(hours=1)
        await uow.run(update(table).where(table.c.kind == "payment").values(not_before=later))
        await uow.commit()


async def ends_waiting(app: App, telegram_id: int) -> None:
    """Take it away again."""
    async with app.database.write() as uow:
        found = await people.find(uow, telegram_id)
        assert found is not None
        await due.drop(uow, found[0].id, "payment")
        await uow.commit()
