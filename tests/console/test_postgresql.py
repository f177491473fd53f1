"""The same pages on the other database: its types and its locks are not SQLite's."""

from __future__ import annotations

from coach.people import Role
from coach.permits import Level
from console.pages import PAGES
from tests.console.office import Office
from tests.fakes.telegram_edge import open_world
from tests.usecases.test_screens import full_file


async def test_every_page_answers_on_postgresql(postgresql_url: str) -> None:
    """Signed in, read, written to, signed out."""
    async with open_world(postgresql_url) as world, Office(world) as office:
        olga = await office.hires(Role.OWNER, "Olga")
        client = await full_file(world, "en")
        number = await office.entrusts(client, olga, Level.DOCUMENTS)
        browser = await office.enters(olga)
        page = f"/case/{number}"
        await browser.sends(f"{page}/write", page, words="Good morning")
        await browser.sends(f"{page}/task", page, words="Bring the letter", due="2026-03-09")
        await browser.sends(f"{page}/note", page, words="Sounded tired", shared="1")
        await browser.sends(f"{page}/suggest/1", page, amount="90")
        await browser.sends(
            "/broadcasts", "/broadcasts", words="Hello", locale="en", region="", stage="all"
        )
        for path in PAGES:
            if path in ("/staff/{number}/end", "/broadcasts/{number}/cancel"):
                continue
            wanted = path.replace("{number}", str(number) if "case" in path else "1")
            assert (await browser.opens(wanted)).status_code == 200, path
        shown = (await browser.opens(page)).text
        for words in ("Good morning", "Bring the letter", "Sounded tired", "Visa"):
            assert words in shown
        march = (await browser.opens("/calendar?month=2026-03")).text
        assert ">Deadline<" in march
        assert "Bring the letter" in march
        await browser.sends("/sign-out", "/caseload")
        assert (await browser.opens("/caseload")).status_code == 303
