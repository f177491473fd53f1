"""Which channels wait for somebody to set them up, and a series read back, on each database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coach import series, series_changes
from coach.groups import GroupKind, GroupStatus
from storage import groups
from storage import series as kept
from storage.series import Board
from tests.storage.conftest import NOW, add_person

if TYPE_CHECKING:
    from storage.engine import Database


async def test_only_channels_that_nobody_runs_wait_the_newest_first(database: Database) -> None:
    """Telegram is asked about few, and never about what somebody has in hand."""
    person = await add_person(database, 11)
    async with database.write() as uow:
        made = [
            await groups.add(uow, -number, kind, "x", locale="en", zone="UTC", region=None, now=NOW)
            for number, kind in enumerate((*[GroupKind.CHANNEL] * 5, GroupKind.GROUP), 1)
        ]
        await groups.coach(uow, made[0].id, person.id, NOW)
        await groups.change(uow, made[1].id, status=GroupStatus.LEFT.value)
        await uow.commit()
    async with database.read() as uow:
        found = await groups.unclaimed(uow, GroupKind.CHANNEL, 2)
    assert [(group.id, chat_id) for group, chat_id in found] == [(made[4].id, -5), (made[3].id, -4)]


async def test_a_series_is_read_back_with_what_went_out(database: Database) -> None:
    """The plan of the month ticks what a restart must not forget."""
    async with database.write() as uow:
        group = await groups.add(uow, -1, GroupKind.GROUP, "x", locale="en", zone="Asia/Shanghai",
                                 region="cn", now=NOW)  # fmt: skip
        setup = series_changes.begin(
            zone=group.zone, locale="en", weekday=1, hour=18, started=NOW.date(), length=6
        )
        post = series.next_post(setup, NOW)
        assert post is not None
        late = post.run_at + timedelta(hours=1)
        setup = series.went_out(series.advance(setup, post), post, late)
        await kept.save(uow, group.id, setup)
        await kept.pinned(uow, group.id, Board(7, "2026-03"))
        await uow.commit()
    async with database.write() as uow:
        assert await kept.get(uow, group.id) == (setup, Board(7, "2026-03"))
        await kept.unpinned(uow, group.id)
        assert await kept.get(uow, group.id) == (setup, None)
    assert [each.run_at for each in series.whole_month(setup, late)][:1] == [late]
    assert series.whole_month(setup, late)[1:] == series.month(setup, late)
