"""`ADVICE_MODE=inform`: every option with its effects, none recommended; what protects stays."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from typing import TYPE_CHECKING

import pytest

from bot.ui.texts import Catalogs
from coach.advice import RECOMMENDING
from tests.fakes.telegram_edge import open_world
from tests.limits import faults
from tests.usecases.test_proposals import with_offer
from tests.usecases.test_screens import LANGUAGES, MOST, draw, full_file

if TYPE_CHECKING:
    from collections.abc import Iterator


def fragments(locale: str) -> Iterator[tuple[str, str]]:
    """Yield each recommending id with a piece of its text that nothing neutral holds."""
    every = Catalogs().forms(locale)
    said = {unescape(form) for name, forms in every.items() if name not in RECOMMENDING
            for form in forms}  # fmt: skip
    whole = "\n".join(said)
    for name in RECOMMENDING:
        for form in every[name]:
            pieces = [each.strip() for each in re.split(r"\{\w+\}|<[^>]+>|\n", form)]
            longest = max(pieces, key=len)
            if len(longest) >= (6 if locale.startswith("zh") else 12) and longest not in whole:
                yield name, longest


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_screen_recommends_and_every_screen_keeps_the_limits(
    sqlite_url: str, language: str
) -> None:
    """A host that may not advise is answered for by every screen, not by one."""
    known = list(fragments(LANGUAGES[language]))
    assert len(known) > len(RECOMMENDING) // 2, "the pieces to look for are too few to mean much"
    async with open_world(sqlite_url, advice_mode="inform") as world:
        person = await full_file(world, language)
        queue, seen, wrong = deque(["home"]), {"home"}, []
        while queue and len(seen) < MOST:
            data = queue.popleft()
            card, t, address = await draw(world, person, data)
            wrong += [f"{data}: {fault}" for fault in faults(t, card, address)]
            shown = unescape("\n".join([card.text, *(b.label for row in card.rows for b in row)]))
            wrong += [f"{data}: says {name}" for name, piece in known if piece in shown]
            for row in card.rows:
                for button in row:
                    if button.data and button.data not in seen:
                        seen.add(button.data)
                        queue.append(button.data)
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert len(seen) > 100, "the walk found too few screens to mean anything"


async def test_all_that_can_be_asked_stands_side_by_side_with_its_effects(sqlite_url: str) -> None:
    """By what each costs, which is a fact, with what may happen; the choice is the person's."""
    async with open_world(sqlite_url, advice_mode="inform") as world:
        person = await with_offer(world)
        card = person.card
        assert "none is recommended" in card.text
        offered = [b for row in card.buttons for b in row if ":1:" in b.get("callback_data", "")]
        ways = [b for b in offered if b["callback_data"].startswith("proposal:1:")]
        assert len(ways) == sum(line[:2].rstrip(".").isdigit() for line in card.text.split("\n"))
        totals = [
            int(n.replace(",", "")) for n in re.findall(r"£([\d,]+)(?:\.\d+)? in all", card.text)
        ]
        assert totals == sorted(totals)
        assert "A longer term costs more in all." in card.text


async def test_words_name_no_sum_before_one_was_chosen(sqlite_url: str) -> None:
    """A script made from the first proposal would be a recommendation that is read aloud."""
    async with open_world(sqlite_url, advice_mode="inform") as world:
        person = await with_offer(world)
        before = [await person.sends_data(f"script:1:phone:{mode}") for mode in ("a", "n", "l")]
        for card in before:
            assert not re.search(r"£\d", card.text), card.text
        await person.sends_data("negotiate:1")
        data = next(b["callback_data"] for row in person.card.buttons for b in row
                    if b["callback_data"].startswith("proposal:1:"))  # fmt: skip
        await person.sends_data(data)
        await person.taps("proposal.choose")
        assert "script" in str(person.card.buttons)


async def test_what_protects_is_said_in_this_mode_too(sqlite_url: str) -> None:
    """Neutral is no excuse for silence about a court date or a fee paid first."""
    async with open_world(sqlite_url, advice_mode="inform") as world:
        person = world.chat()
        await person.says("/check")
        card = await person.says("pay 300 today and we settle the 5000")
        assert "in writing" in card.text
        assert "Don't agree yet" not in card.text
        card = await person.says("they want to kill me")
        assert "danger" in str(card.buttons) or "helplines" in str(card.buttons)


async def test_a_check_in_tells_facts_and_offers_every_step(sqlite_url: str) -> None:
    """No verdict says what to do; what can be done stands below it, always the same."""
    async with open_world(sqlite_url, advice_mode="inform") as world:
        person = await full_file(world, "en")
        await person.sends_data("checkin.ask")
        await person.taps(":income:same", ":spending:same", ":new_debt:no",
                          ":next_month:cant")  # fmt: skip
        card = person.card
        assert "Time to talk" not in card.text
        assert "none is recommended" in card.text
        for name in ("cannot", "budget.quick", "helplines", "plans"):
            assert f"'{name}'" in str(card.buttons)
