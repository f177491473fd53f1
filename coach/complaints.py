"""Where a complaint can go, in the debt's own region: the lender first, then whoever takes it up.

All of it is the pack's; where no rule binds the debt, no time is named (care 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.pack_words import period_words, rule_words
from coach.packs import helplines, rules_for

if TYPE_CHECKING:
    from datetime import date

    from coach.debts import Debt
    from coach.packs import RegionPack, Words


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a complaint in the pack's words; all parts may be empty.

    `lines` are (name, number, when and for what). `rules` and `time` are empty where no rule is
    sure to bind this debt.
    """

    first: str = ""
    lines: tuple[tuple[str, str, str], ...] = ()
    rules: tuple[Words, ...] = ()
    time: Words | None = None


RULES = frozenset({"ombudsman", "bank_complaint", "dispute_centre"})
"""Rules about going further with a complaint; only where one binds is the time quoted."""


def route(pack: RegionPack, debt: Debt, locale: str, on: date) -> Route:
    """Return the way of a complaint about this debt's lender; `pack` is the debt's region."""
    words = pack.words(locale)
    lines = tuple(
        (words.helplines[each.id].title, each.number, words.helplines[each.id].text)
        for each in helplines(pack, "complaint")
        if not each.source.stale(on)
    )
    binding = rules_for(pack, debt.kind.value, debt.lender.value, debt.stage.value, on)
    found = [each for each in binding if each.id in RULES]
    rules = tuple(rule_words(pack, each, locale) for each in found)
    time = period_words(pack, "complaint", locale, on) if found else None
    return Route(words.needs.get("complaint", ""), lines, rules, time)
