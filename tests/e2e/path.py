"""The path as a person walks it: what they tap and type, and how they look at each screen."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.client import Person, Seen

Clock = Callable[[str], Awaitable[dict[str, Any]]]
"""Moves the bot's calendar."""
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
    first_day: str


EN = Words(
    "en", "gb", "Visa 4000 18%", "last month", "January 2026", "24 x 180", "owe 9600, 12 x 900",
    "£180", "1 April 2026",
)  # fmt: skip
ZH = Words(
    "zh-hans", "cn", "信用卡 40000 年化18%", "上个月", "2026年1月", "24期 每期1800",
    "欠9600，12期每期900", "1,800", "2026年4月1日",
)  # fmt: skip


class Walker:
    """Someone who taps and types, and looks at each screen as a reader of their language does."""

    def __init__(self, person: Person, words: Words) -> None:
        self.person = person
        self.words = words
        self.seen: list[Seen] = []
        """Every screen, in order."""

    async def says(self, *texts: str) -> Seen:
        """Type one thing after the other; return the last screen."""
        for text in texts:
            await self.person.says(text)
            seen = await self.looks()
        return seen

    async def taps(self, *buttons: str) -> Seen:
        """Tap one button after the other; return the last screen."""
        for button in buttons:
            await self.person.taps(button)
            seen = await self.looks()
        return seen

    def offered(self, part: str) -> bool:
        """Tell whether a button's data holds this."""
        return any(part in (key.data or "") for key in self.person.buttons())

    async def looks(self) -> Seen:
        """Look at the answer to what was just done."""
        seen = await self.person.sees(timeout=SECONDS)
        assert not UNFILLED.search(seen.text), seen.text
        assert bool(CJK.search(seen.text)) is self.words.language.startswith("zh"), seen.text
        assert seen.buttons, f"no way on from {seen.text}"
        self.seen.append(seen)
        return seen


async def first_debt(mei: Walker) -> None:
    """Walk from the fifth door through the debt and the gate."""
    words = mei.words
    await mei.taps("path", "debts.add", f":region:{words.region}")
    await mei.says(words.debt)
    if mei.offered(":kind:card"):
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
    await mei.taps("offer.agreed", "plan.from")
    await mei.says("2026-04-01")
    await mei.taps(":how_paid:manual", ":in_writing:yes", "f.skip", "f.save", "plan.remind")


async def change(mei: Walker) -> None:
    """Say that a payment can't be made, ask for a change, and write down the new terms."""
    await mei.taps("note.show", "pay.cannot", ":reason:illness")
    await mei.says("50")
    asks = await mei.taps("f.skip")
    assert mei.words.first_day in asks.text, "the payment at hand is the one at risk"
    await mei.taps("plan.change_agreed")
    await mei.says("120", "36")
    await mei.taps("f.skip")
    await mei.says("2026-05-01")
    await mei.taps(":in_writing:yes", "f.skip", "f.save")
    plan = await mei.taps("plan:1")
    assert "120" in plan.text


async def moves_to(clock: Clock, walker: Walker, day: str) -> None:
    """Move the calendar message by message up to that day (YYYY-MM-DD)."""
    now = ""
    while now < day:
        await walker.person.now()
        now = str((await clock("next"))["now"])


async def through_the_month(clock: Clock, mei: Walker) -> None:
    """Walk from the first day of the plan to the check-in's verdict."""
    words = mei.words
    await moves_to(clock, mei, "2026-04-01")
    note = await mei.person.sees(timeout=SECONDS)
    assert words.sum_ not in note.text
    assert words.sum_ in (await mei.taps("note.show")).text
    await mei.taps("note.fold")
    await change(mei)
    await mei.says("/checkin")
    await mei.taps("checkin.ask", ":income:down", ":spending:same", ":new_debt:no")
    verdict = await mei.taps(":next_month:tight")
    assert mei.offered("cannot"), verdict.text
