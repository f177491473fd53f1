"""Days as people say them; every expectation is told from Tuesday, 24 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui import parse
from coach.interview import Problem

TODAY = date(2026, 11, 24)
ZH = "zh_Hans_CN"

COMING = [
    ("2026-03-05", "2026-03-05"), ("2026/3/5", "2026-03-05"), ("20261205", "2026-12-05"),
    ("13/3/2027", "2027-03-13"), ("3/13/2027", "2027-03-13"), ("5/5/2027", "2027-05-05"),
    ("5 March", "2027-03-05"), ("Mar 5", "2027-03-05"), ("March 5th, 2028", "2028-03-05"),
    ("5th of March 2027", "2027-03-05"), ("Friday 5 March", "2027-03-05"), ("today", "2026-11-24"),
    ("tomorrow", "2026-11-25"), ("the day after tomorrow", "2026-11-26"), ("Friday", "2026-11-27"),
    ("by Friday", "2026-11-27"), ("this Friday", "2026-11-27"), ("in 3 days", "2026-11-27"),
    ("in a week", "2026-12-01"), ("in two weeks' time", "2026-12-08"), ("in 2 months", "2027-01-24"),
    ("in half a year", "2027-05-24"), ("in a year and a half", "2028-05-24"),
    ("end of month", "2026-11-30"), ("end of next month", "2026-12-31"), ("5", "2026-12-05"),
    ("the 5th", "2026-12-05"), ("24", "2026-11-24"), ("31", "2026-12-31"), ("next month", "2026-12-01"),
    ("end of March", "2027-03-31"), ("29 February", "2028-02-29"), ("March next year", "2027-03-01"),
    ("3月5日", "2027-03-05"), ("3月5号", "2027-03-05"), ("十二月五号", "2026-12-05"),
    ("二〇二七年三月五日", "2027-03-05"), ("2027 年 3 月 5 日", "2027-03-05"), ("明天", "2026-11-25"),
    ("后天", "2026-11-26"), ("大后天", "2026-11-27"), ("周五", "2026-11-27"), ("星期天", "2026-11-29"),
    ("下周五", "2026-12-04"), ("下下周一", "2026-12-07"), ("周五前", "2026-11-27"), ("3天后", "2026-11-27"),
    ("三天后", "2026-11-27"), ("两周后", "2026-12-08"), ("半年后", "2027-05-24"), ("月底", "2026-11-30"),
    ("下个月15号", "2026-12-15"), ("下月底", "2026-12-31"), ("12月底", "2026-12-31"), ("年底", "2026-12-31"),
    ("五号", "2026-12-05"), ("明年3月", "2027-03-01"), ("１２月５日", "2026-12-05"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COMING)
def test_a_coming_day_is_read(text, expected):
    locale = ZH if any("一" <= char <= "龥" for char in text) else "en"
    assert parse.day(text, TODAY, locale) == date.fromisoformat(expected)


GONE = [
    ("去年3月", "2025-03-01"), ("三个月前", "2026-08-24"), ("3个月", "2026-08-24"), ("半年前", "2026-05-24"),
    ("一年半前", "2025-05-24"), ("大概三个月前", "2026-08-24"), ("上个月", "2026-10-01"),
    ("上月底", "2026-10-31"), ("上周五", "2026-11-20"), ("昨天", "2026-11-23"), ("前天", "2026-11-22"),
    ("3月5日", "2026-03-05"), ("2023年", "2023-01-01"), ("23年3月", "2023-03-01"), ("去年", "2025-01-01"),
    ("last March", "2026-03-01"), ("2023", "2023-01-01"), ("2023-03", "2023-03-01"),
    ("03/2023", "2023-03-01"), ("since March 2023", "2023-03-01"), ("3 months ago", "2026-08-24"),
    ("about three months ago", "2026-08-24"), ("a year ago", "2025-11-24"), ("5", "2026-11-05"),
    ("a year and a half ago", "2025-05-24"), ("last month", "2026-10-01"), ("last year", "2025-01-01"),
    ("5 March last year", "2025-03-05"), ("Friday", "2026-11-20"), ("March", "2026-03-01"),
    ("29 February", "2024-02-29"), ("yesterday", "2026-11-23"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GONE)
def test_a_past_day_is_read(text, expected):
    locale = ZH if any("一" <= char <= "龥" for char in text) else "en"
    assert parse.day(text, TODAY, locale, past=True) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("5/3/2026", "en_GB", "2026-03-05"),
        ("5/3/2026", "en_US", "2026-05-03"),
        ("5.3.2026", "de", "2026-03-05"),
        ("3/5", ZH, "2027-03-05"),
        ("27/3/5", ZH, "2027-03-05"),
    ],
)
def test_the_locale_decides_the_order_where_it_can(text, locale, expected):
    assert parse.day(text, TODAY, locale) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "locale", "readings"),
    [
        ("5/3/2026", "en", {"2026-03-05", "2026-05-03"}),
        ("5/3/2026", ZH, {"2026-03-05", "2026-05-03"}),
        ("next Friday", "en", {"2026-11-27", "2026-12-04"}),
        ("Tuesday", "en", {"2026-11-24", "2026-12-01"}),
        ("周二", ZH, {"2026-11-24", "2026-12-01"}),
    ],
)
def test_a_day_that_can_be_two_is_asked_about(text, locale, readings):
    result = parse.day(text, TODAY, locale)
    assert isinstance(result, parse.Ambiguous)
    assert {each.isoformat() for each in result.options} == readings


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("30 February", "impossible"),
        ("2月30日", "impossible"),
        ("2026-13-01", "impossible"),
        ("32", "impossible"),
        ("", "unclear"),
        ("soon", "unclear"),
        ("in 9999 years", "unclear"),
        ("9" * 100, "unclear"),
    ],
)
def test_what_is_no_day_gets_the_reason(text, problem):
    assert parse.day(text, TODAY, "en") == Problem(f"parse.day.{problem}")


@settings(max_examples=200, deadline=None)
@given(
    on=st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31)),
    locale=st.sampled_from(["en", "en_GB", "en_US", ZH]),
    form=st.sampled_from(["long", "yyyy-MM-dd"]),
)
def test_a_day_shown_by_the_locale_is_read_back(on, locale, form):
    assert parse.day(format_date(on, form, locale=locale), TODAY, locale) == on
