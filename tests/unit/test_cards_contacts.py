"""The log's cards ask for a yes in few enough words, whatever was said and however."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot import catalogs
from bot.ui import cards_contacts
from bot.ui.texts import Catalogs
from coach.contacts import Channel, Contact, Outcome, following
from tests.limits import faults


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_every_entry_asks_for_a_yes_within_the_limits(locale: str) -> None:
    """The longest step and the longest question stand on one card."""
    catalogs.compile_all()
    t = Catalogs(strict=True).texts(locale)
    wrong = []
    for outcome in Outcome:
        for channel in Channel:
            at, on = datetime(2026, 9, 20, tzinfo=UTC), date(2026, 9, 23)
            contact = Contact(1, 1, at, channel, outcome, None, None, None, on)
            for refused in (1, 3):
                step = following(outcome, refused)
                card = cards_contacts.logged(t, contact, step, on=on, reminded=False, agreed=False)
                wrong += [f"{outcome}: {fault}" for fault in faults(t, card, "contact:1")]
    assert not wrong, "\n".join(wrong)
