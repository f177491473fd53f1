"""The practice person's posts: within Telegram's limits, true to the figures, and fictional."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest

from bot import catalogs
from bot.ui import cards_practice
from bot.ui.texts import Catalogs
from coach.practice import NAMES, REASONS, person
from coach.practice_worked import vote, worked
from storage.packs import load_packs

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.practice_worked import Worked

PACKS = load_packs()
MONDAY = date(2026, 12, 7)
LOCALES = ("en", "zh_Hans_CN")
FICTION = {"en": "nobody real", "zh_Hans_CN": "不是真人"}
LINES, SIGNS = 20, 800
"""What a telephone shows without much scrolling."""


def voice(locale: str) -> Texts:
    catalogs.compile_all()
    return Catalogs(strict=True).texts(locale)


def everyone(region: str) -> list[Worked]:
    pack = PACKS[region]
    return [worked(person(seed, pack), pack, MONDAY) for seed in range(200)]


def shown(post: str) -> str:
    return unescape(re.sub(r"</?[bi]>", "", post))


def test_there_is_a_text_for_every_name_and_reason() -> None:
    """A draw without a text would fail in some week of some group."""
    assert len(set(cards_practice.NAMES)) == NAMES
    assert set(cards_practice.REASONS) == set(REASONS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("region", sorted(PACKS))
def test_a_quiz_is_what_telegram_takes(region: str, locale: str) -> None:
    """A quiz that is refused is a week without one, and nobody is there to see why."""
    t = voice(locale)
    for known in everyone(region):
        made = cards_practice.quiz(t, known)
        assert 0 < len(made.question) <= 300
        assert all(0 < len(option) <= 100 for option in made.options)
        assert len(set(made.options)) == len(made.options)
        assert 0 < len(made.explanation) <= 200
        assert "\n" not in made.explanation
        assert made.correct == vote(known).correct
        assert FICTION[locale] in made.question


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("region", sorted(PACKS))
def test_story_and_figures_are_short_and_say_that_nobody_is_real(region: str, locale: str) -> None:
    """Someone who scrolls past must not take the case for a neighbour's."""
    t = voice(locale)
    for known in everyone(region):
        for post in (cards_practice.introduction(t, known), cards_practice.answer(t, known)):
            text = shown(post)
            assert FICTION[locale] in text
            assert len(text) <= SIGNS
            assert text.count("\n") < LINES
            assert not re.search(r"[<>{}]|practice\.|None", text)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_story_names_every_figure_that_the_answer_begins_with(locale: str) -> None:
    """A group can only work out what it was told."""
    t = voice(locale)
    for known in everyone("cn"):
        story = shown(cards_practice.introduction(t, known))
        given = [known.can.take_home, known.can.essentials]
        given += [debt.balance for debt in known.person.debts]
        given += [debt.fees for debt in known.person.debts if debt.fees is not None]
        assert all(t.money(amount) in story for amount in given)
        figures = shown(cards_practice.answer(t, known))
        assert t.money(known.can.left_over) in figures
        if known.first.amount is not None:
            assert t.money(known.first.amount) in figures


@pytest.mark.parametrize("locale", LOCALES)
def test_where_nothing_is_left_the_explanation_names_no_sum_to_pay(locale: str) -> None:
    """No amount is promised that is not there; what is missing is said instead (care 5)."""
    t = voice(locale)
    broke = [known for known in everyone("generic") if known.can.left_over.minor <= 0]
    assert broke
    for known in broke:
        made = cards_practice.quiz(t, known)
        assert t.money(known.can.left_over) in made.explanation
        assert known.first.amount is None


@pytest.mark.parametrize("locale", LOCALES)
def test_two_right_answers_are_announced(locale: str) -> None:
    """Whoever expects one answer would take the second for a mistake."""
    t = voice(locale)
    said = t.plain("practice.quiz.two").rpartition("{kind}")[2].rpartition("？")[2]
    said = said.rpartition("?")[2].strip()
    for known in everyone("generic"):
        made = cards_practice.quiz(t, known)
        assert (said in made.question) == (len(made.correct) == 2)
