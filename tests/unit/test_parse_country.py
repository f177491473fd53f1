"""Countries as people type them."""

from __future__ import annotations

import pytest

from bot.ui.parse import country


@pytest.mark.parametrize(("text", "code"), [
    ("Spain", "ES"), ("西班牙", "ES"), ("brazil", "BR"), ("in the UK", "GB"), ("USA", "US"), ("us", "US"),
    ("我在英国", "GB"), ("I live in Brazil.", "BR"), ("香港", "HK"), ("中国大陆", "CN"), ("Türkiye", "TR"),
    ("中国香港", "HK"), ("臺灣", "TW"), ("I'm in India", "IN"), ("狮城", "SG"), ("欧盟", "EU"), ("EU", "EU"),
])  # fmt: skip
def test_a_country_is_known_by_its_names(text: str, code: str) -> None:
    """Nobody should have to find their country in a list of four."""
    assert country(text, "en") == code


@pytest.mark.parametrize("text", [
    "", "no", "hello", "Visa 12,000 18% day 15", "花呗 1.2万", "1", "in", "我在", "x" * 10_000, "\x00",
])  # fmt: skip
def test_other_words_are_no_country(text: str) -> None:
    """A debt's line or a slip is not sent to another country."""
    assert country(text, "zh_Hans_CN") is None
