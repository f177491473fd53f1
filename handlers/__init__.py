"""The door for updates: every screen, action and command by name, readable at a glance.

A screen only reads and has an address; an action changes something and leads to a screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import (
    borrow,
    box,
    bridge,
    broadcasts,
    budget,
    care,
    caseload,
    casenotes,
    claims,
    consents,
    console,
    contacted,
    contacts,
    contributions,
    danger,
    deadlines,
    dealings,
    debts,
    documents,
    evidence,
    finish,
    first,
    form_reviews,
    forms,
    grants,
    groups,
    groups_places,
    guard,
    lessons,
    limits,
    notes,
    numbers,
    offers,
    owners,
    payments,
    plans,
    preview,
    privacy,
    proposals,
    rates,
    rehearsal,
    relay,
    reviews,
    screens,
    scripts,
    series,
    settings,
    spare,
    staff,
    start,
    status,
    stress,
    suggestions,
    tasks,
    timeline,
    trend,
    voices,
    week,
)

if TYPE_CHECKING:
    from handlers.context import Handler
    from handlers.group_context import GroupHandler, PollWatcher

_TOPICS = (
    notes,
    start,
    contacted,
    contacts,
    contributions,
    dealings,
    limits,
    owners,
    timeline,
    groups,
    groups_places,
    first,
    bridge,
    guard,
    series,
    box,
    trend,
    deadlines,
    danger,
    consents,
    privacy,
    grants,
    staff,
    caseload,
    casenotes,
    care,
    relay,
    tasks,
    suggestions,
    console,
    broadcasts,
    numbers,
    settings,
    forms,
    form_reviews,
    debts,
    budget,
    proposals,
    rates,
    stress,
    scripts,
    rehearsal,
    evidence,
    claims,
    documents,
    offers,
    plans,
    payments,
    preview,
    reviews,
    finish,
    lessons,
    borrow,
    week,
    spare,
    status,
    screens,
    voices,
)

SCREENS: dict[str, Handler] = {name: do for topic in _TOPICS for name, do in topic.SCREENS.items()}
ACTIONS: dict[str, Handler] = {name: do for topic in _TOPICS for name, do in topic.ACTIONS.items()}
COMMANDS: dict[str, Handler] = {
    name: do for topic in _TOPICS for name, do in getattr(topic, "COMMANDS", {}).items()
}
ADMINISTERED: frozenset[str] = frozenset(
    name for topic in _TOPICS for name in getattr(topic, "ADMINISTERED", ())
)
"""Buttons about a group that only its administrators may tap; the group is their first argument."""
GROUP_COMMANDS: dict[str, GroupHandler] = {
    name: do for topic in _TOPICS for name, do in getattr(topic, "GROUP_COMMANDS", {}).items()
}
GROUP_WATCHERS: tuple[GroupHandler, ...] = tuple(
    watches for topic in _TOPICS for watches in getattr(topic, "GROUP_WATCHERS", ())
)
"""Each sees what is written in a group, as far as Telegram shows it to the bot."""
POLL_WATCHERS: tuple[PollWatcher, ...] = tuple(
    watches for topic in _TOPICS for watches in getattr(topic, "POLL_WATCHERS", ())
)
