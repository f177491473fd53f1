"""Rates, counts, days of the month and choices as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.ui import parse
from bot.ui.parse import Period, Rate
from coach.interview import Problem

RATES = [
    ("18%", "0.18", Period.YEAR),
    ("18", "0.18", Period.YEAR),
    ("1", "0.01", Period.YEAR),
    ("0%", "0", Period.YEAR),
    ("18 percent", "0.18", Period.YEAR),
    ("18 per cent", "0.18", Period.YEAR),
    ("24,9%", "0.249", Period.YEAR),
    ("24.9% APR", "0.249", Period.YEAR),
    ("18 % p.a.", "0.18", Period.YEAR),
    ("年化24%", "0.24", Period.YEAR),
    ("年利率 7.3 %", "0.073", Period.YEAR),
    ("百分之十八", "0.18", Period.YEAR),
    ("百分之一点五", "0.015", Period.YEAR),
    ("１８％", "0.18", Period.YEAR),
    ("年息一分", "0.1", Period.YEAR),
    ("1.5% a month", "0.18", Period.MONTH),
    ("1.5% per month", "0.18", Period.MONTH),
    ("1.5% pm", "0.18", Period.MONTH),
    ("monthly 1.5", "0.18", Period.MONTH),
    ("月息1.5%", "0.18", Period.MONTH),
    ("月利率百分之二", "0.24", Period.MONTH),
    ("每期0.75%", "0.09", Period.MONTH),
    ("1分5", "0.18", Period.MONTH),
    ("一分半", "0.18", Period.MONTH),
    ("2分利", "0.24", Period.MONTH),
    ("月息8厘", "0.096", Period.MONTH),
    ("日息万分之五", "0.1825", Period.DAY),
    ("万五", "0.1825", Period.DAY),
    ("万5", "0.1825", Period.DAY),
    ("日息千分之一", "0.365", Period.DAY),
    ("0.05% a day", "0.1825", Period.DAY),
    ("0.05%/day", "0.1825", Period.DAY),
    ("每天0.05%", "0.1825", Period.DAY),
]


@pytest.mark.parametrize(("text", "yearly", "period"), RATES)
def test_a_rate_is_a_fraction_a_year_and_says_which_period_was_understood(text, yearly, period):
    rate = parse.percent(text)
    assert isinstance(rate, Rate)
    assert (rate.yearly, rate.period) == (Decimal(yearly), period)


def test_a_bare_small_fraction_is_asked_about():
    result = parse.percent("0.18")
    assert isinstance(result, parse.Ambiguous)
    assert {rate.yearly for rate in result.options} == {Decimal("0.18"), Decimal("0.0018")}


def test_a_thousandth_without_a_period_is_asked_about():
    result = parse.percent("千分之五")
    assert isinstance(result, parse.Ambiguous)
    assert {rate.period for rate in result.options} == {Period.MONTH, Period.DAY}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("-3%", "negative"),
        ("负3%", "negative"),
        ("1500%", "large"),
        ("5% a day", "large"),
        ("9" * 100 + "%", "large"),
        ("abc", "unclear"),
        ("", "unclear"),
        ("18% or 24%", "unclear"),
        ("½%", "unclear"),
    ],
)
def test_what_is_no_rate_gets_the_reason(text, problem):
    assert parse.percent(text) == Problem(f"parse.percent.{problem}")


COUNTS = [
    ("12", 12), ("12期", 12), ("十二个月", 12), ("12 months", 12), ("a year", 12), ("一年", 12),
    ("2年", 24), ("两年半", 30), ("一年半", 18), ("半年", 6), ("half a year", 6), ("twelve", 12),
    ("a year and a half", 18), ("1.5 years", 18), ("two years", 24), ("six months", 6), ("三", 3),
    ("twenty-four", 24), ("分24期", 24), ("一共12期", 12), ("12 payments", 12), ("3口人", 3),
    ("１２", 12), ("a couple of months", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), COUNTS)
def test_a_count_is_whole_and_years_become_months(text, value):
    assert parse.count(text) == value


@pytest.mark.parametrize(
    "text", ["", "soon", "12 weeks", "3天", "12.5", "-3", "12 x 3", "12 or 24"]
)
def test_what_is_no_whole_number_is_asked_again(text):
    assert parse.count(text) == Problem("parse.count.unclear")


@pytest.mark.parametrize(("text", "bounds"), [("0", (1, 600)), ("9" * 50, (1, 600)), ("5", (1, 4))])
def test_a_count_outside_its_bounds_is_told_apart(text, bounds):
    assert parse.count(text, bounds) == Problem("parse.count.range")


DAYS = [
    ("15", 15), ("15th", 15), ("every 15th", 15), ("每月15号", 15), ("十五号", 15), ("day 15", 15),
    ("the 3rd", 3), ("3rd of each month", 3), ("每个月一号", 1), ("每月三十一号", 31), ("31", 31),
    ("last day", 31), ("the last day of the month", 31), ("end of month", 31), ("月底", 31),
    ("最后一天", 31), ("月末", 31),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), DAYS)
def test_a_day_of_the_month_is_read(text, value):
    assert parse.day_of_month(text) == value


@pytest.mark.parametrize("text", ["", "32", "0", "5/3", "5 and 20", "soon", "15%", "9" * 100])
def test_what_is_no_day_of_the_month_is_asked_again(text):
    assert parse.day_of_month(text) == Problem("parse.day_of_month.unclear")


DOORS = ["They're contacting me", "They made an offer", "Can't make a payment", "🏠 Home"]
ZH_DOORS = ["他们在催我", "对方给了方案", "下期还不上", "✅ 已有计划，提醒我"]


@pytest.mark.parametrize(
    ("text", "labels", "index"),
    [
        ("1", DOORS, 0),
        ("①", DOORS, 0),
        ("2.", DOORS, 1),
        ("(3)", DOORS, 2),
        ("2️⃣", DOORS, 1),
        ("#4", DOORS, 3),
        ("option 2", DOORS, 1),
        ("home", DOORS, 3),
        ("THEY MADE AN OFFER!", DOORS, 1),
        ("they m", DOORS, 1),
        ("can’t", DOORS, 2),
        ("一", ZH_DOORS, 0),
        ("第二个", ZH_DOORS, 1),
        ("已有计划", ZH_DOORS, 3),
        ("下期", ZH_DOORS, 2),
        ("12", ["3", "6", "12"], 2),
        ("3", ["3", "6", "12"], 0),
        ("they", DOORS, None),
        ("5", DOORS, None),
        ("0", DOORS, None),
        ("", DOORS, None),
        ("🏠", DOORS, None),
        ("something else", DOORS, None),
    ],
)
def test_a_typed_number_or_word_stands_for_a_button(text, labels, index):
    assert parse.choice(text, labels) == index
