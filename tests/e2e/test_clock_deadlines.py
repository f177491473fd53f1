"""What the clock sends about deadlines and contacts: discreet, on its day, never swallowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.house import House
    from tests.fakes.client import Person

NOTE = "Your note for today."


@pytest.fixture
async def ann(home: House) -> Person:
    person = await home.sim.person("Ann")
    await person.says("/start")
    await person.sees()
    await home.sim.idle()
    return person


async def _answer(person: Person, *acts: str) -> None:
    """Type what has no colon, tap what has one."""
    for act in acts:
        await (person.taps(act) if ":" in act or "." in act else person.says(act))
        await person.sees()


async def court_date(person: Person, days: int) -> None:
    """Note a court date some days away and agree to reminders in London."""
    await _answer(person, "/deadlines", "deadline.new", ":court_answer")
    await _answer(person, f"in {days} days", "f.skip", "deadline.remind", "settings.in:gb")


async def contact(person: Person) -> None:
    """Note that they said no, and ask to be reminded."""
    await _answer(person, "/log", "contact.new", ":refused", ":phone", "f.skip", "f.skip")
    await _answer(person, "contact.remind")


async def test_a_deadline_is_named_only_on_show_and_can_be_done(home: House, ann: Person) -> None:
    """Nobody who looks over a shoulder reads of a court."""
    await court_date(ann, 9)
    await home.sim.idle()
    await ann.now()
    moved = await home.moves_clock("next")
    note = await ann.sees()
    assert (moved["sent"], note.text) == (1, NOTE)
    await ann.taps("Show")
    opened = await ann.sees()
    assert "court" in opened.text
    assert "7 days left" in opened.text
    await ann.taps("deadline.done")
    await ann.sees()
    assert (await home.moves_clock("month"))["sent"] == 0


async def test_all_four_messages_of_a_deadline_come(home: House, ann: Person) -> None:
    """7, 3, 1 and 0 days before; an unanswered one never stops the next."""
    await court_date(ann, 9)
    await home.sim.idle()
    assert (await home.moves_clock("month"))["sent"] == 4


async def test_a_deadline_is_not_held_back_by_another_message_of_the_day(
    home: House, ann: Person
) -> None:
    """A follow-up and a deadline on one day are two messages (care 7)."""
    await court_date(ann, 6)
    await contact(ann)
    await home.sim.idle()
    await ann.now()
    for _ in range(4):
        await home.moves_clock("day")
    await ann.refresh()
    assert [m.text for m in ann.messages()].count(NOTE) == 2, "both on the third day"


async def test_a_follow_up_comes_once_and_says_whom_only_on_show(home: House, ann: Person) -> None:
    """A chosen day is kept; silence is not followed by a second message."""
    await contact(ann)
    await _answer(ann, "settings.in:gb")
    await home.sim.idle()
    await ann.now()
    assert (await home.moves_clock("next"))["sent"] == 1
    assert (await ann.sees()).text == NOTE
    await ann.taps("Show")
    opened = await ann.sees()
    assert "in writing" in opened.text
    assert any((key.data or "").startswith("contact.new") for key in opened.keys)
    assert (await home.moves_clock("month"))["sent"] == 0
