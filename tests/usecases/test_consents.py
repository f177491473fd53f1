"""Consents: asked apart, kept with their time, withdrawn in one tap (care 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from tests.usecases.test_tap_budget import first_debt, three_numbers

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def _rows(world: World, sql: str) -> list[tuple[object, ...]]:
    async with world.database.read() as uow:
        return [tuple(row) for row in (await uow.run(text(sql))).all()]


async def _budget(person: Chat) -> None:
    await person.says("/start")
    await person.taps("path", "budget", "budget.quick", ":region:gb")
    for number in ("2000", "1500", "100"):
        await person.says(number)


async def test_answers_are_a_trial_until_keeping_is_agreed_to(world: World) -> None:
    """Nothing is kept for long unless the person says so."""
    ann = world.chat()
    await _budget(ann)
    assert await _rows(world, "SELECT trial FROM cases") == [(1,)]
    assert await _rows(world, "SELECT kind FROM due WHERE kind = 'trial'") == [("trial",)]
    await ann.sends_data("path")
    card = await ann.taps("Keep this for me")
    assert "May I keep your debts and budget" in card.text
    card = await ann.taps("Yes")
    assert "May I message you" in card.text, "each is asked apart"
    card = await ann.taps("No")
    assert "arrow shows the next" in card.text, "and it goes on to where it was"
    assert await _rows(world, "SELECT trial FROM cases") == [(0,)]
    assert await _rows(world, "SELECT kind FROM due WHERE kind = 'trial'") == []
    kinds = await _rows(world, "SELECT kind, given, version, locale FROM consents ORDER BY id")
    assert kinds == [("keep", 1, 1, "en"), ("messages", 0, 1, "en")]


async def test_withdrawing_takes_one_tap_and_makes_it_a_trial_again(world: World) -> None:
    """What was agreed to can be taken back as easily."""
    ann = world.chat()
    await _budget(ann)
    await ann.sends_data("consents")
    card = await ann.taps("consents.set:keep:1")
    assert "✓ Keep my answers" in card.labels
    card = await ann.taps("consents.set:keep:0")
    assert "– Keep my answers" in card.labels
    assert "24 hours" in card.text
    assert await _rows(world, "SELECT trial FROM cases") == [(1,)]
    assert await _rows(world, "SELECT kind FROM due WHERE kind = 'trial'") == [("trial",)]


async def _ill(person: Chat) -> None:
    await person.sends_data("hardship.ask")
    await person.taps(":reason:illness")
    await person.says("January 2026")
    while "f." in str(person.card.buttons):
        steps = ("f.save", ":effect:income_less", "f.skip")
        await person.taps(next(step for step in steps if step in str(person.card.buttons)))


async def test_a_reason_of_health_needs_a_yes_of_its_own(world: World) -> None:
    """Health and family reasons are kept only with their own consent."""
    ann = world.chat()
    await _budget(ann)
    await _ill(ann)
    await ann.sends_data("consents.ask:path")
    await ann.taps("Yes", "No")
    assert "health or family" in ann.card.text
    await ann.taps("No")
    assert await _rows(world, "SELECT count(*) FROM hardships") == [(0,)]
    await _ill(ann)
    assert "health or family" in ann.card.text, "asked again when it is said again"
    await ann.taps("Yes")
    assert await _rows(world, "SELECT count(*) FROM hardships") == [(1,)]
    await ann.sends_data("consents.set:health:0")
    assert await _rows(world, "SELECT count(*) FROM hardships") == [(0,)], "withdrawn, so gone"


async def test_messages_need_what_they_would_be_about(world: World) -> None:
    """Without keeping there is nothing to remind of."""
    ann = world.chat()
    await ann.says("/start")
    await ann.sends_data("consents")
    await ann.taps("consents.set:messages:1")
    async with world.database.write() as uow:
        from coach.people import Consent
        from storage import people
        from usecases import consents
        from usecases.work import Work

        found = await people.find(uow, ann.id)
        assert found is not None
        work = Work(uow, found[0], world.now, world.now.date(), world.services.packs)
        assert not await consents.allows(work, Consent.MESSAGES)
        await consents.record(work, Consent.KEEP, given=True)
        assert await consents.allows(work, Consent.MESSAGES)


async def test_a_reason_told_on_the_way_to_a_letter_is_asked_about_as_well(world: World) -> None:
    """Wherever health is first told, keeping it needs its own yes; then the letter goes on."""
    ann = world.chat()
    await first_debt(ann, "Visa 4000 18%")
    await ann.taps("negotiate")
    await three_numbers(ann)
    await ann.taps("proposal.choose")
    await ann.sends_data("consents.set:keep:1")
    await ann.sends_data("consents.set:messages:0")
    await ann.sends_data("script.why:1")
    await ann.taps(":reason:illness")
    await ann.says("2 months ago")
    await ann.taps(":effect:costs_more")
    while any("Skip" in label for label in ann.card.labels):
        await ann.taps("f.skip")
    assert "health" in ann.card.text, ann.card.text
    await ann.taps("consents.yes")
    card = await ann.taps("Good, go on")
    assert "script:1:letter" in str(card.buttons)
