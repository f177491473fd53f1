"""Any screen in any language for translators and hosts: made up, and nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.ui import callbacks
from bot.ui.cards_screens import as_text
from handlers import SCREENS
from handlers.sampling import NoScreenError, opened
from tests.fakes.telegram_edge import open_world
from tests.limits import faults

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World


COACHES = frozenset({"groups", "series"})
"""Screens for setting a group up, which may hold more than a frightened person can take in."""


async def test_every_listed_screen_and_question_is_drawn_in_every_language(world: World) -> None:
    """A translator looks at words where they stand, not in a file."""
    wrong, drawn_names = [], set()
    async with opened(world.services, world.now) as sample:
        addresses = await sample.addresses()
        for locale in world.services.catalogs.locales:
            for address in addresses:
                card, t, drawn = await sample.draw(address, locale)
                if callbacks.unpack(address)[0].partition(".")[0] not in COACHES:
                    wrong += [f"{locale} {address}: {fault}" for fault in faults(t, card, address)]
                drawn_names.add(callbacks.unpack(drawn)[0])
                assert t.locale == locale
                assert "<b>" not in as_text(card)
    assert not wrong, "\n".join(wrong)
    assert len(drawn_names & SCREENS.keys()) > 120
    assert sum(address.startswith("step:") for address in addresses) > 100


async def test_a_look_changes_nothing_for_the_next(world: World) -> None:
    """Looking at "erase everything" must not erase what the next look needs."""
    async with opened(world.services, world.now) as sample:
        before, _, _ = await sample.draw("debts", "en")
        await sample.draw("forget.now", "en")
        after, _, _ = await sample.draw("debts", "zh_Hans_CN")
        assert "Visa" in before.text
        assert "Visa" in after.text
        with pytest.raises(NoScreenError):
            await sample.draw("nothing.of_the_kind", "en")


async def test_an_owner_looks_in_the_chat_and_nobody_else_can(sqlite_url: str) -> None:
    """The words are checked on a telephone; nothing there works, and nothing is kept."""
    async with open_world(sqlite_url, owner_ids=(77_001,)) as world:
        owner, other = world.chat("Own"), world.chat("Bo")
        await owner.says("/start")
        await other.says("/start")
        card = await owner.says("/screen debt:2 zh-hans")
        shown = "\n".join(each.text for each in owner.messages)
        assert "Mastercard" in shown
        assert "信用卡" in shown
        assert "A preview: debt:2" in card.text
        assert "[准备沟通]" in card.text
        assert "negotiate" not in str(card.buttons)
        await owner.says("/screen")
        assert "step:debt:kind" in "\n".join(each.text for each in owner.messages)
        assert "Nothing can be shown" in (await owner.says("/screen nope")).text
        assert "Mastercard" not in (await owner.says("/debts")).text
        refused = await other.says("/screen debt:2")
        assert "preview" not in refused.text
