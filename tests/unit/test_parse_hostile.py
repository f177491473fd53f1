"""Whatever is typed, every reader answers, quickly, with a value, a question or a known message."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui import parse
from bot.ui.parse_base import LONGEST
from bot.ui.parse_line import LONGEST_LINE
from coach.interview import Problem

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)
READERS = {
    "money": lambda text, locale: parse.money(text, "GBP", locale),
    "percent": lambda text, _: parse.percent(text),
    "count": lambda text, _: parse.count(text),
    "day_of_month": lambda text, _: parse.day_of_month(text),
    "day": lambda text, locale: parse.day(text, TODAY, locale),
    "past_day": lambda text, locale: parse.day(text, TODAY, locale, past=True),
    "offer": lambda text, locale: parse.offer(text, "CNY", locale, TODAY),
    "debt": lambda text, locale: parse.debt(text, "USD", locale, TODAY),
    "choice": lambda text, _: parse.choice(text, ["Yes", "No"]),
}
PIECES = [
    "12", "1,234", "1.200", "9" * 60, "0", "-", "x", "%", "万", "亿", "千", "点", "两", "十", "期", "每期",
    "每月", "年", "个月", "月", "号", "前", "后", "半", "周", "五", "下", "owe ", "欠", "by ", "Friday",
    "£", "$", "¥", "元", "fee ", "手续费", "分", "厘", "万分之", "百分之", " and a half", " years", "ago",
    "/", ".", ",", "，", " ", "\x00", "\u202e", "\ud800", "①", "٣", "५", "５", "²", "½", "pay ", "due ",
    "overdue ", "逾期", "折", "打", "k", "w", "Visa", "th", "last ", "next ", "month", "29 Feb ", "’",
]  # fmt: skip
any_text = st.one_of(
    st.text(st.characters(exclude_categories=[]), max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
)


def known_messages(locale: str) -> set[str]:
    po = (ROOT / "locales" / locale / "LC_MESSAGES" / "parse.po").read_text("utf-8")
    return set(re.findall(r'^msgid "(parse\.[a-z_.]+)"$', po, re.MULTILINE))


@settings(max_examples=400, deadline=None)
@given(
    text=any_text,
    reader=st.sampled_from(sorted(READERS)),
    locale=st.sampled_from(["en", "zh_Hans_CN", "de", "fr", "xx_bogus"]),
)
def test_no_text_makes_a_reader_raise(text, reader, locale):
    result = READERS[reader](text, locale)
    if isinstance(result, Problem):
        assert result.text in known_messages("en")
    if isinstance(result, parse.Ambiguous):
        assert len(result.options) > 1


LONG = [
    "9" * 10_000, "1," * 5_000, "1 " * 5_000, "12 x " * 2_000, "万" * 10_000, "1万" * 5_000,
    "owe " * 2_500, "前" * 10_000, "天前" * 5_000, "a and a half " * 800, "$1 " * 3_000, " " * 10_000,
    "£" * 10_000, "每期手续费" * 2_000, "by Friday " * 1_000, "\ufdfa" * 10_000, "e\u0301" * 5_000,
    "due day on the " * 700, "12期" * 3_000, "一" * 10_000, "1.1" * 4_000, "\x00" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("text", LONG, ids=lambda text: ascii(text[:6]))
def test_long_texts_are_read_quickly(text):
    """One person's pasted book must not hold up everybody else's answers."""
    start = time.perf_counter()
    for reader in READERS.values():
        for size in (LONGEST_LINE, len(text)):
            reader(text[:size], "en")
            reader(text[:size], "zh_Hans_CN")
    assert time.perf_counter() - start < 2


@settings(max_examples=200, deadline=None)
@given(text=any_text, reader=st.sampled_from([parse.clean, parse.verbatim]))
def test_cleaning_leaves_one_short_safe_line_and_is_stable(text, reader):
    cleaned = reader(text)
    assert len(cleaned) <= LONGEST
    assert not re.search(
        "[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", cleaned
    )
    assert "  " not in cleaned
    cleaned.encode()


def test_cleaning_unifies_forms():
    assert parse.clean("  Ｖｉｓａ\u200b　１２\n３ ") == "Visa 12 3"
    assert parse.verbatim("  Ｖｉｓａ，\u200b　１２：\n３！ ") == "Visa， 12： 3！"


def test_every_message_used_has_words_in_both_languages():
    source = "".join(path.read_text("utf-8") for path in (ROOT / "bot" / "ui").glob("parse*.py"))
    used = set(re.findall(r'Problem\("(parse\.[a-z_.]+)"\)', source))
    assert used == known_messages("en") == known_messages("zh_Hans_CN")
