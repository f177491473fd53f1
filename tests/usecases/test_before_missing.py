"""Asked before it is missed, put off without moving the plan, and another day after two late ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ui import cards_payments
from coach.dates import Every
from coach.plans import PaymentStatus
from scheduler.all_kinds import KINDS
from storage import due
from storage import plans as rows
from tests.usecases.test_clock_rows import work_of
from tests.usecases.test_tap_budget import BOTH, remind
from usecases import plans

if TYPE_CHECKING:
    from storage.due import Due
    from storage.plans import Kept
    from tests.fakes.telegram_edge import Chat, World


async def kept(world: World) -> Kept:
    """Return the one plan there is."""
    async with world.database.read() as uow:
        (only,) = await rows.of_case(uow, 1)
    return only


async def planned(world: World, person: Chat) -> Due | None:
    """Return the plan's due row."""
    async with world.database.read() as uow:
        work = await work_of(world, uow, person)
        every = await due.of_person(uow, work.person.id)
    return next((row for row in every if row.kind == "payment"), None)


async def answers(world: World) -> dict[int, PaymentStatus]:
    """Return what was said of each payment."""
    async with world.database.read() as uow:
        (only,) = await rows.of_case(uow, 1)
        return {each.n: each.status for each in await rows.payments_of(uow, only.plan)}


@BOTH
async def test_before_the_day_one_is_asked_and_each_answer_leads_on(
    world: World, language: str
) -> None:
    """Yes, not all, no: nobody has to wait until it is missed."""
    person = world.chat(language=language)
    await remind(person)
    world.move(days=8)
    t = world.services.catalogs.texts("en")
    early = cards_payments.answer_rows(t, 1, 1, early=True)
    assert [button.data for row in early for button in row] == [
        "pay.will:1:1", "plan.change_ask:1", "pay.cannot:1:1",
    ]  # fmt: skip
    await person.sends_data("pay.will:1:1")
    assert await answers(world) == {}, "a good intention is no payment"
    card = await person.sends_data("plan.change_ask:1")
    assert ":reason:" in str(card.buttons)
    await person.sends_data("home")
    assert await answers(world) == {}, "not all of it: still to come"
    card = await person.sends_data("pay.cannot:1:1")
    await person.taps(card.labels[0])
    await person.says("300")
    card = await person.taps("f.skip")
    assert "<pre>" in card.text, "the words to ask with, before the date"
    assert world.now.date() < date(2026, 3, 15)
    row = await planned(world, person)
    assert row is not None
    assert row.occurrence.startswith("payment:1:2:"), "that one is not brought up again"


@BOTH
async def test_a_day_off_is_named_in_each_message_that_comes_early(
    world: World, language: str
) -> None:
    """15 March 2026 is a Sunday: what comes before Friday 13 says why, and names the true date."""
    person = world.chat(language=language)
    await remind(person)
    t = world.services.catalogs.texts("en" if language == "en" else "zh_Hans_CN")
    days = []
    for _ in range(3):
        row = await planned(world, person)
        assert row is not None
        world.now = row.run_at
        async with world.database.write() as uow:
            work = await work_of(world, uow, person)
            prepared = await KINDS["payment"].prepare(work, row)
            assert prepared is not None
            assert prepared.item is not None
            text = prepared.item.text(t)
            await plans.recompute(work, 1)
            await uow.commit()
        days.append(row.run_at.date().day)
        assert t.t("payments.note.shifted") in text
        assert t.show(date(2026, 3, 15)) in text
    assert days == [8, 12, 13]


async def test_a_snooze_leaves_the_schedule_alone(world: World) -> None:
    """Asked again in two days: the lender's dates are what they were, and so are the others."""
    person = world.chat()
    await remind(person)
    before = (await kept(world)).plan
    coming = plans.instalments(before, date(2026, 3, 1), 12)
    world.move(days=13, hours=2)
    await person.sends_data("pay.later:1:1:2")
    row = await planned(world, person)
    assert row is not None
    assert (row.occurrence, row.run_at.date()) == ("payment:1:1:promised:260317", date(2026, 3, 17))
    after = (await kept(world)).plan
    assert after == before
    assert plans.instalments(after, date(2026, 3, 1), 12) == coming
    world.move(days=3)
    await person.sends_data("pay:1:1")
    row = await planned(world, person)
    assert row is not None
    assert row.run_at.date() == date(2026, 4, 10), "five days before the second, as always"


async def late_twice(world: World, person: Chat) -> None:
    """Pay the first two payments five days late each."""
    for n, day in ((1, date(2026, 3, 20)), (2, date(2026, 4, 20))):
        world.move(days=(day - world.now.date()).days)
        await person.sends_data(f"pay:1:{n}")


@BOTH
async def test_after_two_late_payments_another_day_is_asked_for_in_words(
    world: World, language: str
) -> None:
    """Late for the same reason each month is a wrong day, not a bad person."""
    person = world.chat(language=language)
    await remind(person)
    world.move(days=18)
    card = await person.sends_data("pay:1:1")
    assert "plan.new_day:1" not in str(card.buttons), "once is no pattern"
    world.move(days=31)
    card = await person.sends_data("pay:1:2")
    assert "plan.new_day:1" in str(card.buttons)
    card = await person.taps("plan.new_day")
    assert "f.keep" in str(card.buttons), "the day on which it came is offered"
    card = await person.taps("f.keep")
    assert "<pre>" in card.text
    day = "2026年5月20日" if language != "en" else "20 May 2026"
    assert day in card.text
    await person.taps("plan.change_agreed")
    await person.taps(":in_writing:yes", "f.skip")
    await person.taps("f.save")
    plan = (await kept(world)).plan
    assert (plan.first_due, plan.anchor_day, plan.every) == (date(2026, 5, 20), 20, Every.MONTHLY)
    assert (plan.count, plan.version) == (10, 2)
    row = await planned(world, person)
    assert row is not None
    assert row.run_at.date() == date(2026, 5, 15)


@pytest.mark.parametrize(("typed", "first"), [("3", date(2026, 6, 3)), ("31", date(2026, 5, 31))])
async def test_no_payment_comes_sooner_than_was_agreed(
    world: World, typed: str, first: date
) -> None:
    """An earlier day of the month means the month after."""
    person = world.chat()
    await remind(person)
    await late_twice(world, person)
    await person.sends_data("plan.new_day:1")
    await person.says(typed)
    async with world.database.read() as uow:
        request = await rows.open_request(uow, (await kept(world)).plan)
    assert request is not None
    assert request.until == first


async def test_a_day_is_late_where_the_person_lives(world: World) -> None:
    """The evening of the 18th in London is no longer the 18th in Shanghai."""
    person = world.chat()
    await remind(person)
    await person.sends_data("settings.in:cn")
    for n, month in ((1, 3), (2, 4)):
        evening = world.now.replace(month=month, day=17, hour=20)
        world.move(seconds=(evening - world.now) / timedelta(seconds=1))
        card = await person.sends_data(f"pay:1:{n}")
    assert "plan.new_day" in str(card.buttons)


@BOTH
async def test_the_request_for_a_change_speaks_the_lenders_language_too(
    world: World, language: str
) -> None:
    """A letter that the lender can't read asks for nothing; one's own language stands below."""
    person = world.chat(language=language)
    await remind(person)
    await person.sends_data("plan.change_ask:1")
    await person.taps(":reason:illness", "f.skip", "f.skip")
    before, en = person.card.text, language == "en"
    card = await person.taps("中文" if en else "English")
    assert "<blockquote>" in card.text
    assert ("您好" if en else "Hello") in card.text
    await person.taps("English" if en else "中文")
    assert person.card.text == before
