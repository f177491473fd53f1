"""Debts as people begin them: by a line, by taps, twice, from another country, never paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from storage import debts as rows
from storage import forms as open_forms
from tests.usecases.test_tap_budget import first_debt, remind

if TYPE_CHECKING:
    from coach.debts import Debt
    from storage.forms import OpenForm
    from tests.fakes.telegram_edge import Chat, World

TO_REVIEW = (":kind:card", ":lender:bank", ":whose:mine", ":stage:will_miss")


async def debts(world: World) -> tuple[Debt, ...]:
    """Return the first person's debts."""
    async with world.database.read() as uow:
        return await rows.of_case(uow, 1)


async def forms(world: World, name: str) -> list[OpenForm]:
    """Return the first person's open forms of that name."""
    async with world.database.read() as uow:
        return [form for form in await open_forms.every(uow, 1) if form.name == name]


async def with_debt(world: World) -> Chat:
    """Return a person in Britain with one debt."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    return person


async def test_each_debt_is_asked_where_it_is_from_and_the_last_answer_is_one_tap(
    world: World,
) -> None:
    """Rules belong to the debt (care 3); who has all debts in one country pays one tap."""
    person = await with_debt(world)
    await person.sends_data("debts.add")
    assert "Where is this debt from" in person.card.text
    card = await person.taps("Keep: United Kingdom")
    assert "in one line" in card.text
    await person.says("Shop 300")
    await person.taps(*TO_REVIEW, "f.save")
    await person.sends_data("debts.add")
    await person.taps(":region:cn")
    await person.says("花呗 1.2万")
    assert ":kind:" not in str(person.card.buttons), "its name says what it is"
    await person.taps(*TO_REVIEW[1:], "f.save")
    found = await debts(world)
    assert [(debt.region, debt.currency) for debt in found] == [
        ("gb", "GBP"), ("gb", "GBP"), ("cn", "CNY"),
    ]  # fmt: skip
    await person.sends_data("debts.add")
    assert "Keep: Mainland China" in person.card.labels, "the last debt's country is the ready one"


@pytest.mark.parametrize(("said", "line", "region", "minor", "currency"), [
    ("/add ", "花呗 1.2万 逾期3个月", "cn", 1_200_000, "CNY"),
    ("", "花呗 1.2万 逾期3个月", "cn", 1_200_000, "CNY"),
    ("", "Visa 12,000 18% day 15", "gb", 1_200_000, "GBP"),
    ("/add ", "Visa €500", "gb", 50_000, "EUR"),
    ("/add ", "Visa $500", "us", 50_000, "USD"),
])  # fmt: skip
async def test_a_line_typed_before_the_country_is_never_asked_again(
    world: World, said: str, line: str, region: str, minor: int, currency: str
) -> None:
    """A natural first message is a whole debt; only what it leaves out is asked."""
    person = world.chat()
    await person.says("/start")
    if not said:
        await person.taps("path", "debts.add")
    await person.says(said + line)
    if not said:
        assert line.split(maxsplit=1)[0] in person.card.text, "what was noted is said"
    assert "Where is this debt from" in person.card.text
    await person.taps(f":region:{region}")
    if ":kind:card" in str(person.card.buttons):
        await person.taps(":kind:card")
    if ":lender:" in str(person.card.buttons):
        await person.taps(":lender:bank")
    await person.taps(":whose:mine")
    if ":stage:" in str(person.card.buttons):
        await person.taps(":stage:will_miss")
    await person.taps("f.save")
    (debt,) = await debts(world)
    assert (debt.principal.minor, debt.currency, debt.region) == (minor, currency, region)


async def test_where_no_pack_settles_the_currency_the_figure_waits_for_it(world: World) -> None:
    """No currency is guessed, and the amount is not asked twice."""
    person = world.chat()
    await person.says("/add Visa 4000 18%")
    card = await person.says("Montenegro")
    assert "general ones" in card.text
    await person.taps(":lender:bank", ":whose:mine", ":stage:will_miss")
    assert "currency" in person.card.text
    card = await person.says("Euro")
    assert "€4,000" in card.text
    await person.taps("f.save")
    (debt,) = await debts(world)
    assert (debt.region, debt.currency) == ("generic", "EUR")


@pytest.mark.parametrize("typed", ["Brazil", "黑山", "I live in Montenegro"])
async def test_a_country_without_a_pack_is_understood(world: World, typed: str) -> None:
    """It is told apart from a slip, and general rules are named as such."""
    person = world.chat()
    await person.says("/debts")
    await person.taps("debts.add")
    card = await person.says("hm hm")
    assert "tap one of the choices" in card.text
    card = await person.says(typed)
    assert "general ones" in card.text
    assert "in one line" in card.text


@pytest.mark.parametrize(("typed", "name", "sum_"), [
    ("香港", "hk", "HK$4,000"), ("Taiwan", "tw", "NT$4,000"), ("I'm in India", "india", "₹4,000"),
    ("Singapore", "sg", "S$4,000"), ("Germany", "europe", "€4,000"), ("欧盟", "europe", "€4,000"),
])  # fmt: skip
async def test_a_country_typed_leads_to_its_pack_and_its_currency(
    world: World, typed: str, name: str, sum_: str
) -> None:
    """Nobody has to find their country on a later page, and the figure says what was understood."""
    person = world.chat()
    await person.says("/add Visa 4000")
    await person.says(typed)
    await person.taps(*TO_REVIEW[1:])
    assert sum_ in person.card.text
    await person.taps("f.save")
    (debt,) = await debts(world)
    assert debt.region == name


async def test_changing_the_country_keeps_the_figures(world: World) -> None:
    """A wrong tap costs one tap, and no number is typed again (care 1)."""
    person = world.chat()
    await person.says("/add Visa 4000")
    await person.taps(":region:cn", *TO_REVIEW[1:])
    assert "¥4,000" in person.card.text
    await person.taps("f.change", ":region")
    card = await person.taps(":region:gb")
    assert "£4,000" in card.text
    await person.taps("f.change", "More…", ":currency")
    card = await person.taps(":currency:USD")
    assert "4,000" in card.text
    assert "£" not in card.text


async def test_a_line_that_cannot_be_read_is_said_so(world: World) -> None:
    """Silence would look as if it were noted."""
    person = world.chat()
    card = await person.says("/add my card is a mess")
    assert "Where is this debt from" in card.text
    assert len(card.text.split("\n\n")) > 2


async def test_a_debt_begun_is_offered_before_another_is_opened(world: World) -> None:
    """An interrupted person finds the half-told debt where they look for it."""
    person = world.chat()
    await person.says("/debts")
    await person.taps("debts.add", ":region:gb")
    await person.says("Visa 4000 18%")
    await person.taps("f.leave")
    await person.sends_data("debts.add")
    assert {"Go on with it", "Start another"} <= set(person.card.labels)
    card = await person.taps("Go on with it")
    assert "Who are you dealing with" in card.text
    assert len(await forms(world, "debt")) == 1
    await person.sends_data("debts.add")
    card = await person.taps("Start another")
    assert "Where is this debt from" in card.text
    assert len(await forms(world, "debt")) == 2
    await person.sends_data("home")
    await person.sends_data("debts.add")
    assert "Where is this debt from" in person.card.text, "the empty one serves again"
    assert len(await forms(world, "debt")) == 2


async def test_the_choice_between_two_can_be_typed_and_an_answer_too(world: World) -> None:
    """A word typed always works; what is no choice is the new one's answer."""
    person = world.chat()
    await person.says("/debts")
    await person.taps("debts.add", ":region:gb")
    await person.sends_data("debts.add")
    card = await person.says("go on with it")
    assert "in one line" in card.text
    await person.sends_data("debts.add")
    card = await person.says("Mastercard 900")
    assert "Mastercard" in card.text
    assert "Where is this debt from" in card.text


@pytest.mark.parametrize("start", ["debts.add", "budget.quick", "budget.full", "plan.new"])
async def test_a_double_tap_opens_one_form(world: World, start: str) -> None:
    """The second would be parked, and come back as a nudge about nothing."""
    person = await with_debt(world)
    for _ in range(2):
        await person.sends_data(start)
    async with world.database.read() as uow:
        assert len(await open_forms.every(uow, 1)) == 1


async def test_a_double_tap_on_partly_asks_once_and_another_payment_anew(world: World) -> None:
    """Each payment has its own question, and only one is open."""
    person = world.chat()
    await remind(person)
    for n in (1, 1, 2):
        await person.sends_data(f"pay.partly:1:{n}")
    assert len(await forms(world, "partly")) == 1
    await person.says("300")
    await person.sends_data("payment:1:2")
    assert "300" in person.card.text


async def test_a_budget_begun_goes_on_where_it_was(world: World) -> None:
    """There is one budget: nothing is to be chosen."""
    person = await with_debt(world)
    await person.sends_data("budget.quick")
    await person.says("2000")
    await person.sends_data("home")
    await person.sends_data("budget.quick")
    assert "step 2 of about 3" in person.card.text


@pytest.mark.parametrize(("language", "typed"), [
    ("en", "3 months ago"), ("en", "January 2026"), ("zh-hans", "去年12月"),
])  # fmt: skip
async def test_a_date_typed_where_a_choice_is_asked_is_taken(
    world: World, language: str, typed: str
) -> None:
    """Who answers "when?" with a date has answered."""
    person = world.chat(language=language)
    await person.says("/add Visa 4000")
    await person.taps(":region:gb", *TO_REVIEW[1:], "f.save", ":yours:yes", ":right:yes")
    await person.says(typed)
    (debt,) = await debts(world)
    assert debt.gate is not None
    assert getattr(debt.gate.last_paid, "year", 0) in {2025, 2026}


async def test_a_date_that_can_be_read_in_two_ways_is_asked_about(world: World) -> None:
    """The choice is taken, and the two readings are offered."""
    person = world.chat()
    await person.says("/add Visa 4000")
    await person.taps(":region:gb", *TO_REVIEW[1:], "f.save", ":yours:yes", ":right:yes")
    card = await person.says("03/04/2025")
    assert "two ways" in card.text
    await person.taps("f.pick")
    (debt,) = await debts(world)
    assert debt.gate is not None
    assert getattr(debt.gate.last_paid, "year", 0) == 2025


async def never_paid(world: World) -> Chat:
    """Return a person asked when a debt with a collector, never paid on, began."""
    person = world.chat()
    await person.says("/add Visa 4000")
    await person.taps(":region:gb", ":lender:bank", ":whose:mine",
                      ":stage:collector", "f.save", ":yours:yes", ":right:yes",
                      ":last_paid_known:never")  # fmt: skip
    return person


async def test_a_debt_never_paid_on_is_dated_by_its_contract(world: World) -> None:
    """Then its age is known, and the way is open."""
    person = await never_paid(world)
    assert "taken out" in person.card.text
    card = await person.says("May 2025")
    assert "negotiate:1" in str(card.buttons)
    (debt,) = await debts(world)
    assert str(debt.contract_month) == "2025-05-01"


async def test_who_does_not_say_when_it_began_is_told_what_that_means(world: World) -> None:
    """That its age is not clear helps nobody on by itself."""
    person = await never_paid(world)
    card = await person.taps("f.skip")
    assert "never paid" in card.text
    assert "year it was taken out" in card.text


async def test_the_last_look_has_few_buttons_and_every_line_can_be_changed(world: World) -> None:
    """Five choices at most (care 9); the fields stand behind one of them."""
    person = world.chat()
    await person.says("/add Visa 4000 18%")
    card = await person.taps(":region:gb", *TO_REVIEW[1:])
    assert card.labels == ("Right, save it", "Change something", "Save for later", "Hide")
    await person.taps("f.change")
    fields: set[str] = set()
    for _ in range(5):
        fields |= {b["text"] for row in person.card.buttons for b in row}
        await person.taps("More…")
    assert {"Country", "Kind", "Name", "Currency", "Rate a year", "Taken out"} <= fields
    await person.taps("Back")
    await person.says("name")
    await person.says("Bank card")
    assert "Bank card" in person.card.text
    await person.says("3")
    assert "Who are you dealing with" in person.card.text
    await person.taps("f.keep")
    await person.says("Right, save it")
    (debt,) = await debts(world)
    assert debt.creditor == "Bank card"


@pytest.mark.parametrize(
    ("language", "line", "first"),
    [
        ("zh-hans", "花呗 1.2万 逾期3个月 每月还1200", "花呗"),
        ("en", "Visa 12,000 18% day 15", "Visa"),
    ],
)
async def test_a_debt_in_one_line_is_taken_where_nothing_was_asked(
    world: World, language: str, line: str, first: str
) -> None:
    """Nobody knows the command; what the screens give as an example must work as it stands."""
    person = world.chat("Lin", language)
    await person.says("/start")
    card = await person.says(line)
    assert first in card.text
    assert len(await forms(world, "debt")) == 1


@pytest.mark.parametrize("text", ["我有5张信用卡", "明天3点打电话", "they called me 5 times today"])
async def test_a_number_in_a_sentence_begins_no_debt(world: World, text: str) -> None:
    """A wrong guess would put a form between a frightened person and the doors."""
    person = world.chat("Lin", "zh-hans")
    await person.says("/start")
    await person.says(text)
    assert await forms(world, "debt") == []


async def test_an_offer_is_answered_where_nothing_was_asked(world: World) -> None:
    """The card for a text that fits nowhere asks for just such a line."""
    person = world.chat("Lin", "zh-hans")
    await person.says("/start")
    card = await person.says("欠9600，12期每期900")
    assert "24.75%" in card.text


async def test_a_typed_number_is_a_button_of_the_screen_they_look_at_even_with_a_form_open(
    world: World,
) -> None:
    """A 1 under the list of debts must not become the living costs asked for minutes ago."""
    person = await with_debt(world)
    await person.says("/budget")
    await person.sends_data("budget.quick")
    await person.says("/debts")
    card = await person.says("1")
    assert "Visa" in card.text


@pytest.mark.parametrize(("language", "said", "then"), [
    ("en", "right", "yes"), ("en", "It's wrong", "no"), ("en", "don't know", "not_sure"),
    ("zh-hans", "对", "yes"), ("zh-hans", "不对", "no"), ("zh-hans", "不清楚", "not_sure"),
])  # fmt: skip
async def test_the_amount_is_right_in_the_words_of_the_question(
    world: World, language: str, said: str, then: str
) -> None:
    """Nobody answers "Is it right?" with a label they have to look up."""
    person = world.chat(language=language)
    await person.says("/start")
    await person.sends_data("debts.add")
    await person.taps(":region:gb")
    await person.says("Visa 4000 18%")
    await person.taps(*TO_REVIEW[1:], "f.save", ":yours:yes")
    card = await person.says(said)
    assert ":last_paid_known:never" in str(card.buttons)
    await person.taps(":last_paid_known:never")
    async with world.database.read() as uow:
        found = (await uow.run(text("SELECT gate_right FROM debts"))).scalar_one()
    assert found == then


@pytest.mark.parametrize(("language", "line", "kind", "named"), [
    ("en", "Visa 4000 18%", "card", "Credit card"), ("zh-hans", "信用卡 4000", "card", "信用卡"),
    ("en", "Mortgage 90000", "mortgage", "Mortgage"), ("zh-hans", "房贷 90000", "mortgage", "房贷"),
    ("en", "Shop 4000", None, ""), ("zh-hans", "招行信用卡分期 4000", None, ""),
])  # fmt: skip
async def test_the_kind_that_a_name_says_is_not_asked(
    world: World, language: str, line: str, kind: str | None, named: str
) -> None:
    """Asking what was just typed sounds like not listening; a guess would be worse."""
    person = world.chat(language=language)
    await person.says("/start")
    await person.sends_data("debts.add")
    await person.taps(":region:gb")
    card = await person.says(line)
    asked = ":kind:card" in str(card.buttons)
    assert asked is (kind is None)
    assert "4 of" not in card.text, "what came with the line is no step"
    assert "第4步" not in card.text
    if kind is not None:
        await person.taps(":lender:bank", ":whose:mine", ":stage:will_miss")
        assert named in person.card.text, "the last look shows what was taken"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_a_debt_typed_at_another_question_is_written_down_with_one_tap(
    world: World, language: str
) -> None:
    """A tired person types what weighs on them where the bot asks for their pay."""
    ann = world.chat(language=language)
    await ann.says("/budget")
    asked = await ann.taps("budget.quick", ":region:gb")
    line = "Barclays 4000 18% 15号" if "zh" in language else "Barclays 4000 18% day 15"
    card = await ann.says(line)
    assert card.buttons[0][0]["callback_data"] == "debts.typed"
    assert asked.text in card.text
    card = await ann.taps("debts.typed")
    assert "Barclays" in card.text
    assert [form.name for form in await forms(world, "debt")] == ["debt"]
    (budget,) = await forms(world, "budget")
    card = await ann.taps("f.leave")
    card = await ann.sends_data(f"f.resume:{budget.id}")
    assert card.text == asked.text


async def test_asked_again_whether_it_is_right_the_last_payment_needs_one_tap(
    world: World,
) -> None:
    """What was answered once is not to be found out and typed again (care 1)."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.sends_data("gate.ask:1")
    await person.taps(":yours:yes", ":right:yes", ":last_paid_known:date", "f.keep")
    assert "negotiate:1" in str(person.card.buttons)
