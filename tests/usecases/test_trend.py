"""The monthly poll on a clock that runs by itself, with what Telegram tells of its votes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.ui.cards import Card, Poll
from coach.groups import GroupKind
from scheduler.delivery_groups import GroupPlanner
from scheduler.kinds import Done, Outcome
from scheduler.postings_trend import POSTINGS
from storage import due, groups
from storage.tables_flow import due as due_table
from storage.tables_trend import pulses
from usecases import trend
from usecases.people import transaction

if TYPE_CHECKING:
    from bot.ui.send_groups import Act
    from coach.groups import Group
    from tests.fakes.telegram_edge import World

BEGIN = datetime(2027, 1, 10, 8, 0, tzinfo=UTC)


async def begun(world: World, locale: str) -> Group:
    """Return a group whose coach switched the poll on."""
    async with transaction(world.database) as uow:
        group = await groups.add(
            uow, -100, GroupKind.SUPERGROUP, "Circle", locale=locale, zone="Europe/Berlin",
            region=None, now=BEGIN,
        )  # fmt: skip
        await trend.switch(uow, group, BEGIN, on=True)
        await uow.commit()
    return group


async def step(world: World, group: Group) -> tuple[datetime, Act]:
    """Do the one thing that is due next."""
    services = world.services
    planner = GroupPlanner(POSTINGS, services.catalogs, services.packs, "bot")
    async with transaction(world.database) as uow:
        mine = select(due_table).where(due_table.c.chat_id == group.id)
        (row,) = (due.of_row(each) for each in (await uow.run(mine)).all())
        work = planner.work(uow, group, row.run_at)
        ready = await POSTINGS[row.kind].prepare(work, row)
        assert ready is not None
        act = ready.act(services.catalogs.texts(group.locale))
        done = Done(Outcome.SENT, (7,), poll_id=f"poll {row.occurrence}")
        following = await POSTINGS[row.kind].settled(work, row, done)
        assert following is not None
        await due.put(uow, following)
        await uow.commit()
    return row.run_at, act


async def votes(world: World, poll: str, *totals: int) -> None:
    """Tell the totals of a poll as Telegram does: without voters."""
    await world.handle({"poll": {
        "id": poll, "question": "?", "is_closed": False, "is_anonymous": True, "type": "regular",
        "allows_multiple_answers": False, "total_voter_count": sum(totals),
        "allows_revoting": True, "members_only": False,
        "options": [{"text": str(n), "voter_count": total, "persistent_id": str(n)}
                    for n, total in enumerate(totals)],
    }})  # fmt: skip


async def month(world: World, group: Group, name: str, *totals: int) -> str:
    """Live through one month of a group; returns the words before the poll."""
    at, prompt = await step(world, group)
    assert f"{at:%Y-%m}" == name
    assert at.day == trend.DAY
    _, asked = await step(world, group)
    assert isinstance(asked.content, Poll)
    assert not asked.content.correct
    await votes(world, f"poll trend:{name}", *totals)
    closes, closing = await step(world, group)
    assert closing.close == 7
    assert closes.day == 1
    assert isinstance(prompt.content, Card)
    return prompt.content.text


async def test_two_months_of_votes_give_the_third_its_trend(world: World) -> None:
    """A group hears how it goes, from totals alone."""
    group = await begun(world, "en")
    assert "Last time" not in await month(world, group, "2027-01", 2, 4, 4, 9)
    assert "Last time" not in await month(world, group, "2027-02", 7, 2, 1, 0)
    assert "a larger part" in await month(world, group, "2027-03", 1, 1, 0, 3)
    assert "Last time" not in await month(world, group, "2027-04", 5, 1, 0, 3)


async def test_only_totals_are_kept(world: World) -> None:
    """What Telegram does not tell cannot be kept; what it tells is a number an option."""
    group = await begun(world, "zh_Hans_CN")
    await month(world, group, "2027-01", 2, 4, 4, 9)
    await votes(world, "somebody else's", 1, 2)
    async with transaction(world.database, read=True) as uow:
        (row,) = (await uow.run(select(pulses))).mappings()
    assert row["votes"] == "2,4,4,9"
    assert set(row) == {"id", "chat_id", "month", "poll", "message", "votes"}


async def test_switched_off_it_asks_no_more(world: World) -> None:
    """A group without a pulse is no worse a group."""
    group = await begun(world, "en")
    async with transaction(world.database) as uow:
        await trend.switch(uow, group, BEGIN, on=False)
        assert not await trend.is_on(uow, group)
        await uow.commit()
