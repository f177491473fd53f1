"""Questions answered by one typed line: each form's reader turns the line into answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import budget, debts, offers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.ui.questions import Asked
    from coach.interview import Problem, Value
    from handlers.answers import Unsure
    from handlers.context import Ctx

    Said = Mapping[str, Value] | Problem | Unsure | str
    Reader = Callable[[Ctx, Asked], Said | Awaitable[Said]]
    """Returns answers to store, or the address of a screen when nothing is to be kept."""

READERS: dict[str, Reader] = {
    "debt": debts.read_line,
    "budget_full": budget.read_line,
    "check": offers.read_line,
}
