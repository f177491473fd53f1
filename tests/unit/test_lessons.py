"""The lessons as data: twelve or more, no score, figures that the bot itself computes."""

from __future__ import annotations

import pytest

from bot import catalogs
from bot.ui import cards_lessons
from bot.ui.texts import Catalogs
from coach.lessons import LESSONS, after, lesson
from coach.rates import as_rate, monthly_rate
from handlers import ACTIONS, SCREENS
from tests.limits import faults


def test_there_are_twelve_lessons_or_more_each_with_a_kind_word_for_every_answer() -> None:
    """No answer is marked wrong: what is said to it is what teaches."""
    assert len(LESSONS) >= 12
    assert len({each.id for each in LESSONS}) == len(LESSONS)
    for each in LESSONS:
        assert 2 <= len(each.choices) <= 3
        assert len({choice.told for choice in each.choices}) == len(each.choices)
        assert not hasattr(each.choices[0], "right"), "a score is kept nowhere"


def test_the_lessons_follow_one_another_to_an_end() -> None:
    """Whoever taps "next" comes to an end."""
    name, seen = LESSONS[0].id, [LESSONS[0].id]
    while (following := after(name)) is not None:
        name = following.id
        seen.append(name)
    assert seen == [each.id for each in LESSONS]
    assert lesson("nothing of the kind") is None


def test_what_a_lesson_leads_to_exists() -> None:
    """A lesson that can be used at once must not end at an old button."""
    ways = {each.leads[1] for each in LESSONS if each.leads is not None}
    assert ways <= SCREENS.keys() | ACTIONS.keys()


def test_the_rate_in_the_first_lesson_is_the_one_that_check_shows() -> None:
    """12,000 in twelve payments at 0.6 % a month of the first sum: just under 14 % (T2)."""
    monthly = monthly_rate(1_200_000, [(month, 107_200) for month in range(1, 13)])
    assert monthly is not None
    assert round(as_rate(monthly).effective * 100) == 14


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_each_lesson_and_each_reply_to_it_is_one_short_screen(locale: str) -> None:
    """Read in a minute, on the smallest telephone (care 9)."""
    catalogs.compile_all()
    t = Catalogs(strict=True).texts(locale)
    wrong = []
    for each in LESSONS:
        cards = [cards_lessons.one(t, each)]
        cards += [cards_lessons.told(t, each, choice) for choice in each.choices]
        wrong += [f"{each.id}: {fault}" for card in cards for fault in faults(t, card, "lesson")]
    assert not wrong, "\n".join(wrong)
