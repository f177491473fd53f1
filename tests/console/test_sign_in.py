"""The way into the console: a code on the page, a yes in the bot, and nothing else lets anybody in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coach.people import Role
from storage.tables_console import sessions
from usecases import console
from usecases.staff import end_access

if TYPE_CHECKING:
    from tests.console.office import Browser, Office


async def inside(browser: Browser) -> bool:
    """Tell whether the browser is signed in."""
    answer = await browser.opens("/caseload")
    if answer.status_code == 303:
        assert answer.headers["location"] == "/console/sign-in"
        return False
    assert answer.status_code == 200
    return True


async def test_a_code_confirmed_in_the_bot_signs_that_browser_in(office: Office) -> None:
    """The whole way, as somebody walks it."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = office.browser()
    assert not await inside(browser)
    code = await browser.asks()
    card = await anna.says("/console")
    assert "127.0.0.1:8080/console" in card.text, "a loopback address is text"
    assert not any("url" in button for row in card.buttons for button in row)
    await anna.taps("console.code")
    card = await anna.says(f"{code[:3].lower()} {code[3:].lower()}")
    assert "Firefox, Linux" in card.text
    assert not await inside(browser)
    await anna.taps("console.yes")
    answer = await browser.opens("/sign-in")
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    assert await inside(browser)


async def test_the_link_on_the_page_brings_the_code_and_asks(office: Office) -> None:
    """Opening it confirms nothing."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = office.browser()
    code = await browser.asks()
    card = await anna.says(f"/start con_{code}")
    assert code[:3] in card.text
    await browser.opens("/sign-in")
    assert not await inside(browser)
    await anna.taps("console.yes")
    await browser.opens("/sign-in")
    assert await inside(browser)


async def test_no_leaves_the_browser_outside(office: Office) -> None:
    """And the code is void."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = office.browser()
    code = await browser.asks()
    await anna.says(f"/console {code}")
    await anna.taps("console.no")
    await anna.sends_data(f"console.yes:{code}")
    await browser.opens("/sign-in")
    assert not await inside(browser)


async def test_a_code_works_once(office: Office) -> None:
    """A second yes, by anybody, changes nothing."""
    anna, ben = await office.hires(Role.COUNSELLOR), await office.hires(Role.OWNER, "Ben")
    browser = office.browser()
    code = await browser.asks()
    await anna.says(f"/console {code}")
    await anna.taps("console.yes")
    card = await ben.says(f"/console {code}")
    assert "No browser shows that code" in card.text
    card = await anna.sends_data(f"console.yes:{code}")
    assert "No browser shows that code" in card.text


async def test_a_code_is_over_after_five_minutes(office: Office) -> None:
    """Both on the page and in the bot."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = office.browser()
    code = await browser.asks()
    await anna.says(f"/console {code}")
    office.world.move(minutes=5, seconds=1)
    card = await anna.taps("console.yes")
    assert "No browser shows that code" in card.text
    assert "is over" in (await browser.opens("/sign-in")).text
    assert not await inside(browser)


async def test_a_confirmation_is_picked_up_within_the_same_five_minutes(office: Office) -> None:
    """A browser that went away is not signed in tomorrow."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = office.browser()
    code = await browser.asks()
    await anna.says(f"/console {code}")
    await anna.taps("console.yes")
    office.world.move(minutes=6)
    await browser.opens("/sign-in")
    assert not await inside(browser)


async def test_somebody_elses_browser_is_not_signed_in(office: Office) -> None:
    """The code belongs to the browser that shows it."""
    anna = await office.hires(Role.COUNSELLOR)
    hers, other = office.browser(), office.browser()
    code = await hers.asks()
    await other.asks()
    await anna.says(f"/console {code}")
    await anna.taps("console.yes")
    await other.opens("/sign-in")
    assert not await inside(other)
    await hers.opens("/sign-in")
    assert await inside(hers)


async def test_a_cookie_that_was_planted_is_worth_nothing_after_the_sign_in(
    office: Office,
) -> None:
    """Fixation: whoever knew the cookie of before does not know the one of after."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = office.browser()
    code = await browser.asks()
    before = browser.cookie
    await anna.says(f"/console {code}")
    await anna.taps("console.yes")
    await browser.opens("/sign-in")
    assert browser.cookie != before
    thief = office.browser()
    thief.http.cookies.set("duewell", before, domain="127.0.0.1")
    await thief.opens("/sign-in")
    assert not await inside(thief)
    assert await inside(browser)


async def test_a_confirmed_cookie_opens_no_page_before_it_was_exchanged(office: Office) -> None:
    """Only the sign-in page exchanges it, and once."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = office.browser()
    code = await browser.asks()
    await anna.says(f"/console {code}")
    await anna.taps("console.yes")
    assert not await inside(browser)
    copied = office.browser()
    copied.http.cookies.set("duewell", browser.cookie, domain="127.0.0.1")
    await browser.opens("/sign-in")
    await copied.opens("/sign-in")
    assert await inside(browser)
    assert not await inside(copied)


@pytest.mark.parametrize("cookie", ["", "x", "0" * 4000, "' OR 1=1 --", "duewell"])
async def test_a_forged_cookie_opens_nothing(office: Office, cookie: str) -> None:
    """Neither a page nor a session."""
    anna = await office.hires(Role.COUNSELLOR)
    await office.enters(anna)
    forger = office.browser()
    forger.http.cookies.set("duewell", cookie, domain="127.0.0.1")
    assert not await inside(forger)


async def test_opening_a_page_begins_no_sign_in(office: Office) -> None:
    """GET writes nothing: a link, a preview or a robot does not fill the table."""
    browser = office.browser()
    for path in ("", "/sign-in", "/caseload", "/nowhere"):
        await browser.opens(path)
    async with office.world.database.read() as uow:
        assert (await uow.run(select(sessions))).all() == []


async def test_five_wrong_codes_are_enough_for_a_while(office: Office) -> None:
    """Nobody finds a waiting browser by trying; after a quarter of an hour it works again."""
    anna = await office.hires(Role.COUNSELLOR)
    for letters in "BCDFG":
        card = await anna.says(f"/console {letters * 6}")
        assert "No browser shows that code" in card.text
    browser = office.browser()
    code = await browser.asks()
    card = await anna.says(f"/console {code}")
    assert "several wrong codes" in card.text
    assert "several wrong codes" in (await anna.sends_data(f"console.yes:{code}")).text
    office.world.move(minutes=16)
    assert await inside(await office.enters(anna, browser))


async def test_an_address_is_given_only_so_many_codes(office: Office) -> None:
    """A script cannot fill the table, nor collect codes to try."""
    browser = office.browser()
    for _ in range(console.MOST_CODES):
        assert (await browser.posts("/sign-in")).status_code == 303
    answer = await browser.posts("/sign-in")
    assert answer.status_code == 429
    assert "quarter of an hour" in answer.text
    office.world.move(minutes=16)
    assert (await browser.posts("/sign-in")).status_code == 303


async def test_a_client_has_no_console(office: Office) -> None:
    """The command does not exist for them, nor does a forged button."""
    client = await office.hires(Role.CLIENT)
    browser = office.browser()
    code = await browser.asks()
    for text in ("/console", f"/console {code}", f"/start con_{code}"):
        assert code[:3] not in (await client.says(text)).text
    for data in ("console", "console.code", f"console.check:{code}", f"console.yes:{code}"):
        await client.sends_data(data)
    await browser.opens("/sign-in")
    assert not await inside(browser)


async def test_one_without_a_name_is_asked_for_it_first(office: Office) -> None:
    """Clients must be able to read who looked."""
    owner = await office.hires(Role.OWNER)
    async with office.world.database.write() as uow:
        await uow.run(sessions.metadata.tables["staff"].delete())
        await uow.commit()
    card = await owner.says("/console")
    assert "the name that clients read" in card.text
    code = await office.browser().asks()
    assert "the name that clients read" in (await owner.says(f"/console {code}")).text


async def test_half_an_hour_without_use_signs_out(office: Office) -> None:
    """A page left open in an office tells the next visitor nothing."""
    browser = await office.enters(await office.hires(Role.COUNSELLOR))
    office.world.move(minutes=29)
    assert await inside(browser)
    office.world.move(minutes=29)
    assert await inside(browser)
    office.world.move(minutes=31)
    assert not await inside(browser)


async def test_twelve_hours_are_the_longest(office: Office) -> None:
    """However busy it was."""
    browser = await office.enters(await office.hires(Role.COUNSELLOR))
    for _ in range(35):
        office.world.move(minutes=20)
        assert await inside(browser)
    office.world.now += timedelta(minutes=21)
    assert not await inside(browser)


async def test_signing_out_ends_the_session_at_the_server(office: Office) -> None:
    """A copied cookie is worth nothing then."""
    browser = await office.enters(await office.hires(Role.COUNSELLOR))
    cookie = browser.cookie
    answer = await browser.sends("/sign-out", "/caseload")
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/sign-in")
    browser.http.cookies.set("duewell", cookie, domain="127.0.0.1")
    assert not await inside(browser)


async def test_the_end_of_access_ends_every_session(office: Office) -> None:
    """At once, in all browsers."""
    anna = await office.hires(Role.COUNSELLOR)
    browsers = [await office.enters(anna) for _ in range(2)]
    async with office.world.database.write() as uow:
        await end_access(uow, None, await office.number(anna), office.world.now)
        await uow.commit()
    assert [await inside(each) for each in browsers] == [False, False]


async def test_whoever_erases_themselves_is_signed_out(office: Office) -> None:
    """Asked for already, and when it is done."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = await office.enters(anna)
    await anna.says("/forget")
    await anna.taps("Yes, erase")
    assert not await inside(browser)


async def test_the_file_tells_neither_cookie_nor_code_nor_browser(office: Office) -> None:
    """A stolen database signs nobody in."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = await office.enters(anna)
    waiting = office.browser()
    code = await waiting.asks()
    path = office.world.database.writer.url.database
    assert path
    written = b""
    for name in (path, f"{path}-wal"):
        with open(name, "rb") as file:  # noqa: ASYNC230, PTH123
            written += file.read()
    for secret in (browser.cookie, waiting.cookie, code, "Firefox"):
        assert secret.encode() not in written


async def test_with_a_public_address_the_bot_gives_a_button_and_the_cookie_is_secure(
    sqlite_url: str,
) -> None:
    """Under https alone, for one name alone, and never to a page that another site opened."""
    from tests.console.office import Office as Opened
    from tests.fakes.telegram_edge import open_world

    root = "https://coach.example.org"
    async with open_world(sqlite_url, console_url=root) as world, Opened(world) as office:
        anna = await office.hires(Role.COUNSELLOR)
        card = await anna.says("/console")
        assert f"{root}/console" in [b.get("url") for row in card.buttons for b in row]
        browser = office.browser(root)
        begun = await browser.posts("/sign-in")
        said = begun.headers["set-cookie"].lower()
        assert said.startswith("__host-duewell=")
        for word in ("httponly", "samesite=strict", "secure", "path=/"):
            assert word in said
        assert "domain=" not in said
        assert (await office.browser("https://other.example.org").opens()).status_code == 421
        assert (await office.browser().opens()).status_code == 421
        assert await inside(await office.enters(anna, office.browser(root)))
