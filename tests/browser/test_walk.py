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
import pytest_asyncio
from playwright.async_api import async_playwright

from tests.browser.page import FLAGS, PEOPLE, PHONE, PICTURES, ROOT, Visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from playwright.async_api import Browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="module"),
]
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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """One browser for all walks: it is what takes longest to start."""
    async with async_playwright() as driver:
        running = await driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        await running.close()


@pytest_asyncio.fixture(params=PEOPLE, loop_scope="module")
async def visitor(
    request: pytest.FixtureRequest, demo: str, browser: Browser
) -> AsyncIterator[Visitor]:
    """Somebody with a phone who has just pressed Start, in each language."""
    page = await browser.new_page(viewport=PHONE, device_scale_factor=2)
    someone = Visitor(page, demo, request.param)
    await someone.arrives()
    yield someone
    await page.close()


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
    verdict = await visitor.reads()
    assert "24.75" in verdict
    assert "$" not in verdict, "no currency was said, so none is guessed"
    await visitor.sees("offer-verdict")


async def test_a_payment_is_reminded_of_and_paid(visitor: Visitor) -> None:
    """The fourth door: a reminder that shows nothing until asked, and *Paid* on it."""
    await visitor.taps("start.door.plan")
    await visitor.chooses("plan", "region", zh(visitor, "cn", "gb"))
    await visitor.sees("payment-amount")
    for number in ("900", "15", "12"):
        await visitor.says(number)
    await visitor.sees("how-paid")
    await visitor.chooses("plan", "how_paid", "manual")
    await visitor.sees("may-i-remind-you")
    await visitor.taps("plans.remind_yes")
    await visitor.sees("reminder-runs")
    await visitor.waits("next")
    assert "900" not in await visitor.reads()
    await visitor.sees("reminder")
    await visitor.taps("notes.show")
    assert "900" in await visitor.reads()
    await visitor.sees("reminder-shown")
    for _ in range(2):
        await visitor.waits("next")
        await visitor.taps("notes.show")
    await visitor.sees("reminder-day")
    await visitor.taps("payments.paid")
    await visitor.sees("paid")


async def test_one_debt_becomes_a_plan(visitor: Visitor) -> None:
    """The fifth door: the whole path, from one typed line to a plan and the look at a month."""
    await list_a_debt(visitor)
    await prepare_the_words(visitor)
    await agree_and_plan(visitor)
    await look_at_the_month(visitor)


async def list_a_debt(visitor: Visitor) -> None:
    """Type one line, answer what is missing, and the three questions of the gate."""
    await visitor.taps("start.door.everything")
    await visitor.sees("path")
    await visitor.taps("start.step.debts")
    await visitor.chooses("debt", "region", zh(visitor, "cn", "gb"))
    await visitor.sees("one-line")
    await visitor.says(zh(visitor, "招行信用卡 2万 年化18%", "Visa 4000 18%"))
    await visitor.sees("debt-lender")
    await visitor.chooses("debt", "lender", "bank")
    await visitor.chooses("debt", "whose", "mine")
    await visitor.sees("debt-stage")
    await visitor.chooses("debt", "stage", "will_miss")
    await visitor.sees("debt-review")
    await visitor.taps("form.save")
    await visitor.sees("gate-yours")
    await visitor.chooses("gate", "yours", "yes")
    await visitor.chooses("gate", "right", "yes")
    await visitor.chooses("gate", "last_paid_known", "date")
    await visitor.says(zh(visitor, "上个月", "last month"))
    await visitor.sees("gate-open")


async def prepare_the_words(visitor: Visitor) -> None:
    """Three numbers, a proposal, and words for the telephone."""
    await visitor.taps("gate.offer")
    await visitor.sees("money-in")
    for number in zh(visitor, "6500 4500 500", "2000 1500 200").split():
        await visitor.says(number)
    await visitor.sees("proposal")
    await visitor.taps("proposals.details")
    await visitor.sees("proposal-details")
    await visitor.taps("nav.back")
    await visitor.taps("proposals.ladder")
    await visitor.sees("ladder")
    await visitor.taps("nav.back")
    await visitor.taps("proposals.take")
    await visitor.sees("script-channels")
    await visitor.taps("scripts.channel.phone")
    await visitor.sees("script-phone")
    await visitor.taps("scripts.they_say")
    await visitor.sees("they-say")
    await visitor.taps("scripts.says.pay_today")
    await visitor.sees("reply")


async def agree_and_plan(visitor: Visitor) -> None:
    """Log the call, check their offer, and make the agreement a plan with reminders."""
    await visitor.taps("scripts.call_over")
    await visitor.sees("what-did-they-say")
    await visitor.chooses("contact", "outcome", "offered")
    await visitor.chooses("contact", "channel", "phone")
    while await visitor.offers("form.skip_button"):
        await visitor.taps("form.skip_button")
    await visitor.sees("contact-logged")
    await visitor.taps("contacts.do.check")
    await visitor.says(zh(visitor, "24期 每期900", "24 x 180"))
    await visitor.sees("their-offer")
    await visitor.taps("offers.agreed")
    await visitor.sees("before-saving")
    await visitor.taps("offers.before.save")
    await visitor.sees("first-payment")
    await visitor.says(zh(visitor, "下个月15号", "15 January"))
    await visitor.chooses("agreement", "how_paid", "manual")
    await visitor.chooses("agreement", "in_writing", "yes")
    await visitor.taps("form.skip_button")
    await visitor.sees("agreement-review")
    await visitor.taps("form.save")
    await visitor.taps("plans.remind_yes")
    await visitor.taps("plans.see")
    await visitor.sees("plan")
    await visitor.taps("plans.schedule")
    await visitor.sees("plan-dates")


async def look_at_the_month(visitor: Visitor) -> None:
    """The five questions of the monthly check-in, and their verdict."""
    await visitor.says("/checkin")
    await visitor.sees("checkin")
    await visitor.taps("reviews.begin")
    for question, value in (
        ("income", "same"), ("spending", "up"), ("new_debt", "no"),
        ("next_month", "tight"),
    ):  # fmt: skip
        await visitor.sees(f"checkin-{question}")
        await visitor.chooses("checkin", question, value)
    await visitor.sees("checkin-verdict")


async def test_the_demo_fills_a_desk(visitor: Visitor) -> None:
    """The same page on a laptop: people and chats on the left, the chat on the right."""
    await visitor.page.set_viewport_size({"width": 1000, "height": 700})
    await visitor.taps("start.door.offer")
    await visitor.says(zh(visitor, "欠9600，12期每期900", "owe 9600, 12 x 900"))
    await visitor.sees("demo")


async def test_danger_privacy_and_settings_are_one_tap_away(visitor: Visitor) -> None:
    """What a frightened person looks for first, and what a careful one does."""
    await visitor.taps("start.door.danger")
    await visitor.sees("danger")
    await visitor.taps("danger.label.court")
    await visitor.sees("danger-court")
    await visitor.says(zh(visitor, "我不想活了", "I want to kill myself"))
    await visitor.sees("danger-typed")
    await visitor.taps_words(visitor.region(zh(visitor, "cn", "gb")))
    await visitor.sees("danger-helplines")
    await visitor.taps("danger.ready")
    await visitor.says("/start")
    await visitor.taps("start.who_sees")
    await visitor.sees("privacy")
    await visitor.taps("privacy.shared")
    await visitor.sees("shared-phone")
    for command in ("settings", "help", "lessons", "language", "debts", "budget", "forget"):
        await visitor.says(f"/{command}")
        await visitor.sees(command)
