"""The words of somebody else, noted as they were said; numbers that must not stay do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.usecases.test_contacts import with_debt

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World


@pytest.mark.parametrize(("said", "kept"), [
    ("今天不还，就去你家！（14:30）……「马上」", "今天不还，就去你家！（14:30）……「马上」"),
    ("pay now,\x00 or\u202e else；today", "pay now, or else；today"),
    ("打到１３８－００１３－８０００，马上", "打到•••, 马上"),
    ("还１２００元，马上\ud800", "还1200元，马上"),
])  # fmt: skip
async def test_exact_words_keep_their_own_punctuation(world: World, said: str, kept: str) -> None:
    """Words that are called exact are exact; what must never be kept still is not."""
    person = await with_debt(world)
    await person.sends_data("contact.new:1")
    await person.taps("f.more", ":outcome:pressed", ":channel:phone", "f.skip")
    await person.says(said)
    card = await person.taps("contact.more")
    assert kept in card.text
