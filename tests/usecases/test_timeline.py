"""What happened in a case, in order: for whoever has to tell it to somebody else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coach import proof
from storage import people, signing
from tests.usecases.test_contacts import log, with_debt
from tests.usecases.test_screens import full_file
from usecases import chain

if TYPE_CHECKING:
    from typing import Any

    from tests.fakes.telegram_edge import Chat, World


async def exported(world: World, person: Chat) -> dict[str, Any]:
    """Return the person's signed export as it stands in their file."""
    from bot.ui import cards_privacy

    async with world.database.write() as uow:
        found = await people.find(uow, person.id)
        assert found is not None
        made = await chain.exported(uow, found[0], world.now)
    file: dict[str, Any] = json.loads(cards_privacy.as_json(made.file))
    return file


def verdict(file: dict[str, Any]) -> proof.Verdict:
    """Return what whoever knows the host's key finds."""
    return proof.check(file, file["proof"]["key"], signing.verify)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_a_debts_log_leads_to_all_that_happened(world: World, language: str) -> None:
    """Plan, contact and deadline with their dates, under the number to refer to."""
    person = await full_file(world, language)
    await person.sends_data("contact.more:1")
    card = await person.taps("timeline")
    for words in ("0001", "Visa" if language == "en" else "信用卡", "180"):
        assert words in card.text
    days = ("20 March 2026",) if language == "en" else ("2026年3月20日",)
    assert all(day in card.text for day in days)


async def test_the_newest_stands_first_and_earlier_things_are_a_tap_away(world: World) -> None:
    """Seven calls are two pages, each there once."""
    person = await with_debt(world)
    for _ in range(7):
        await log(person, "refused")
        world.move(days=1)
    first = (await person.says("/timeline")).text
    second = (await person.taps("Earlier")).text
    assert first.index("8 March") < first.index("4 March")
    assert "3 March" in second
    assert "4 March" not in second
    assert (await person.taps("Later")).text == first


async def test_a_call_tied_to_its_debt_later_is_shown_with_its_name(world: World) -> None:
    """The entry stands as it was; the one that follows says whose it is."""
    person = world.chat()
    await person.says("/start")
    await person.taps("contacted", "contacted:bank", "contacted.over", "refused", "contacted.keep")
    await person.taps(":gb")
    assert "a lender" in (await person.says("/timeline")).text
    await person.sends_data("contacted.debt:bank")
    await person.taps(":region:gb")
    await person.says("Visa 4000 18%")
    await person.taps(":whose:mine", ":stage:will_miss", "f.save")
    assert "Visa" in (await person.says("/timeline")).text
    kinds = [entry["kind"] for entry in (await exported(world, person))["chain"]]
    assert kinds == ["contact", "correction"]


async def test_every_version_of_a_plan_and_its_end_stand_in_the_chain(world: World) -> None:
    """What was agreed, and what it became, with who owes whom."""
    person = await full_file(world, "en")
    await person.sends_data("plan.stop2:1")
    await person.sends_data("plan.stop2:1")
    await person.sends_data("plan.reopen:1")
    file = await exported(world, person)
    kinds = [entry["kind"] for entry in file["chain"]]
    assert kinds == ["plan", "contact", "plan_ended", "plan_reopened"]
    plan = file["chain"][0]["content"]
    assert (plan["amount"], plan["creditor"], plan["in_writing"]) == (18_000, "Visa", True)
    assert verdict(file).state is proof.State.INTACT
    card = await person.says("/timeline")
    assert "plan ended" in card.text
    assert "plan goes on" in card.text


async def test_a_call_taken_back_is_removed_and_the_rest_still_holds(world: World) -> None:
    """Its words are nowhere in the file; that it was there, and when it went, is."""
    person = await with_debt(world)
    await log(person, "agreed")
    await log(person, "refused")
    await person.sends_data("contact.delete2:1")
    file = await exported(world, person)
    gone = file["chain"][0]
    assert (gone["content"], gone["salt"], gone["removed_on"]) == (None, None, "2026-03-02")
    found = verdict(file)
    assert (found.state, found.entries, found.removed) == (proof.State.INTACT, 2, 1)
    assert "agreed" not in (await person.says("/timeline")).text
    assert [row["outcome"] for row in file["contacts"]] == ["refused"]


async def test_of_a_deleted_debt_nothing_is_handed_on(world: World) -> None:
    """Its plan, its calls and its name are out of the file at once, and back with it."""
    person = await full_file(world, "en")
    whole = await exported(world, person)
    await person.sends_data("debts.delete2:1")
    file = await exported(world, person)
    assert "Visa" not in json.dumps(file)
    assert not {"debts", "plans", "contacts"} & set(file)
    assert (verdict(file).state, verdict(file).removed) == (proof.State.INTACT, 2)
    await person.taps("debts.undo")
    again = await exported(world, person)
    assert [again[name] for name in ("plans", "contacts")] == [
        whole[name] for name in ("plans", "contacts")
    ]
    assert [entry["content"] for entry in again["chain"]] == [
        entry["content"] for entry in whole["chain"]
    ]


async def test_a_note_is_put_right_by_one_that_follows(world: World) -> None:
    """The first one stays word for word; both are shown and both are in the chain."""
    person = await with_debt(world)
    await log(person, "refused")
    before = (await exported(world, person))["chain"][0]
    world.move(days=1)
    await person.sends_data("contact.more:1")
    await person.taps("Put this right")
    card = await person.says("it was <Monday>")
    assert "Put right on 3 March 2026: it was &lt;Monday&gt;" in card.text
    file = await exported(world, person)
    first, second = file["chain"]
    assert (first["digest"], first["content"]) == (before["digest"], before["content"])
    assert (second["content"]["of"], second["content"]["words"]) == (1, "it was <Monday>")
    card = await person.taps("timeline")
    assert "note of 2 March 2026 put right" in card.text
    await person.sends_data("contact.delete2:1")
    assert verdict(await exported(world, person)).removed == 2


async def test_nobody_puts_somebody_elses_note_right(world: World) -> None:
    """An old or forged button finds nothing."""
    person = await with_debt(world)
    await log(person, "refused")
    stranger = await with_debt(world)
    await stranger.sends_data("timeline.correct:1")
    assert "put" not in stranger.card.text.lower()


async def test_an_empty_timeline_says_what_will_stand_there(world: World) -> None:
    """Nobody lands on a blank page."""
    person = world.chat()
    await person.says("/start")
    card = await person.says("/timeline")
    assert "Nothing has happened" in card.text


async def test_after_forgetting_no_entry_is_left(world: World) -> None:
    """The chain goes with everything else, digests included."""
    from sqlalchemy import text

    person = await full_file(world, "en")
    await person.says("/forget")
    await person.taps("Yes, erase", "Erase now")
    async with world.database.read() as uow:
        left = (await uow.run(text("SELECT count(*) FROM chain"))).scalar_one()
    assert left == 0


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_the_words_that_were_noted_stand_in_the_timeline_as_they_were_kept(
    world: World, language: str
) -> None:
    """What was said is the point of a log; a number typed into it stays masked."""
    ann = await with_debt(world) if language == "en" else world.chat(language=language)
    if language != "en":
        await ann.says("/start")
        await ann.sends_data("contact.new:0")
    else:
        await ann.sends_data("contact.new:1")
    await ann.taps(":outcome:pressed", ":channel:phone", "f.skip")
    await ann.says("We come to your work, card 6222021234567890123")
    while "f.skip" in str(ann.card.buttons):
        await ann.taps("f.skip")
    card = await ann.says("/timeline")
    assert "We come to your work" in card.text
    assert "6222021234567890123" not in card.text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_pages_of_a_long_case_cost_the_same_and_lead_back_to_the_newest(
    world: World, language: str
) -> None:
    """After a year of calls a tap must not open every one of them."""
    person = await full_file(world, language)
    for _ in range(12):
        await log(person, "refused")
        world.move(days=1)
    await person.sends_data("contact.more:3")
    await person.taps("timeline.correct")
    await person.says("It was the other branch." if language == "en" else "其实是另一家支行。")
    first = (await person.says("/timeline")).text
    costs, pages = [len(world.statements)], [first]
    earlier, later = ("Earlier", "Later") if language == "en" else ("更早的", "较近的")
    while earlier in person.card.labels:
        pages.append((await person.taps(earlier)).text)
        costs.append(len(world.statements))
    assert len(pages) >= 4
    assert max(costs) <= costs[0] + 4
    lines = [line for page in pages for line in page.split("\n\n")[1:]]
    assert len(lines) >= 15
    for text in reversed(pages[:-1]):
        assert (await person.taps(later)).text == text
    assert later not in person.card.labels
    forged = await person.sends_data("timeline:999999:0:999")
    assert forged.text
    assert (await person.sends_data("timeline:0:99:99")).text == first
