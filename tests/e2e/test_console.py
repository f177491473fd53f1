"""The console of the real application: over its own web server, with the bot on a simulator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx

from coach.people import Consent, Role
from coach.permits import Level
from storage import consents, grants, people, staff
from tests.e2e.house import house, settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.house import House

CODE = re.compile(r"<code>([A-Z]{3}) ([A-Z]{3})</code>")


async def hires(home: House, telegram_id: int, role: Role, name: str) -> int:
    """Give somebody who has started the bot a role and a name; return our number."""
    async with home.app.database.write() as uow:
        found = await people.find(uow, telegram_id)
        assert found is not None
        await people.change(uow, found[0].id, role=role.value)
        await staff.name(uow, found[0].id, name, home.app.clock.now())
        await uow.commit()
    return found[0].id


async def test_a_counsellor_signs_in_and_writes_to_a_client_who_reads_it_in_the_bot(
    home: House,
) -> None:
    """Browser, web server, bot, clock and client's chat: the whole of it, nothing replaced."""
    anna, mei = await home.sim.person("Anna"), await home.sim.person("Mei")
    for each in (anna, mei):
        await each.says("/start")
        await each.waits_for("Hello")
    counsellor = await hires(home, anna.id, Role.COUNSELLOR, "Anna")
    async with home.app.database.write() as uow:
        found = await people.find(uow, mei.id)
        assert found is not None
        client = found[0].id
        now = home.app.clock.now()
        await grants.put(uow, client, counsellor, Level.NOTHING, None, now)
        for kind in (Consent.KEEP, Consent.MESSAGES):
            await consents.record(uow, client, kind, given=True, locale="en", now=now)
        await uow.commit()
    host, port = home.app.address or ("", 0)
    root = f"http://{host}:{port}"
    same = {"origin": root, "sec-fetch-site": "same-origin"}
    async with httpx.AsyncClient(base_url=root, trust_env=False) as browser:
        assert (await browser.get("/console")).headers["location"] == "/console/sign-in"
        begun = await browser.post("/console/sign-in", data={"a": "1"}, headers=same)
        assert begun.status_code == 303
        code = CODE.search((await browser.get("/console/sign-in")).text)
        assert code
        await anna.says(f"/console {code[1]}{code[2]}")
        await anna.waits_for("Sign this browser in")
        await anna.taps("console.yes")
        await anna.waits_for("Done.")
        assert (await browser.get("/console/sign-in")).headers["location"] == "/console"
        shown = await browser.get(f"/console/case/{client}")
        assert shown.status_code == 200
        assert "style-src 'self'" in shown.headers["content-security-policy"]
        token = re.search(r'name="token" value="([0-9a-f]+)"', shown.text)
        assert token
        await mei.now()
        form = {"token": token[1], "words": "Good morning, how are you?"}
        sent = await browser.post(f"/console/case/{client}/write", data=form, headers=same)
        assert "done=sent" in sent.headers["location"]
        big = {"token": token[1], "words": "x" * 100_000}
        sent = await browser.post(f"/console/case/{client}/write", data=big, headers=same)
        assert sent.status_code == 413
    assert str(mei.id) not in shown.text
    note = await mei.sees(timeout=20)
    assert "Good morning" not in note.text, "hidden until it is asked for"
    await mei.taps("note.show")
    await mei.waits_for("Good morning, how are you?")


async def test_open_to_others_without_an_address_there_is_no_console(
    tmp_path: Path, sqlite_url: str
) -> None:
    """Nobody is let in by a name that the host did not choose."""
    async with house(tmp_path, sqlite_url, listen="0.0.0.0:0") as opened:
        _, port = opened.app.address or ("", 0)
        async with httpx.AsyncClient(trust_env=False) as browser:
            answer = await browser.get(f"http://127.0.0.1:{port}/console/sign-in")
        assert answer.status_code == 404


def test_the_address_of_the_console_is_judged_at_start(tmp_path: Path) -> None:
    """A path, a missing name or another kind of address stops with one sentence."""
    import pytest

    from bot import settings as reader

    for wrong in ("coach.example.org", "ftp://a.org", "https://", "https://a.org/x", "https://a?b"):
        with pytest.raises(reader.SettingsError, match="CONSOLE_URL"):
            reader.read({"BOT_TOKEN": "1:x", "CONSOLE_URL": wrong})
    good = reader.read({"BOT_TOKEN": "1:x", "CONSOLE_URL": "https://coach.example.org/"})
    assert good.console_address == "https://coach.example.org/console"
    given = settings("http://t", tmp_path, "", listen="127.0.0.1:8080")
    assert given.console_address == "http://127.0.0.1:8080/console"
    assert settings("http://t", tmp_path, "", listen="0.0.0.0:8080").console_address == ""
