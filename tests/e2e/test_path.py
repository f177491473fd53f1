"""The whole path over HTTP, in both languages: every door, from the first words to gone for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.house import House
    from tests.fakes.client import Person, Seen

CJK = re.compile("[\u4e00-\u9fff]")
UNFILLED = re.compile(r"\{\w+\}|\b[a-z_]+\.[a-z_]+\.[a-z_]+\b")
"""A hole in a text, or a message id that nobody translated."""
SECONDS = 15


@dataclass(frozen=True, slots=True)
class Words:
    """What a person of one language types, and what the bot must show for it."""

    language: str
    region: str
    debt: str
    paid_last: str
    ill_since: str
    agreed: str
    offer: str
    sum_: str


EN = Words(
    "en", "gb", "Visa 4000 18%", "last month", "January 2026", "24 x 180", "owe 9600, 12 x 900",
    "£180",
)  # fmt: skip
ZH = Words(
    "zh-hans", "cn", "信用卡 40000 年化18%", "上个月", "2026年1月", "24期 每期1800",
    "欠9600，12期每期900", "1,800",
)  # fmt: skip
BOTH = pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])


class Walker:
    """Someone who taps and types, and looks at each screen as a reader of their language does."""

    def __init__(self, person: Person, words: Words) -> None:
        self.person = person
        self.words = words

    async def says(self, *texts: str) -> Seen:
        """Type one thing after the other; return the last screen."""
        for text in texts:
            await self.person.says(text)
            seen = await self._looks()
        return seen

    async def taps(self, *buttons: str) -> Seen:
        """Tap one button after the other; return the last screen."""
        for button in buttons:
            await self.person.taps(button)
            seen = await self._looks()
        return seen

    def offered(self, part: str) -> bool:
        """Tell whether a button's data holds this."""
        return any(part in (key.data or "") for key in self.person.buttons())

    async def _looks(self) -> Seen:
        seen = await self.person.sees(timeout=SECONDS)
        assert not UNFILLED.search(seen.text), seen.text
        assert bool(CJK.search(seen.text)) is self.words.language.startswith("zh"), seen.text
        assert seen.buttons, f"no way on from {seen.text}"
        return seen


async def newcomer(home: House, words: Words) -> Walker:
    """Return somebody who has just said /start."""
    walker = Walker(await home.sim.person("小雨", words.language), words)
    await walker.says("/start")
    return walker


async def moves_to(home: House, walker: Walker, day: str) -> None:
    """Move the calendar message by message up to that day (YYYY-MM-DD)."""
    await walker.person.now()
    moved = await home.moves_clock("next")
    while str(moved["now"]) < day:
        await walker.person.now()
        moved = await home.moves_clock("next")


@BOTH
async def test_the_first_door_gives_words_for_the_call_and_a_reminder(
    home: House, words: Words
) -> None:
    """Somebody is on the line; afterwards one tap keeps the promise to call back."""
    mei = await newcomer(home, words)
    said = await mei.taps("contacted", "contacted:bank")
    assert any(entity["type"] == "code" for entity in said.raw["entities"])
    await mei.taps("contacted.over:", "contacted.next:", "contacted.keep:")
    await mei.taps(f"{words.region}")
    assert mei.offered("contacted.undo")
    await mei.person.now()
    await home.moves_clock("next")
    note = await mei.person.sees(timeout=SECONDS)
    assert not re.search(r"\d", note.text), "the whole text names no sum"


@BOTH
async def test_the_second_door_judges_an_offer_and_keeps_nothing(home: House, words: Words) -> None:
    """The true rate of an offer is seldom the one that is said."""
    mei = await newcomer(home, words)
    await mei.taps("check")
    verdict = await mei.says(words.offer)
    assert "24.75%" in verdict.text
    assert "10,800" in verdict.text


@BOTH
async def test_the_fourth_door_reminds_of_a_plan_made_elsewhere(home: House, words: Words) -> None:
    """Three messages, none of which tells a stranger anything, and one tap that says it is done."""
    mei = await newcomer(home, words)
    await mei.taps("plan.new", f":region:{words.region}")
    await mei.says("180", "17", "12")
    await mei.taps(":how_paid:manual", "plan.remind")
    for day in ("2026-03-12", "2026-03-16", "2026-03-17"):
        await moves_to(home, mei, day)
        note = await mei.person.sees(timeout=SECONDS)
        assert "180" not in note.text
        assert mei.offered("note.stop")
    shown = await mei.taps("note.show")
    assert "180" in shown.text
    await mei.taps("pay:")
    assert mei.offered("pay.undo")


async def first_debt(mei: Walker) -> None:
    """Walk from the fifth door through the debt and the gate."""
    words = mei.words
    await mei.taps("path", "debts.add", f":region:{words.region}")
    await mei.says(words.debt)
    await mei.taps(":kind:card")
    if mei.offered(":lender:"):
        await mei.taps(":lender:bank")
    await mei.taps(":whose:mine", ":stage:will_miss", "f.save")
    await mei.taps(":yours:yes", ":right:yes", ":last_paid_known:date")
    await mei.says(words.paid_last)


async def proposal(mei: Walker) -> None:
    """Walk through the budget and the hardship to a chosen proposal."""
    await mei.taps("negotiate")
    await mei.says("20000", "15000", "0")
    await mei.taps("home", "path", "hardship.ask", ":reason:illness")
    await mei.says(mei.words.ill_since)
    await mei.taps(":effect:income_less", "f.skip", "f.skip", "path", "negotiate")
    assert mei.offered("ladder")
    await mei.taps("proposal.choose")


async def agreement(mei: Walker) -> None:
    """Walk from the script, the papers and the call to a plan with reminders."""
    script = await mei.taps("script:1:phone:a")
    assert any(entity["type"] in {"code", "pre"} for entity in script.raw["entities"])
    await mei.says("/evidence")
    await mei.taps("evidence.one", "evidence.tick:")
    assert "☑" in mei.person.last().text
    await mei.taps("debt:1", "negotiate:1", "proposal.choose", "script:1:phone:a")
    await mei.taps("contact.new:1", ":outcome:offered", ":channel:phone")
    await mei.says("R-17")
    await mei.taps("f.skip", "check:1")
    await mei.says(mei.words.agreed)
    await mei.taps("plan.from")
    await mei.says("2026-04-01")
    await mei.taps(":how_paid:manual", ":in_writing:yes", "f.skip", "f.save", "plan.remind")


async def change(mei: Walker) -> None:
    """Say that a payment can't be made, ask for a change, and write down the new terms."""
    await mei.taps("note.show", "pay.cannot", ":reason:illness")
    await mei.says("50")
    await mei.taps("f.skip", "plan.change_agreed")
    await mei.says("120", "36")
    await mei.taps("f.skip")
    await mei.says("2026-05-01")
    await mei.taps(":in_writing:yes", "f.skip", "f.save")
    plan = await mei.taps("plan:1")
    assert "120" in plan.text


@BOTH
async def test_the_fifth_door_leads_from_the_first_debt_to_gone_for_good(
    home: House, words: Words
) -> None:
    """The main job, end to end, with nothing but taps and words."""
    mei = await newcomer(home, words)
    await first_debt(mei)
    await proposal(mei)
    await agreement(mei)
    await moves_to(home, mei, "2026-04-01")
    note = await mei.person.sees(timeout=SECONDS)
    assert words.sum_ not in note.text
    assert words.sum_ in (await mei.taps("note.show")).text
    await mei.taps("note.fold")
    await change(mei)
    await mei.says("/checkin")
    await mei.taps("checkin.ask", ":paid:yes", ":income:down", ":spending:same", ":new_debt:no")
    verdict = await mei.taps(":next_month:tight")
    assert mei.offered("cannot"), verdict.text
    await mei.says("/export")
    files = [each for each in mei.person.messages() if "document" in each.raw]
    assert len(files) == 2
    assert b"R-17" in b"".join([await mei.person.downloads(file) for file in files])
    await mei.says("/forget")
    await mei.taps("forget.yes")
    before = mei.person.messages()
    await home.moves_clock("month")
    await mei.person.refresh()
    assert mei.person.messages() == before, "nothing is sent any more"
    await mei.says("/start")
    await mei.says("/debts")
    assert not mei.offered("debt:1"), "nothing is left"
