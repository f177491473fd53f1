"""Nobody fills the disk of the others: a clear sentence, and what was typed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from handlers.unexpected import FULL
from storage import forms as open_forms
from storage.tables_flow import answers
from tests.usecases.test_debts import TO_REVIEW, debts, with_debt
from usecases import interviews, room
from usecases.room import FORMS, MOST, FullError

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World


def test_everything_that_can_be_full_has_its_words() -> None:
    """A limit without a sentence would be a mistake on our side."""
    assert set(FULL) == set(MOST)


@pytest.mark.parametrize("locale", ["en", "zh-hans"])
async def test_one_debt_too_many_is_refused_with_a_sentence_and_stays_typed(
    world: World, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    """After deleting one, a single tap saves the debt that found no room."""
    person = await with_debt(world)
    if locale != "en":
        await person.sends_data("language.set:zh_Hans_CN")
    monkeypatch.setitem(MOST, "debts", 1)
    await person.sends_data("debts.add")
    await person.taps(":region:gb")
    await person.says("Shop 300")
    await person.taps(*TO_REVIEW, "f.save")
    assert ("no room for more" if locale == "en" else "放不下了") in person.card.text
    assert len(await debts(world)) == 1
    monkeypatch.setitem(MOST, "debts", 2)
    await person.sends_data("form")
    await person.taps("f.save")
    assert len(await debts(world)) == 2


async def test_forms_set_aside_without_end_are_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each holds a log of its own."""
    person = await with_debt(world)
    monkeypatch.setitem(MOST, FORMS, 1)
    await person.sends_data("budget.quick")
    await person.sends_data("contact.new")
    assert "begun and set aside" in person.card.text
    assert len(list(person.card.buttons)) >= 3


async def test_to_and_fro_in_a_form_does_not_grow_its_log_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Back and an answer, ten thousand times, is still one answer."""
    monkeypatch.setattr(interviews, "LONGEST_LOG", 10)
    person = world.chat()
    await person.says("/start")
    await person.taps("path", "budget", "budget.quick", ":region:gb")
    for _ in range(12):
        await person.says("2000")
        await person.taps("f.back")
    await person.says("2100")
    async with world.database.read() as uow:
        form = await open_forms.current(uow, 1)
        count = (await uow.run(select(func.count()).select_from(answers))).scalar_one()
    assert form is not None
    assert count <= 14
    assert 210_000 in {getattr(value, "minor", 0) for value in form.log.answers.values()}


@pytest.mark.parametrize("what", sorted(MOST))
def test_the_last_that_fits_is_taken_and_the_next_is_not(what: str) -> None:
    """The number in the sentence is the number that fits."""
    room.check(what, MOST[what] - 1)
    with pytest.raises(FullError) as full:
        room.check(what, MOST[what])
    assert full.value.most == MOST[what]
