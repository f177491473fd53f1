"""A year of simulated people in frozen time: what is sent equals what an independent oracle says."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.model.lives import BEGIN, life
from tests.model.oracle import Oracle
from tests.model.product import product
from tests.sizes import size

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.model.oracle import Message

PEOPLE, DAYS, BATCHES = size(25, 100), size(90, 365), size(1, 10)
"""A thousand people in ten batches, so that a soak that was stopped goes on with the next one."""
SHOWN = 5


def differences(wanted: list[Message], found: list[Message]) -> list[str]:
    """Return what was lost and what came too much, in order."""
    lost, extra = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    both = [("lost", each) for each in lost.elements()] + [("extra", e) for e in extra.elements()]
    return [f"{how} {each.at:%Y-%m-%d %H:%M} {sorted(each.items)}" for how, each in
            sorted(both, key=lambda pair: pair[1].at)]  # fmt: skip


@pytest.mark.parametrize("batch", range(BATCHES))
async def test_everybody_is_sent_what_the_rules_say_and_nothing_else(
    sqlite_url: str, batch: int, record_property: Callable[[str, object], None]
) -> None:
    """No loss, no double, on the right day, at the right hour, whatever people do meanwhile."""
    seed = os.environ.get("MODEL_SEED") or secrets.token_hex(4)
    end = BEGIN + timedelta(days=DAYS)
    oracles = [Oracle(life(f"{seed}:{batch}:{n}", 1000 + n, DAYS)) for n in range(PEOPLE)]
    for oracle in oracles:
        oracle.tell(BEGIN, end)
    acts = [(each.life.chat, act, told) for each in oracles for act, told in each.concrete]
    async with product(sqlite_url) as house:
        await house.enters([each.life for each in oracles], BEGIN)
        await house.lives_through(sorted(acts, key=lambda act: act[1].at), end)
        said = await house.said()
    wanted = {each.life.chat: each.sent for each in oracles}
    wrong = {chat: differences(wanted[chat], said[chat]) for chat in wanted}
    wrong = {chat: each for chat, each in wrong.items() if each}
    sent, items = sum(map(len, said.values())), Counter(
        item[0] for each in said.values() for message in each for item in message.items
    )  # fmt: skip
    record_property(
        "counts",
        f"seed {seed}: {PEOPLE} people, {DAYS} days, {len(acts)} acts, {sent} messages "
        f"({dict(items)}), {len(wrong)} people with a difference",
    )
    told = "\n".join(f"{chat}: {each[:SHOWN]}" for chat, each in list(wrong.items())[:SHOWN])
    assert not wrong, f"seed {seed}, {len(wrong)} people:\n{told}"
