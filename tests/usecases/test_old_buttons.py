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
