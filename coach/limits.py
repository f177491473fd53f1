"""The record of contacts that went too far, and what a request to restrict contact may rest on.

The record holds what the person noted: day, hour, number, whom they reached, the words. It never
says that a rule was broken; the rules stand beside it, and whoever reads it compares.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from coach.contacts import Channel
    from coach.packs import Rule


class Reached(StrEnum):
    """Whom the contact reached."""

    ME = "me"
    FAMILY = "family"
    WORK = "work"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One contact of the record; `clock` is local ("21:40"), `number` the caller's telephone."""

    contact_id: int
    debt_id: int | None
    channel: Channel
    on: date
    clock: str | None
    number: str | None
    reached: Reached
    words: str | None


@dataclass(frozen=True, slots=True)
class Until:
    """Who was owed before a day (the day itself is the next one's)."""

    day: date
    name: str


def caller_of(each: Recorded, before: Sequence[Until]) -> str | None:
    """Return who was owed when a contact took place; None: whoever is owed now.

    `before` names everybody who was owed earlier, the first one first.
    """
    return next((past.name for past in before if each.on < past.day), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """The record in figures: all, the last seven days, the most on one day, those to others."""

    total: int
    week: int
    most: int
    elsewhere: int
    first: date | None
    at_work: bool
    at_family: bool


def tally(records: Sequence[Recorded], today: date) -> Tally:
    """Count a record; the week is today and the six days before."""
    days = Counter(each.on for each in records)
    since = today - timedelta(days=6)
    reached = {each.reached for each in records}
    return Tally(
        total=len(records),
        week=sum(1 for each in records if since <= each.on <= today),
        most=max(days.values(), default=0),
        elsewhere=sum(1 for each in records if each.reached is not Reached.ME),
        first=min(days, default=None),
        at_work=Reached.WORK in reached,
        at_family=bool(reached & {Reached.FAMILY, Reached.OTHERS}),
    )


HOURS = frozenset({"call_hours", "collection_hours", "online_hours"})
"""Rules whose value is the hours without contact ("21:00-08:00")."""
WISHES = frozenset({"stop_contact", "contact_times"})
"""Rules by which a wish about contact is to be heeded; elsewhere it is only asked."""
RULES = HOURS | WISHES | frozenset({
    "call_limit", "call_tries", "online_calls", "other_people", "online_contacts",
    "contact_privacy", "harsh_collection",
})  # fmt: skip
"""The rules of a pack about contact, by their ids; a pack need not have any."""
QUIET = ("20:00", "09:00")
"""Hours asked for where no rule names any: our own, asked politely."""


class Ground(StrEnum):
    """What a request about contact rests on."""

    RULE = "rule"
    PERHAPS = "perhaps"
    """A rule that no certain source names."""
    COURTESY = "courtesy"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the request to restrict contact may say; `noted` contacts since `since`."""

    ground: Ground = Ground.COURTESY
    quiet: tuple[str, str] = QUIET
    noted: int = 0
    since: date | None = None


NO_WISHES = Wishes()
"""Asked for by itself, before anything is known of rules or of a record."""


def about(binding: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules about contact among those that bind a debt (`packs.rules_for`)."""
    return tuple(rule for rule in binding if rule.id in RULES)


def wishes(binding: Iterable[Rule], counted: Tally) -> Wishes:
    """Return what may be asked: no rule is claimed that does not bind, none as certain that is not."""
    rules = about(binding)
    heeded = [rule for rule in rules if rule.id in WISHES and not rule.needs_check]
    ground = Ground.COURTESY
    if heeded:
        ground = Ground.RULE if any(rule.certain for rule in heeded) else Ground.PERHAPS
    hours = (rule.value for rule in rules if rule.id in HOURS and rule.value)
    start, _, end = next(hours, "-".join(QUIET)).partition("-")
    return Wishes(ground, (start, end), counted.total, counted.first)


_CLOCK = re.compile(
    r"(?P<before>[^\d]*?)\s*(?P<hour>\d{1,2})(?:\s*[:：.点點时時hH]\s*(?P<minute>\d{1,2}|半)?)?"
    r"\s*分?\s*(?P<after>[apAP]\.?[mM]\.?)?"
)
_AFTERNOON = ("下午", "晚上", "傍晚", "夜里", "夜裡", "pm", "evening", "afternoon")
_NOON = 12
_LAST = 23
_SIXTY = 60


def clock(text: str) -> str | None:
    """Read a time of day ("21:40", "9.40 pm", "晚上9点半") as "HH:MM"; None where it is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found["hour"]), found["minute"] or "0"
    minutes = 30 if minute == "半" else int(minute)
    said = ((found["before"] or "") + (found["after"] or "")).lower().replace(".", "")
    late = any(word in said for word in _AFTERNOON)
    if late and hour < _NOON:
        hour += _NOON
    elif hour == _NOON and ("am" in said or "凌晨" in said):
        hour = 0
    return f"{hour:02}:{minutes:02}" if hour <= _LAST and minutes < _SIXTY else None


_TELEPHONE = re.compile(r"\+?[\d\s().-]+")
_DIGITS = (3, 13)


def is_telephone(text: str) -> bool:
    """Tell whether a text is nothing but a telephone number: no card is as short."""
    digits = sum(sign.isdigit() for sign in text)
    return bool(_TELEPHONE.fullmatch(text.strip())) and _DIGITS[0] <= digits <= _DIGITS[1]
