"""Owners see how the bot does and are told once of what goes wrong; nobody else sees any of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ui import cards_status
from coach.status import Load
from coach.weekly import Week
from handlers.context import Vitals
from scheduler.all_kinds import KINDS
from scheduler.observe import FAILED, REASONS, Nobody, Tally
from scheduler.watch import LAG_LIMIT, Watch
from storage import counts, due, people
from storage.due import Due
from tests.fakes.telegram_edge import open_world
from tests.limits import faults
from usecases import alerts, status, weekly
from usecases.alerts import Alert, Owners
from usecases.people import meet

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ui.cards import Card
    from tests.fakes.telegram_edge import Chat, World

OWNER = 77_001
"""The first person whom a world meets."""


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async with open_world(sqlite_url, owner_ids=(OWNER, 5)) as opened:
        vitals = Vitals("1.2.3", opened.now, lambda: opened.now, lambda: True)
        opened.services = replace(opened.services, vitals=vitals)
        opened.restart()
        yield opened


class Shown:
    """Keeps what was measured last."""

    load = Load()

    def looked(self, load: Load) -> None:
        self.load = load


def watch(world: World, tally: Tally | None = None, owners: Owners | None = None) -> Watch:
    given = owners or Owners((OWNER, 5), "1.2.3")
    heard = tally or Tally(Nobody(), lambda: world.now)
    return Watch(world.database, heard, Shown(), given, lambda: world.now, lambda: world.now)


async def waits(world: World, chat: Chat) -> None:
    """Let something be due for that person and stay so."""
    async with world.database.write() as uow:
        person, _ = await meet(uow, chat.id, "en", world.now)
        await due.put(uow, Due(person.id, "payment", 7, "payment:7:1", 0, world.now))
        await uow.commit()


async def pending(world: World, chat: Chat) -> list[Alert]:
    """Return the alerts that the sender would send this person now."""
    async with world.database.read() as uow:
        person, _ = await meet(uow, chat.id, "en", world.now)
        rows = await due.of_person(uow, person.id)
    return [alerts.read(row.note) for row in rows if row.kind == alerts.KIND]


async def test_an_owner_sees_what_the_bot_did_today(world: World) -> None:
    """The first question of whoever runs it is whether all is well."""
    owner, ann = world.chat("Owner"), world.chat("Ann")
    await owner.says("/start")
    await ann.says("/start")
    await waits(world, ann)
    async with world.database.write() as uow:
        sums = {"sent": 1200, "late": 2, "retried.flood": 3, "failed.blocked": 1, "failed.bug": 2}
        await counts.add(uow, world.now, sums)
        await counts.add(uow, world.now - timedelta(days=1), {"sent": 9, "failed.gone": 5})
        await uow.commit()
    world.move(seconds=50)
    card = await owner.says("/status")
    for words in (
        "Duewell 1.2.3 · SQLite", "All is well", "Due now: 1, waiting for 50 seconds",
        "Sent today: 1,200 (2 late, 3 tried again)", "1 blocked the bot and 2 by a mistake of ours",
        "This process polls", "2 March 2026", "UTC",
    ):  # fmt: skip
        assert words in card.text
    await owner.taps("Look again")
    assert owner.card.message_id == card.message_id


async def test_for_everybody_else_there_is_no_such_command(world: World) -> None:
    """That a command exists is nobody's business, and a forged button opens nothing."""
    world.chat("Owner")
    ann = world.chat("Ann")
    await ann.says("/start")
    unknown = await ann.says("/nonsense")
    card = await ann.says("/status")
    assert (card.text, card.labels) == (unknown.text, unknown.labels)
    await ann.sends_data("status")
    assert "Duewell 1.2.3" not in ann.card.text


async def test_late_reminders_are_told_once_and_once_that_they_are_over(world: World) -> None:
    """Each look of each process sees the same; the owner hears of it twice in all."""
    owner, ann = world.chat("Owner"), world.chat("Ann")
    await owner.says("/start")
    await ann.says("/start")
    await waits(world, ann)
    looks = [watch(world), watch(world)]
    for each in looks:
        await each.look()
    assert await pending(world, owner) == []
    world.move(seconds=LAG_LIMIT + 1)
    for each in looks * 2:
        await each.look()
    (told,) = await pending(world, owner)
    assert (told.topic, told.said[1:]) == ("lag", ("5", "1"))
    assert await pending(world, ann) == [], "nobody but an owner"
    assert "Reminders have run late since" in (await owner.says("/status")).text
    async with world.database.write() as uow:
        person, _ = await meet(uow, ann.id, "en", world.now)
        await due.drop(uow, person.id, "payment")
        owned, _ = await meet(uow, owner.id, "en", world.now)
        await due.drop(uow, owned.id, alerts.KIND)
        await uow.commit()
    world.move(seconds=10)
    for each in looks * 2:
        await each.look()
    assert [each.topic for each in await pending(world, owner)] == ["lag_over"]
    assert "All is well" in (await owner.says("/status")).text


async def test_failures_of_all_processes_are_judged_together(world: World) -> None:
    """Each of two replicas may see too few messages to tell."""
    owner = world.chat("Owner")
    await owner.says("/start")
    for _ in range(2):
        tally = Tally(Nobody(), lambda: world.now)
        for number in range(15):
            (tally.failed("refused") if number < 2 else tally.sent(0))
        await watch(world, tally).look()
    (told,) = await pending(world, owner)
    assert (told.topic, told.said[1:]) == ("failures", ("4", "30"))
    world.move(hours=2)
    await watch(world).look()
    assert "failures_over" in [each.topic for each in await pending(world, owner)]


async def test_a_bad_request_is_reported_once_a_kind_and_reason_and_never_about_itself(
    world: World,
) -> None:
    """A rejected reminder for a thousand people is one mistake; an alert about alerts is a loop."""
    owner = world.chat("Owner")
    await owner.says("/start")
    owners = Owners((OWNER, 5), "1.2.3")
    refusals = [("payment", "markup"), ("payment", "markup"), ("payment", "too_long")]
    for kind, why in [*refusals, ("alert", "markup"), *refusals]:
        async with world.database.write() as uow:
            await alerts.refused(uow, owners, kind, why, world.now)
            await uow.commit()
    told = await pending(world, owner)
    assert [each.said for each in told] == [("payment", "markup"), ("payment", "too_long")]
    async with world.database.write() as uow:
        await alerts.refused(uow, Owners((OWNER,), "1.2.4"), "payment", "markup", world.now)
    assert len(await pending(world, owner)) == 2, "rolled back with the settling that it belongs to"


async def test_without_owners_nothing_is_told_or_remembered(world: World) -> None:
    """Whoever sets OWNER_IDS later hears of what is wrong then, not of long ago."""
    ann = world.chat("Ann")
    await ann.says("/start")
    await waits(world, ann)
    world.move(hours=1)
    await watch(world, owners=Owners()).look()
    async with world.database.read() as uow:
        assert await status.open_since(uow) == {}


def _alerts() -> list[Alert]:
    at = "2026-03-02T09:00:00+00:00"
    return [
        Alert("lag", (at, "130", "100000")), Alert("lag_over", (at, "3")),
        Alert("failures", (at, "40", "300")), Alert("failures_over", (at, "1", "300")),
        weekly.alert(Week("10.20.30", 50_000, 40_000, 123_456, 1_234, 99, -1, 12)),
        weekly.alert(Week("10.20.30", 1, 1, 1, 0, 0, 26, 123_456)),
        *(Alert("refused", ("contact_promise", why)) for why in {*REASONS.values(), "bug", "other"}),
    ]  # fmt: skip


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
async def test_every_alert_and_the_fullest_screen_keep_the_limits(
    world: World, locale: str
) -> None:
    """An owner reads them on a telephone, at night."""
    t = world.services.catalogs.texts(locale)
    view = cards_status.View(
        "10.20.30", "postgresql", world.now, "Asia/Shanghai", "other", due=1234, lag=500, sent=98765,
        late=1234, retried=123, failed=tuple((why, 12) for why in FAILED), beats=(1, 3, 12),
        late_since=world.now, failing_since=world.now,
    )  # fmt: skip
    cards: list[Card] = [cards_status.status(t, view)]
    owner = world.chat("Owner")
    await owner.says("/start")
    async with world.database.read() as uow:
        met, _ = await meet(uow, owner.id, locale, world.now)
        person = await people.get(uow, met.id)
        assert person is not None
        work = world.router._context(uow, person, world.now).work
        for each in _alerts():
            row = Due(person.id, alerts.KIND, 1, "alert:1", 0, world.now, note=each.note())
            prepared = await KINDS[alerts.KIND].prepare(work, row)
            assert prepared is not None
            assert prepared.card is not None
            cards.append(prepared.card(t))
    wrong = [f"{fault}: {card.text}" for card in cards for fault in faults(t, card, "status")]
    assert wrong == []
