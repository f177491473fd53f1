"""The demo as a newcomer meets it: the real program, a real browser, a phone's size, two languages.

Every screen is pictured in build/pictures/<locale>/, in the order of the walk.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import async_playwright

from tests.browser.page import FLAGS, PEOPLE, PHONE, PICTURES, ROOT, Visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
READY = "Duewell is ready: "


@pytest.fixture(scope="module")
def demo(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `duewell demo`, running in a folder of its own."""
    folder: Path = tmp_path_factory.mktemp("demo")
    shutil.rmtree(PICTURES, ignore_errors=True)
    with (
        (folder / "said.txt").open("w+", encoding="utf-8") as said,
        subprocess.Popen(
            [sys.executable, "-m", "bot", "demo"],
            cwd=folder, stdout=subprocess.PIPE, stderr=said, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        ) as process,
    ):  # fmt: skip
        line = process.stdout.readline() if process.stdout else ""
        assert line.startswith(READY), (folder / "said.txt").read_text(encoding="utf-8")
        yield line.removeprefix(READY).strip()
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


@pytest.fixture(params=PEOPLE)
async def visitor(
    request: pytest.FixtureRequest, demo: str, chromium: str
) -> AsyncIterator[Visitor]:
    """Somebody with a phone who has just pressed Start, in each language."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            page = await browser.new_page(viewport=PHONE, device_scale_factor=2)
            someone = Visitor(page, demo, request.param)
            await someone.arrives()
            yield someone
        finally:
            await browser.close()


def zh(visitor: Visitor, chinese: str, english: str) -> str:
    """Return what this person would type."""
    return chinese if visitor.locale.startswith("zh") else english


async def test_someone_on_the_phone_finds_words_to_say(visitor: Visitor) -> None:
    """The first door: words now, and a reminder only with consent."""
    await visitor.sees("home")
    await visitor.taps("start.door.contacted")
    await visitor.sees("who-is-it")
    await visitor.taps("contacted.who.bank")
    await visitor.sees("words-to-say")
    await visitor.taps("contacted.today_button")
    await visitor.sees("pay-today")
    await visitor.taps("nav.back")
    await visitor.taps("contacted.over_button")
    await visitor.sees("call-is-over")
    await visitor.taps("contacted.said.will_answer")
    await visitor.sees("remind-me")


async def test_an_offer_is_judged(visitor: Visitor) -> None:
    """The second door: one typed line, one verdict, one question to ask."""
    await visitor.taps("start.door.offer")
    await visitor.sees("offer-line")
    await visitor.says(zh(visitor, "欠9600，12期每期900", "owe 9600, 12 x 900"))
    assert "24.75" in await visitor.reads()
    await visitor.sees("offer-verdict")
