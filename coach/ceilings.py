"""A region's ceilings on what borrowing may cost, and how a price stands to one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from coach.packs import Rule

_ALL_COSTS = "_cost"


class Against(StrEnum):
    """How a price stands to a ceiling; the way of counting a year can decide it."""

    WITHIN = "within"
    DEPENDS = "depends"
    """Above it only where a year is compounded."""
    ABOVE = "above"


def is_ceiling(rule: Rule) -> bool:
    """Tell whether a rule caps all costs together, as a fraction a year: its id ends in `_cost`."""
    return rule.id.endswith(_ALL_COSTS)


def against(rule: Rule, yearly: Decimal, simple: Decimal) -> Against | None:
    """Compare a price, both fractions a year: compounded, and 12 x the month.

    None where nothing may be compared: no such ceiling, of grade C, or past its review.
    """
    most = rule.number
    if not is_ceiling(rule) or not rule.certain or most is None:
        return None
    if yearly <= most:
        return Against.WITHIN
    return Against.ABOVE if simple > most else Against.DEPENDS
