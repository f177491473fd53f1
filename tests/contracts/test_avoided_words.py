"""The words that no text may use (care 9): each locale has its list, and the list finds them."""

from __future__ import annotations

import re

import pytest

from bot.catalogs import avoided, folders

SAID = {
    "en": (
        "We guarantee that they agree.",
        "This works in 100 % of cases.",
        "It restores your credit record.",
        "Ask for approval of the plan.",
        "Nobody can be arrested for this.",
        "You must pay now.",
        "You failed to pay.",
        "It is easy!",
    ),
    "zh_Hans_CN": (
        "一定能谈下来",
        "成功率很高",
        "停息挂账可以申请",
        "我们帮您上岸",
        "您必须今天还清",
        "恶意逾期",
        "不会坐牢",
        "很简单！",
    ),
}
MEANT = {
    "en": (
        "“Write-off” means the lender books a loss.",
        "Ask; they may agree.",
        "at 24.75 % a year",
    ),
    "zh_Hans_CN": ("“停息挂账”不是规定里的词。", "对方可以同意也可以不同意。", "必须继续的付款"),
}


def test_every_locale_has_its_list() -> None:
    """A language without one could promise anything."""
    assert avoided().keys() == folders().keys()


@pytest.mark.parametrize("locale", SAID)
def test_the_list_finds_what_harms_and_leaves_the_rest(locale: str) -> None:
    """A list that finds nothing protects nobody; one that finds everything is switched off."""
    words = avoided()[locale]
    for said in SAID[locale]:
        assert any(re.search(word, said, re.IGNORECASE) for word in words), said
    for meant in MEANT[locale]:
        assert not any(re.search(word, meant, re.IGNORECASE) for word in words), meant
