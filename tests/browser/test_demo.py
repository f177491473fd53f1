"""The demo on a phone: to the letter and past a refusal, two people at once, and again tomorrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.demo import Demo, Phone
from tests.browser.page import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser]
LOCALES = [
    pytest.param(each, marks=pytest.mark.xdist_group(f"browser-{each}"))
    for each in ("en", "zh_Hans_CN")
]


@dataclass(frozen=True, slots=True)
class Lines:
    """What somebody types; one instance a language."""

    region: str
    debt: str
    paid: str
    month: tuple[str, str, str]
    since: str


TYPED = {
    "en": Lines("gb", "Visa 4,000 18%", "last month", ("2,000", "1,500", "200"), "2 months ago"),
    "zh_Hans_CN": Lines(
        "cn", "招行信用卡 2万 年化18%", "上个月", ("6500", "4200", "1100"), "两个月前"
    ),
}


@pytest.fixture
def browser(chromium: str) -> Iterator[Browser]:
    """Debian's chromium, without a window and without calls to anybody."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """A demo of the test's own."""
    running = Demo(tmp_path)
    running.start()
    yield running
    running.kill()


def keeps_a_call(phone: Phone, typed: Lines) -> None:
    """Say "remind me" after a call: the country is asked first, and is the ready answer later."""
    phone.taps("contacted", ":bank", "contacted.over", name="call")
    phone.taps(":pressed", name="remind-me")
    phone.taps("contacted.keep", name="where")
    phone.taps(f":{typed.region}:", name="call-kept")


def has_words(phone: Phone, typed: Lines) -> None:
    """One debt, the gate, three numbers, the first proposal taken."""
    phone.says("/start", name="home")
    phone.taps("path", name="the-path")
    phone.taps(phone.offered[0], name="one-line")
    phone.taps("f.keep", name="one-line")
    phone.says(typed.debt, name="whose")
    phone.taps(":whose:mine", ":stage:will_miss", "f.save", name="debt")
    phone.taps("f.why", name="gate-why")
    phone.taps(":yours:yes", ":right:yes", ":last_paid_known:date", name="gate")
    phone.says(typed.paid, name="gate-passed")
    phone.taps("negotiate", name="budget")
    for number in typed.month:
        phone.says(number, name="budget")
    phone.taps("proposal.choose", name="ways")


def has_papers(phone: Phone, typed: Lines) -> None:
    """The reason, the letter made with it, messages, the picture, and one paper ticked."""
    phone.taps("script.why:1", name="what-happened")
    phone.taps(":reason:illness", name="since-when")
    phone.says(typed.since, name="effect")
    phone.taps(":effect:income_less", name="before")
    while any(each.startswith("f.skip") for each in phone.offered):
        phone.taps("f.skip", name="until")
    phone.taps("consents.yes", name="health-kept")
    phone.says("/script", name="ways")
    phone.taps("script:1:letter", name="letter")
    phone.says("/script", name="ways")
    phone.taps("script:1:chat", name="message")
    phone.says("/script", name="ways")
    phone.taps("script:1:phone", "script.picture", name="picture")
    phone.says("/evidence", name="papers")
    phone.taps("evidence.one", "evidence.tick", name="ticked")


def is_refused(phone: Phone) -> None:
    """A no, noted; it never ends there."""
    phone.says("/log", name="contacts")
    phone.taps("contact.new", ":outcome:refused", ":channel:phone", name="refused")
    while any(each.startswith("f.skip") for each in phone.offered):
        phone.taps("f.skip", name="next-step")
    assert any(data.startswith("contact.remind") for data in phone.offered), phone.text


@pytest.mark.parametrize("locale", LOCALES)
def test_a_person_comes_to_a_letter_and_past_a_refusal(
    demo: Demo, browser: Browser, locale: str
) -> None:
    """No screen on the way is cut off, breaks a word on a button or scrolls sideways."""
    phone, typed = Phone(demo, browser, locale), TYPED[locale]
    phone.begins()
    keeps_a_call(phone, typed)
    has_words(phone, typed)
    has_papers(phone, typed)
    is_refused(phone)
    phone.close()
    assert not phone.faults, "\n".join(phone.faults)


@pytest.mark.xdist_group("browser-en")
def test_two_people_go_on_where_they_were_when_the_demo_starts_again(
    demo: Demo, browser: Browser
) -> None:
    """Each finds the chat and the question as they left it, and nothing of the other's."""
    sam, mei = (Phone(demo, browser, locale) for locale in ("en", "zh_Hans_CN"))
    for phone in (sam, mei):
        phone.begins()
        phone.taps("plan.new", name="where")
    sam.taps(":region:gb", name="amount")
    mei.taps(":region:cn", name="amount")
    sam.says("250", name="day")
    asked = {phone.locale: phone.text for phone in (sam, mei)}
    demo.stop()
    demo.start()
    for phone in (sam, mei):
        phone.opens()
        assert phone.text == asked[phone.locale]
    sam.says("15", name="left")
    mei.says("900", name="day")
    assert "250" not in mei.text
    assert "900" not in sam.text
    for phone in (sam, mei):
        phone.close()
        assert not phone.faults, "\n".join(phone.faults)


@pytest.mark.xdist_group("browser-en")
def test_a_newcomer_finds_their_way_about_the_page(demo: Demo, browser: Browser) -> None:
    """Who they are, what the clock waits for, the newest answer, the keys, and a demo that stops."""
    phone = Phone(demo, browser, "en")
    phone.begins()
    page = phone.page
    assert page.locator("#chat-kind").inner_text() == "bot · you are Sam Carter"
    page.get_by_test_id("clock-next").tap()
    assert "say yes to reminders" in page.get_by_test_id("toast").inner_text()
    phone.says("word " * 700, name="long")
    expect(phone.card.locator(".key").last).to_be_in_viewport()
    page.locator("#scroller").focus()
    page.keyboard.type("/he")
    assert page.get_by_test_id("input").input_value() == "/he"
    demo.stop()
    page.wait_for_selector("#offline:not([hidden])")
    assert "Start it again" in page.get_by_test_id("offline").inner_text()
    demo.start()
    page.wait_for_selector("#offline", state="hidden")
    page.get_by_test_id("input").fill("")
    phone.says("/help", name="after-the-restart")
    phone.close()
    assert not phone.faults, "\n".join(phone.faults)
