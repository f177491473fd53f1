"""Sums as people write them: a wrong reading here becomes a wrong offer to a creditor."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui import parse
from coach.interview import Problem
from coach.money import LIMIT, Money

ZH = "zh_Hans_CN"
SUMS = [
    ("12000", "CNY", ZH, "12000", "CNY"),
    ("12,000", "CNY", ZH, "12000", "CNY"),
    ("12，000", "CNY", ZH, "12000", "CNY"),
    ("１２００", "CNY", ZH, "1200", "CNY"),
    ("１２，０００", "CNY", ZH, "12000", "CNY"),
    ("1.2万", "CNY", ZH, "12000", "CNY"),
    ("1.2 万元", "CNY", ZH, "12000", "CNY"),
    ("1万2", "CNY", ZH, "12000", "CNY"),
    ("1万2千5百", "CNY", ZH, "12500", "CNY"),
    ("1万2500", "CNY", ZH, "12500", "CNY"),
    ("1万零5百", "CNY", ZH, "10500", "CNY"),
    ("两万三", "CNY", ZH, "23000", "CNY"),
    ("三千五", "CNY", ZH, "3500", "CNY"),
    ("一千二百", "CNY", ZH, "1200", "CNY"),
    ("一千零五", "CNY", ZH, "1005", "CNY"),
    ("一点五万", "CNY", ZH, "15000", "CNY"),
    ("十五", "CNY", ZH, "15", "CNY"),
    ("五", "CNY", ZH, "5", "CNY"),
    ("一亿二千三百万", "CNY", ZH, "123000000", "CNY"),
    ("叁仟伍佰元", "CNY", ZH, "3500", "CNY"),
    ("2w", "CNY", ZH, "20000", "CNY"),
    ("1,0000", "CNY", ZH, "10000", "CNY"),
    ("¥1200", "CNY", ZH, "1200", "CNY"),
    ("￥1200", "GBP", ZH, "1200", "CNY"),
    ("¥1200", "JPY", "en", "1200", "JPY"),
    ("1200元", "CNY", ZH, "1200", "CNY"),
    ("1200块钱", "GBP", ZH, "1200", "CNY"),
    ("大概1200左右", "CNY", ZH, "1200", "CNY"),
    ("500美元", "CNY", ZH, "500", "USD"),
    ("500港币", "CNY", ZH, "500", "HKD"),
    ("500坡币", "CNY", ZH, "500", "SGD"),
    ("12000元", "TWD", ZH, "12000", "TWD"),
    ("500卢比", "CNY", ZH, "500", "INR"),
    ("₹1,20,000", "GBP", "en", "120000", "INR"),
    ("HK$4,000", "GBP", "en", "4000", "HKD"),
    ("NT$4,000", "GBP", "en", "4000", "TWD"),
    ("S$4,000", "GBP", "en", "4000", "SGD"),
    ("4000 zł", "EUR", "en", "4000", "PLN"),
    ("500 Kč", "EUR", "en", "500", "CZK"),
    ("500 lei", "EUR", "en", "500", "RON"),
    ("500 kr", "SEK", "en", "500", "SEK"),
    ("没有", "CNY", ZH, "0", "CNY"),
    ("0", "CNY", ZH, "0", "CNY"),
    ("12,000", "GBP", "en", "12000", "GBP"),
    ("12.000,50", "EUR", "de", "12000.50", "EUR"),
    ("12.000,50", "EUR", "en", "12000.50", "EUR"),
    ("12,000.50", "EUR", "de", "12000.50", "EUR"),
    ("1.234", "EUR", "de", "1234", "EUR"),
    ("1 234,50", "EUR", "fr", "1234.50", "EUR"),
    ("1 234,50", "EUR", "fr", "1234.50", "EUR"),
    ("1'234.50", "CHF", "de_CH", "1234.50", "CHF"),
    ("1’234.50", "CHF", "de_CH", "1234.50", "CHF"),
    ("12k", "GBP", "en", "12000", "GBP"),
    ("1.5 thousand", "GBP", "en", "1500", "GBP"),
    ("£1.2m", "GBP", "en", "1200000", "GBP"),
    ("£12.50", "GBP", "en", "12.50", "GBP"),
    ("£12.5", "GBP", "en", "12.50", "GBP"),
    ("$1.2k", "USD", "en", "1200", "USD"),
    ("$1.2k", "AUD", "en", "1200", "AUD"),
    ("US$1,200", "GBP", "en", "1200", "USD"),
    ("A$20", "GBP", "en", "20", "AUD"),
    ("$12 USD", "GBP", "en", "12", "USD"),
    ("CNY 1200", "GBP", "en", "1200", "CNY"),
    ("1200 cny", "GBP", "en", "1200", "CNY"),
    ("1200 yuan", "GBP", "en", "1200", "CNY"),
    ("12 pounds", "USD", "en", "12", "GBP"),
    ("Rs. 500", "INR", "en", "500", "INR"),
    ("1,2 lakh", "INR", "en", "120000", "INR"),
    ("1,20,000", "INR", "en_IN", "120000", "INR"),
    ("2 crore", "INR", "en_IN", "20000000", "INR"),
    ("१२००", "INR", "hi", "1200", "INR"),
    ("١٢٠٠", "USD", "ar", "1200", "USD"),
    ("١٬٢٠٠٫٥٠", "USD", "ar", "1200.50", "USD"),
    ("about £800 a month", "GBP", "en", "800", "GBP"),
    ("1.200", "JPY", "en", "1200", "JPY"),
    ("1.200", "KWD", "en", "1.200", "KWD"),
    ("0.125", "KWD", "en", "0.125", "KWD"),
    ("none", "GBP", "en", "0", "GBP"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "own", "locale", "major", "currency"), SUMS)
def test_a_sum_is_read_as_it_is_meant(text, own, locale, major, currency):
    assert parse.money(text, own, locale) == Money.of(Decimal(major), currency)


@pytest.mark.parametrize(
    ("text", "own", "locale", "readings"),
    [
        ("1.200", "GBP", "en", {("1200", "GBP"), ("1.2", "GBP")}),
        ("1.200", "CNY", ZH, {("1200", "CNY"), ("1.2", "CNY")}),
        ("1,234", "EUR", "de", {("1234", "EUR"), ("1.234", "EUR")}),
        ("$12", "GBP", "en", {("12", "USD"), ("12", "GBP")}),
        ("¥12", "GBP", "en", {("12", "CNY"), ("12", "JPY")}),
    ],
)
def test_what_only_the_person_knows_is_asked(text, own, locale, readings):
    result = parse.money(text, own, locale)
    assert isinstance(result, parse.Ambiguous)
    assert set(result.options) == {Money.of(Decimal(major), code) for major, code in readings}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("-5", "negative"),
        ("−5", "negative"),
        ("-£5", "negative"),
        ("£-5", "negative"),
        ("负500", "negative"),
        ("minus 20", "negative"),
        ("9" * 100, "large"),
        ("99999999999999", "large"),
        ("1000000亿", "large"),
        ("", "unclear"),
        ("hello", "unclear"),
        ("一次", "unclear"),
        ("18%", "unclear"),
        ("百分之十八", "unclear"),
        ("100-200", "unclear"),
        ("100 or 200", "unclear"),
        ("12 months", "unclear"),
        ("3个月", "unclear"),
        ("B12", "unclear"),
        ("12th", "unclear"),
        ("1万25", "unclear"),
        ("1,2,3", "unclear"),
        ("亿" * 500, "unclear"),
        ("€12 GBP", "unclear"),
    ],
)
def test_what_is_no_sum_gets_the_reason(text, problem):
    assert parse.money(text, "GBP", "en") == Problem(f"parse.money.{problem}")


LOCALES = ["en", "en_IN", ZH, "de", "de_CH", "fr", "hi", "pl", "pt_BR", "sv", "ja", "ar_EG", "fa"]


@settings(max_examples=300, deadline=None)
@given(
    minor=st.integers(min_value=0, max_value=LIMIT),
    code=st.sampled_from(["CNY", "GBP", "USD", "EUR", "JPY", "INR", "KWD"]),
    locale=st.sampled_from(LOCALES),
)
def test_a_sum_shown_by_the_locale_is_read_back(minor, code, locale):
    """What people copy from a screen or a statement must come back as it went out."""
    amount = Money(minor, code)
    shown = format_currency(
        amount.major, code, locale=locale, numbering_system="default", format="¤¤ #,##0.00",
        currency_digits=True,
    )  # fmt: skip
    assert parse.money(shown, code, locale) == amount


@settings(max_examples=200, deadline=None)
@given(
    minor=st.integers(min_value=0, max_value=LIMIT),
    code=st.sampled_from(["CNY", "GBP", "USD", "EUR", "JPY"]),
    locale=st.sampled_from([each for each in LOCALES if each not in {"ar_EG", "fa"}]),
)
def test_a_sum_with_the_locales_own_sign_is_read_back(minor, code, locale):
    amount = Money(minor, code)
    assert parse.money(format_currency(amount.major, code, locale=locale), code, locale) == amount
