"""What people type, read: sums, rates, days, counts, one-line offers and debts, choices.

Every function returns a value, `Ambiguous` or a `Problem` whose message id stands in the `parse`
catalog. Nothing here raises, whatever the text.
"""

from __future__ import annotations

from bot.ui.parse_base import Ambiguous, clean
from bot.ui.parse_count import choice, count, day_of_month
from bot.ui.parse_money import money
from bot.ui.parse_rate import Period, Rate, percent

__all__ = [
    "Ambiguous", "Period", "Rate", "choice", "clean", "count", "day_of_month", "money", "percent",
]  # fmt: skip
