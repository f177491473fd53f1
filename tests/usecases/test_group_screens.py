"""Every private screen of a group that taps can reach, in both languages, inside the limits.

The same walk as that of a person's own screens: each step in a transaction that is never committed.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import pytest

from bot.ui import callbacks
from coach.groups import GroupKind
from handlers import ACTIONS, ADMINISTERED, SCREENS
from storage import groups
from tests.fakes.circles import whole
from tests.limits import faults
from usecases import people
from usecases.people import transaction

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.texts import Texts
    from tests.fakes.telegram_edge import Chat, World

LANGUAGES = {"en": "en", "zh-hans": "zh_Hans_CN"}
MOST = 1500


async def draw(
    world: World, chat: Chat, data: str, admin_of: frozenset[int]
) -> tuple[Card, Texts, str]:
    """Return the card that a tap leads to and its address, leaving nothing behind."""
    async with world.database.write() as uow:
        met, _ = await people.meet(uow, chat.id, "en", world.now)
        ctx = world.router._context(uow, met, world.now)
        ctx.message_id, ctx.admin_of = 1, admin_of
        result = await world.router._tap(ctx, data)
        card, address = await world.router._resolve(ctx, result)
        return card, ctx.t, address


async def bare(world: World) -> int:
    """Add a channel in which nothing is set up yet, with a long name."""
    async with transaction(world.database) as uow:
        group = await groups.add(
            uow, -100888, GroupKind.CHANNEL, "An uncommonly long name of a channel",
            locale="en", zone="UTC", region=None, now=world.now,
        )  # fmt: skip
        await uow.commit()
    return group.id


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_of_a_group_keeps_the_limits(world: World, language: str) -> None:
    """A coach reads on a phone too: a cut-off button or a wall of text costs a group its lessons."""
    made, channel = await whole(world), await bare(world)
    chat = world.chat(language=language)
    await chat.says("/start")
    mine = frozenset((made.group.id, channel))
    starts = [
        "groups", f"groups.topic:{made.group.id}:5",
        f"series.lengths:{made.group.id}", f"groups.found:{channel}:America/New_York",
        *(f"{name}:{number}" for name in ("groups.one", "first") for number in mine),
    ]  # fmt: skip
    queue, seen, wrong = deque(starts), set(starts), []
    reached: set[str] = set()
    while queue and len(seen) < MOST:
        data = queue.popleft()
        card, t, address = await draw(world, chat, data, mine)
        reached |= {callbacks.unpack(data)[0], callbacks.unpack(address)[0]}
        wrong += [f"{data}: {fault}" for fault in faults(t, card, address)]
        for row in card.rows:
            for button in row:
                name = callbacks.unpack(button.data or "home")[0]
                if name not in SCREENS and name not in ACTIONS:
                    wrong.append(f"{data}: {button.label} leads nowhere ({name})")
                about_groups = name in ADMINISTERED or name == "groups"
                if button.data and about_groups and button.data not in seen:
                    seen.add(button.data)
                    queue.append(button.data)
    assert not wrong, "\n".join(wrong)
    # Typed answers and a host's own lessons lead to these, a tap to all the others.
    assert ADMINISTERED - reached <= {
        "series.draft", "series.put", "box.answered", "box.put", "series.ours", "series.ours_take",
    }  # fmt: skip


async def test_whoever_left_the_first_questions_half_way_finds_them_under_the_series(
    world: World,
) -> None:
    """Begun without them, a series would keep no member's clock and tell nobody's rights."""
    channel = await bare(world)
    chat = world.chat()
    await chat.says("/start")
    _, _, address = await draw(world, chat, f"series:{channel}", frozenset((channel,)))
    assert callbacks.unpack(address)[0] == "first"
