"""The monthly poll with seven people over HTTP: switched on, voted in, closed, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.tables_trend import pulses
from tests.e2e.group_house import set_up
from tests.e2e.test_series import begins
from usecases.people import transaction

if TYPE_CHECKING:
    from tests.e2e.group_house import Circle
    from tests.e2e.house import House


async def totals(home: House) -> list[str]:
    """Return what is stored of the votes, month by month."""
    async with transaction(home.app.database, read=True) as uow:
        rows = await uow.run(select(pulses.c.votes).order_by(pulses.c.month))
        return list(rows.scalars())


async def vote(circle: Circle, on: str, planned: int) -> None:
    """Let everybody vote in that evening's poll, the first `planned` for *as planned*."""
    home, inside = circle.home, circle.inside(0)
    await home.moves_clock(f"{on}T19:00:00+00:00")
    await inside.waits_for("A month is over", timeout=10)
    for _ in range(300):
        await inside.refresh()
        found = [each for each in inside.messages() if each.raw.get("poll")]
        polls = [each for each in found if "this month go" in each.raw["poll"]["question"]]
        if polls and not polls[-1].raw["poll"]["is_closed"]:
            break
    else:
        raise AssertionError(f"no poll on {on}: {inside.transcript()}")
    for place in range(7):
        done = await circle.inside(place).votes(polls[-1].message_id, 0 if place < planned else 2)
        await home.sim.idle(update=done["update_id"])


async def switched_on(circle: Circle) -> None:
    """Let the group be asked each month, and go back to its card."""
    await circle.maya.taps("trend")
    await circle.maya.waits_for("once a month")
    await circle.maya.taps("trend.switch")
    await circle.maya.waits_for("Once a month I ask")
    await circle.maya.taps("groups.one")
    await circle.maya.waits_for("Tuesday circle")


async def quiet_look(circle: Circle, on: str) -> str:
    """Return the check-in of a day; it comes in the evening."""
    inside = circle.inside(3)
    await circle.home.sim.idle()
    await inside.refresh()
    seen = max(each.message_id for each in inside.messages())
    await circle.home.moves_clock(f"{on}T19:00:00+00:00")
    for _ in range(300):
        await inside.refresh()
        for each in inside.messages():
            if each.message_id > seen and each.text.startswith("A quiet look ahead"):
                return each.text
    raise AssertionError(f"no check-in on {on}: {inside.transcript()}")


async def test_the_check_in_of_the_next_month_tells_how_the_poll_went(home: House) -> None:
    """A month later the group hears of its votes, where it looks anyway: first alone, then compared."""
    circle = await begins(await set_up(home))
    await circle.maya.taps("groups.one")
    await circle.maya.waits_for("Tuesday circle")
    await switched_on(circle)
    assert "last poll" not in await quiet_look(circle, "2026-03-07")
    await vote(circle, "2026-03-28", 2)
    await home.moves_clock("2026-04-02T12:00:00+00:00")
    text = await quiet_look(circle, "2026-04-07")
    assert "it was not a good month for many" in text
    assert not any(character.isdigit() for character in text)
    # The 28th of April has a lesson.
    await vote(circle, "2026-04-29", 6)
    await home.moves_clock("2026-05-02T12:00:00+00:00")
    assert "a larger part" in await quiet_look(circle, "2026-05-07")
    await home.moves_clock("2026-06-02T12:00:00+00:00")
    assert "last poll" not in await quiet_look(circle, "2026-06-07"), "nobody voted in May"


async def test_two_months_of_votes_are_compared_in_words_and_nobody_is_kept(home: House) -> None:
    """The group hears how it goes; what is stored are seven votes without a voter."""
    circle = await set_up(home)
    await switched_on(circle)
    await vote(circle, "2026-03-28", 2)
    assert await totals(home) == ["2,0,5,0"]
    await home.moves_clock("2026-04-02T12:00:00+00:00")
    await vote(circle, "2026-04-28", 6)
    assert await totals(home) == ["2,0,5,0", "6,0,1,0"]
    await home.moves_clock("2026-05-02T12:00:00+00:00")
    await home.moves_clock("2026-05-28T19:00:00+00:00")
    prompt = await circle.inside(3).waits_for("a larger part", timeout=10)
    assert not any(character.isdigit() for character in prompt.text)
    payload = next(key.url or "" for key in prompt.keys if "start=share_" in (key.url or ""))
    ann = circle.people[2]
    await ann.says(f"/start {payload.partition('=')[2]}")
    await ann.waits_for("Would you like to help “Tuesday circle”")
    await ann.taps("trend.join")
    await ann.waits_for("May 2026: did your payments go as planned?")
