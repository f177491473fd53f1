"""The console in a real browser: signed in as people do, checked by axe, by keyboard and by eye.

Every page at the width of a small phone and of a desk, in both languages and both colour schemes;
pictures stand in build/console.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright

from coach.groups import GroupKind
from coach.people import Role
from coach.permits import Level
from storage import broadcasts, grants, groups
from tests.browser.page import FLAGS, ROOT
from tests.console.office import Office
from tests.fakes.server import serve
from tests.fakes.telegram_edge import open_world
from tests.usecases.test_screens import full_file
from usecases import series

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

    from tests.fakes.telegram_edge import Chat

PICTURES = ROOT / "build" / "console"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
LANGUAGES = {"en": "en", "zh-hans": "zh-CN"}
PATHS = (
    "/caseload", "/case/{client}", "/calendar?month=2026-04", "/series", "/staff",
    "/staff/{counsellor}/end", "/audit", "/health", "/broadcasts", "/broadcasts/1", "/numbers",
    "/nowhere",
)  # fmt: skip
NOTHING_CUT = """() => document.documentElement.scrollWidth <= window.innerWidth"""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-console")]


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Debian's chromium, without a window."""
    async with async_playwright() as driver:
        running = await driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        await running.close()


async def hosted(office: Office, language: str) -> tuple[Chat, dict[str, int]]:
    """Fill the office: an owner who counsels, a colleague, a client with a full file, a group."""
    olga = await office.hires(Role.OWNER, "Olga", language)
    ben = await office.hires(Role.COUNSELLOR, "Ben", language)
    client = await full_file(office.world, language)
    number = await office.entrusts(client, olga, Level.DOCUMENTS)
    for level in (Level.NOTHING, Level.PROGRESS):
        await office.entrusts(await office.hires(Role.CLIENT), olga, level)
    async with office.world.database.write() as uow:
        await grants.call(uow, number, "Mei")
        group = await groups.add(
            uow, -100200, GroupKind.SUPERGROUP, "Kitchen table", locale="en",
            zone="Europe/London", region=None, now=office.world.now,
        )  # fmt: skip
        await series.begin(uow, group, office.world.now, 6)
        me = await office.number(olga)
        await broadcasts.add(uow, me, "en", "We are closed on Friday.", office.world.now)
        await uow.commit()
    return olga, {"client": number, "counsellor": await office.number(ben)}


async def signs_in(page: Page, root: str, owner: Chat) -> None:
    """Walk the way in: the button, the code, yes in the bot, and the page goes on by itself."""
    await page.goto(f"{root}/console")
    await page.locator("main button").click()
    code = re.sub(r"\s", "", await page.locator(".code code").inner_text())
    await owner.says(f"/console {code}")
    await owner.taps("console.yes")
    await page.wait_for_url("**/console/caseload", timeout=15_000)


async def faults(page: Page, where: str, only: str = "") -> list[str]:
    """Return what axe finds (by one rule of it alone), and what would be cut off."""
    rules = {"resultTypes": ["violations"]} | ({"runOnly": [only]} if only else {})
    found = await Axe().run(page, options=rules)
    said = [f"{where}: {each['id']}: {each['nodes'][0]['html'][:120]}"
            for each in found.response["violations"]]  # fmt: skip
    if not await page.evaluate(NOTHING_CUT):
        said.append(f"{where}: wider than the screen")
    return said


@pytest.mark.parametrize("language", list(LANGUAGES))
async def test_every_page_can_be_read_by_everybody(
    browser: Browser, sqlite_url: str, language: str
) -> None:
    """No finding of axe on any page, before the sign-in and after, narrow, wide, light and dark."""
    wrong: list[str] = []
    async with open_world(sqlite_url) as world, Office(world) as office, serve(office.app) as root:
        owner, numbers = await hosted(office, language)
        context = await browser.new_context(viewport=PHONE, locale=LANGUAGES[language])
        page = await context.new_page()
        loud: list[str] = []
        page.on("console", lambda said: loud.append(said.text) if said.type == "error" else None)
        await page.goto(f"{root}/console/sign-in")
        wrong += await faults(page, "sign-in")
        await shot(page, language, "sign-in")
        await page.locator("main button").click()
        await page.goto(f"{root}/console/sign-in?still=1")
        wrong += await faults(page, "code")
        await shot(page, language, "code")
        await page.context.clear_cookies()
        await signs_in(page, root, owner)
        for size, name in ((PHONE, "phone"), (DESK, "desk")):
            await page.set_viewport_size(size)  # type: ignore[arg-type]
            for path in PATHS:
                await page.emulate_media(color_scheme="light")
                await page.goto(f"{root}/console{path.format(**numbers)}")
                where = path.strip("/").split("?")[0].replace("/", "-").format(**numbers)
                wrong += await faults(page, f"{name} {where}")
                await shot(page, language, f"{name}-{where}")
                await page.emulate_media(color_scheme="dark")
                wrong += await faults(page, f"dark {name} {where}", "color-contrast")
        await context.close()
    assert not wrong, "\n".join(wrong)
    assert [each for each in loud if "404" not in each] == []


async def test_the_checker_finds_what_is_wrong(browser: Browser) -> None:
    """Silence above means something: a picture without words, grey on grey, no language."""
    page = await browser.new_page()
    await page.set_content('<img src="data:,"><p style="color:#bbb;background:#ccc">grey words</p>')
    found = " ".join(await faults(page, "bad"))
    for rule in ("image-alt", "color-contrast", "html-has-lang"):
        assert rule in found
    assert "color-contrast" in " ".join(await faults(page, "bad", "color-contrast"))
    await page.close()


async def test_the_whole_of_it_is_reached_by_keyboard(browser: Browser, sqlite_url: str) -> None:
    """The first key leads past the menu; a message is written and sent without a mouse or a script."""
    async with open_world(sqlite_url) as world, Office(world) as office, serve(office.app) as root:
        owner, numbers = await hosted(office, "en")
        context = await browser.new_context(viewport=DESK)
        page = await context.new_page()
        await signs_in(page, root, owner)
        await page.goto(f"{root}/console/case/{numbers['client']}")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.className") == "skip"
        outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", "where one is can be seen"
        await page.keyboard.press("Enter")
        for _ in range(30):
            await page.keyboard.press("Tab")
            if await page.evaluate("document.activeElement.id") == "words":
                break
        await page.keyboard.type("Good morning")
        for _ in range(3):
            await page.keyboard.press("Tab")
            if await page.evaluate("document.activeElement.type") == "submit":
                break
        await page.keyboard.press("Enter")
        await page.wait_for_url("**done=sent*")
        assert "Good morning" in await page.locator("#main").inner_text()
        await page.locator("header form button").press("Enter")
        await page.wait_for_url("**/console/sign-in")
        await page.go_back()
        assert "Good morning" not in await page.locator("body").inner_text()
        await context.close()


async def test_another_page_cannot_post_or_frame_it(browser: Browser, sqlite_url: str) -> None:
    """A form elsewhere on this machine brings no cookie along, and a frame shows nothing."""
    async with open_world(sqlite_url) as world, Office(world) as office, serve(office.app) as root:
        owner, numbers = await hosted(office, "en")
        context = await browser.new_context(viewport=DESK)
        page = await context.new_page()
        await signs_in(page, root, owner)
        evil = await context.new_page()
        await evil.route("http://evil.test/", lambda route: route.fulfill(
            content_type="text/html",
            body=f'<form method="post" action="{root}/console/case/{numbers["client"]}/write">'
            f'<input name="words" value="Pay me"><button>x</button></form>'
            f'<iframe src="{root}/console/caseload"></iframe>',
        ))  # fmt: skip
        await evil.goto("http://evil.test/")
        framed = evil.frames[-1]
        assert "Mei" not in (await framed.content())
        await evil.locator("button").click()
        await evil.wait_for_load_state()
        await page.goto(f"{root}/console/case/{numbers['client']}")
        assert "Pay me" not in await page.locator("body").inner_text()
        await context.close()


async def shot(page: Page, language: str, name: str) -> None:
    """Keep a picture, for a person to look at."""
    folder = PICTURES / language
    folder.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=folder / f"{name}.png", full_page=True)
