"""A world with the bot's router, and the console's pages on the same database and clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.console.office import Office
from tests.fakes.telegram_edge import open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """Nobody works here yet."""
    async with open_world(sqlite_url) as world, Office(world) as opened:
        yield opened
