"""The monthly pulse on the screen: inside Telegram's limits, gentle, and without a sum."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot import catalogs
from bot.ui import cards_trend
from bot.ui.texts import Catalogs, Texts
from coach.dates import Month
from coach.trend import Progress, Pulse, Trend
from tests.limits import faults

JUNE = Month(date(2026, 6, 1))
LINK = "https://t.me/duewell_bot?start=grp-x"


@pytest.fixture(params=["en", "zh_Hans_CN"])
def t(request: pytest.FixtureRequest) -> Texts:
    catalogs.compile_all()
    return Catalogs(strict=True).texts(request.param)


def test_the_poll_fits_telegram(t: Texts) -> None:
    """A question of 301 characters is a month without a pulse."""
    poll = cards_trend.poll(t)
    assert 1 <= len(poll.question) <= 300
    assert len(poll.options) == len(Pulse) == len(set(poll.options))
    assert all(1 <= len(option) <= 100 for option in poll.options)
    assert poll.correct == ()


def test_every_prompt_fits_and_names_no_sum(t: Texts) -> None:
    wrong = []
    for said in (None, *Trend):
        for share in (None, *range(20, 90, 10)):
            card = cards_trend.prompt(t, said, Progress(JUNE, share), LINK, LINK)
            wrong += [f"{said} {share}: {fault}" for fault in faults(t, card, "trend")]
            assert not re.search(r"[¥$£€]|元", card.text)
    assert not wrong, "\n".join(wrong)


def shown(t: Texts, share: int) -> str:
    """Return what is said of a share, without the month."""
    text = cards_trend.prompt(t, None, Progress(JUNE, share), LINK, LINK).text
    assert t.show(JUNE) in text
    return text.replace(t.show(JUNE), "")


def test_a_low_share_is_said_without_its_figure(t: Texts) -> None:
    """A hard month for many is company, not a mark."""
    assert not re.search(r"\d", shown(t, 20))
    assert "80" in shown(t, 80)
    assert "30" in shown(t, 30)


def test_the_private_screens_fit(t: Texts) -> None:
    """Each is short, and none has more than Telegram takes."""
    cards = (
        cards_trend.offer(t, "A & <B>", "a" * 24),
        cards_trend.ask(t, JUNE, "a" * 24),
        cards_trend.ask(t, JUNE, "a" * 24, said=True),
        cards_trend.waits(t, "a" * 24, JUNE, date(2026, 6, 28)),
        cards_trend.waits(t, "a" * 24, None, None),
        cards_trend.mine(t, ()),
        cards_trend.noted(t, joined=True),
        cards_trend.noted(t, joined=False),
    )
    assert [list(faults(t, card, "trend")) for card in cards] == [[]] * len(cards)
