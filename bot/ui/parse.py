"""What people type, read: sums, rates, days, counts, one-line offers and debts, choices.

Every function returns a value, `Ambiguous` or a `Problem` whose message id stands in the `parse`
catalog. Nothing here raises, whatever the text.
"""

from __future__ import annotations

from bot.ui.parse_base import Ambiguous, clean, verbatim
from bot.ui.parse_count import choice, count, day_of_month, yes_no
from bot.ui.parse_country import country
from bot.ui.parse_day import day
from bot.ui.parse_debt import DebtLine, debt
from bot.ui.parse_exchange import UNCLEAR as EXCHANGE_UNCLEAR
from bot.ui.parse_exchange import exchange
from bot.ui.parse_kind import kind
from bot.ui.parse_money import money
from bot.ui.parse_offer import offer
from bot.ui.parse_rate import Period, Rate, percent

__all__ = [
    "EXCHANGE_UNCLEAR", "Ambiguous", "DebtLine", "Period", "Rate", "choice", "clean", "count", "country", "day", "day_of_month", "debt", "exchange", "kind", "money", "offer", "percent", "verbatim", "yes_no",
]  # fmt: skip
