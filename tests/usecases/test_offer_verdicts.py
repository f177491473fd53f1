"""Beside the price of an offer: the ceiling, what is missing, what to refuse, and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.limits import faults
from tests.usecases.test_offers import LANGUAGES, owes, started
from tests.usecases.test_screens import draw, full_file
from tests.usecases.test_tap_budget import first_debt, three_numbers

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

LINES = {
    "en": "/check owe 9600, 12 x 900", "zh-hans": "/check 欠9600，12期每期900",
}  # fmt: skip


async def borrowed(
    person: Chat, line: str, *, yours: str = "yes", lender: str = "platform", last_paid: str = ""
) -> None:
    """Write down an online loan in mainland China."""
    await person.sends_data("debts.add")
    for button in ("f.more", ":region:cn"):
        if button in str(person.card.buttons) and ":region:" in str(person.card.buttons):
            if button == "f.more" and ":region:cn" in str(person.card.buttons):
                continue
            await person.taps(button)
    await person.says(line)
    if ":kind:" in str(person.card.buttons):
        await person.taps(":kind:online_loan")
    await person.taps(f":lender:{lender}", ":whose:mine", ":stage:overdue")
    if "f.skip" in str(person.card.buttons) and "f.save" not in str(person.card.buttons):
        await person.taps("f.skip")
    await person.taps("f.save", f":yours:{yours}", ":right:yes", ":last_paid_known:date")
    await person.says(last_paid or ("last month" if person.language == "en" else "上个月"))


@LANGUAGES
async def test_one_tap_notes_the_offer_in_the_log_of_its_debt(world: World, language: str) -> None:
    """While the agent talks there is no time for a form; afterwards it is forgotten."""
    person = await started(world, language)
    await owes(person, "Visa 9600 18%")
    await person.says("/check 12期每期900" if language != "en" else "/check 12 x 900")
    card = await person.taps("offer.log")
    assert "Visa" in card.text
    assert "24.75" in card.text
    assert "10,800" in card.text
    card = await person.sends_data("contacts")
    assert "Visa" in card.text
    world.restart()
    card = await person.taps("contact.more")
    assert "24.75" in card.text, "what they said stands in the log"
    assert "900" in card.text


@LANGUAGES
async def test_before_consent_the_log_says_when_it_is_erased(world: World, language: str) -> None:
    """Never "nothing is stored"; and keeping it is one tap."""
    person = await started(world, language)
    await person.says(LINES[language])
    card = await person.taps("offer.log")
    assert "24" in card.text
    assert "consents.ask" in str(card.buttons)
    assert "contact.remind" in str(card.buttons)


@LANGUAGES
async def test_each_missing_term_has_its_question(world: World, language: str) -> None:
    """Eleven things to remember are none; one question at a time can be asked."""
    person = await started(world, language)
    card = await person.says(LINES[language])
    seen = 0
    card = await person.taps("offer.ask:0")
    for page in (1, 2):
        seen += card.text.count("<code>")
        card = await person.taps(f"offer.ask:{page}")
    seen += card.text.count("<code>")
    assert seen == 11
    card = await person.taps("offer.not")
    assert ("personal account" if language == "en" else "个人账户") in card.text
    card = await person.taps("offer:")
    assert "24.75" in card.text, "back to the verdict"


@pytest.mark.parametrize(("language", "line", "shown"), [
    ("en", "/check 12 x 1000", "the limit is 24% a year; this comes to"),
    ("en", "/check 12 x 900", "Ask how they count"),
    ("zh-hans", "/check 12期每期1000", "上限是年化24%；这个方案单利"),
    ("zh-hans", "/check 12期每期900", "问清对方怎么算"),
])  # fmt: skip
async def test_a_ceiling_that_binds_is_named(
    world: World, language: str, line: str, shown: str
) -> None:
    """With its title from the pack, so that the person can say where it stands."""
    person = await started(world, language)
    await borrowed(person, "花呗 9600" if language != "en" else "Huabei 9600")
    card = await person.says(line)
    assert shown in card.text
    card = await person.says("/check 12 x 810" if language == "en" else "/check 12期每期810")
    assert "24%" not in card.text, "within the ceiling nothing is said of it"
    await borrowed(person, "网商 9700" if language != "en" else "Unsure 9700", lender="not_sure")
    line = line.replace("/check ", "/check 欠9700，" if language != "en" else "/check owe 9700, ")
    assert "24%" not in (await person.says(line)).text


@LANGUAGES
async def test_a_debt_that_may_not_be_theirs_gets_no_words_that_admit(
    world: World, language: str
) -> None:
    """A yes on the phone can make somebody else's debt one's own (care 4)."""
    person = await started(world, language)
    await borrowed(person, "花呗 9600" if language != "en" else "Huabei 9600", yours="not_sure")
    card = await person.says("/check 12期每期900" if language != "en" else "/check 12 x 900")
    assert ("who owns this debt" if language == "en" else "归谁") in card.text
    assert ("extra" if language == "en" else "能减免") not in card.text
    assert "offer.agreed" not in str(card.buttons)
    assert "gate:" in str(card.buttons)


@LANGUAGES
@pytest.mark.parametrize("said", ["", "9600", "10500"])
async def test_an_old_debt_gets_its_warning_first_and_nothing_to_agree_on(
    world: World, language: str, said: str
) -> None:
    """A payment can make an old debt young again, also where the line names the sum itself."""
    person = await started(world, language)
    zh = language != "en"
    await borrowed(
        person, "花呗 9600" if zh else "Huabei 9600", last_paid="2015年3月" if zh else "March 2015"
    )
    owed = said and (f"欠{said}，" if zh else f"owe {said}, ")
    card = await person.says(f"/check {owed}" + ("一次性还3000结清" if zh else "settle for 3000"))
    assert card.text.startswith("这笔债可能很久了" if zh else "It may be old")
    assert "gate:" in card.buttons[0][0].get("callback_data", "")
    assert "offer.agreed" not in str(card.buttons)
    assert (" less" if not zh else "，少") not in card.text
    assert ("who owns this debt" if not zh else "归谁") in card.text


@LANGUAGES
async def test_with_nothing_left_there_is_nothing_to_agree_on(world: World, language: str) -> None:
    """Only what costs nothing is asked for (care 5)."""
    person = await started(world, language)
    zh = language != "en"
    await first_debt(person, "信用卡 4000 年化18%" if zh else "Visa 4000 18%")
    await person.taps("negotiate")
    for number in ("1500", "1500", "0"):
        await person.says(number)
    card = await person.says("/check 12期每期500" if zh else "/check 12 x 500")
    assert ("没法答应" if zh else "can't be agreed to") in card.text
    assert ("暂缓" if zh else "on hold") in card.text
    assert "offer.agreed" not in str(card.buttons)


@LANGUAGES
async def test_a_debt_outside_the_sharing_is_not_measured_against_the_others(
    world: World, language: str
) -> None:
    """The pot belongs to the debts that share it (care 5); this one is in a plan already."""
    person = await full_file(world, language)
    zh = language != "en"
    card = await person.sends_data("offer:GBP:400000:1000:1000:400::::1:1")
    assert "4,000" in card.text
    assert ("收支" if zh else "your budget") not in card.text
    assert "offer.afford" not in str(card.buttons)


@pytest.mark.parametrize(("language", "line"), [
    ("en", "I can't pay"), ("en", "they keep calling me"), ("zh-hans", "还不上了"),
    ("zh-hans", "催我"), ("zh-hans", "没钱"),
])  # fmt: skip
@pytest.mark.parametrize("before", ["", "12 x 900"])
async def test_a_cry_that_is_no_offer_is_shown_the_doors(
    world: World, language: str, line: str, before: str
) -> None:
    """Who says that they can't pay is not told that it could not be read."""
    person = await started(world, language)
    await person.says("/check")
    if before:
        await person.says(before)
    card = await person.says(line)
    for door in ("cannot", "contacted", "danger", "helplines"):
        assert door in [b.get("callback_data") for row in card.buttons for b in row]
    if before:
        assert "900" in card.text, "what was typed before is kept, and said to be"
        assert "24.75" in (await person.says("9600")).text
    else:
        line = LINES[language].removeprefix("/check ")
        assert "24.75" in (await person.says(line)).text, "the question stays open"


@LANGUAGES
async def test_a_fee_before_anything_is_checked_for_danger_and_then_judged(
    world: World, language: str
) -> None:
    """Care 6 comes first, and a false alarm costs one tap."""
    person = await started(world, language)
    line = "fee 500 upfront, 10 x 1000, owe 10000" if language == "en" else (
        "先交500手续费，10期每期1000，欠10000"
    )  # fmt: skip
    await person.says("/check")
    card = await person.says(line)
    assert "danger.answer" in str(card.buttons)
    card = await person.taps("danger.answer")
    assert "10,500" in card.text
    assert ("Don't pay anything today" if language == "en" else "今天先不付任何钱") in card.text


@LANGUAGES
@pytest.mark.parametrize("data", [
    "offer:CNY:960000:90000:90000:12::::1:0", "offer:CNY:960000:50000:500000:12:50000::::200000:81409:0",
    "offer:CNY:500000:300000:300000:1::::0:0", "offer.ask:0:CNY:960000:90000:90000:12::::1:0",
    "offer.ask:9:CNY:960000:90000:90000:12::::1:0", "offer.not:CNY:960000:90000:90000:12::::3:0",
    "offer.ask:x", "offer.not", "offer.kept:99", "offer.log:CNY:0", "offer:CNY:9:9:9:1:1:1:1:9999999:0",
])  # fmt: skip
async def test_the_screens_keep_their_limits(world: World, language: str, data: str) -> None:
    """Old or made-up buttons lead somewhere that works."""
    person = await started(world, language)
    card, t, address = await draw(world, person, data)
    assert not [*faults(t, card, address)]


@LANGUAGES
async def test_one_payment_is_measured_against_the_sum_at_hand(world: World, language: str) -> None:
    """What can go each month says nothing about a sum due on Friday."""
    person = await started(world, language)
    zh = language != "en"
    await first_debt(person, "信用卡 4000 年化18%" if zh else "Visa 4000 18%")
    await person.taps("negotiate")
    await three_numbers(person)
    card = await person.says("/check 周五前还40%" if zh else "/check pay 40% by Friday")
    assert "1,600" in card.text
    await person.taps("offer.cash")
    card = await person.says("1000")
    assert "1,600" in card.text, "back at the verdict"
    assert "offer.cash" not in str(card.buttons)
    assert ("比您手头的那笔钱多" if zh else "more than the sum you have at hand") in card.text
    assert "600" in card.text.replace("1,600", "")
    card = await person.says("/check 周五前还20%" if zh else "/check pay 20% by Friday")
    assert ("您手头的那笔钱够付" if zh else "at hand is enough") in card.text


@LANGUAGES
async def test_over_the_budget_says_by_how_much_and_what_to_say(
    world: World, language: str
) -> None:
    """A sentence that names no sum and promises nothing."""
    person = await started(world, language)
    zh = language != "en"
    await first_debt(person, "信用卡 4000 年化18%" if zh else "Visa 4000 18%")
    await person.taps("negotiate")
    await three_numbers(person)
    card = await person.says("/check 6期每期700" if zh else "/check 6 x 700")
    assert "250" in card.text, "450 a month is what the budget leaves"
    assert ("超出了我的收支" if zh else "more than my budget allows") in card.text
    card = await person.says("/check 10期每期420" if zh else "/check 10 x 420")
    assert ("每月£284，难的月份也撑得住" if zh else "£284 a month would hold") in card.text
    assert card.text.index("284") < card.text.index("承担得起" if zh else "In an ordinary month")
    assert ("会不够" if zh else "would fall short") in card.text
    assert ("缓一期" if zh else "put off in a hard month") in card.text
    card = await person.says("/check 15期每期280" if zh else "/check 15 x 280")
    assert (
        "每月£280承担得起，试过24个月都撑得住" if zh else "£280 a month fits; it held in all 24"
    ) in card.text
    assert ("会不够" if zh else "fall short") not in card.text


@LANGUAGES
async def test_every_screen_around_an_offer_keeps_the_limits(world: World, language: str) -> None:
    """For a person with a debt and a budget, from three kinds of offers."""
    person = await full_file(world, language)
    queue = [
        "offer:GBP:400000:18000:18000:24::::5:1",
        "offer:GBP:400000:20000:90000:12:5000:100:50:30000:16417:1",
        "offer:GBP:400000:160000:160000:1::::342884352:1",
        "offer:GBP:400000:90000:90000:12::::67:0",
        "offer:GBP:400000:19000:19000:24::::1:2",
    ]
    seen, wrong = set(queue), []
    for data in queue:
        card, t, address = await draw(world, person, data)
        wrong += [f"{data}: {fault}" for fault in faults(t, card, address)]
        for button in (b for row in card.rows for b in row if b.data):
            if button.data.startswith("offer") and button.data not in seen:
                seen.add(button.data)
                queue.append(button.data)
    assert not wrong, "\n".join(wrong)
    assert {"offer.ask", "offer.not", "offer.log", "offer"} <= {d.split(":")[0] for d in seen}


@LANGUAGES
async def test_an_offer_on_a_debt_before_a_court_names_the_court_first(
    world: World, language: str
) -> None:
    """Whoever hears "pay by Friday and it is over" may let the court date pass."""
    person = await started(world, language)
    await person.sends_data("debts.add")
    await person.taps(":region:gb")
    await person.says("Bank 9600")
    if ":kind:card" in str(person.card.buttons):
        await person.taps(":kind:card")
    await person.taps(":lender:bank", ":whose:mine", "f.more", ":stage:court")
    while "f.skip" in str(person.card.buttons) and "f.save" not in str(person.card.buttons):
        await person.taps("f.skip")
    await person.taps("f.save", "gate:", ":yours:yes", ":right:yes", ":last_paid_known:date")
    await person.says("last month" if language == "en" else "上个月")
    await person.sends_data("check:1")
    card = await person.says("settle for 4500" if language == "en" else "4500一次性结清")
    said = "before a court" if language == "en" else "到了法院"
    assert said in card.text.splitlines()[0]


async def _measured(person: Chat, zh: bool) -> None:
    """Note one debt and three numbers that leave 450 a month."""
    await first_debt(person, "信用卡 4000 年化18%" if zh else "Visa 4000 18%")
    await person.taps("negotiate")
    await three_numbers(person)


@LANGUAGES
async def test_before_an_agreement_is_saved_its_open_points_are_seen(
    world: World, language: str
) -> None:
    """After saving it is too late to ask with the agent on the line; nothing is blocked."""
    person = await started(world, language)
    zh = language != "en"
    await _measured(person, zh)
    await person.says("/check 24期每期180" if zh else "/check 24 x 180")
    card = await person.taps("offer.agreed")
    for point in ("利息和费用", "付到哪里") if zh else ("interest and fees", "where to pay"):
        assert point in card.text
    assert ("写明" if zh else "It should say") in card.text, "the words to ask are there"
    assert "copy_text" in str(card.buttons)
    card = await person.taps("offer.ask")
    assert ("付到哪个官方账户" if zh else "To which official account") in card.text
    await person.sends_data("offer.agreed:GBP:400000:18000:18000:24::::1:1")
    card = await person.taps("plan.from")
    assert "f." in str(card.buttons), "the agreement is written down all the same"


@LANGUAGES
async def test_before_nearly_all_goes_to_one_the_other_debts_are_asked_for(
    world: World, language: str
) -> None:
    """Whoever gives one lender everything has nothing to say to the next one who calls."""
    person = await started(world, language)
    zh = language != "en"
    await _measured(person, zh)
    await person.says("/check 10期每期420" if zh else "/check 10 x 420")
    card = await person.taps("offer.agreed")
    assert ("还有别的债吗" if zh else "Is there any other debt?") in card.text
    assert "450" in card.text
    assert "debts.add" in str(card.buttons)
    card = await person.sends_data("offer.agreed:GBP:400000:18000:18000:24::::1:1")
    assert "debts.add" not in str(card.buttons), "180 of 450 leaves room"
    await owes(person, "商店 12000" if zh else "Shop 12000")
    card = await person.sends_data("offer.agreed:GBP:400000:42000:42000:10::::1:1")
    assert ("商店" if zh else "Shop") in card.text
    assert "debts.add" not in str(card.buttons)


@LANGUAGES
async def test_a_debt_in_another_currency_is_named_where_it_is_not_counted(
    world: World, language: str
) -> None:
    """To say that it fits without the loan at home is to tell half of a life."""
    person = await started(world, language)
    zh = language != "en"
    await _measured(person, zh)
    await owes(person, "老家贷款 12000000 IDR" if zh else "Kiosk loan 12000000 IDR")
    card = await person.sends_data("offer:GBP:400000:18000:18000:24::::1:1")
    for text in (card.text, (await person.taps("offer.agreed")).text):
        assert "IDR" in text
        assert ("老家贷款" if zh else "Kiosk loan") in text
        assert ("没算在内" if zh else "not counted") in text


@LANGUAGES
@pytest.mark.parametrize("data", [
    "offer.agreed:GBP:400000:18000:18000:24::::1:0", "offer.agreed:x", "offer.agreed",
    "offer.agreed:GBP:400000:18000:18000:24::::1:99",
])  # fmt: skip
async def test_an_agreement_without_its_debt_leads_back_to_the_verdict(
    world: World, language: str, data: str
) -> None:
    """Old or made-up buttons lead somewhere that works, and save nothing."""
    person = await started(world, language)
    card, t, address = await draw(world, person, data)
    assert not [*faults(t, card, address)]
    assert "plan.from" not in str(card.rows)
