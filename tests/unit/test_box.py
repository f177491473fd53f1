"""A question without a name: danger first, nothing that leads to a person, and nothing kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import box
from coach.box import DecidedError, Endangered, Part, Ready, Reason, Refusal, Status
from coach.danger import Sign
from coach.masking import MASK
from storage.packs import load_lexicon

LEXICON = load_lexicon()
ASKED = date(2026, 6, 1)
LAST = ASKED + timedelta(days=13)
NO_PERSON = frozenset({Part.TEXT, Part.GROUP, Part.DAY})


def test_a_question_is_taken_in_as_one_line() -> None:
    asked = box.receive("My card offers  12 months.\nWhat do I ask first?", LEXICON, 0)
    assert asked == Ready("My card offers 12 months. What do I ask first?", masked=False)


@pytest.mark.parametrize(
    ("text", "sign"), [("I want to kill myself", Sign.SELF_HARM), ("我不想活了", Sign.SELF_HARM)]
)
def test_danger_is_answered_before_a_human_reads_and_past_any_limit(text: str, sign: Sign) -> None:
    """A limit must never be the answer to somebody who can't go on."""
    for asked_today, said in ((0, text), (99, text), (0, text + " " + "x" * 900)):
        read = box.receive(said, LEXICON, asked_today)
        assert isinstance(read, Endangered)
        assert sign in read.signs


@pytest.mark.parametrize(
    ("text", "asked_today", "refusal"),
    [
        ("", 0, Refusal.EMPTY),
        (" \n? ...", 0, Refusal.EMPTY),
        ("好" * 501, 0, Refusal.LONG),
        ("What is a hold?", box.A_DAY, Refusal.MANY),
    ],
)
def test_what_cannot_be_posted_is_refused(text: str, asked_today: int, refusal: Refusal) -> None:
    assert box.receive(text, LEXICON, asked_today) is refusal


@pytest.mark.parametrize(
    "personal",
    [
        "13800138000", "6222 0212 3456 7890 128", "@some_name", "me@example.org", "https://t.me/me",
        "t.me/me", "bit.ly/erase-debt", "www.example.org/x", "tg://user?id=123456", "help.example.com",
    ],
)  # fmt: skip
def test_what_leads_to_a_person_is_covered_and_a_sum_is_not(personal: str) -> None:
    """The group reads it; so does the coach."""
    read = box.receive(f"欠9600元，每月还900元，联系我 {personal} 可以吗", LEXICON, 0)
    assert isinstance(read, Ready)
    assert read.masked
    assert personal not in read.text
    assert MASK in read.text
    assert "9600元" in read.text


@pytest.mark.parametrize(
    "said",
    ["I owe 9.99 a day, e.g. fees.", "They said no.Is that right?", "1.5k p.a. and/or 2.5%?",
     "We met at 10.30.What now?", "还款.怎么办"],
)  # fmt: skip
def test_what_only_has_a_dot_in_it_stays(said: str) -> None:
    """A question with holes in it is not understood."""
    assert box.receive(said, LEXICON, 0) == Ready(said, masked=False)


def test_a_posted_question_keeps_only_text_group_and_day() -> None:
    for answered in (False, True):
        step = box.post(Status.WAITING, ASKED, LAST, answered=answered)
        assert step.posts
        assert frozenset(Part) - step.erases == NO_PERSON
        assert {Part.REPLY, Part.LOG} <= step.erases


def test_a_question_that_nobody_sees_leaves_nothing() -> None:
    declined = box.decline(Status.WAITING, ASKED, LAST, Reason.PRIVATE)
    expired = box.expire(Status.WAITING, ASKED, ASKED + box.WAITS)
    assert expired is not None
    for step in (declined, expired):
        assert not step.posts
        assert step.erases == frozenset(Part)


@given(st.integers(0, 40), st.sampled_from(Status))
def test_a_question_is_decided_once_and_within_fourteen_days(days: int, status: Status) -> None:
    today = ASKED + timedelta(days=days)
    open_ = status is Status.WAITING and days < 14
    assert (box.expire(status, ASKED, today) is not None) == (
        status is Status.WAITING and days >= 14
    )
    for decide in (
        lambda: box.post(status, ASKED, today),
        lambda: box.decline(status, ASKED, today, Reason.NAMES),
    ):
        if open_:
            assert decide().status is not Status.WAITING
        else:
            with pytest.raises(DecidedError):
                decide()


@given(st.text(max_size=900))
def test_whatever_is_typed_is_read_without_an_error(text: str) -> None:
    read = box.receive(text, LEXICON, 0)
    if isinstance(read, Ready):
        assert 0 < len(read.text) <= 2 * box.LONGEST
        assert "\n" not in read.text
    answered = box.answer(text)
    assert isinstance(answered, Refusal) or answered.strip()
