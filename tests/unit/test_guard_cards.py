"""The guard's words: short, about nobody, and nothing that the guard itself would remove."""

from __future__ import annotations

import pytest

from bot import catalogs
from bot.ui import cards_guard
from bot.ui.texts import Catalogs
from coach.guard import findings
from tests.limits import faults

LINK = "https://t.me/duewell_bot?start=grp-x"


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_the_guards_words_fit_their_place(locale: str) -> None:
    catalogs.compile_all()
    t = Catalogs(strict=True).texts(locale)
    linked = (cards_guard.removed(t, LINK), cards_guard.warning(t, LINK))
    for card in (*linked, cards_guard.notice(t, on=True), cards_guard.notice(t, on=False)):
        assert list(faults(t, card, "guard")) == []
        assert findings(card.text) == frozenset()
        assert "@" not in card.text
    assert all(card.rows[0][0].url == LINK for card in linked)
