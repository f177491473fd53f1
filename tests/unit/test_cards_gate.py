"""The gate's card: whoever is held back is told why, in their own language."""

from __future__ import annotations

import pytest

from bot.ui.cards_debts import REASONS, gate
from bot.ui.texts import Catalogs
from coach.gate import Allowed, Passage, Reason
from tests.unit.test_debts import CARD

CATALOGS = Catalogs(strict=True)


@pytest.mark.parametrize("locale", CATALOGS.locales)
@pytest.mark.parametrize("reason", Reason)
def test_the_card_gives_every_reason_for_holding_back(locale: str, reason: Reason) -> None:
    """A refusal without its reason reads like a judgement of the person."""
    t = CATALOGS.texts(locale)
    for passage in (Passage.ONLY_QUESTIONS, Passage.ONLY_SAFETY):
        card = gate(t, CARD, Allowed(passage, (reason,)))
        assert t.t(REASONS[reason]) in card.text
