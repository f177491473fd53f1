"""The posts of a series: within Telegram's limits, in both languages, with nobody's money on show."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import catalogs
from bot.ui import cards_series
from bot.ui.texts import Catalogs
from coach.lessons import LESSONS
from coach.rates import as_rate, monthly_rate
from coach.series import month, preview
from coach.series_changes import begin, insert, pause
from coach.series_lessons import CURRICULUM, default_order, facts, lesson
from coach.series_setup import Kind, Setup, own
from handlers import ACTIONS, SCREENS
from storage.packs import load_packs
from tests.limits import faults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.texts import Texts
    from coach.packs import RegionPack

LOCALES = ("en", "zh_Hans_CN")
ON = date(2027, 3, 1)
NOW = datetime(2027, 2, 20, 12, tzinfo=UTC)
URL = "https://t.me/a_bot?start=series-early"
QUESTION, OPTION, EXPLANATION = 300, 100, 200
"""Telegram's limits for a quiz (sendPoll)."""


@pytest.fixture(scope="module", params=LOCALES)
def t(request: pytest.FixtureRequest) -> Texts:
    """Return the voice in each language."""
    catalogs.compile_all()
    return Catalogs(strict=True).texts(request.param)


@pytest.fixture(scope="module")
def packs() -> Mapping[str, RegionPack]:
    """Return the regions that come with the product."""
    return load_packs(Path("packs"))


def series() -> Setup:
    """Return a series of all lessons, with one post of its own."""
    setup = begin(zone="Asia/Shanghai", locale="en", weekday=0, hour=10, started=ON, length=99)
    return insert(setup, own(7), 1)


def test_fourteen_lessons_teach_every_step_of_the_method() -> None:
    """S1 to S15, none skipped, each lesson with its own word for the link into private."""
    steps = {step for each in CURRICULUM for step in each.steps}
    assert steps == {f"S{number}" for number in range(1, 16)}
    assert len(CURRICULUM) == 14
    assert len({each.id for each in CURRICULUM}) == 14
    assert all(re.fullmatch(r"[a-z]{3,12}", each.id) for each in CURRICULUM)
    assert [sum(each.facts for each in CURRICULUM)] == [1]
    for length in range(1, 15):
        assert len(default_order(length)) == length
    assert default_order(99) == tuple(each.id for each in CURRICULUM)


def test_what_a_lesson_leads_to_exists() -> None:
    """The button into private ends at a screen, not at an old button."""
    assert {each.leads for each in CURRICULUM} <= SCREENS.keys() | ACTIONS.keys()


def test_the_figure_in_the_last_quiz_is_the_one_that_check_shows() -> None:
    """12,000 in twelve payments at 0.6 % a month of the first sum: just under 14 %."""
    monthly = monthly_rate(1_200_000, [(number, 107_200) for number in range(1, 13)])
    assert monthly is not None
    assert round(as_rate(monthly).effective * 100) == 14
    borrow = lesson("borrow")
    assert borrow is not None
    assert borrow.right == 2


def test_each_lesson_is_a_short_text_and_holds_telegrams_limits(
    t: Texts, packs: Mapping[str, RegionPack]
) -> None:
    """Read in a minute in any region, the facts of that region included."""
    for about in CURRICULUM:
        text = t.plain(about.text)
        size = len(text) if t.locale.startswith("zh") else len(text.split())
        low, high = (150, 260) if t.locale.startswith("zh") else (80, 140)
        assert low <= size <= high, f"{about.id}: {size}"
        for pack in packs.values():
            card = cards_series.lesson_post(t, about, pack, ON, URL)
            assert list(faults(t, card, "series")) == [], about.id
            assert len(card.rows) == 1


def test_each_quiz_holds_telegrams_limits(t: Texts) -> None:
    """A question that Telegram refuses would leave the week without one."""
    for about in CURRICULUM:
        poll = cards_series.quiz(t, about)
        assert 0 < len(poll.question) <= QUESTION
        assert 2 <= len(poll.options) <= 4
        assert len(set(poll.options)) == len(poll.options)
        assert all(0 < len(option) <= OPTION for option in poll.options)
        assert 0 < len(poll.explanation) <= EXPLANATION
        assert poll.explanation.count("\n") <= 2
        assert poll.correct == (about.right,)
        assert 0 <= about.right < len(poll.options)
        assert "<" not in poll.question + poll.explanation + "".join(poll.options)


def test_a_quiz_does_not_show_its_answer_by_its_place() -> None:
    """Whoever always taps the first option learns nothing."""
    places = [each.right for each in CURRICULUM]
    assert {0, 1, 2} <= set(places)
    assert max(places.count(place) for place in set(places)) <= len(places) // 2


def test_a_group_lesson_repeats_no_private_lesson(t: Texts) -> None:
    """Who reads both is not told the same sentence twice."""
    told = {s for each in LESSONS for s in _sentences(t.plain(each.text))}
    mine = {s for each in CURRICULUM for s in _sentences(t.plain(each.text))}
    assert not told & mine


def _sentences(text: str) -> set[str]:
    return {part.strip() for part in re.split(r"[.。;；:：]", text) if len(part.strip()) > 6}


def test_only_certain_facts_are_told_each_with_its_source(
    t: Texts, packs: Mapping[str, RegionPack]
) -> None:
    """A group believes what the bot says: nothing doubtful, nothing past its review."""
    rights = lesson("rights")
    assert rights is not None
    for pack in packs.values():
        told = facts(pack, ON)
        text = cards_series.lesson_post(t, rights, pack, ON).text
        assert all(rule.certain and not rule.source.stale(ON) for rule in told)
        assert text.count("<code>") == len(told)
        assert all(rule.source.host in text for rule in told)
        assert all(t.show(rule.source.checked_on) in text for rule in told)
        years_on = ON + timedelta(days=2000)
        assert facts(pack, years_on) == ()
        stale = cards_series.lesson_post(t, rights, pack, years_on).text
        assert t.t("series.facts_none") in stale
    assert facts(packs["cn"], ON)
    assert (
        t.t("series.facts_none") in cards_series.lesson_post(t, rights, packs["generic"], ON).text
    )


def test_the_prompts_take_turns_and_ask_for_no_answer_in_the_group(t: Texts) -> None:
    """The same line every fortnight would not be read."""
    days = [date(2027, number, day) for number in (1, 2) for day in (7, 22)]
    cards = [cards_series.prompt(t, day, URL, "trend") for day in days]
    assert len({card.text for card in cards}) == 4
    for card in [*cards, cards_series.final(t, URL), cards_series.own_post(t, "<b>&", URL)]:
        assert list(faults(t, card, "series")) == []
    assert cards_series.own_post(t, "<b>&").text == "&lt;b&gt;&amp;"
    assert cards_series.own_post(t, "Hello").rows == ()


def test_the_plan_of_a_month_names_each_post_with_its_day_and_ticks_what_was(t: Texts) -> None:
    """Pinned and edited in place, it says what comes and when, by the group's own clock."""
    setup = series()
    posts = month(setup, NOW.replace(month=3, day=1, hour=0))
    card = cards_series.plan(t, setup, posts, posts[1].run_at, {"7": "Come <b>\nin " + "x" * 90})
    lines = card.text.split("\n")
    assert sum(line.startswith("✓") for line in lines) == 2
    assert len([line for line in lines if "·" in line]) == len(posts)
    assert "10:00" in card.text
    assert "&lt;b&gt; in x" in card.text
    assert list(faults(t, card, "series")) == []
    assert t.t("series.plan.paused") in cards_series.plan(t, pause(setup), (), NOW).text
    assert t.t("series.plan.none") in cards_series.plan(t, setup, (), NOW).text


def test_a_preview_of_sixty_days_fits_one_message_with_every_part_on(t: Texts) -> None:
    """A coach sees all of it at once before agreeing."""
    setup = replace(series(), prompts=(3, 10, 17, 24))
    posts = preview(setup, NOW)
    card = cards_series.preview(t, setup, posts, 60)
    assert {post.kind for post in posts} >= {Kind.LESSON, Kind.OWN, Kind.PRACTICE, Kind.PULSE}
    assert list(faults(t, card, "series")) == []
    assert all(cards_series.what(t, post) for post in preview(setup, NOW, 365))
    assert t.t("series.preview.none", days=60) == cards_series.preview(t, setup, (), 60).text
    assert t.t("series.plan.paused") == cards_series.preview(t, pause(setup), (), 60).text
