"""The page on a small phone: a group, a forum and a channel, watched and played."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import async_playwright, expect

from simulator.cast import CHANNEL, COUNSELLOR, FORUM, GROUP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page

    from tests.fakes.client import Simulation
    from tests.simulator.conftest import Api

pytestmark = [pytest.mark.browser]
SAM, XIAOYU = 100002, 100001
_WRONG = """() => {
  const wrong = [];
  if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page scrolls sideways");
  for (const each of document.querySelectorAll("button, select, input, textarea, a")) {
    if (!each.checkVisibility() || each.closest("#topics")) continue;
    const at = each.getBoundingClientRect();
    if (at.left < 0 || at.right > innerWidth + 1) wrong.push(`cut off: ${each.outerHTML}`);
    const name = each.getAttribute("aria-label") || each.innerText.trim() || each.title
      || [...(each.labels || [])].map((one) => one.innerText).join("");
    if (!name) wrong.push(`has no name: ${each.outerHTML}`);
  }
  return wrong;
}"""


class Phone:
    """One person's page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    async def opens(self, person: int, chat: int) -> None:
        await self.page.goto(f"{self.url}/?person={person}&chat={chat}")
        await self.page.wait_for_selector("body[data-ready]")
        await self.fits()

    async def fits(self) -> None:
        assert await self.page.evaluate(_WRONG) == []

    async def taps(self, name: str, at: int = 0) -> None:
        await self.page.get_by_test_id(name).nth(at).click()

    async def sees(self, name: str, words: str) -> None:
        await expect(self.page.get_by_test_id(name).last).to_contain_text(words, timeout=8000)

    async def says(self, words: str) -> None:
        await self.page.get_by_test_id("input").fill(words)
        await self.taps("send")


@pytest.fixture
async def phone(chromium: str, sim: Simulation) -> AsyncIterator[Phone]:
    async with async_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
        opened = await play.chromium.launch(executable_path=chromium, args=flags)
        page = await opened.new_page(viewport={"width": 360, "height": 640})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield Phone(page, sim.url)
        await opened.close()
        assert errors == []


async def test_the_bot_is_added_promoted_limited_and_removed(
    phone: Phone, api: Api, sim: Simulation
) -> None:
    """Whoever tries the demo plays the administrator first."""
    await phone.opens(SAM, GROUP)
    await phone.sees("bot-bar", "Maya Osei")
    await phone.opens(COUNSELLOR, GROUP)
    await phone.taps("add-bot")
    await phone.sees("service", "Duewell joined")
    await expect(phone.page.get_by_test_id("bot-bar")).to_be_hidden()
    await phone.taps("members")
    await phone.taps("bot-promote")
    await phone.sees("members-dialog", "may pin messages")
    await phone.fits()
    await phone.taps("right-can_pin_messages")
    await expect(phone.page.get_by_test_id("right-can_pin_messages")).not_to_be_checked()
    me = await api("getChatMember", chat_id=GROUP, user_id=(await api("getMe"))["id"])
    assert (me["can_pin_messages"], me["can_delete_messages"]) == (False, True)
    await phone.taps("bot-remove")
    await phone.taps("members-close")
    await phone.sees("service", "Duewell left")


async def test_a_quiz_is_answered_by_tap_and_a_pinned_message_stays_on_top(
    phone: Phone, api: Api, sim: Simulation
) -> None:
    """What a series posts can be played by any of the seven."""
    await sim.post("members", chat=GROUP, person="bot", status="administrator")
    plan = await api("sendMessage", chat_id=GROUP, text="Plan of the month")
    await api("pinChatMessage", chat_id=GROUP, message_id=plan["message_id"])
    await api(
        "sendPoll", chat_id=GROUP, question="What first?", options=["Less", "A breakdown"],
        type="quiz", correct_option_ids=[1], explanation="Know what is owed.",
    )  # fmt: skip
    await phone.opens(SAM, GROUP)
    await phone.sees("pinned", "Plan of the month")
    await phone.taps("poll-option", at=1)
    await phone.sees("poll", "right answer")
    await phone.sees("explanation", "Know what is owed.")
    await phone.opens(XIAOYU, GROUP)
    await phone.sees("poll", "请点一个选项")
    await phone.sees("pinned", "置顶")


async def test_an_anonymous_administrator_writes_as_the_group(
    phone: Phone, sim: Simulation
) -> None:
    """The others see the group's name, the writer sees whose name it was."""
    await phone.opens(COUNSELLOR, GROUP)
    await phone.taps("members")
    await phone.taps("anonymous")
    await phone.sees("members-dialog", "anonymous")
    await phone.taps("members-close")
    await expect(phone.page.get_by_test_id("voice")).to_have_value(str(GROUP))
    await phone.says("from all of us")
    await phone.sees("message", "Money circle")
    await phone.opens(SAM, GROUP)
    await phone.sees("message", "Money circle")
    await expect(phone.page.get_by_test_id("message").last).not_to_contain_text("Maya")


async def test_a_forum_shows_one_topic_or_all_and_writes_into_it(
    phone: Phone, sim: Simulation
) -> None:
    """A post stands where the coach chose it to stand."""
    await phone.opens(SAM, FORUM)
    await phone.says("in general")
    await phone.sees("message", "in general")
    await phone.taps("topic", at=2)
    await expect(phone.page.get_by_test_id("message").filter(has_text="in general")).to_be_hidden()
    await phone.says("in lessons")
    await phone.sees("message", "in lessons")
    shown = await sim.get("messages", person=SAM, chat=FORUM, after=0)
    assert shown["messages"][-1]["is_topic_message"] is True


async def test_a_topic_is_closed_and_a_group_that_grew_stays_in_view(
    phone: Phone, api: Api, sim: Simulation
) -> None:
    """What a series must survive can be played: a closed topic, a new number of the group."""
    await sim.post("members", chat=FORUM, person="bot", status="member")
    await phone.opens(COUNSELLOR, FORUM)
    await phone.taps("members")
    await phone.taps("topic-close", at=1)
    await expect(phone.page.get_by_test_id("topic-reopen")).to_have_count(1)
    await phone.taps("members-close")
    await phone.sees("service", "The topic was closed")
    made = await sim.post("groups", title="Small", type="group", members=[SAM, COUNSELLOR])
    await phone.opens(SAM, made["id"])
    await phone.says("before")
    new = (await sim.post("migrate", chat=made["id"]))["id"]
    await phone.page.wait_for_selector(f'body[data-chat="{new}"]', timeout=8000)
    await phone.says("after")
    await phone.sees("message", "after")


async def test_a_link_in_a_channel_leads_into_private_and_a_link_adds_to_a_group(
    phone: Phone, api: Api, sim: Simulation
) -> None:
    """Deep links are followed inside the demo."""
    await sim.post("startgroup", person=COUNSELLOR, chat=CHANNEL, rights=["can_post_messages"])
    link = "https://t.me/duewell_local_bot?start"
    keys = [[{"text": "In private", "url": f"{link}=grp-1"}],
            [{"text": "Add me", "url": f"{link}group=setup&admin=pin_messages"}]]  # fmt: skip
    await api(
        "sendMessage", chat_id=CHANNEL, text="Lesson 1", reply_markup={"inline_keyboard": keys}
    )
    await phone.opens(SAM, CHANNEL)
    await phone.taps("keyboard-button")
    await phone.sees("message", "/start grp-1")
    await phone.opens(COUNSELLOR, CHANNEL)
    await phone.taps("keyboard-button", at=1)
    await phone.fits()
    await phone.taps("choose-chat")
    await phone.sees("message", "/start@duewell_local_bot setup")
