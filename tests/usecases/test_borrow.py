"""Before you borrow, in the chat: the true price, six questions, and never "take it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from storage.tables_flow import answers
from tests.limits import faults
from tests.usecases.test_screens import draw

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])


async def started(world: World, language: str = "en") -> Chat:
    person = world.chat(language=language)
    await person.says("/start")
    return person


async def asks(person: Chat, *codes: str) -> None:
    """Answer the questions by the place of their button: y(es), n(o), ? (not sure)."""
    for code in codes:
        button = [b for row in person.card.buttons for b in row]["yn?".index(code)]
        await person.sends_data(button["callback_data"])


@pytest.mark.parametrize(("language", "line", "extra", "rate"), [
    ("en", "get 2700, 3 x 1081.05", "543.15", "205.59"),
    ("en", "get 12000, 12 x 1072", "864", "13.84"),
    ("zh-hans", "到手12000，12期每期1072", "864", "13.84"),
    ("zh-hans", "借12000，12期每期1072", "864", "13.84"),
])  # fmt: skip
async def test_the_true_price_is_one_line_away(
    world: World, language: str, line: str, extra: str, rate: str
) -> None:
    """A fee a month on the first sum sounds half as dear as it is (knowledge 8.2)."""
    person = await started(world, language)
    await person.says("/borrow")
    card = await person.says(line)
    assert extra in card.text
    assert rate in card.text
    assert "cannot" in str(card.buttons), "asking for time costs nothing, and is said first"
    async with world.database.read() as uow:
        left = (await uow.run(select(func.count()).select_from(answers))).scalar_one()
    assert left == 0, "nothing of the offer is kept"


@BOTH
async def test_the_command_takes_the_line_at_once(world: World, language: str) -> None:
    """With the lender waiting, one message is enough."""
    person = await started(world, language)
    line = "get 3000, 12 x 300" if language == "en" else "到手3000，12期每期300"
    card = await person.says(f"/borrow {line}")
    assert "41.3" in card.text.replace(",", "")[:400] or "%" in card.text


@pytest.mark.parametrize(("language", "line", "rate"), [
    ("en", "get 8500, pay 10000 by 2 April", "%"),
    ("zh-hans", "到手8500，4月2日前还10000", "%"),
])  # fmt: skip
async def test_one_payment_with_its_day_has_a_rate_and_without_it_none(
    world: World, language: str, line: str, rate: str
) -> None:
    """A month's 17.6 % is not a year's; without the day nothing is made up."""
    person = await started(world, language)
    card = await person.says(f"/borrow {line}")
    assert rate in card.text
    short = "get 8500, pay 10000" if language == "en" else "到手8500，还10000"
    card = await person.says(f"/borrow {short}")
    assert "%" not in card.text
    assert "1,500" in card.text


@pytest.mark.parametrize(("language", "line", "rate"), [
    ("en", "get 1000, repay 1050 in a month", "79.59"),
    ("en", "get 850 pay 1000 in 30 days", "622.33"),
    ("zh-hans", "到手1000，一个月后还1050", "79.59"),
    ("zh-hans", "借850，30天后还1000", "622.33"),
    ("zh-hans", "借1000，半年后还1100", "21"),
])  # fmt: skip
async def test_a_time_in_words_is_read(world: World, language: str, line: str, rate: str) -> None:
    """Short loans are told in days; a month is a twelfth of a year (knowledge 8.2, T12)."""
    person = await started(world, language)
    card = await person.says(f"/borrow {line}")
    assert rate in card.text


@BOTH
async def test_a_rate_alone_is_not_taken_for_a_payment(world: World, language: str) -> None:
    """2 % a month gives no payments, and a loan of which 2 comes back does not exist."""
    person = await started(world, language)
    line = "get 10000 at 2% a month" if language == "en" else "借1万，日息万五"
    card = await person.says(f"/borrow {line}")
    assert "12 x 300" in card.text or "12期每期300" in card.text


@BOTH
async def test_what_is_missing_is_said_and_asked_again(world: World, language: str) -> None:
    """A machine that repeats its question does not listen."""
    person = await started(world, language)
    await person.says("/borrow")
    card = await person.says("hello" if language == "en" else "你好")
    assert "12 x 300" in card.text or "12期每期300" in card.text
    card = await person.says("12 x 300" if language == "en" else "12期每期300")
    assert ("reach your pocket" if language == "en" else "实际到手") in card.text
    card = await person.says("get 3000" if language == "en" else "到手3000")
    assert ("paid back" if language == "en" else "怎么还") in card.text


@BOTH
async def test_six_questions_end_in_what_they_show(world: World, language: str) -> None:
    """A fee first and a paper kept are reason enough to walk away, whatever the price."""
    person = await started(world, language)
    line = "get 3000, 12 x 300" if language == "en" else "到手3000，12期每期300"
    await person.says(f"/borrow {line}")
    await person.taps("borrow::1", "borrow:n:1")
    world.restart()
    await asks(person, "y", "n", "?", "n", "y", "n")
    text = person.card.text
    assert ("stop here" if language == "en" else "先停下") in text
    assert text.count("•") == 3, "the fee, the missing licence, one debt for another"
    assert ("1 answer is open" if language == "en" else "1点不清楚") in text
    assert "600" in text, "the price stays beside it"


@BOTH
async def test_without_figures_the_questions_alone_are_asked(world: World, language: str) -> None:
    """Somebody hurried has no contract at hand yet."""
    person = await started(world, language)
    await person.says("/borrow")
    await person.taps("f.skip", "borrow:b:1")
    await asks(person, "n", "y", "n", "n", "n", "n")
    assert ("None of the six" if language == "en" else "都没有") in person.card.text
    assert ("nothing about the price" if language == "en" else "另一回事") in person.card.text


@BOTH
async def test_a_ceiling_of_the_region_is_named_to_whom_it_binds(
    world: World, language: str
) -> None:
    """Where somebody lives in China, a platform's loan above 24 % is said to be above."""
    person = await started(world, language)
    await person.sends_data("settings.in:cn")
    line = "get 12000, 12 x 1200" if language == "en" else "到手12000，12期每期1200"
    await person.says(f"/borrow {line}")
    await person.taps("borrow::1", "borrow:p:1")
    await asks(person, "n", "y", "n", "n", "n", "n")
    assert "24" in person.card.text
    assert ("above that" if language == "en" else "超过了") in person.card.text
    await person.says(f"/borrow {line}")
    await person.taps("borrow::1", "borrow:b:1")
    await asks(person, "n", "y", "n", "n", "n", "n")
    assert ("above that" if language == "en" else "超过了") not in person.card.text


@BOTH
@pytest.mark.parametrize("data", [
    "borrow::0:GBP:99999999900:9999999900:888888800:120:::99900::w12", "borrow::1", "borrow:n:1",
    "borrow:p:1093", "borrow:p:1093:GBP:300000:30000::12:::::", "borrow.too_large",
    "borrow::0:GBP:850000:1000000::1::::31:m0", "borrow::0:GBP:850000:1000000::1::::1:m0",
])  # fmt: skip
async def test_every_card_keeps_the_limits(world: World, language: str, data: str) -> None:
    """The buttons carry the figures on, and a narrow screen shows them."""
    person = await started(world, language)
    card, t, address = await draw(world, person, data)
    assert address == data
    assert not [*faults(t, card, address)]


@pytest.mark.parametrize("data", [
    "borrow::0", "borrow:x:y:z", "borrow::0:GBP:0:0:0:0:0:0:0:0:0", "borrow:n:999999999999999",
    "borrow::0:GBP:100:100::12:1000::::", "borrow::0:GBP:1:1::601:::::", "borrow::0:GBP:1:1::1::::1:q",
])  # fmt: skip
async def test_forged_figures_lead_somewhere_that_works(world: World, data: str) -> None:
    """Button data is hostile until proved otherwise."""
    person = await started(world)
    card, t, address = await draw(world, person, data)
    assert card.text
    assert not [*faults(t, card, address)]


async def test_a_fee_beyond_what_is_lent_is_no_loan(world: World) -> None:
    """Less than nothing reaches nobody's pocket."""
    person = await started(world)
    card = await person.sends_data("borrow::0:GBP:100:100::12:1000::::")
    assert "-" not in card.text.replace("end-to-end", "")
    card = await person.says("/borrow get 100, 12 x 10, 110 upfront fee")
    assert "get -" not in card.text


async def test_sums_beyond_reason_break_nothing(world: World) -> None:
    """An address has 64 bytes; a thumb has no limit."""
    person = await started(world)
    card = await person.says("/borrow get 9999999999999, 120 x 99999999999 fee 99999999999")
    assert card.text
