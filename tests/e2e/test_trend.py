"""The monthly poll with seven people over HTTP: switched on, voted in, closed, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.tables_trend import pulses
from tests.e2e.group_house import set_up
from usecases.people import transaction

if TYPE_CHECKING:
    from tests.e2e.group_house import Circle
    from tests.e2e.house import House


async def totals(home: House) -> list[str]:
    """Return what is stored of the votes, month by month."""
    async with transaction(home.app.database, read=True) as uow:
        rows = await uow.run(select(pulses.c.votes).order_by(pulses.c.month))
        return list(rows.scalars())


async def vote(circle: Circle, month: int, planned: int) -> None:
    """Let everybody vote in that month's poll, the first `planned` for *as planned*."""
    home, inside = circle.home, circle.inside(0)
    await home.moves_clock(f"2026-{month:02}-28T19:00:00+00:00")
    await inside.waits_for("A month is over", timeout=10)
    for _ in range(300):
        await inside.refresh()
        polls = [each for each in inside.messages() if each.raw.get("poll")]
        if polls and not polls[-1].raw["poll"]["is_closed"]:
            break
    else:
        raise AssertionError(f"no poll in {month}: {inside.transcript()}")
    for place in range(7):
        done = await circle.inside(place).votes(polls[-1].message_id, 0 if place < planned else 2)
        await home.sim.idle(update=done["update_id"])


async def test_two_months_of_votes_are_compared_in_words_and_nobody_is_kept(home: House) -> None:
    """The group hears how it goes; what is stored are seven votes without a voter."""
    circle = await set_up(home)
    await circle.maya.taps("trend")
    await circle.maya.waits_for("once a month")
    await circle.maya.taps("trend.switch")
    await circle.maya.waits_for("Once a month I ask")
    await vote(circle, 3, 2)
    assert await totals(home) == ["2,0,5,0"]
    await home.moves_clock("2026-04-02T12:00:00+00:00")
    await vote(circle, 4, 6)
    assert await totals(home) == ["2,0,5,0", "6,0,1,0"]
    await home.moves_clock("2026-05-02T12:00:00+00:00")
    await home.moves_clock("2026-05-28T19:00:00+00:00")
    prompt = await circle.inside(3).waits_for("a larger part", timeout=10)
    assert not any(character.isdigit() for character in prompt.text)
