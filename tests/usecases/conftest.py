"""A world with one router and as many people as a test needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.telegram_edge import open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.telegram_edge import World


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """People typing and tapping against the real router, on a fresh SQLite file."""
    async with open_world(sqlite_url) as opened:
        yield opened
