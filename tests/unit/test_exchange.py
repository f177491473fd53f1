"""A rate that somebody typed: read as it was meant, asked where nobody can tell, never flattering."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui import parse
from bot.ui.parse_exchange import LARGE, OTHER, UNCLEAR
from coach.exchange import LEAST, MOST, TypedRate, between, quoted
from coach.money import CurrencyMismatchError, Money

TODAY = date(2026, 11, 25)
ZH = "zh_Hans_CN"
DOLLAR = ("USD", "CNY")


def _said(rate: TypedRate) -> str:
    return f"1 {rate.base} = {rate.rate} {rate.quote}"


@pytest.mark.parametrize(
    ("text", "pair", "locale", "meant"),
    [
        ("1 USD = 7.12 CNY", DOLLAR, "en", "1 USD = 7.12 CNY"),
        ("usd/cny 7.12", DOLLAR, "en", "1 USD = 7.12 CNY"),
        ("USDCNY 7.12", DOLLAR, "en", "1 USD = 7.12 CNY"),
        ("CNY/USD 0.14", DOLLAR, "en", "1 CNY = 0.14 USD"),
        ("7.12 yuan to the dollar", DOLLAR, "en", "1 USD = 7.12 CNY"),
        ("a dollar is 7.12 yuan", DOLLAR, "en", "1 USD = 7.12 CNY"),
        ("7.12 a dollar", DOLLAR, "en", "1 USD = 7.12 CNY"),
        ("$1=¥7.12", DOLLAR, "en", "1 USD = 7.12 CNY"),
        ("¥7.12", DOLLAR, "en", "1 USD = 7.12 CNY"),
        ("1美元=7.12人民币", DOLLAR, ZH, "1 USD = 7.12 CNY"),
        ("一美元换7.12元", DOLLAR, ZH, "1 USD = 7.12 CNY"),
        ("１美元＝７．１２元", DOLLAR, ZH, "1 USD = 7.12 CNY"),
        ("1 USD = ٧٫١٢ CNY", DOLLAR, "en", "1 USD = 7.12 CNY"),
        ("1 SGD = 3,45 MYR", ("SGD", "MYR"), "en", "1 SGD = 3.45 MYR"),
        ("1 USD = 1.234,5 IDR", ("USD", "IDR"), "de", "1 USD = 1234.5 IDR"),
        ("100 JPY = 4.9 CNY", ("JPY", "CNY"), "en", "1 JPY = 0.049 CNY"),
        ("16000 IDR = 1 USD", ("USD", "IDR"), "en", "1 USD = 16000 IDR"),
        ("S$1 = 280 pkr", ("PKR", "SGD"), "en", "1 SGD = 280 PKR"),
    ],
)
def test_a_rate_is_read_as_people_write_it(
    text: str, pair: tuple[str, str], locale: str, meant: str
) -> None:
    """Bank, exchange shop and newspaper each write it their own way."""
    found = parse.exchange(text, pair, locale, TODAY)
    assert isinstance(found, TypedRate)
    assert _said(found) == meant
    assert found.on == TODAY


@pytest.mark.parametrize(
    ("text", "pair", "locale", "meant"),
    [
        ("7.12", DOLLAR, "en", {"1 USD = 7.12 CNY", "1 CNY = 7.12 USD"}),
        ("汇率7.12", DOLLAR, ZH, {"1 USD = 7.12 CNY", "1 CNY = 7.12 USD"}),
        ("USD 7.12", DOLLAR, "en", {"1 USD = 7.12 CNY", "1 CNY = 7.12 USD"}),
        ("1 kr = 1.5 kr", ("SEK", "DKK"), "en", {"1 SEK = 1.5 DKK", "1 DKK = 1.5 SEK"}),
        ("1 dollar = 16,000 rupiah", ("USD", "IDR"), "en",
         {"1 USD = 16000 IDR", "1 USD = 16.000 IDR"}),
    ],
)  # fmt: skip
def test_what_can_be_meant_two_ways_is_asked(
    text: str, pair: tuple[str, str], locale: str, meant: set[str]
) -> None:
    """Upside down, a rate turns a debt of 700 into one of 14."""
    found = parse.exchange(text, pair, locale, TODAY)
    assert isinstance(found, parse.Ambiguous)
    assert {_said(each) for each in found.options} == meant


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1 EUR = 7.12", OTHER),
        ("1 USD = 7.12 EUR", OTHER),
        ("hello", UNCLEAR),
        ("", UNCLEAR),
        ("1 USD = 0", UNCLEAR),
        ("1 USD = 7.12 CNY = 3", UNCLEAR),
        ("1 USD = 99999999999 CNY", LARGE),
        ("9" * 400, UNCLEAR),
    ],
)
def test_what_is_no_rate_is_refused(text: str, problem: parse.Ambiguous[TypedRate]) -> None:
    """A rate of a third currency would be used for the wrong debt."""
    assert parse.exchange(text, DOLLAR, "en", TODAY) == problem


@given(st.text(max_size=60), st.sampled_from([DOLLAR, ("JPY", "GBP"), ("XAF", "EUR")]))
def test_no_text_breaks_the_reader(text: str, pair: tuple[str, str]) -> None:
    """Whatever was typed, the person gets an answer."""
    parse.exchange(text, pair, "en", TODAY)


RATES = st.decimals(LEAST, MOST, places=6).map(lambda each: quoted("JPY", "CNY", each, TODAY))


@given(RATES.filter(bool), st.integers(0, 10**12))
def test_what_a_part_buys_never_costs_more_than_the_part(
    rate: TypedRate | None, minor: int
) -> None:
    """Else an offer made in the other currency would break the budget."""
    assert rate is not None
    for home, other in (("CNY", "JPY"), ("JPY", "CNY")):
        part = Money(minor, home)
        bought = rate.at_most(part, other)
        assert rate.at_least(bought, home) <= part
        assert bought <= rate.into(part, other) <= rate.at_least(part, other)


def test_a_rate_says_nothing_of_a_third_currency() -> None:
    """Nothing is ever reached over two rates."""
    rate = TypedRate("USD", "CNY", Decimal(7), TODAY)
    assert between([rate], "CNY", "USD") == rate
    assert between([rate], "USD", "EUR") is None
    assert between([rate], "USD", "USD") is None
    with pytest.raises(CurrencyMismatchError):
        rate.into(Money(100, "EUR"), "CNY")


@pytest.mark.parametrize("rate", ["0", "-1", "NaN", "Infinity", "1E+7", "1E-9"])
def test_a_rate_that_nobody_can_mean_is_not_kept(rate: str) -> None:
    """Old buttons and slips of the finger change no figure."""
    assert quoted("USD", "CNY", Decimal(rate), TODAY) is None
    assert quoted("USD", "USD", Decimal(1), TODAY) is None
