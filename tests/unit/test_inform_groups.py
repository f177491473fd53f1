"""Where the host only informs, groups vote on how to act; nobody marks one way as right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot import catalogs
from bot.ui import cards_practice, cards_series
from bot.ui.texts import Catalogs, Texts
from coach.practice_worked import of_week
from coach.series_lessons import CURRICULUM
from storage.packs import load_packs


@pytest.fixture(params=["en", "zh_Hans_CN"])
def t(request: pytest.FixtureRequest) -> Texts:
    catalogs.compile_all()
    return Catalogs(strict=True, informs=True).texts(request.param)


def test_the_practice_person_is_worked_out_without_a_first_ask(t: Texts) -> None:
    """Figures and what is possible; texts that recommend are refused by the strict catalog."""
    pack = load_packs()["generic"]
    for week in range(60):
        known = of_week(7, date(2027, 1, 4) + timedelta(weeks=week), pack)
        poll = cards_practice.quiz(t, known)
        assert poll.correct == ()
        assert poll.explanation == ""
        assert len(poll.question) <= 300
        said = cards_practice.introduction(t, known) + cards_practice.answer(t, known)
        assert "Ask first" not in said
        assert "If refused" not in said


def test_a_quiz_on_facts_has_an_answer_and_a_vote_on_how_to_act_has_none(t: Texts) -> None:
    """That a fee asked for first is a trap stays true; which sum to offer is theirs to say."""
    marked = {each.id for each in CURRICULUM if cards_series.quiz(t, each).correct}
    assert {"honest", "offer", "borrow", "rights"} <= marked
    assert not marked & {"means", "lump", "propose", "refused"}
