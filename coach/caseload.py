"""A counsellor's clients: what needs attention, and who comes first.

The thresholds are our own: no source gives any. No answer is *unknown*, never missed (care 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.budget import Budget, Period, afford, monthly
from coach.permits import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.dates import Every
    from coach.money import Money
    from coach.path import Path

SILENT = timedelta(days=21)
"""Without a tap for so long, while something is open."""
NEAR = timedelta(days=7)
"""Before a deadline."""
RECENT = timedelta(days=60)
"""What was said longer ago than this needs no attention by itself."""


class Attention(StrEnum):
    """What needs attention, the most urgent first."""

    DANGER = "danger"
    """The client tapped *Tell my counsellor* after a sign of danger."""
    MISSED = "missed"
    """They said that a payment can't be made, or was made only in part."""
    UNAFFORDABLE = "unaffordable"
    """An instalment is above what can be offered, or the check-in says to renegotiate."""
    SILENT = "silent"
    DEADLINE = "deadline"
    FOLLOW_UP = "follow_up"
    TASK = "task"
    """Something they were asked to do is overdue."""


_RANK = {attention: rank for rank, attention in enumerate(Attention)}


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment in force: its amount, how often, and when it was agreed or changed."""

    amount: Money
    every: Every
    at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one client in care, before it is cut down to what they share."""

    number: int
    """Our number of the person."""
    called: str
    """How they want to be called; empty when they did not say."""
    level: Level
    """What they share at this moment."""
    last_seen: datetime
    told: bool = False
    missed: bool = False
    renegotiate: bool = False
    open: bool = False
    """A debt, plan or deadline is open."""
    deadline: date | None = None
    """The nearest open one."""
    follow_up: bool = False
    task: bool = False
    budget: Budget | None = None
    budget_at: datetime | None = None
    instalments: tuple[Instalment, ...] = ()


@dataclass(frozen=True, slots=True)
class Client:
    """One client as the list shows them."""

    number: int
    called: str
    level: Level
    attention: tuple[Attention, ...]
    """The most urgent first."""


class Payments(StrEnum):
    """Whether payments are kept; no answer is not said to be missed (care 7)."""

    NONE = "none"
    """There is no plan."""
    KEPT = "kept"
    NOT_SAID = "not_said"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a client is: no sum and no name."""

    path: Path
    payments: Payments


def too_much(facts: Facts) -> bool:
    """Tell whether an instalment is above what can be offered a month.

    A budget made after the plan may count it among what must go on, so that part is added again.
    """
    budget, at = facts.budget, facts.budget_at
    if budget is None or at is None:
        return False
    pot = afford(budget).pot
    for each in facts.instalments:
        if each.amount.currency != budget.currency:
            continue
        room = pot + budget.plans if at > each.at else pot
        if monthly(each.amount, Period(each.every.value)).minor > room.minor:
            return True
    return False


def attention(facts: Facts, now: datetime, today: date) -> tuple[Attention, ...]:
    """Return what needs attention, as far as the client lets it be seen."""
    return tuple(_attention(facts, now, today))


def _attention(facts: Facts, now: datetime, today: date) -> Iterator[Attention]:
    if facts.told:
        yield Attention.DANGER
    if facts.level is Level.NOTHING:
        return
    if facts.missed:
        yield Attention.MISSED
    if facts.renegotiate or too_much(facts):
        yield Attention.UNAFFORDABLE
    if facts.open and now - facts.last_seen >= SILENT:
        yield Attention.SILENT
    if facts.deadline is not None and facts.deadline - today <= NEAR:
        yield Attention.DEADLINE
    if facts.follow_up:
        yield Attention.FOLLOW_UP
    if facts.task:
        yield Attention.TASK


def client(facts: Facts, now: datetime, today: date) -> Client:
    """Return one client as the list shows them."""
    return Client(facts.number, facts.called, facts.level, attention(facts, now, today))


def ordered(clients: Iterable[Client]) -> tuple[Client, ...]:
    """Return the clients, who needs attention most first.

    The most urgent thing decides; then what comes next; then who has been in care longer.
    """
    return tuple(sorted(clients, key=_urgency))


def _urgency(each: Client) -> tuple[tuple[int, ...], int]:
    # One step below everything ends the list: more of the same urgency comes before less of it.
    return (*(_RANK[which] for which in each.attention), len(_RANK)), each.number
