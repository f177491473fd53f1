"""A year of somebody's life with the bot, drawn from a seed: what they do, and when."""

from __future__ import annotations

import random
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

BEGIN = datetime(2026, 1, 5, 0, 3, tzinfo=UTC)
ZONES = (
    "Europe/London", "Asia/Shanghai", "America/New_York", "America/St_Johns", "Asia/Kathmandu",
    "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "Africa/Casablanca",
    "America/Havana", "America/Santiago", "Asia/Beirut", "Pacific/Chatham", "Africa/Cairo",
    "America/Scoresbysund", "Pacific/Auckland",
)  # fmt: skip
REGIONS = ("gb", "us", None)
ODD_MINUTES = (7, 22, 37, 52)
"""Nobody does anything at the very minute of a message, in any zone."""
PAPERS = ("income_proof", "bank_statements")
TICKS = ("asked", "asked", "have", "skip")
ANSWERS = ("paid",) * 6 + ("later",) * 3 + ("partly", "cannot", "undo")


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person does; `plan` is the place of the plan among their plans."""

    at: datetime
    what: str
    plan: int = 0
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Life:
    """Who they are, and all they do, in order."""

    chat: int
    zone: str
    hour: int
    region: str | None
    acts: tuple[Act, ...]


def life(seed: str, chat: int, days: int) -> Life:
    """Return the same life for the same seed."""
    chance = random.Random(seed)
    zone, hour = chance.choice(ZONES), chance.choice((*range(24), 9, 10, 18))
    acts: list[Act] = []
    plans = _plans(chance, acts, BEGIN, first=0)
    if chance.random() < 0.5:
        acts.append(Act(_moment(chance, BEGIN), "check_in"))
    # Who gathers papers stays where they are: what waits for another day keeps its old hour.
    settled = chance.random() < 0.5
    blocked = paused = silenced = False
    for number in range(1, days):
        day = BEGIN + timedelta(days=number)

        def does(what: str, plan: int = 0, *, on: datetime = day, **values: Any) -> None:
            acts.append(Act(_moment(chance, on), what, plan, values))

        for plan in range(plans):
            if chance.random() < 0.15:
                does("answer", plan, status=chance.choice(ANSWERS), days=chance.randint(1, 8))
        if settled and chance.random() < 0.06:
            does("tick", item=chance.choice(PAPERS), status=chance.choice(TICKS))
        plan = chance.randrange(plans)
        drawn = chance.random()
        if blocked:
            if drawn < 0.08:
                does("unblock")
                blocked = False
            continue
        if drawn < 0.004:
            does("block", told=chance.random() < 0.5)
            blocked = True
        elif drawn < 0.018 and settled:
            continue
        elif drawn < 0.010:
            does("zone", to=chance.choice(ZONES))
        elif drawn < 0.018:
            does("hour", to=chance.randrange(24))
        elif drawn < 0.022:
            does("messages", to=chance.choice(("paused", "fewer")))
            paused = True
        elif drawn < 0.024:
            does("danger", on_=True)
            silenced = True
        elif paused and drawn > 0.95:
            does("messages", to="normal")
            paused = False
        elif silenced and drawn > 0.90:
            does("danger", on_=False)
            silenced = False
        elif drawn < 0.036:
            does("leads", plan, to=chance.choice(((5, 1, 0), (1, 0), (0,), (3, 0))))
        elif drawn < 0.042:
            does("pause", plan, on_=chance.random() < 0.5)
        elif drawn < 0.046:
            terms = {"days": chance.randint(1, 40), "count": chance.choice((None, 1, 3, 12))}
            does("amend", plan, **terms)
        elif drawn < 0.048:
            does("end", plan)
        elif drawn < 0.052 and plans < 5:
            plans = _plans(chance, acts, day, first=plans)
        elif drawn < 0.060:
            does("deadline", days=chance.randint(0, 30))
        elif drawn < 0.066:
            does("put_off", days=chance.randint(1, 9))
        elif drawn < 0.070:
            does("dealt_with")
    acts.sort(key=lambda act: act.at)
    return Life(chat, zone, hour, chance.choice(REGIONS), tuple(acts))


def _moment(chance: random.Random, day: datetime) -> datetime:
    at = time(chance.randrange(24), chance.choice(ODD_MINUTES), chance.randrange(60))
    return datetime.combine(day.date(), at, UTC)


def _plans(chance: random.Random, acts: list[Act], day: datetime, *, first: int) -> int:
    """Draw one to three plans; return how many there are then."""
    new = chance.choice((1, 1, 2, 3))
    for number in range(first, first + new):
        due: date = day.date() + timedelta(days=chance.randint(2, 45))
        every = chance.choice(("weekly", "fortnightly", "monthly", "monthly", "monthly"))
        anchor = chance.choice((due.day, 29, 30, 31))
        if every == "monthly":
            due = due.replace(day=min(anchor, monthrange(due.year, due.month)[1]))
        values = {
            "every": every,
            "anchor": anchor,
            "first": due,
            "count": chance.choice((1, 3, 12, 24, None)),
            "auto": chance.random() < 0.2,
        }
        acts.append(Act(_moment(chance, day), "plan", number, values))
    return first + new
