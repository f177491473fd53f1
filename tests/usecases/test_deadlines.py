"""Deadlines: nobody's memory, nobody's guess, and never put off past their day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.forms_contacts import DEADLINES
from scheduler import kinds_deadlines
from scheduler.kinds import Done, Outcome
from storage import due, people
from tests.limits import faults
from tests.usecases.test_screens import draw
from tests.usecases.test_tap_budget import first_debt
from usecases.work import Work

if TYPE_CHECKING:
    from storage.due import Due
    from tests.fakes.telegram_edge import Chat, World

LANGUAGES = {"en": "en", "zh-hans": "zh_Hans_CN"}


async def planned(world: World) -> list[Due]:
    """Return the deadlines' due rows of the only person."""
    async with world.database.read() as uow:
        return [row for row in await due.of_person(uow, 1) if row.kind == "deadline"]


async def note(person: Chat, kind: str, day: str) -> None:
    """Note a deadline with a date and no day of arrival."""
    await person.sends_data(f"deadline.new:{kind}")
    if kind == "document":
        await person.says("two payslips")
    await person.says(day)
    await person.taps("f.skip")


async def agrees(person: Chat) -> None:
    """Agree to being reminded; where they live is asked on the way."""
    await person.taps("deadline.remind")
    await person.taps("settings.in:gb")


async def test_both_dates_are_asked_and_reminders_come_at_7_3_1_and_0_days(world: World) -> None:
    """Each message is computed from the date, so none is lost or doubled (care 7)."""
    person = world.chat()
    await person.says("/start")
    await person.sends_data("deadline.new:court_answer")
    await person.says("2026-03-20")
    assert "arrive" in person.card.text
    await person.says("2026-03-01")
    assert "18 days left" in person.card.text
    await agrees(person)
    days = []
    rows = await planned(world)
    while rows:
        days.append(rows[0].run_at.date().isoformat())
        async with world.database.write() as uow:
            found = await people.get(uow, 1)
            assert found is not None
            now = rows[0].run_at + timedelta(minutes=1)
            work = Work(uow, found, now, now.date(), world.services.packs)
            following = await kinds_deadlines.settled(work, rows[0], Done(Outcome.SENT))
            rows = [following] if following else []
    assert days == ["2026-03-13", "2026-03-17", "2026-03-19", "2026-03-20"]


async def test_nothing_is_kept_or_sent_before_the_person_says_so(world: World) -> None:
    """The tap that asks for reminders is the consent, and it is asked once."""
    person = world.chat()
    await person.says("/start")
    await note(person, "complaint", "2026-03-20")
    assert "keep what you note here" in person.card.text
    await agrees(person)
    assert "keep this date" not in person.card.text
    assert len(await planned(world)) == 1


async def test_a_missing_date_is_our_caution_where_nobody_names_a_time(world: World) -> None:
    """Never said to be a rule: seven days, as our own caution; the region is asked first."""
    person = world.chat()
    await person.says("/start")
    await person.sends_data("deadline.new:court_answer")
    await person.taps("f.skip", "f.skip")
    assert "country" in person.card.text
    await person.taps(":region:us")
    assert "not a rule" in person.card.text
    assert "7 days left" in person.card.text


async def test_a_missing_date_takes_the_shortest_time_of_the_papers_own_country(
    world: World,
) -> None:
    """A rule belongs to the debt: its country counts, wherever the person lives (care 3)."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.sends_data("settings.in:cn")
    await person.sends_data("deadline.new:court_answer:1")
    await person.taps("f.skip", "f.skip")
    assert "not a rule" not in person.card.text
    card = await person.taps("deadline.why")
    assert "England" in card.text


async def test_a_snooze_never_passes_the_date(world: World) -> None:
    """Two days later, or the day itself if that comes first."""
    person = world.chat()
    await person.says("/start")
    await note(person, "court_answer", "2026-03-05")
    await agrees(person)
    world.move(days=1)
    await person.taps("deadline.later")
    assert [row.run_at.date().isoformat() for row in await planned(world)] == ["2026-03-05"]
    world.move(days=2)
    await person.sends_data("deadline:1")
    assert "deadline.later" not in str(person.card.buttons), "the last day is not put off"


async def test_done_stops_the_messages_and_can_be_taken_back(world: World) -> None:
    """A slip of the thumb must not silence a court date."""
    person = world.chat()
    await person.says("/start")
    await note(person, "court_answer", "2026-03-20")
    await agrees(person)
    await person.taps("deadline.done")
    assert await planned(world) == []
    await person.taps("deadline.open")
    assert len(await planned(world)) == 1


async def test_a_day_that_has_passed_leads_to_help_and_not_to_silence(world: World) -> None:
    """Some papers can still be answered late; nobody is told that it is over."""
    person = world.chat()
    await person.says("/start")
    await note(person, "payment_order", "2026-02-20")
    assert "has passed" in person.card.text
    assert "danger:court" in str(person.card.buttons)


async def test_a_paper_they_asked_for_stands_on_the_checklist_until_it_is_sent(
    world: World,
) -> None:
    """One note makes the deadline and the checklist's item (care 7)."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.sends_data("contact.new:1")
    await person.taps("f.more", ":outcome:wants_papers", ":channel:phone", "f.skip", "f.skip")
    await person.taps("deadline.new:document:1")
    await person.says("two payslips")
    await person.says("2026-03-20")
    await person.taps("f.skip")
    card = await person.sends_data("evidence:1")
    assert "two payslips" in card.text
    await person.taps("deadline:1", "deadline.done")
    card = await person.sends_data("evidence:1")
    assert "two payslips" not in card.text


async def test_somebody_elses_deadline_is_an_old_button(world: World) -> None:
    """Numbers in buttons are guessable; ownership is not."""
    person = world.chat()
    await person.says("/start")
    await note(person, "document", "2026-03-20")
    stranger = world.chat()
    await stranger.says("/start")
    for data in ("deadline:1", "deadline.done:1", "deadline.later:1", "deadline.remind:1"):
        await stranger.sends_data(data)
        assert "payslips" not in stranger.card.text
    await person.sends_data("deadline:1")
    assert "18 days left" in person.card.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_assumed_date_fits_a_screen(world: World, language: str) -> None:
    """Each kind in each region, with the region's own words and their caution."""
    person = world.chat(language=language)
    await person.says("/start")
    t = world.services.catalogs.texts(LANGUAGES[language])
    wrong, number = [], 0
    for region in world.services.packs:
        await person.sends_data(f"settings.in:{region}")
        for kind in (option.value for option in DEADLINES if option.value != "document"):
            await person.sends_data(f"deadline.new:{kind}")
            await person.taps("f.skip", "f.skip")
            number += 1
            address = f"deadline:{number}"
            card, _, _ = await draw(world, person, address)
            why, _, _ = await draw(world, person, f"deadline.why:{number}")
            assert "deadline.done" in str(card.rows)
            every = [*faults(t, card, address), *faults(t, why, address)]
            wrong += [f"{region} {kind}: {fault}" for fault in every]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("language", "line", "ask", "day"),
    [
        ("en", "Northern Loans 9000", "Which date do they give?", "10 December 2025"),
        ("zh-hans", "北方贷款 9000", "哪一天", "2025年12月10日"),
    ],
)
async def test_a_sued_debt_asks_for_the_courts_date_at_once_and_every_offer_repeats_it(
    world: World, language: str, line: str, ask: str, day: str
) -> None:
    """The date decides what can still be said; it is not four taps away, and no offer hides it."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await ann.taps("path", "debts.add", ":region:gb")
    await ann.says(line)
    await ann.taps(":kind:online_loan", ":lender:consumer_finance", ":whose:mine", "f.more")
    card = await ann.taps(":stage:court", "f.save")
    assert ask in card.text
    rule = "one form admits the claim" if language == "en" else "一张表用来承认"
    assert rule in card.text, "how to answer stands on the first card"
    await ann.taps("deadline.new")
    await ann.says("2026-12-10")
    await ann.taps("f.skip")
    card = await ann.sends_data("deadline.court:1")
    assert ask not in card.text
    await ann.sends_data("check:1")
    card = await ann.says("settle 4500 by Friday" if language == "en" else "一次性还4500")
    assert day.replace("2025", "2026") in card.text
