"""`python -m bot demo` as a process, and a phone on which somebody looks at its page."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.page import PATIENCE, PEOPLE, PHONE, PICTURES, ROOT
from tests.e2e.process import free_port

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

SCREENS = PICTURES.parent / "screens"
ZONES = {"en": "Europe/London", "zh_Hans_CN": "Asia/Shanghai"}


class Demo:
    """The demo, started as a newcomer starts it, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> float:
        """Start it and wait for its line; return how many seconds that took."""
        begun = time.monotonic()
        keep = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}}
        with (self.folder / "demo.log").open("ab") as log:
            self._process = subprocess.Popen(
                (sys.executable, "-m", "bot", "demo", "--port", str(self.port)),
                cwd=self.folder, env={**keep, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
            )  # fmt: skip
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert self.url in line, (self.folder / "demo.log").read_text(encoding="utf-8")
        return time.monotonic() - begun

    def stop(self) -> None:
        """Interrupt it, as somebody does who goes on tomorrow."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End whatever of it still runs."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        os.killpg(self._process.pid, number)
        self._process.wait(20)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None


@dataclass
class Phone:
    """One person's phone: types, taps, and takes a picture of every new screen."""

    demo: Demo
    browser: Browser
    locale: str
    faults: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        language = self.locale.replace("_Hans", "").replace("_", "-")
        self._context = self.browser.new_context(
            viewport=PHONE,  # type: ignore[arg-type]
            locale=language, timezone_id=ZONES[self.locale], has_touch=True,
        )  # fmt: skip
        self._context.set_default_timeout(PATIENCE * 1000)
        self.page: Page = self._context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.opens()

    def opens(self) -> None:
        """Open the page, or open it again."""
        self.page.goto(f"{self.demo.url}?person={PEOPLE[self.locale]}")
        self.page.wait_for_selector("body[data-ready]")
        self.page.wait_for_function(_QUIET)

    def close(self) -> None:
        """Put the phone away."""
        self._context.close()

    # --- what is seen --------------------------------------------------------------------------

    @property
    def card(self) -> Locator:
        """The newest message of the bot's that has buttons."""
        return self.page.locator('li[data-from="bot"].with-keyboard').last

    @property
    def text(self) -> str:
        """The words of the card."""
        return self.card.get_by_test_id("message-text").inner_text()

    @property
    def offered(self) -> list[str]:
        """The data of every button on the card."""
        found: list[str] = self.card.locator(".key").evaluate_all(
            "keys => keys.map(key => key.dataset.data || '')"
        )
        return found

    def _log(self) -> str:
        return self.page.get_by_test_id("log").inner_html()

    # --- what is done ----------------------------------------------------------------------------

    def button(self, words: str) -> Locator:
        """Return the button whose data is, ends with or holds the words."""
        offered = self.offered
        for fits in (
            lambda d: d == words, lambda d: d.endswith(words), lambda d: words in d
        ):  # fmt: skip
            found = [at for at, data in enumerate(offered) if fits(data)]
            if found:
                return self.card.locator(".key").nth(found[0])
        raise AssertionError(f"no button {words!r} under {self.text!r}: {offered}")

    def taps(self, *words: str, name: str = "") -> None:
        """Tap buttons one after another; each screen on the way is looked at."""
        for each in words:
            before = self._log()
            self.button(each).tap()
            self._changed(before)
            self.look(name or each)

    def says(self, line: str, name: str = "") -> None:
        """Type a line and send it."""
        before = self.page.locator('li[data-from="bot"]').count()
        whole = self._log()
        self.page.get_by_test_id("input").fill(line)
        self.page.get_by_test_id("send").tap()
        self.page.wait_for_function(
            "([n]) => document.querySelectorAll('li[data-from=\"bot\"]').length > n", arg=[before]
        )
        self._changed(whole)
        self.look(name or line)

    def begins(self) -> None:
        """Tap START in the empty chat."""
        self.page.get_by_test_id("start").tap()
        self.page.wait_for_selector('li[data-from="bot"].with-keyboard')
        self.look("home")

    def moves_the_clock(self, to: str = "next", name: str = "reminder") -> None:
        """Tap one of the calendar's buttons and wait until it has settled."""
        before = self._log()
        self.page.get_by_test_id(f"clock-{to}").tap()
        self._changed(before)
        self.look(name)

    def _changed(self, before: str) -> None:
        self.page.wait_for_function(
            """([before]) => {
              const log = document.querySelector('[data-testid="log"]');
              return log.innerHTML !== before && !document.querySelector('.key[aria-busy]')
                && !document.querySelector('#clock[aria-busy]');
            }""",
            arg=[before],
        )
        self.page.wait_for_function(_QUIET)

    # --- what must hold of every screen ------------------------------------------------------------

    def look(self, name: str) -> None:
        """Take a picture and note what is wrong with the screen."""
        number = len(self.names) + 1
        name = f"{number:02d}-{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-') or 'typed'}"
        self.names.append(name)
        facts: dict[str, Any] = self.page.evaluate(_FACTS)
        self.faults += [f"{name}: {fault}" for fault in facts["faults"]]
        folder = SCREENS / self.locale
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", animations="disabled")


_QUIET = """() => {
  const now = document.querySelector('[data-testid="log"]').innerHTML;
  const same = window.lastLog === now;
  if (!same) { window.lastLog = now; window.lastLogAt = performance.now(); }
  return same && performance.now() - window.lastLogAt > 120;
}"""

_FACTS = """() => {
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push('scrolls sideways');
  const scroller = document.getElementById('scroller');
  if (scroller.scrollWidth > scroller.clientWidth) faults.push('the chat scrolls sideways');
  for (const key of document.querySelectorAll('.key')) {
    if (key.scrollWidth > key.clientWidth || key.scrollHeight > key.clientHeight)
      faults.push('cut off: ' + key.textContent);
    key.style.overflowWrap = 'normal';
    if (key.scrollWidth > key.clientWidth) faults.push('broken within a word: ' + key.textContent);
    key.style.overflowWrap = '';
  }
  for (const text of document.querySelectorAll('[data-testid="message-text"]')) {
    if (text.scrollWidth > text.clientWidth) faults.push('text wider than its bubble');
  }
  const named = (node) => node.getAttribute('aria-label') || node.textContent.trim()
    || node.labels?.length || node.title;
  for (const node of document.querySelectorAll('button, a[href], select, textarea, input:not([hidden])')) {
    if (node.offsetParent && !named(node)) faults.push('no name: ' + node.outerHTML.slice(0, 80));
  }
  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
  if (!document.documentElement.lang) faults.push('the page names no language');
  for (const picture of document.querySelectorAll('img:not([alt])')) faults.push('picture without alt');
  return {faults};
}"""
