"""How often a plan is paid: each month, after pay day, each week or two; asked in one tap."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coach.dates import Every, after_payday
from storage import plans as rows
from tests.usecases.test_tap_budget import BOTH, spent
from usecases import plans

if TYPE_CHECKING:
    from coach.plans import Plan
    from tests.fakes.telegram_edge import Chat, World

PAYDAYS = [(1, 2), (15, 16), (27, 28), (28, 1), (31, 1)]


async def begins(person: Chat) -> None:
    """Walk to the question how often it is paid."""
    await person.says("/start")
    await person.taps("plan.new", ":region:gb")
    await person.says("900")


async def ends(person: Chat) -> None:
    """Answer what is left to ask."""
    await person.says("12")
    await person.taps(":how_paid:manual", "plan.remind")


async def kept(world: World) -> Plan:
    """Return the one plan there is."""
    async with world.database.read() as uow:
        (only,) = await rows.of_case(uow, 1)
    return only.plan


@BOTH
async def test_a_day_of_the_month_alone_means_once_a_month(world: World, language: str) -> None:
    """Most plans are monthly; nobody is made to say so first."""
    person = world.chat(language=language)
    await begins(person)
    await person.says("15")
    await ends(person)
    plan = await kept(world)
    assert (plan.every, plan.first_due) == (Every.MONTHLY, date(2026, 3, 15))
    spent(person, 6, 3)


@BOTH
@pytest.mark.parametrize("every", [Every.WEEKLY, Every.FORTNIGHTLY])
async def test_a_weekly_plan_takes_one_tap_more(world: World, language: str, every: Every) -> None:
    """Who is paid by the week pays by the week; that must not cost the budget of taps."""
    person = world.chat(language=language)
    await begins(person)
    await person.taps(f":every:{every}")
    await person.says("2026-03-06")
    await ends(person)
    plan = await kept(world)
    assert (plan.every, plan.first_due) == (every, date(2026, 3, 6))
    spent(person, 6, 3)


@BOTH
async def test_a_plan_can_follow_payday(world: World, language: str) -> None:
    """The day after payday the money is still there."""
    person = world.chat(language=language)
    await begins(person)
    await person.taps(":every:payday")
    await person.says("25")
    await ends(person)
    plan = await kept(world)
    assert (plan.every, plan.first_due, plan.anchor_day) == (Every.MONTHLY, date(2026, 3, 26), 26)
    spent(person, 6, 3)


@pytest.mark.parametrize(("payday", "due"), PAYDAYS)
def test_the_day_after_payday_is_never_payday_itself(payday: int, due: int) -> None:
    """In February the 29th, 30th and 31st are the 28th: pay day of whoever is paid then."""
    assert after_payday(payday) == due


async def test_a_weekly_plan_says_so_and_keeps_its_rhythm_when_it_is_changed(world: World) -> None:
    """New terms name a new sum and a new date; the week stays a week."""
    person = world.chat()
    await begins(person)
    await person.taps(":every:weekly")
    await person.says("2026-03-06")
    await ends(person)
    assert "one a week" in (await person.sends_data("plan:1")).text
    await person.sends_data("plan.change_agreed:1")
    await person.says("500")
    await person.says("20")
    await person.taps("f.skip")
    await person.says("2026-03-20")
    await person.taps(":in_writing:yes", "f.skip", "f.save")
    plan = await kept(world)
    assert (plan.every, plan.first_due, plan.count) == (Every.WEEKLY, date(2026, 3, 20), 20)
    assert plans.instalments(plan, date(2026, 3, 21), 1)[0].due == date(2026, 3, 27)
