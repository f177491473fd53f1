"""Once a week owners read that all is well, silently; what is wrong stands on top of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ui import cards_status
from coach.weekly import Week
from scheduler.all_kinds import KINDS
from storage import backup, counts, due, facts
from tests.fakes.telegram_edge import open_world
from tests.usecases.test_status import OWNER, pending
from usecases import alerts, weekly
from usecases.alerts import Owners
from usecases.people import meet

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.telegram_edge import World

OWNERS = Owners((OWNER, 5), "1.2.3")
GB = 1_000_000_000
TUESDAY = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async with open_world(sqlite_url, owner_ids=(OWNER,)) as opened:
        opened.now = TUESDAY
        yield opened


async def looks(world: World, *, free: int = 20 * GB, backups: bool = True) -> None:
    """Let two processes look, as they do every few seconds."""
    for _ in range(2):
        async with world.database.write() as uow:
            await weekly.tell(uow, OWNERS, world.now, free=free, backups=backups)
            await uow.commit()


async def test_from_the_second_week_on_there_is_one_message_a_week(world: World) -> None:
    """Silence must mean that something is wrong, and never that all is well."""
    owner = world.chat("Owner")
    await owner.says("/start")
    await looks(world)
    assert await pending(world, owner) == []
    for weeks in (1, 2, 3):
        world.move(days=7)
        async with world.database.write() as uow:
            await facts.put(uow, backup.LAST, (world.now - timedelta(hours=5)).isoformat())
            await uow.commit()
        await looks(world)
        await looks(world)
        assert len(await pending(world, owner)) == weeks
    week = weekly.read((await pending(world, owner))[-1])
    assert (week.version, week.people, week.here, week.backup_hours) == ("1.2.3", 1, 1, 5)
    assert week.worries == ()
    t = world.services.catalogs.texts("en")
    async with world.database.read() as uow:
        person, _ = await meet(uow, owner.id, "en", world.now)
        rows = await due.of_person(uow, person.id)
        row = [each for each in rows if each.kind == alerts.KIND][-1]
        work = world.router._context(uow, person, world.now).work
        prepared = await KINDS[alerts.KIND].prepare(work, row)
    assert prepared is not None
    assert prepared.silent
    assert prepared.card is not None
    assert "All well this week" in prepared.card(t).text
    assert "Last backup: 5 hours ago" in prepared.card(t).text


async def test_what_is_wrong_stands_on_top(world: World) -> None:
    """No backup, a full disk, messages that failed: all three, and then the figures."""
    owner = world.chat("Owner")
    await owner.says("/start")
    await looks(world)
    world.move(days=7)
    async with world.database.write() as uow:
        await counts.add(uow, world.now - timedelta(days=5), {"sent": 9, "failed.bug": 2})
        await uow.commit()
    await looks(world, free=GB // 2)
    (told,) = await pending(world, owner)
    week = weekly.read(told)
    assert week.worries == ("backup", "disk", "failed")
    assert (week.sent, week.failed) == (9, 2)
    for locale in ("en", "zh_Hans_CN"):
        t = world.services.catalogs.texts(locale)
        figures = Week("1.2.3", 1, 1, 9, 0, 2, -1, 500)
        text = cards_status.weekly(t, figures).text
        assert text.count("<b>") == 3


async def test_who_wants_no_backups_is_not_reminded_of_them(world: World) -> None:
    """BACKUP_DAYS=0 is a decision, and was told to people."""
    owner = world.chat("Owner")
    await owner.says("/start")
    await looks(world)
    world.move(days=7)
    await looks(world, backups=False)
    (told,) = await pending(world, owner)
    assert weekly.read(told).worries == ()


def test_a_week_begins_on_monday_morning() -> None:
    """Also over the turn of a year."""
    monday = datetime(2026, 12, 28, 8, tzinfo=UTC)
    assert weekly.name_of(monday) == "2026-W53"
    assert weekly.name_of(monday - timedelta(seconds=1)) == "2026-W52"
    assert weekly.name_of(monday + timedelta(days=6, hours=23)) == "2026-W53"
