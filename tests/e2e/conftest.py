"""People walk the real application through the simulator's own HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.house import House, house

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def home(tmp_path: Path, sqlite_url: str) -> AsyncIterator[House]:
    """The application on SQLite, polling, at nine in the morning of 2 March 2026 (UTC)."""
    async with house(tmp_path, sqlite_url) as opened:
        yield opened
