"""When the clock keeps silent: one message a day, pauses, danger, erasure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.forms import FORMS
from coach.people import Status
from storage import due, people
from storage.due import Due
from tests.e2e import steps
from usecases import access
from usecases import notes as note_cases
from usecases.work import Work

if TYPE_CHECKING:
    from tests.e2e.house import House
    from tests.fakes.client import Person

NAMES = list(FORMS)


@pytest.fixture
async def ann(home: House) -> Person:
    person = await home.sim.person("Ann")
    await person.says("/start")
    await person.sees()
    await home.sim.idle()
    await steps.agrees(home.app.database, person.id, home.app.clock.now())
    return person


async def nudge(home: House, person: Person, name: str) -> int:
    return await steps.leaves_a_form(home.app.database, person.id, home.app.clock.now(), name)


async def person_of(home: House, ann: Person):
    async with home.app.database.read() as uow:
        return await people.find(uow, ann.id)


async def change(home: House, ann: Person, **values: object) -> None:
    found = await person_of(home, ann)
    assert found
    async with home.app.database.write() as uow:
        await people.change(uow, found[0].id, **values)
        await uow.commit()


async def test_a_second_note_of_the_same_day_waits_for_tomorrow(home: House, ann: Person) -> None:
    """Five reminders on a bad morning feel like collectors."""
    first = await nudge(home, ann, NAMES[0])
    second = await nudge(home, ann, NAMES[1])
    assert first != second
    found = await person_of(home, ann)
    assert found
    async with home.app.database.write() as uow:
        rows = await due.of_person(uow, found[0].id)
        late = max(row.ref for row in rows)
        row = next(row for row in rows if row.ref == late)
        await due.put(uow, Due(row.person_id, row.kind, row.ref, row.occurrence, row.lead,
                               row.run_at + timedelta(hours=3)))  # fmt: skip
        await uow.commit()
    day = home.app.clock.now().date() + timedelta(days=2)
    assert (await home.moves_clock(f"{day}T23:00:00+00:00"))["sent"] == 1
    assert (await home.moves_clock("day"))["sent"] == 1


async def test_pause_on_a_note_stops_them_and_undo_brings_them_back(
    home: House, ann: Person
) -> None:
    """Each message carries the way to fewer, to a pause, and to none."""
    await nudge(home, ann, NAMES[0])
    await ann.now()
    await home.moves_clock("next")
    await ann.taps("Pause")
    assert "Paused" in (await ann.sees()).text
    await nudge(home, ann, NAMES[1])
    assert (await home.moves_clock("2026-03-08T12:00:00+00:00"))["sent"] == 0
    await ann.taps("Undo")
    assert "as before" in (await ann.sees()).text
    assert (await home.moves_clock("month"))["sent"] >= 1


async def test_stop_withdraws_the_consent(home: House, ann: Person) -> None:
    """One tap, and nothing is written first any more."""
    await nudge(home, ann, NAMES[0])
    await ann.now()
    await home.moves_clock("next")
    await ann.taps("Stop")
    await ann.sees()
    await nudge(home, ann, NAMES[1])
    assert (await home.moves_clock("month"))["sent"] == 0


async def test_after_a_sign_of_danger_nothing_is_sent(home: House, ann: Person) -> None:
    """A reminder of a debt on that day could be the last straw."""
    await nudge(home, ann, NAMES[0])
    await change(home, ann, paused_since=home.app.clock.now())
    assert (await home.moves_clock("month"))["sent"] == 0


async def test_nothing_is_sent_to_a_person_who_is_being_erased_and_then_nobody_is_left(
    home: House, ann: Person
) -> None:
    """From the tap on /forget the bot is silent; a day later no row remains."""
    await nudge(home, ann, NAMES[0])
    found = await person_of(home, ann)
    assert found
    now = home.app.clock.now()
    async with home.app.database.write() as uow:
        await people.change(uow, found[0].id, status=Status.FORGETTING.value)
        at = now + timedelta(hours=24)
        await due.put(uow, Due(found[0].id, "erase", 0, "erase:1", 0, at))
        await uow.commit()
    assert (await home.moves_clock("hour"))["sent"] == 0
    assert await person_of(home, ann)
    assert (await home.moves_clock("month"))["sent"] == 0
    assert await person_of(home, ann) is None


async def test_a_trial_ends_a_day_after_the_last_visit(home: House) -> None:
    """The first screens promise it; a later visit moves the day."""
    bob = await home.sim.person("Bob")
    await bob.says("/start")
    await bob.sees()
    await home.sim.idle()
    found = await person_of(home, bob)
    assert found
    now = home.app.clock.now()
    async with home.app.database.write() as uow:
        work = Work(uow, found[0], now, now.date(), {})
        await access.case_of(work)
        await uow.commit()
    await home.moves_clock("2026-03-03T08:00:00+00:00")
    await bob.says("/start")
    await bob.sees()
    await home.sim.idle()
    await home.moves_clock("2026-03-03T12:00:00+00:00")
    kept = await person_of(home, bob)
    assert kept
    assert kept[0].case_id is not None
    await home.moves_clock("2026-03-04T12:00:00+00:00")
    gone = await person_of(home, bob)
    assert gone is None or gone[0].case_id is None


async def test_show_opens_and_hide_folds(home: House, ann: Person) -> None:
    """Details appear in the message that was tapped, and nowhere else."""
    await nudge(home, ann, NAMES[0])
    await ann.now()
    await home.moves_clock("next")
    note = await ann.sees()
    await ann.taps("Show")
    opened = await ann.sees()
    await ann.taps("Hide the details")
    folded = await ann.sees()
    assert opened.message_id == folded.message_id == note.message_id
    assert "Nothing is lost" in opened.text
    assert folded.text == note.text
    assert timedelta(minutes=10) == note_cases.OPEN_FOR
