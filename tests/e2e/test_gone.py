"""What only Telegram's side can show: a quoted answer, a cleared chat, and a person who is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage import erasure
from storage.metadata import METADATA

if TYPE_CHECKING:
    from tests.e2e.house import House
    from tests.fakes.client import Person


async def _rows(home: House) -> dict[str, int]:
    async with home.app.database.read() as uow:
        return {
            table.name: (await uow.run(select(func.count()).select_from(table))).scalar_one()
            for table in METADATA.sorted_tables
            if table.name not in erasure.NOT_PERSONAL
        }


async def _budget(ann: Person) -> None:
    await ann.says("/start")
    await ann.sees()
    for button in ("path", "budget", "budget.quick", "region:gb"):
        await ann.taps(button)
        await ann.sees()


async def test_a_false_alarm_takes_the_typed_words_from_telegram_itself(home: House) -> None:
    """Nothing of the words is stored, and still they need not be typed twice."""
    ann = await home.sim.person("Ann")
    await ann.says("/start")
    await ann.sees()
    for button in ("path", "debts.add", "region:gb", "f.skip", "kind:card", "lender:bank"):
        await ann.taps(button)
        await ann.sees()
    await ann.says("Loan shark Bank")
    help_ = await ann.sees()
    assert "Your safety comes first" in help_.text
    await ann.taps("danger.answer")
    asked = await ann.sees()
    assert "step" in asked.text
    assert "whose:mine" in str(asked.keys)


async def test_hide_clears_the_chat_on_both_sides(home: House) -> None:
    """What the person typed goes as well: it holds sums and names."""
    ann = await home.sim.person("Ann")
    await _budget(ann)
    await ann.says("2000")
    await ann.sees()
    await ann.taps("hide")
    await ann.sees()
    await ann.refresh()
    left = [message.text for message in ann.messages()]
    assert len(left) == 1
    assert left[0].startswith("Cleared.")


async def test_a_person_who_asked_to_be_forgotten_is_gone_after_a_day(home: House) -> None:
    """No reminder, no row, no ledger entry is left when the day is over."""
    ann = await home.sim.person("Ann")
    await _budget(ann)
    for number in ("2000", "1500", "100"):
        await ann.says(number)
        await ann.sees()
    await ann.says("/forget")
    await ann.sees()
    await ann.taps("forget.yes")
    await ann.sees()
    assert (await _rows(home))["budgets"] == 1
    await home.sim.idle()
    await home.moves_clock("day")
    await home.moves_clock("hour")
    assert set((await _rows(home)).values()) == {0}
    await ann.says("/start")
    assert "most pressing" in (await ann.sees()).text


async def test_a_trial_is_gone_a_day_after_the_last_tap(home: House) -> None:
    """What was not agreed to be kept is not kept."""
    ann = await home.sim.person("Ann")
    await _budget(ann)
    for number in ("2000", "1500", "100"):
        await ann.says(number)
        await ann.sees()
    await home.sim.idle()
    await home.moves_clock("day")
    await home.moves_clock("hour")
    rows = await _rows(home)
    assert rows["cases"] == rows["budgets"] == rows["forms"] == rows["answers"] == 0
    assert rows["persons"] == 1
