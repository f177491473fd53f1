"""Offers and debts in one typed line; what the line does not say stays None for the screen to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.ui import parse
from bot.ui.parse import DebtLine
from coach.dates import Every
from coach.interview import Problem
from coach.money import Money
from coach.offers import Offer
from coach.offers_typed import Per, TypedOffer, offer_from

TODAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)


def y(major: str | int) -> Money:
    return Money.of(str(major), "CNY")


def usual(owed: int | None = 9600) -> TypedOffer:
    return TypedOffer(owed=None if owed is None else y(owed), count=12, each=y(900))


def locale_of(text: str) -> str:
    return "zh_Hans_CN" if any("一" <= char <= "龥" for char in text) else "en"


OFFERS = [
    ("owe 9600, 12 x 900", usual()),
    ("owe 9600,12x900", usual()),
    ("owe 9,600, 12 x 900", usual()),
    ("owe 9600 pay 12 x 900", usual()),
    ("owe 9600, 900 x 12", usual()),
    ("owe 9600 12 monthly payments of 900", usual()),
    ("9600 in 12 payments of 900", usual()),
    ("owe 9600, 900 a month for 12 months", usual()),
    ("they want 900 per month for 12 months, I owe 9600", usual()),
    ("12 x 900 interest free, owe 9600", replace(usual(), no_fee=True)),
    ("owe 9600 12 x 900 APR 18%", usual()),
    ("owe 9600, 900/month for 12 months at 9.9%", usual()),
    ("owe 9600, 12 x 900 at 9.9 percent", usual()),
    ("24 x 100 weekly", TypedOffer(count=24, each=y(100), every=Every.WEEKLY)),
    ("100 x 24 a week", TypedOffer(count=24, each=y(100), every=Every.WEEKLY)),
    ("24 weekly payments of 100", TypedOffer(count=24, each=y(100), every=Every.WEEKLY)),
    ("12 x 200 every two weeks", TypedOffer(count=12, each=y(200), every=Every.FORTNIGHTLY)),
    ("打六折一次结清", TypedOffer(pay_fraction=Decimal("0.6"))),
    ("减免30%一次付清", TypedOffer(pay_fraction=Decimal("0.7"))),
    ("欠5000，减免三成，一次性还清",
     TypedOffer(owed=y(5000), pay_fraction=Decimal("0.7"))),
    ("欠9600，12期每期900", usual()),
    ("欠9600,12期,每期900", usual()),
    ("欠9600，分12期，每期还900元", usual()),
    ("欠款9600元，12期，每期900元", usual()),
    ("我欠9600，他们让我分12期还，每期900", usual()),
    ("欠9600 每月还900 还12个月", usual()),
    ("900/月 12期 欠9600", usual()),
    ("欠9600，一年，每月900", usual()),
    ("900 x 12", usual(None)),
    ("12*900", usual(None)),
    ("每月900，12期", usual(None)),
    ("100 x 12", TypedOffer(count=12, each=y(100))),
    ("12期 x 50", TypedOffer(count=12, each=y(50))),
    ("owe £9,600, 12 x £900", TypedOffer(Money(960000, "GBP"), 12, Money(90000, "GBP"))),
    ("12 期 每期 900 手续费 3%", TypedOffer(None, 12, y(900), fee_fraction=Decimal("0.03"))),
    ("12 x 900 plus 3% fee", TypedOffer(None, 12, y(900), fee_fraction=Decimal("0.03"))),
    ("12 months at 900, fee 200", TypedOffer(None, 12, y(900), fee_once=y(200))),
    ("12 x 900 fee 20 a month", TypedOffer(None, 12, y(900), fee_each=y(20))),
    ("欠9600，12期，每期900，每期手续费20", TypedOffer(y(9600), 12, y(900), fee_each=y(20))),
    (
        "欠 1.2万 分24期 每期手续费0.75%",
        TypedOffer(y(12000), 24, fee_fraction=Decimal("0.0075"), fee_per=Per.EACH),
    ),
    ("owe 9600 three payments of 3200", TypedOffer(y(9600), 3, y(3200))),
    ("9600 over 2 years", TypedOffer(y(9600), 24)),
    ("欠9600，分两年还，每月450", TypedOffer(y(9600), 24, y(450))),
    ("欠一万二，分12期，每期1100", TypedOffer(y(12000), 12, y(1100))),
    ("9600分12期", TypedOffer(y(9600), 12)),
    ("pay 40% by Friday", TypedOffer(pay_fraction=Decimal("0.4"), by=FRIDAY)),
    ("只还60%，周五前", TypedOffer(pay_fraction=Decimal("0.6"), by=FRIDAY)),
    ("owe 5000, 40% off", TypedOffer(y(5000), pay_fraction=Decimal("0.6"))),
    ("欠10000 减免40%", TypedOffer(y(10000), pay_fraction=Decimal("0.6"))),
    ("欠9600，打6折结清", TypedOffer(y(9600), pay_fraction=Decimal("0.6"))),
    ("欠10000 打65折", TypedOffer(y(10000), pay_fraction=Decimal("0.65"))),
    ("一次性还6000结清，欠9600", TypedOffer(y(9600), pay=y(6000))),
    ("一次性还6000", TypedOffer(pay=y(6000))),
    ("月底前一次性还6000", TypedOffer(pay=y(6000), by=date(2026, 11, 30))),
    ("owe 5000 pay 3000 now and done", TypedOffer(y(5000), pay=y(3000))),
    ("settle for 3000, owe 5000", TypedOffer(y(5000), pay=y(3000))),
    ("pay 3000 by 5 March and that's it, I owe 5000",
     TypedOffer(y(5000), pay=y(3000), by=date(2027, 3, 5))),
    ("owe 9600, 500 now then 12 x 800", TypedOffer(y(9600), 12, y(800), upfront=y(500))),
    ("先还2000，剩下的分12期每期700，欠9600", TypedOffer(y(9600), 12, y(700), upfront=y(2000))),
    ("欠10000，首付30%，余款12期每期600", TypedOffer(y(10000), 12, y(600), upfront=y(3000))),
    ("借新还旧 欠9600 24期每期500", TypedOffer(y(9600), 24, y(500), new_loan=True)),
    ("owe 9600", TypedOffer(y(9600))),
    ("settle 3000 of 5000", TypedOffer(y(5000), pay=y(3000))),
    ("pay 3000 to settle 5000", TypedOffer(y(5000), pay=y(3000))),
    ("they accept 3000 instead of 5000", TypedOffer(y(5000), pay=y(3000))),
    ("owe 5000, they write off 30%", TypedOffer(y(5000), pay_fraction=Decimal("0.7"))),
    ("3000 结清 5000 的欠款", TypedOffer(y(5000), pay=y(3000))),
    ("3000结清5000", TypedOffer(y(5000), pay=y(3000))),
    ("5000的欠款，3000结清", TypedOffer(y(5000), pay=y(3000))),
    ("用3000元一次性结清5000元的欠款", TypedOffer(y(5000), pay=y(3000))),
    ("周五前付四成", TypedOffer(pay_fraction=Decimal("0.4"), by=FRIDAY)),
    ("3000 by Friday", TypedOffer(pay=y(3000), by=FRIDAY)),
    ("欠5000，还一半就结清", TypedOffer(y(5000), pay_fraction=Decimal("0.5"))),
    ("owe 5000, pay half and they write off the rest",
     TypedOffer(y(5000), pay_fraction=Decimal("0.5"))),
    ("减免利息，只还本金5000", TypedOffer(pay=y(5000), no_fee=True)),
    ("9600分12期免息", TypedOffer(y(9600), 12, no_fee=True)),
    ("owe 9600 12 x 900 0% interest", replace(usual(), no_fee=True)),
    ("欠9600，利息全免，12期每期900", replace(usual(), no_fee=True)),
    ("owe 12000, 12 x 1000 plus 0.6% of principal each month",
     TypedOffer(y(12000), 12, y(1000), fee_fraction=Decimal("0.006"), fee_per=Per.EACH)),
    ("12期每期900，每期另收3%",
     TypedOffer(None, 12, y(900), fee_fraction=Decimal("0.03"), fee_per=Per.EACH)),
    ("12 x 900, 3% fee on each payment",
     TypedOffer(None, 12, y(900), fee_fraction=Decimal("0.03"), fee_per=Per.PAYMENT)),
    ("12期每期900，每期还款额的3%手续费",
     TypedOffer(None, 12, y(900), fee_fraction=Decimal("0.03"), fee_per=Per.PAYMENT)),
    ("fee 500 upfront, 10 x 1000, owe 10000", TypedOffer(y(10000), 10, y(1000), upfront=y(500))),
    ("先交500手续费，10期每期1000，欠10000", TypedOffer(y(10000), 10, y(1000), upfront=y(500))),
    ("owe 10000, 5% fee upfront then 10 x 1000",
     TypedOffer(y(10000), 10, y(1000), fee_fraction=Decimal("0.05"), fee_per=Per.TODAY)),
    ("手续费一次性收500，12期每期1000，欠10000", TypedOffer(y(10000), 12, y(1000), fee_once=y(500))),
    ("owe 9600, first payment 2000 then 11 x 800",
     TypedOffer(y(9600), 12, y(800), first=y(2000))),
    ("12期，首期2000，其余每期700", TypedOffer(None, 12, y(700), first=y(2000))),
    ("首期2000，之后11期每期800，欠9600", TypedOffer(y(9600), 12, y(800), first=y(2000))),
    ("owe 9600, 11 x 500 and a last payment of 5000",
     TypedOffer(y(9600), 12, y(500), last=y(5000))),
    ("owe 9600, 11 x 500 then balloon 5000", TypedOffer(y(9600), 12, y(500), last=y(5000))),
    ("欠9600，12期每期500，最后一期补5000", TypedOffer(y(9600), 12, y(500), last=y(5000))),
    ("前11期每期500，最后一期5000", TypedOffer(None, 12, y(500), last=y(5000))),
    ("owe 9600, 12 x 900 starting in 3 months", replace(usual(), after=3)),
    ("owe 9600, nothing for 3 months then 12 x 900", replace(usual(), after=4)),
    ("owe 9600, 12 x 900 from March", replace(usual(), after=4)),
    ("3个月后开始，12期每期900，欠9600", replace(usual(), after=3)),
    ("先停3个月，再12期每期900，欠9600", replace(usual(), after=4)),
    ("从明年3月起每月还900，还12个月，欠9600", replace(usual(), after=4)),
    ("延期3个月，之后12期每期900，欠9600", replace(usual(), after=4)),
    ("延期一个月，手续费5%，欠1000", TypedOffer(y(1000), 1, fee_fraction=Decimal("0.05"), after=1)),
    ("extend one month for 50, owe 1000", TypedOffer(y(1000), 1, fee_once=y(50), after=1)),
    ("sign for 3000, get 2700, repay 3 x 1081.05", TypedOffer(y(2700), 3, y("1081.05"))),
    ("借10000到手8500，一个月后还10000", TypedOffer(y(8500), 1, y(10000), after=1)),
    ("owe 1000, 50 a week for 24 weeks", TypedOffer(y(1000), 24, y(50), every=Every.WEEKLY)),
    ("每周还200，还24周，欠4000", TypedOffer(y(4000), 24, y(200), every=Every.WEEKLY)),
    ("owe 1000, 50 every two weeks for 6 months",
     TypedOffer(y(1000), 13, y(50), every=Every.FORTNIGHTLY)),
    ("owe 9600 pay 900 on the 15th for 12 months", replace(usual(), day=15)),
    ("每月15号还900，12期，欠9600", replace(usual(), day=15)),
    ("欠9600，每月最低还900", TypedOffer(y(9600), each=y(900))),
    ("they say I can pay 350 for 24 months, balance is 8000", TypedOffer(y(8000), 24, y(350))),
    ("60% in 3 instalments, I owe 5000", TypedOffer(y(5000), 3, y(1000))),
    ("欠9600打八折分6期", TypedOffer(y(9600), 6, y(1280))),
    ("欠5000，分3次还3000就结清", TypedOffer(y(5000), 3, y(1000))),
    ("欠20000，减免5000，剩下分12期", TypedOffer(y(20000), 12, y(1250))),
    ("owe 20000, they take 5000 off, rest over 12 months", TypedOffer(y(20000), 12, y(1250))),
    ("owe 5000, they waive 2000", TypedOffer(y(5000), pay=y(3000))),
    ("欠8000，最低还款10%，余下分6期", TypedOffer(y(8000), 6, upfront=y(800))),
    ("24期，每期本金1000手续费180，欠24000", TypedOffer(y(24000), 24, y(1000), fee_each=y(180))),
    ("每期还1000本金加72手续费，12期，欠12000", TypedOffer(y(12000), 12, y(1000), fee_each=y(72))),
    ("先还2000，剩下8000分24期每期350", TypedOffer(y(10000), 24, y(350), upfront=y(2000))),
    ("biweekly 150 x 20, owe 2800", TypedOffer(y(2800), 20, y(150), every=Every.FORTNIGHTLY)),
    ("一周还300，还10周，欠2800", TypedOffer(y(2800), 10, y(300), every=Every.WEEKLY)),
    ("三天内还3000，欠9600", TypedOffer(y(9600), pay=y(3000), by=FRIDAY)),
    ("9600 x 80%", TypedOffer(y(9600), pay_fraction=Decimal("0.8"))),
    ("12 instalments of 900, first due 1 January, owe 9600", replace(usual(), after=2)),
    ("分60期，0利息0手续费，欠60000", TypedOffer(y(60000), 60, no_fee=True)),
    ("1000的欠款，下个月还1050", TypedOffer(y(1000), 1, y(1050), after=1)),
    ("full and final 1035, balance 2300", TypedOffer(y(2300), pay=y(1035))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OFFERS)
def test_an_offer_is_read_from_one_line(text, expected):
    found = parse.offer(text, "CNY", locale_of(text), TODAY)
    assert isinstance(found, TypedOffer)
    assert replace(found, settles=False) == expected


@pytest.mark.parametrize(("text", "settles"), [
    ("settle 3000 of 5000", True), ("owe 5000, pay 3000 to clear it", True),
    ("owe 5000, 3000 in full", True), ("full and final 1035, balance 2300", True),
    ("owe 5000, 40% off", True), ("owe 52000, 12 x 900, the rest is waived", True),
    ("owe 5000, pay half and they write off the rest", True),
    ("欠5000，3000结清", True), ("欠5000，一次付清3000", True), ("欠5000，一次性还清3000", True),
    ("欠10000 打65折", True), ("打六折一次结清", True), ("减免30%一次付清", True), ("欠52000，12期每期900，剩下的免除", True),
    ("owe 4800, pay 200 today to show good faith", False),
    ("owe 5000, pay 500 today to stop the calls", False),
    ("owe 5000, pay 500 today to clear the arrears", False),
    ("owe 4800, settle for 200 today then settle the rest later", False),
    ("欠4800，先还1000结清一部分，剩下的以后再说", False),
    ("owe 5000, pay 40% by Friday", False), ("owe 52000, 12 x 900", False),
    ("欠4800，今天还3000就暂停催收", False), ("欠5000，先还500结清逾期", False),
    ("欠5000，今天先还500", False), ("欠52000，12期每期900", False),
])  # fmt: skip
def test_only_words_of_settlement_settle(text, settles):
    """A part payment that is sold as a settlement costs its sum and settles nothing."""
    found = parse.offer(text, "CNY", locale_of(text), TODAY)
    assert isinstance(found, TypedOffer)
    assert found.settles is settles


@pytest.mark.parametrize("text", [
    "owe 5000, lower the rate to 8% for 60 months", "owe 5000, 12 x 400 plus 50",
    "owe 5000, pay 1500 today and the rest 150 a month", "owe 5000, skip 3 months",
    "欠5000，延期三个月，利息照算", "owe 9600, 12 x 900 plus interest",
])  # fmt: skip
def test_a_number_or_a_clause_that_is_left_over_means_no_verdict(text):
    """With a part of it dropped, an offer looks better than it is."""
    found = parse.offer(text, "CNY", locale_of(text), TODAY)
    assert not isinstance(found, TypedOffer) or not isinstance(offer_from(found), Offer)


def test_a_fee_with_a_name_of_its_own_is_no_debt():
    found = parse.offer("12 * 400 + 50 admin fee", "CNY", "en", TODAY)
    assert found == TypedOffer(count=12, each=y(400), fee_once=y(50))


def test_a_sum_beside_a_number_of_payments_may_be_one_or_all_of_them():
    """3000 in 4 payments of a debt of 6000: each 750, or each 3000; only the person knows."""
    result = parse.offer("pay 3000 in 4 payments", "CNY", "en", TODAY)
    assert isinstance(result, parse.Ambiguous)
    assert {each.each for each in result.options} == {y(3000), y(750)}


def test_an_offer_that_reads_two_ways_is_asked_about():
    result = parse.offer("10 x 50", "CNY", "en", TODAY)
    assert isinstance(result, parse.Ambiguous)
    assert {(each.count, each.each) for each in result.options} == {(10, y(50)), (50, y(10))}


@pytest.mark.parametrize(
    "text",
    ["", "hello", "9600", "9600 900", "12 x 900 3%", "12期 利率7.3% 欠9600", "x" * 10_000,
     "12 x " + "9" * 100, "owe £9600, 12 x €900"],
)  # fmt: skip
def test_what_is_no_offer_is_said_to_be_unclear(text):
    """A rate alone gives no payments, and taking it for none would make the offer look cheap."""
    assert parse.offer(text, "CNY", "en", TODAY) == Problem("parse.offer.unclear")


DEBTS = [
    ("Visa 12,000 18% day 15", DebtLine("Visa", y(12000), Decimal("0.18"), 15)),
    ("/add Visa 12,000 18% day 15", DebtLine("Visa", y(12000), Decimal("0.18"), 15)),
    (
        "花呗 1.2万 逾期3个月 每月还1200",
        DebtLine("花呗", y(12000), payment=y(1200), overdue_months=3),
    ),
    ("花呗12000逾期3个月", DebtLine("花呗", y(12000), overdue_months=3)),
    ("花呗 1.2万 每月15号还1200", DebtLine("花呗", y(12000), None, 15, y(1200))),
    ("借呗 8000 每月15号还", DebtLine("借呗", y(8000), due_day=15)),
    ("微粒贷欠8000，日息万五，每月20号", DebtLine("微粒贷", y(8000), Decimal("0.1825"), 20)),
    (
        "招商银行信用卡 3万5 年化18% 还款日20号 最低还2000",
        DebtLine("招商银行信用卡", y(35000), Decimal("0.18"), 20, y(2000)),
    ),
    (
        "平安普惠 10万 月息1.5% 月供4500 每月5日",
        DebtLine("平安普惠", y(100000), Decimal("0.18"), 5, y(4500)),
    ),
    ("小米贷款 6000 2分5利", DebtLine("小米贷款", y(6000), Decimal("0.3"))),
    ("学费贷 2万 每月最后一天还", DebtLine("学费贷", y(20000), due_day=31)),
    ("美团月付 3000 每月300", DebtLine("美团月付", y(3000), payment=y(300))),
    ("捷信 12000 24期 每期700", DebtLine("捷信", y(12000), payment=y(700))),
    ("京东白条 5000元 逾期45天", DebtLine("京东白条", y(5000), overdue_months=1)),
    ("宁波银行 12,000元 逾期", DebtLine("宁波银行", y(12000))),
    ("房租 800 逾期两个月", DebtLine("房租", y(800), overdue_months=2)),
    ("欠老张五千", DebtLine("老张", y(5000))),
    ("招行 1万2 15号", DebtLine("招行", y(12000), due_day=15)),
    ("360借条 8000", DebtLine("360借条", y(8000))),
    ("51信用卡 8000", DebtLine("51信用卡", y(8000))),
    ("信用卡12000", DebtLine("信用卡", y(12000))),
    ("rent 800 overdue 2 months", DebtLine("rent", y(800), overdue_months=2)),
    (
        "Capital One 3,400 29.9% APR min 85 due 12th",
        DebtLine("Capital One", y(3400), Decimal("0.299"), 12, y(85)),
    ),
    (
        "HSBC loan 10k at 7.5% 200 per month on the 28th",
        DebtLine("HSBC loan", y(10000), Decimal("0.075"), 28, y(200)),
    ),
    (
        "M&S Bank 1,250.50 21.9% 35 monthly 15th",
        DebtLine("M&S Bank", y("1250.50"), Decimal("0.219"), 15, y(35)),
    ),
    (
        "British Gas 320 3 months behind pay 40 a month",
        DebtLine("British Gas", y(320), payment=y(40), overdue_months=3),
    ),
    ("I owe Barclays 3400", DebtLine("Barclays", y(3400))),
    ("owe 3400 to Barclays", DebtLine("Barclays", y(3400))),
    ("O'Brien & Sons 900", DebtLine("O'Brien & Sons", y(900))),
    ("Loan2 5000", DebtLine("Loan2", y(5000))),
    ("Mum 500", DebtLine("Mum", y(500))),
]


@pytest.mark.parametrize(("text", "expected"), DEBTS)
def test_a_debt_is_read_from_one_line(text, expected):
    assert parse.debt(text, "CNY", locale_of(text), TODAY) == expected


def test_a_line_in_another_currency_is_in_that_currency_throughout():
    text = "Barclaycard £3,400 24.9% 45/month due 3rd"
    assert parse.debt(text, "CNY", "en", TODAY) == DebtLine(
        "Barclaycard", Money(340000, "GBP"), Decimal("0.249"), 3, Money(4500, "GBP")
    )


@pytest.mark.parametrize(
    ("text", "balances"),
    [("Visa 1.200", {y(1200), y("1.20")}), ("Visa 4321 12,000", {y(4321), y(12000)})],
)
def test_a_balance_that_reads_two_ways_is_asked_about(text, balances):
    result = parse.debt(text, "CNY", "en", TODAY)
    assert isinstance(result, parse.Ambiguous)
    assert {each.balance for each in result.options} == balances


@pytest.mark.parametrize(
    "text",
    ["", "hello", "Visa", "12,000 18%", "Visa 0", "9" * 100, "A 1 2 3", "x" * 10_000, "\x00\ud800"],
)
def test_what_is_no_debt_is_said_to_be_unclear(text):
    assert parse.debt(text, "CNY", "en", TODAY) == Problem("parse.debt.unclear")


def test_a_creditors_name_is_cleaned_and_cut():
    """A hostile name must reach neither a screen nor a letter with marks that turn text around."""
    line = parse.debt("\u202eVi\u200bsa\x00 " + "n" * 80 + " 500", "CNY", "en", TODAY)
    assert isinstance(line, DebtLine)
    assert line.creditor == ("Visa " + "n" * 80)[:40]


@pytest.mark.parametrize(("text", "locale"), [
    ("速贷平台 逾期2个月 本金18000 利息2400 违约金900 年化24%", "zh_Hans_CN"),
    ("Acme 18000 24% overdue 2 months, interest 2400, late fees 900", "en"),
])  # fmt: skip
def test_interest_and_fees_on_top_are_read_into_their_own_places(text, locale):
    """What is typed once and silently dropped is missing from every figure that follows."""
    found = parse.debt(text, "CNY", locale, TODAY)
    assert (found.interest, found.fees) == (Money.of(2400, "CNY"), Money.of(900, "CNY"))
    assert (found.balance, found.rate) == (Money.of(18000, "CNY"), Decimal("0.24"))
