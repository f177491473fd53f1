"""The box on the screen: every state in both languages, and an outcome that repeats no word."""

from __future__ import annotations

from datetime import date

import pytest

from bot import catalogs
from bot.ui import cards_box
from bot.ui.cards import Card
from bot.ui.texts import Catalogs, Texts
from coach.box import LONGEST, LONGEST_ANSWER, Reason, Refusal, Status
from coach.groups import Group, GroupKind, GroupStatus, Rights
from tests.limits import faults

QUESTION = "<b>Do I & my sister</b> have to answer every call?"
CODE = "k" * 20
LARGE = 10**15


CIRCLE = Group(
    LARGE, GroupKind.SUPERGROUP, "Tuesday <circle>", "en", "Europe/London", "gb",
    GroupStatus.ACTIVE, CODE, Rights(),
)  # fmt: skip


@pytest.fixture(params=["en", "zh_Hans_CN"])
def t(request: pytest.FixtureRequest) -> Texts:
    catalogs.compile_all()
    return Catalogs(strict=True).texts(request.param)


def every(t: Texts) -> list[Card]:
    outcomes = [cards_box.outcome(t, status) for status in Status]
    outcomes += [cards_box.outcome(t, Status.DECLINED, reason) for reason in Reason]
    return [
        cards_box.ask(t, "A & <B>", CODE),
        cards_box.in_private(t, "https://t.me/x?start=ask_1"),
        cards_box.empty(t, LARGE, f"https://t.me/duewell_bot?start=ask_{CODE}"),
        cards_box.unheard(t, ""),
        *(cards_box.refused(t, each) for each in Refusal),
        *(cards_box.preview(t, QUESTION, LARGE, CODE, masked=each) for each in (False, True)),
        cards_box.sent(t),
        cards_box.new(t, "Tuesday circle", LARGE),
        cards_box.waiting(t, CIRCLE, LARGE, QUESTION, date(2026, 6, 15)),
        cards_box.answered(t, CIRCLE, LARGE, QUESTION, "Only <one> of them."),
        cards_box.declining(t, LARGE, LARGE),
        *(cards_box.decided(t, each) for each in Status),
        *(cards_box.decided(t, each, LARGE, more=True) for each in Status),
        cards_box.posted(t, QUESTION),
        cards_box.posted(t, QUESTION, "Only <one> of them & in writing."),
        *outcomes,
    ]


def test_every_screen_fits(t: Texts) -> None:
    wrong = [(card.text[:60], fault) for card in every(t) for fault in faults(t, card, "box")]
    assert wrong == []


def test_a_question_is_shown_as_typed_and_never_as_markup(t: Texts) -> None:
    for card in every(t):
        assert "<b>Do I" not in card.text


def test_a_coach_of_two_groups_is_told_for_which_of_them_a_question_is(t: Texts) -> None:
    """Posting it to the wrong group cannot be taken back."""
    shown = (
        cards_box.waiting(t, CIRCLE, 1, QUESTION, date(2026, 6, 15)),
        cards_box.answered(t, CIRCLE, 1, QUESTION, "Only one of them."),
    )
    assert all("Tuesday &lt;circle&gt;" in card.text for card in shown)


def test_the_longest_question_and_answer_are_one_message(t: Texts) -> None:
    card = cards_box.posted(t, "&" * LONGEST, "<" * LONGEST_ANSWER)
    assert list(faults(t, card, "box")) == []


def test_a_coach_who_declines_chooses_each_reason_once(t: Texts) -> None:
    labels = [row[0].label for row in cards_box.declining(t, 1, 7).rows[: len(Reason)]]
    told = {cards_box.outcome(t, Status.DECLINED, reason).text for reason in Reason}
    assert len(set(labels)) == len(told) == len(Reason)


def test_the_post_offers_no_way_to_its_author(t: Texts) -> None:
    assert cards_box.posted(t, QUESTION).rows == ()
    assert cards_box.posted(t, QUESTION, "No.").rows == ()
