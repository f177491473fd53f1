"""A button stays tappable for ever, whatever its data has become by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlers import ACTIONS, SCREENS

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World

ODD = ("", ":", ":0", ":7", ":x", ":x:y", ":7:zz:-1", ":999999999999999:9:9:9", ":%s:中")


async def test_no_button_data_ends_in_an_error(world: World) -> None:
    """Old, forged or cut data shows a screen; nothing is apologised for (the fixture raises)."""
    for name in sorted({*SCREENS, *ACTIONS}):
        ann = world.chat()
        await ann.says("/start")
        for arguments in ODD:
            card = await ann.sends_data(f"{name}{arguments}"[:64])
            assert card.text, name


@pytest.mark.parametrize("data", ["", "nonsense", "nonsense:1", "::::", "中文", "home:1:2:3"])
async def test_unknown_data_is_an_old_button(world: World, data: str) -> None:
    """It says so, and that nothing was lost."""
    ann = world.chat()
    await ann.says("/start")
    card = await ann.sends_data(data)
    assert "old one" in card.text
    card = await ann.taps("Back to where I was")
    assert "most pressing" in card.text


async def test_a_button_of_a_finished_form_never_reaches_the_next_one(world: World) -> None:
    """Numbers are not given out again, or an old *Throw away* would throw away something new."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("path", "budget", "budget.quick", ":region:gb")
    await ann.taps("f.leave", "f.drop:")
    throw_away = ann.card.button("f.drop2:")["callback_data"]
    await ann.taps("f.drop2:")
    await ann.says("/budget")
    await ann.taps("budget.quick")
    asked = ann.card.text
    await ann.sends_data(throw_away)
    await ann.sends_data("form")
    assert ann.card.text == asked
