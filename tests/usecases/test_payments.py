"""What is said of one payment: in the plan's own currency, wherever the person lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import plans
from tests.usecases.test_tap_budget import remind

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def abroad(world: World) -> Chat:
    """Return a person with a plan in pounds who has moved to China since."""
    person = world.chat()
    await remind(person)
    await person.sends_data("settings.in:cn")
    return person


async def test_a_part_is_read_in_the_plans_currency(world: World) -> None:
    """A bare number is in pounds, as the payment is; another currency is never taken for it."""
    person = await abroad(world)
    await person.sends_data("pay.partly:1:1")
    await person.says("CNY 300")
    await person.says("300")
    async with world.database.read() as uow:
        (kept,) = await plans.of_case(uow, 1)
        (said,) = await plans.payments_of(uow, kept.plan)
    assert (said.amount.minor, said.amount.currency) == (30000, "GBP")
    assert "£300" in person.card.text


async def test_what_can_be_paid_instead_is_not_lost_over_its_currency(world: World) -> None:
    """The request asks with the figure that was typed, in the plan's currency."""
    person = await abroad(world)
    await person.sends_data("pay.cannot:1:1")
    await person.taps(":reason:illness")
    await person.says("50")
    await person.taps("f.skip")
    assert "£50" in person.card.text
