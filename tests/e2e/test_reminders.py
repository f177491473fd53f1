"""A reminder from the first tap to *Paid*, as a person with a plan meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.walk import Walk

if TYPE_CHECKING:
    from tests.e2e.house import House
    from tests.fakes.client import Person, Seen


async def with_a_plan(home: House, language: str) -> tuple[Person, Seen]:
    """Walk through the fourth door and agree to be reminded."""
    ann = await home.sim.person("Ann", language)
    walk = Walk(ann)
    await ann.says("/start")
    await ann.sees()
    await ann.taps("plan.new")
    screen = await ann.sees()
    while (act := walk.following(screen)) is not None:
        await walk.does(act)
        screen = await ann.sees()
    await ann.taps("plan.remind")
    screen = await ann.sees()
    await home.sim.idle()
    await ann.now()
    return ann, screen


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_a_note_says_nothing_until_it_is_opened_and_paid_is_one_tap(
    home: House, language: str
) -> None:
    """Whoever looks over a shoulder reads a neutral line; the person needs two taps."""
    ann, _ = await with_a_plan(home, language)
    moved = await home.moves_clock("next")
    note = await ann.sees()
    assert moved["sent"] == 1
    assert "1" not in note.text
    await ann.taps("note.show")
    assert "1,200" in (await ann.sees()).text
    for _ in range(3):
        await ann.now()
        await home.moves_clock("next")
        await ann.sees()
        await ann.taps("note.show")
        opened = await ann.sees()
        if any((key.data or "").startswith("pay:") for key in opened.keys):
            break
    await ann.taps("pay:")
    said = await ann.sees()
    assert said.message_id == opened.message_id, "the outcome belongs into that message alone"
    assert any((key.data or "").startswith("pay.undo") for key in said.keys)


async def test_three_messages_and_one_look_back_then_quiet_until_the_next_payment(
    home: House,
) -> None:
    """Silence is no answer, and no reason to write more."""
    ann, _ = await with_a_plan(home, "en")
    moved = await home.moves_clock("2026-03-31T00:00:00+00:00")
    assert moved["sent"] == 4
    await ann.refresh()
    assert {m.text for m in ann.messages()[-4:]} == {"Your note for today."}


async def test_a_month_without_the_process_brings_one_late_note(home: House) -> None:
    """Nobody reads five stale reminders; one says that it is late."""
    ann, _ = await with_a_plan(home, "en")
    home.app.clock.move_to(home.app.clock.now().replace(month=3, day=9, hour=12))
    home.app.sender.wake()
    await home.app.sender.idle()
    await ann.refresh()
    assert [m.text for m in ann.messages()].count("Your note for today.") == 0
    assert "a little late" in ann.last().text
