"""A deadline's screen: honest about its date, short, and never without a way to help."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from bot import catalogs
from bot.ui import cards_deadlines
from bot.ui.texts import Catalogs
from coach.forms_contacts import OF_COURT
from tests.limits import faults

ON = date(2026, 9, 30)


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_every_deadline_fits_its_screen(locale: str) -> None:
    """Each kind, before, on and after the day, agreed or not, dated or assumed (care 9)."""
    catalogs.compile_all()
    t = Catalogs(strict=True).texts(locale)
    assumed = (None, t.t("deadlines.assumed"), t.tn("deadlines.caution", 7))
    every = product(cards_deadlines.NAMES, (12, 1, 0, -3), (False, True), assumed)
    wrong = []
    for kind, days, agreed, named in every:
        card = cards_deadlines.one(
            t,
            cards_deadlines.Shown(9_000_000, kind, None, ON, days, done=False),
            assumed=named,
            agreed=agreed,
            reminded_on=ON - timedelta(days=1) if agreed and days > 0 else None,
        )
        wrong += [f"{kind} {days}: {fault}" for fault in faults(t, card, "deadline")]
        if kind in OF_COURT:
            assert "danger:court" in str(card.rows)
        elif days < 0:
            assert "helplines" in str(card.rows)
    assert not wrong, "\n".join(wrong)


def test_a_long_list_is_paged_and_keeps_every_deadline_reachable() -> None:
    """The eighth date is as binding as the first."""
    catalogs.compile_all()
    t = Catalogs(strict=True).texts("en")
    kept = [(number, "complaint", None, ON) for number in range(1, 9)]
    reached, page = set(), "0"
    for _ in range(len(kept)):
        card = cards_deadlines.list_(t, kept, int(page))
        data = [button.data or "" for row in card.rows for button in row]
        reached |= {each for each in data if each.startswith("deadline:")}
        page = next(each.split(":")[1] for each in data if each.startswith("deadlines:"))
    assert reached == {f"deadline:{number}" for number in range(1, 9)}
