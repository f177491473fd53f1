"""One person is erased at the command line when they ask the host, with a word that can be checked."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from bot import settings
from storage import engine, erasures, people, signing
from tests.usecases.test_cli_staff import _counsellor_with_client, _told, folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["folder"]


def _there(telegram_id: int) -> bool:
    async def look() -> bool:
        database = engine.connect(settings.read(token_needed=False).database_url)
        try:
            async with database.read() as uow:
                return await people.find(uow, telegram_id) is not None
        finally:
            await database.close()

    return asyncio.run(look())


def test_a_person_is_erased_and_the_hosts_word_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who asks for it in a letter, without Telegram, gets the same as by /forget, and a proof."""
    _counsellor_with_client()
    code, said = _told(capsys, "erase", "8")
    assert (code, _there(8)) == (2, True)
    assert "--yes" in said
    code, said = _told(capsys, "erase", "8", "--yes")
    word = json.loads(said)
    assert (code, _there(8), _there(7)) == (0, False, True)
    assert (word["erased"], word["rows"]["persons"], word["left"]) == (8, 1, 0)
    key, signature = word.pop("key"), word.pop("signature")
    data = json.dumps(word, sort_keys=True, separators=(",", ":")).encode()
    assert signing.verify(key, signature, data)
    assert not signing.verify(key, signature, data.replace(b'"left":0', b'"left":1'))
    assert len(erasures.read(folder)) == 1
    assert _told(capsys, "erase", "8", "--yes") == (1, "Nothing is kept of that person.\n")
