"""A person in front of the demo page: taps by the words on a button, types, and looks."""

from __future__ import annotations

import asyncio
import itertools
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.ui.texts import Catalogs
from coach import regions
from coach.forms import FORMS
from storage.packs import load_packs

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "pictures"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"width": 360, "height": 640}
PEOPLE = {"en": 100002, "zh_Hans_CN": 100001}
"""Sam and Xiaoyu of the simulator's cast; the page and the bot follow their language."""
PATIENCE = 15
"""Seconds."""
QUIET_MS = 180
"""The page has said all it has to say when nothing moved for so long."""

_WATCH = """() => {
  window.movedAt = performance.now();
  const watch = () => new MutationObserver(() => { window.movedAt = performance.now(); })
    .observe(document.getElementById("log"), { childList: true, subtree: true });
  watch();
}"""
_QUIET = f"""(since) => window.movedAt > since
  && performance.now() - window.movedAt > {QUIET_MS}
  && !document.querySelector('.key[aria-busy], #clock[aria-busy]')
  && document.querySelector('#log > li.message:last-of-type')?.dataset.from === 'bot'"""
_FAULTS = """() => {
  const wrong = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) wrong.push(`the page scrolls sideways: ${root.scrollWidth}`);
  for (const key of document.querySelectorAll('[data-testid="keyboard-button"]')) {
    const at = key.getBoundingClientRect();
    const cut = key.scrollWidth > key.clientWidth + 1 || key.scrollHeight > key.clientHeight + 1;
    if (cut || at.left < 0 || at.right > innerWidth) wrong.push(`cut off: ${key.innerText}`);
  }
  for (const bubble of document.querySelectorAll('.bubble')) {
    if (bubble.scrollWidth > bubble.clientWidth + 1) wrong.push(`too wide: ${bubble.innerText}`);
  }
  for (const button of document.querySelectorAll('button, a, [role="button"], select, textarea')) {
    const name = button.getAttribute('aria-label') || button.innerText.trim() || button.title
      || [...(button.labels || [])].map((each) => each.innerText).join('');
    if (button.checkVisibility() && !name) wrong.push(`has no name: ${button.outerHTML}`);
  }
  return wrong;
}"""
CATALOGS = Catalogs(strict=True)
_NUMBERS = {locale: itertools.count(1) for locale in PEOPLE}
"""The order of the walk, by the person's locale."""


class Visitor:
    """One person's chat with the bot; every screen is checked and can be pictured."""

    def __init__(self, page: Page, url: str, locale: str) -> None:
        self.page = page
        self.locale = locale
        self.t = CATALOGS.texts(locale)
        self._url = f"{url}?person={PEOPLE[locale]}&chat={PEOPLE[locale]}"
        self._pictures = PICTURES / locale

    async def arrives(self) -> None:
        """Open the page, start over, and press Start."""
        await self.page.goto(self._url)
        await self.page.wait_for_selector("body[data-ready]")
        await self.page.get_by_test_id("reset").click()
        async with self.page.expect_response("**/sim/reset"):
            await self.page.get_by_test_id("dialog-yes").click()
        start = self.page.get_by_test_id("start")
        await start.wait_for(state="visible")
        await self.page.evaluate(_WATCH)
        await self._settle(await self._does(start.click()))

    async def taps(self, message: str, **arguments: object) -> None:
        """Tap the newest button that carries the text of this message id."""
        await self.taps_words(self.t.plain(message, **arguments))

    async def taps_words(self, words: str) -> None:
        """Tap the newest button with these words on it, or with them among others."""
        button = await self._find(words)
        assert button is not None, f"no button {words!r} here:\n{await self.reads()}"
        await self._settle(await self._does(button.click()))

    async def chooses(self, form: str, question: str, value: str) -> None:
        """Tap one choice of a question, turning its pages where it has several."""
        asked = FORMS[form].question(question)
        assert asked is not None
        words = self.region(value) if asked.source == "regions" else self.t.plain(
            next(each.text for each in asked.options if each.value == value)
        )  # fmt: skip
        for _ in range(4):
            if await self._find(words) is not None:
                break
            await self.taps("form.more")
        await self.taps_words(words)

    def region(self, value: str) -> str:
        """Return the name of a region in this person's language."""
        named = regions.choices(load_packs(), self.locale)
        return next(each.name for each in named if each.id == value)

    async def says(self, text: str) -> None:
        """Type a line and send it."""
        await self.page.get_by_test_id("input").fill(text)
        await self._settle(await self._does(self.page.get_by_test_id("send").click()))

    async def waits(self, how_long: str) -> None:
        """Move the demo's clock: `next`, `day` or `month`."""
        await self._settle(await self._does(self.page.get_by_test_id(f"clock-{how_long}").click()))

    async def sees(self, name: str) -> None:
        """Check what is on the screen, and keep a picture of it."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        number = next(_NUMBERS[self.locale])
        await self.page.evaluate("document.getElementById('toast').classList.remove('shown')")
        await self.page.screenshot(
            path=self._pictures / f"{number:02d}-{name}.png", animations="disabled"
        )
        wrong = await self.page.evaluate(_FAULTS)
        assert not wrong, f"{name}: {wrong}"
        assert self.t.plain("unexpected.sorry")[:20] not in await self.reads(), name

    async def reads(self) -> str:
        """Return the newest message with its buttons."""
        messages = await self.page.locator("#log > li.message").all_inner_texts()
        return messages[-1] if messages else ""

    async def offers(self, message: str) -> bool:
        """Whether the newest message has a button with this text."""
        return self.t.plain(message) in (await self.reads()).splitlines()

    async def _find(self, words: str) -> Locator | None:
        keys = self.page.get_by_test_id("keyboard-button")
        shown = [text.strip() for text in await keys.all_inner_texts()]
        for fits in (words.__eq__, lambda text: words in text):
            found = [place for place, text in enumerate(shown) if fits(text)]
            if found:
                return keys.nth(found[-1])
        return None

    async def _does(self, act: object) -> float:
        since = await self.page.evaluate("performance.now()")
        await act  # type: ignore[misc]
        return float(since)

    async def _settle(self, since: float) -> None:
        end = time.monotonic() + PATIENCE
        while not await self.page.evaluate(_QUIET, since):
            assert time.monotonic() < end, f"no answer; the last was:\n{await self.reads()}"
            await asyncio.sleep(0.03)
