"""Every kind of due row, readable at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler import (
    kinds_alert,
    kinds_box,
    kinds_broadcasts,
    kinds_care,
    kinds_contacts,
    kinds_deadlines,
    kinds_erase,
    kinds_finish,
    kinds_groups,
    kinds_notice,
    kinds_nudge,
    kinds_papers,
    kinds_payments,
    kinds_relay,
    kinds_retention,
    kinds_reviews,
    kinds_screen,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ui.cards import Card
    from scheduler.kinds import Registry
    from usecases.work import Work

_TOPICS = (
    kinds_nudge,
    kinds_contacts,
    kinds_deadlines,
    kinds_erase,
    kinds_payments,
    kinds_reviews,
    kinds_finish,
    kinds_papers,
    kinds_alert,
    kinds_notice,
    kinds_groups,
    kinds_box,
    kinds_care,
    kinds_relay,
    kinds_broadcasts,
    kinds_retention,
)

KINDS: Registry = {name: kind for topic in _TOPICS for name, kind in topic.KINDS.items()}


def registry(screen: Callable[[Work], Awaitable[Card]]) -> Registry:
    """Return all kinds; `screen` draws what a person looks at now."""
    return KINDS | kinds_screen.kinds(screen)
