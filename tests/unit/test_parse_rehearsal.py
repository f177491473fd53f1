"""What is typed to a pretend agent: only what is promised counts as a promise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.parse_rehearsal import rehearsed
from coach.interview import Problem
from coach.money import NO_CURRENCY, Money
from coach.rehearsal import Said
from coach.rehearsal_tree import Move

EN = ("en", Money(400_000, "GBP"))
ZH = ("zh_Hans_CN", Money(400_000, "CNY"))
F, W, P, A, T = Move.FACTS, Move.WRITING, Move.PROMISE, Move.ANGRY, Move.TIME


@pytest.mark.parametrize(("text", "moves", "minor"), [
    ("I can pay 300 a month", "", 30_000),
    ("400", "", 40_000),
    ("my income is 2000 and I can pay £300", "f", 30_000),
    ("I can't pay 900", "f", None),
    ("I can't pay more than 300", "", 30_000),
    ("900 is too much, but 300 works", "", 30_000),
    ("I will not pay anything today", "f", None),
    ("pay 2,000 by friday", "", 200_000),
    ("I lost my job, so I can only afford 333.34 a month. Please confirm by email.", "fw", 33_334),
    ("100 a week", "", 43_333),
    ("I can pay 300 on the 15th", "", 30_000),
    ("I'll pay it all today", "p", 400_000),
    ("fine, I'll pay half", "p", 200_000),
    ("OK", "p", 400_000),
    ("yes, fine", "p", 400_000),
    ("please send proof first", "fw", None),
    ("you idiots", "a", None),
    ("I need time", "t", None),
    ("you said 900, I'll think about it", "t", None),
    ("I have no money, stop pushing me", "ft", None),
    ("I don't have the money", "f", None),
    ("I don't have the money, don't pressure me", "ft", None),
])  # fmt: skip
def test_english_words_are_read(text: str, moves: str, minor: int | None) -> None:
    locale, owed = EN
    named = None if minor is None else Money(minor, "GBP")
    assert rehearsed(text, owed, locale) == Said(frozenset(map(Move, moves)), named)


@pytest.mark.parametrize(("text", "moves", "minor"), [
    ("我每月能还300", "", 30_000),
    ("能不能每月还300", "", 30_000),
    ("好的，我今天还900", "", 90_000),
    ("我失业了，每月最多还300元", "f", 30_000),
    ("还不起900", "f", None),
    ("我工资2000", "f", None),
    ("请发书面确认", "w", None),
    ("请先发明细", "fw", None),
    ("全部今天还清", "p", 400_000),
    ("好", "p", 400_000),
    ("我答应你", "p", 400_000),
    ("你们这些骗子", "a", None),
    ("我需要时间考虑", "t", None),
    ("我没钱，别逼我了", "ft", None),
    ("没有钱给你们900", "f", None),
    ("别再催了", "t", None),
    ("我没钱，只能还300", "f", 30_000),
    ("12期每期300", "", 30_000),
])  # fmt: skip
def test_chinese_words_are_read(text: str, moves: str, minor: int | None) -> None:
    locale, owed = ZH
    named = None if minor is None else Money(minor, "CNY")
    assert rehearsed(text, owed, locale) == Said(frozenset(map(Move, moves)), named)


@pytest.mark.parametrize(("text", "problem"), [
    ("hello", "rehearsal.unread"),
    ("I owe 4000", "rehearsal.unread"),
    ("I can pay 1.200", "rehearsal.two_ways"),
    ("€300", "rehearsal.other_currency"),
])  # fmt: skip
def test_what_is_not_clear_is_asked_again(text: str, problem: str) -> None:
    """A guess here would put words into somebody's mouth."""
    locale, owed = EN
    assert rehearsed(text, owed, locale) == Problem(problem)


def test_in_the_made_up_example_any_currency_is_the_examples() -> None:
    said = rehearsed("I can pay £300", Money(400_000, NO_CURRENCY), "en")
    assert said == Said(frozenset(), Money(30_000, NO_CURRENCY))


@given(st.text(max_size=200))
def test_nothing_typed_breaks_it(text: str) -> None:
    """Whatever a frightened thumb types, an answer comes."""
    for locale, owed in (EN, ZH):
        assert isinstance(rehearsed(text, owed, locale), Said | Problem)
