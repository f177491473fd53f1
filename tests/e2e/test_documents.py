"""A dossier with photos over HTTP: what is sent, fetched back from Telegram, and handed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.bench.dossier import PHOTO
from tests.e2e.house import house
from tests.e2e.path import SECONDS, ZH, Walker, first_debt, proposal

if TYPE_CHECKING:
    from pathlib import Path


async def test_photos_of_papers_come_back_inside_the_set(tmp_path: Path, sqlite_url: str) -> None:
    """The pictures lie with Telegram alone, so the bot has to fetch them through its file door."""
    async with house(tmp_path, sqlite_url, attachments=True) as home:
        mei = Walker(await home.sim.person("小雨", ZH.language), ZH)
        await mei.says("/start")
        await first_debt(mei)
        await proposal(mei)
        await mei.taps("script:1:letter", "documents:1")
        await mei.person.taps("documents.dossier:1")
        await mei.person.waits_for("在上面", SECONDS)
        await mei.taps("documents.photos:")
        for _ in range(2):
            await mei.person.sends("photo", PHOTO.read_bytes(), name="photo.jpg")
            await mei.looks()
        await mei.person.taps("documents.dossier:1")
        await mei.person.waits_for("在上面", SECONDS)
        found = [each for each in mei.person.messages() if each.raw.get("document")]
        plain, whole = [await mei.person.downloads(each) for each in found]
        assert found[-1].raw["document"]["file_name"] == "papers.pdf"
        pages = [len(re.findall(rb"/Type ?/Page\b", pdf)) for pdf in (plain, whole)]
        assert pages[1] == pages[0] + 2
        assert whole.count(PHOTO.read_bytes()[-2000:]) == 1, "the same photo twice is kept once"
