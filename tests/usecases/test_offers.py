"""`/check`: whatever is typed is answered with what was read of it, and nothing is typed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.limits import faults
from tests.usecases.test_screens import draw

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-hans"])


async def started(world: World, language: str = "en") -> Chat:
    """Return somebody who is past the first screen."""
    person = world.chat(language=language)
    await person.says("/start")
    return person


async def owes(person: Chat, line: str) -> None:
    """Write down one debt."""
    await person.sends_data("debts.add")
    asked = str(person.card.buttons)
    regions = [each for each in (":region:gb", ":region:cn") if each in asked]
    if regions:
        await person.taps(regions[0])
    await person.says(line)
    if ":kind:card" in str(person.card.buttons):
        await person.taps(":kind:card")
    await person.taps(":lender:bank", ":whose:mine", ":stage:will_miss", "f.save")
    await person.taps(":yours:yes", ":right:yes", ":last_paid_known:never")


@pytest.mark.parametrize(("language", "line", "seen", "example"), [
    ("en", "/check hello there", "hello there", "owe 9600, 12 x 900"),
    ("en", "/check 9600 900 12%", "9600, 900", "settle 3000 of 5000"),
    ("zh-hans", "/check 他们说可以商量", "他们说可以商量", "欠9600，12期每期900"),
])  # fmt: skip
async def test_an_unreadable_line_is_said_back_with_an_example(
    world: World, language: str, line: str, seen: str, example: str
) -> None:
    """The same question again, without a word, reads as a machine that does not listen."""
    person = await started(world, language)
    card = await person.says(line)
    assert seen in card.text
    assert example in card.text
    card = await person.says("owe 9600, 12 x 900" if language == "en" else "欠9600，12期每期900")
    assert "24.75" in card.text, "the next line is taken as the offer"


async def test_an_unreadable_line_inside_the_question_is_said_back_too(world: World) -> None:
    """The second door and the command answer alike."""
    person = await started(world)
    await person.taps("They made an offer")
    card = await person.says("hello there")
    assert "hello there" in card.text
    assert "24.75" in (await person.says("owe 9600, 12 x 900")).text


@pytest.mark.parametrize(("language", "first", "read", "rest"), [
    ("en", "12 x 900", "12 payments of 900", "9600"),
    ("en", "owe 9600", "9,600 owed now", "12 x 900"),
    ("zh-hans", "12期每期900", "12期，每期900", "9600"),
    ("zh-hans", "欠9600", "现在欠9,600", "12期每期900"),
])  # fmt: skip
async def test_only_the_missing_part_is_typed(
    world: World, language: str, first: str, read: str, rest: str
) -> None:
    """With the agent on the line, nobody types a number twice."""
    person = await started(world, language)
    card = await person.says(f"/check {first}")
    assert read in card.text
    world.restart()
    card = await person.says(rest)
    assert "24.75" in card.text


@pytest.mark.parametrize(("language", "line", "less", "ask"), [
    ("en", "settle 3000 of 5000", "2,000 less", "the remaining 2,000 is cancelled"),
    ("en", "owe 5000, settle for 3000", "2,000 less", "the remaining 2,000 is cancelled"),
    ("zh-hans", "3000 结清 5000 的欠款", "少2,000", "2,000"),
    ("zh-hans", "欠5000，一次性还3000结清", "少2,000", "2,000"),
])  # fmt: skip
async def test_a_settlement_is_read_and_only_the_waiver_in_writing_is_asked(
    world: World, language: str, line: str, less: str, ask: str
) -> None:
    """Paid without a paper, the rest may be asked for again."""
    person = await started(world, language)
    card = await person.says(f"/check {line}")
    assert less in card.text
    assert ask in card.text
    assert "offer.afford" not in str(card.buttons), "a month's budget says nothing about one sum"


@pytest.mark.parametrize(("language", "line", "rest", "ask"), [
    ("en", "owe 4800, pay 200 today to show good faith", "the other 4,600", "What exactly do I get"),
    ("en", "owe 5000, pay 500 today to stop the calls", "the other 4,500", "What exactly do I get"),
    ("en", "owe 52000, 900 x 12", "that leaves 41,200", "still owed?"),
    ("zh-hans", "欠4800，今天还3000就暂停催收", "剩下的1,800", "能换来什么"),
    ("zh-hans", "欠52000，12 期 每期900 手续费 3%", "还剩39,640", "是免除，还是要继续还"),
])  # fmt: skip
async def test_a_part_payment_is_never_told_as_less(
    world: World, language: str, line: str, rest: str, ask: str
) -> None:
    """Whoever pays 200 "to show good faith" still owes the rest."""
    person = await started(world, language)
    await owes(person, "Visa 4800 18%")
    card = await person.says(f"/check {line}")
    text = card.text.replace("£", "").replace("¥", "")
    assert rest in text
    assert ask in text
    assert (" less" if language == "en" else "，少") not in card.text
    assert ("yearly rate above" if language == "en" else "上面的年化") not in card.text
    if "4800" in line:
        assert "offer.agreed" not in str(card.buttons)


@pytest.mark.parametrize(("language", "line", "said"), [
    ("en", "owe 5000, pay 1500 today and the rest 150 a month", "how many payments"),
    ("en", "owe 5000, lower the rate to 8% for 60 months", "can't tell what is owed"),
    ("en", "owe 5000, skip 3 months", "how it would be paid"),
    ("zh-hans", "欠5000，延期三个月，利息照算", "连利息和费用"),
    ("en", "owe 30000, 60 a week for 12 years", "can't tell what is owed"),
    ("en", "owe 0, 12 x 900", "can't tell what is owed"),
])  # fmt: skip
async def test_what_was_not_read_is_said(world: World, language: str, line: str, said: str) -> None:
    """A part of a line that is dropped in silence makes a wrong verdict, or none."""
    person = await started(world, language)
    assert said in (await person.says(f"/check {line}")).text


@LANGUAGES
async def test_another_currency_is_named_and_never_compared(world: World, language: str) -> None:
    """900 euro are not 900 pounds, and nobody here knows the rate."""
    person = await started(world, language)
    zh = language != "en"
    await owes(person, "招行 4000 年化18%" if zh else "Visa 4000 18%")
    card = await person.says("/check 12期 每期€900" if zh else "/check 12 x €900")
    assert "EUR" in card.text
    assert ("不换算" if zh else "convert nothing") in card.text
    card = await person.says("€9600")
    assert "24.75" in card.text
    assert "offer.agreed" not in str(card.buttons)


@pytest.mark.parametrize(("language", "line", "rest", "total"), [
    ("en", "owe 5000, pay 1500 today and the rest 150 a month", "24 payments", "5,100"),
    ("zh-hans", "欠5000，今天先付1500，每月150", "24期", "5,100"),
    ("zh-hans", "欠5000，延期三个月，利息照算", "12期每期450", "5,400"),
])  # fmt: skip
async def test_the_part_that_was_missing_completes_the_offer(
    world: World, language: str, line: str, rest: str, total: str
) -> None:
    """What was read is not typed again."""
    person = await started(world, language)
    await person.says(f"/check {line}")
    assert total in (await person.says(rest)).text


@LANGUAGES
async def test_figures_that_cannot_be_right_get_no_rate(world: World, language: str) -> None:
    """Trillions of per cent only tell that a number was misread."""
    person = await started(world, language)
    zh = language != "en"
    card = await person.says("/check 欠50，12期每期400" if zh else "/check owe 50, 12 x 400")
    assert ("对不上" if zh else "can't be right together") in card.text
    assert "%" not in card.text


@pytest.mark.parametrize(("language", "line", "meaning"), [
    ("en", "/check write off 50%", "not the same as forgiven"),
    ("en", "/check can they write my debt off", "not the same as forgiven"),
    ("zh-hans", "/check 停息挂账", "由银行决定"),
    ("zh-hans", "/check 他们说停息", "由银行决定"),
    ("zh-hans", "/check 核销一半", "不等于免除"),
])  # fmt: skip
async def test_a_market_word_is_answered_with_what_it_means(
    world: World, language: str, line: str, meaning: str
) -> None:
    """A word that promises more than it holds costs people money (care 9)."""
    person = await started(world, language)
    assert meaning in (await person.says(line)).text


@LANGUAGES
async def test_a_market_word_beside_figures_gets_the_verdict_and_the_meaning(
    world: World, language: str
) -> None:
    """Neither is left out for the other."""
    person = await started(world, language)
    zh = language == "zh-hans"
    line = "欠9600，停息挂账，60期每期160" if zh else "owe 5000, they write off 50%"
    card = await person.says(f"/check {line}")
    assert ("一共还" if zh else "2,500 less") in card.text
    assert ("由银行决定" if zh else "not the same as forgiven") in card.text


async def test_a_fee_beside_a_market_word_is_still_a_warning(world: World) -> None:
    """An explanation must not hide that somebody asks for money first."""
    person = await started(world, "zh-hans")
    card = await person.says("要先交5000服务费才能停息挂账")
    assert "验证码" in card.text


@LANGUAGES
async def test_with_one_debt_the_offer_is_measured_against_it(world: World, language: str) -> None:
    """What the bot knows is not asked again, and which debt it took is said."""
    person = await started(world, language)
    zh = language == "zh-hans"
    await owes(person, "招行 4000 年化18%" if zh else "Visa 4000 18%")
    card = await person.says("/check 24期 每期180" if zh else "/check 24 x 180")
    assert ("招行" if zh else "Visa") in card.text
    assert "320" in card.text, "24 x 180 is 320 more than 4000"
    card = await person.taps("check.other")
    assert "24" in card.text, "the offer itself is kept"
    card = await person.says("4320")
    assert "4,320" in card.text
    assert "Visa" not in card.text


@LANGUAGES
async def test_with_several_debts_it_is_asked_which(world: World, language: str) -> None:
    """Guessing would judge the wrong one."""
    person = await started(world, language)
    zh = language == "zh-hans"
    await owes(person, "招行 4000 年化18%" if zh else "Visa 4000 18%")
    await owes(person, "建行 4300 年化18%" if zh else "Amex 4300 18%")
    card = await person.says("/check 24期 每期180" if zh else "/check 24 x 180")
    assert ("哪一笔" if zh else "Which debt") in card.text
    card = await person.taps("建行" if zh else "Amex")
    assert "4,320" in card.text
    assert "20" in card.text


@LANGUAGES
@pytest.mark.parametrize("data", [
    "check.part:CNY:24::18000:::::::", "check.part:CNY::960000::::::::", "check.part:XXX:12::::::::1:",
    "check.part:nonsense", "check.part:GBP::::::::30000:400000::99",
])  # fmt: skip
async def test_a_part_of_an_offer_keeps_the_limits_of_a_screen(
    world: World, language: str, data: str
) -> None:
    """Old or made-up buttons lead somewhere that works."""
    person = await started(world, language)
    card, t, address = await draw(world, person, data)
    assert not [*faults(t, card, address)]


async def test_a_new_command_begins_anew_and_another_way_to_pay_replaces_the_first(
    world: World,
) -> None:
    """Two offers stirred together would be neither."""
    person = await started(world)
    await person.says("/check 12 x 900")
    card = await person.says("settle for 3000")
    assert "12" not in card.text
    card = await person.says("5000")
    assert "2,000 less" in card.text
    await person.says("/check 12 x 900")
    card = await person.says("/check settle for 3000")
    assert "900" not in card.text.replace("9600", "")


async def test_sums_beyond_reason_break_nothing(world: World) -> None:
    """An address has 64 bytes; a person's thumb has no limit."""
    person = await started(world)
    for line in ("9999999999999, 120 x 99999999999 fee 99999999999", "120 x 9999999999999"):
        card = await person.says(f"/check owe {line}")
        assert card.text


@pytest.mark.parametrize(("language", "line", "label"), [
    ("en", "/check owe 12000, 36 x 350", "Agreed: Visa"),
    ("zh-hans", "/check 欠12000，36期每期350", "谈定：Visa"),
])  # fmt: skip
async def test_an_offer_on_a_known_balance_can_be_agreed_on(
    world: World, language: str, line: str, label: str
) -> None:
    """Whoever typed the whole line is not left without the way to their plan."""
    person = await started(world, language)
    await owes(person, "Visa 12000 18%")
    card = await person.says(line)
    assert label in card.labels
    card = await person.taps(label)
    assert "offer.agreed" not in str(card.buttons)
    assert "350" not in card.text, "the offer's own figures are not asked again"
    card = await person.says(line.replace("12000", "11000"))
    assert label not in card.labels, "another sum is not that debt"


@pytest.mark.parametrize(("language", "line", "said"), [
    ("en", "owe 9600, interest only", "only interest"),
    ("en", "owe 4000, 100 for 6 months then 5% more each month", "change on the way"),
    ("zh-hans", "欠9600，只还利息", "先只还利息"),
    ("zh-hans", "欠4000，每月100，之后每月多5%", "前后每期的金额不一样"),
])  # fmt: skip
async def test_what_kept_a_line_from_being_read_is_named_with_a_way_on(
    world: World, language: str, line: str, said: str
) -> None:
    """A guess at what interest comes to would be a wrong price; a shrug would be no help."""
    person = await started(world, language)
    card = await person.says(f"/check {line}")
    assert said in card.text
    assert "%" not in card.text
    example = card.text.split("<code>")[1].split("</code>")[0]
    assert "9,600" in (await person.says(example)).text


@pytest.mark.parametrize(("language", "line", "more", "shown"), [
    ("en", "owe 9600, first 3 months 500 then 900", "12 payments",
     ("3 payments of 500", "then 9 payments of 900", "9,600")),
    ("en", "owe 9600, interest-only for 6 months then 24 x 450", "80 a month",
     ("6 payments of interest only, 80 each", "24 payments of 450", "11,280", "%")),
    ("en", "owe 9600, interest-only for 6 months then 24 x 450", "12% a year",
     ("96 each", "11,376")),
    ("zh-hans", "欠9600，前3期每期500，之后每期900", "12期",
     ("3期，每期500", "之后9期，每期900", "9,600")),
    ("zh-hans", "欠9600，前6个月只还利息，之后24期每期450", "每期80",
     ("先6期只还利息，每期80", "之后24期，每期450", "11,280")),
])  # fmt: skip
async def test_steps_are_reckoned_once_the_missing_part_is_typed(
    world: World, language: str, line: str, more: str, shown: tuple[str, ...]
) -> None:
    """What the lender leaves open is one short question; then the price of all of it is seen."""
    person = await started(world, language)
    card = await person.says(f"/check {line}")
    assert "%" not in card.text.replace("12%", "")
    card = await person.says(more)
    for part in shown:
        assert part in card.text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_a_stepped_offer_that_is_agreed_on_is_kept_stretch_by_stretch(
    world: World, language: str
) -> None:
    """A reminder that names the first sum for the whole plan would make it break."""
    person = await started(world, language)
    await owes(person, "Visa 9600 18%" if language == "en" else "信用卡 9600 年化18%")
    code = "GBP" if language == "en" else "CNY"
    card = await person.sends_data(f"offer.agreed:{code}:960000:90000:90000:12::::3x50000:1:1")
    assert ("first 3 payments of £500" if language == "en" else "前3期、每期¥500") in card.text
    await person.taps("plan.from")
    await person.says("2026-04-01")
    await person.taps(":how_paid:manual", ":in_writing:yes", "f.skip")
    assert "500" in person.card.text
    assert "900" not in person.card.text
