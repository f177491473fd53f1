"""What the clock sends: once, discreetly, in order, and never to somebody who does not want it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.forms import FORMS
from storage import due, people
from storage.due import Due
from tests.e2e import steps

if TYPE_CHECKING:
    from tests.e2e.house import House
    from tests.fakes.client import Person


async def agrees(home: House, person: Person, *, given: bool = True) -> int:
    """Let a person agree to be messaged; return their number."""
    return await steps.agrees(home.app.database, person.id, home.app.clock.now(), given=given)


async def leaves_a_form(home: House, person: Person, name: str = "") -> int:
    """Open a form and leave it; return its number."""
    wanted = name or next(iter(FORMS))
    return await steps.leaves_a_form(home.app.database, person.id, home.app.clock.now(), wanted)


@pytest.fixture
async def ann(home: House) -> Person:
    person = await home.sim.person("Ann")
    await person.says("/start")
    await person.sees()
    await home.sim.idle()
    return person


async def test_an_unfinished_form_is_brought_up_twice_and_then_never(
    home: House, ann: Person
) -> None:
    """Day 2, day 7, silence; each a neutral line that opens on a tap and folds by itself."""
    await agrees(home, ann)
    await leaves_a_form(home, ann)
    await ann.now()
    assert (await home.moves_clock("next"))["sent"] == 1
    note = await ann.sees()
    assert note.text == "Your note for today."
    await ann.taps("Show")
    assert "Nothing is lost" in (await ann.sees()).text
    await ann.now()
    await home.moves_clock("hour")
    folded = await ann.sees()
    assert (folded.message_id, folded.text) == (note.message_id, note.text)
    moved = await home.moves_clock("month")
    assert moved["sent"] == 1
    assert moved["next_due"] is None


async def test_without_consent_nothing_is_sent(home: House, ann: Person) -> None:
    """Being messaged is asked for apart; a nudge is a message."""
    await agrees(home, ann, given=False)
    await leaves_a_form(home, ann)
    assert (await home.moves_clock("month"))["sent"] == 0


async def test_what_falls_together_is_one_message(home: House, ann: Person) -> None:
    """At most one scheduled message a day: three reminders at nine are one note."""
    await agrees(home, ann)
    for name in list(FORMS)[:2]:
        await leaves_a_form(home, ann, name)
    await ann.now()
    assert (await home.moves_clock("next"))["sent"] == 1
    await ann.taps("Show")
    opened = await ann.sees()
    assert opened.text.count("Nothing is lost") == 2


async def test_a_person_who_blocked_the_bot_is_written_to_no_more(home: House, ann: Person) -> None:
    """Telegram minds bots that go on writing; their rows stay, for when they come back."""
    person_id = await agrees(home, ann)
    await home.sim.post("control", fail=[{
        "method": "sendMessage", "status": 403,
        "description": "Forbidden: bot was blocked by the user", "times": 1,
    }])  # fmt: skip
    await leaves_a_form(home, ann)
    assert (await home.moves_clock("month"))["sent"] == 0
    async with home.app.database.read() as uow:
        found = await people.get(uow, person_id)
    assert found is not None
    assert found.status == "dormant"


async def test_flood_control_delays_a_message_and_loses_nothing(home: House, ann: Person) -> None:
    """A 429 names the seconds to wait; the same note comes after them."""
    await agrees(home, ann)
    await leaves_a_form(home, ann)
    await home.sim.post("control", fail=[{
        "method": "sendMessage", "status": 429, "retry_after": 1, "times": 1,
        "description": "Too Many Requests: retry after 1",
    }])  # fmt: skip
    await ann.now()
    await home.moves_clock("next")
    assert (await ann.sees(timeout=6)).text == "Your note for today."


async def test_a_late_message_comes_once_and_says_so(home: House, ann: Person) -> None:
    """After three days without power one honest line is better than three stale ones."""
    person_id = await agrees(home, ann)
    await leaves_a_form(home, ann)
    async with home.app.database.write() as uow:
        rows = await due.of_person(uow, person_id)
        row = next(each for each in rows if each.kind == "nudge")
        past = home.app.clock.now() - timedelta(hours=5)
        late = Due(person_id, row.kind, row.ref, row.occurrence, row.lead, past + timedelta(days=2))
        await due.put(uow, late)
        await uow.commit()
    home.app.clock.move_to(home.app.clock.now() + timedelta(days=2))
    await ann.now()
    home.app.sender.wake()
    assert "a little late" in (await ann.sees()).text


async def test_the_screen_that_could_not_be_sent_comes_later(home: House, ann: Person) -> None:
    """An update is done when it is committed; the answer that Telegram refused to take waits."""
    await home.sim.post("control", fail=[{"method": "sendMessage", "status": 502, "times": 1}])
    await ann.says("/start")
    assert "Hello" in (await ann.sees(timeout=8)).text
