"""What falls on which day for one's clients: dates and kinds alone, of those who share their case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from coach.people import Role
from coach.permits import Level
from storage import grants
from tests.usecases.test_screens import full_file

if TYPE_CHECKING:
    from tests.console.office import Office


@pytest.mark.parametrize("level", list(Level))
async def test_the_calendar_shows_those_who_share_their_case(office: Office, level: Level) -> None:
    """A deadline in March, a payment in April, a task of one's own; neither a sum nor a name."""
    anna = await office.hires(Role.COUNSELLOR)
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, level)
    browser = await office.enters(anna)
    if level is not Level.NOTHING:
        await browser.sends(
            f"/case/{number}/task", f"/case/{number}", words="Bring the letter", due="2026-03-09"
        )
    async with office.world.database.read() as uow:
        before = len(await grants.looks_of(uow, number, 50, 0))
    march = (await browser.opens("/calendar?month=2026-03")).text
    april = (await browser.opens("/calendar?month=2026-04")).text
    shares = level in (Level.CASE, Level.DOCUMENTS)
    assert (">Deadline<" in march) is shares
    assert (">Payment<" in april) is shares
    assert ("Bring the letter" in march) is (level is not Level.NOTHING)
    # A form's token is chance, and may hold any digits.
    read = re.sub(r"<input[^>]*>", "", march + april)
    assert "Visa" not in read
    assert "180" not in read
    async with office.world.database.read() as uow:
        after = await grants.looks_of(uow, number, 50, 0)
    assert len(after) == before + 2 * shares


async def test_a_client_of_another_counsellor_is_in_nobody_elses_calendar(office: Office) -> None:
    """Nor in an owner's."""
    anna, olga = await office.hires(Role.COUNSELLOR), await office.hires(Role.OWNER, "Olga")
    client = await full_file(office.world, "en")
    await office.entrusts(client, anna, Level.DOCUMENTS)
    browser = await office.enters(olga)
    assert ">Deadline<" not in (await browser.opens("/calendar?month=2026-03")).text


@pytest.mark.parametrize(
    "month", ["", "x", "2026", "2026-13", "2026-00", "0001-01", "9999-12", "2026-3x", "２０２６-03"]
)
async def test_a_month_that_is_none_is_this_month(office: Office, month: str) -> None:
    """Whatever stands in the address."""
    browser = await office.enters(await office.hires(Role.COUNSELLOR))
    shown = await browser.opens(f"/calendar?month={month}")
    assert shown.status_code == 200
    assert "March 2026" in shown.text
