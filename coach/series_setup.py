"""What a series is made of: its parts, what a coach set up, and one post of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

PROMPTS = (7, 22)
PULSE = 28
MOST_PROMPTS = 4


class Part(StrEnum):
    """What a coach can switch on and off."""

    LESSONS = "lessons"
    QUIZ = "quiz"
    PRACTICE = "practice"
    PROMPTS = "prompts"
    PULSE = "pulse"


class Kind(StrEnum):
    """What a post is."""

    LESSON = "lesson"
    OWN = "own"
    FINAL = "final"
    PRACTICE = "practice"
    PROMPT = "prompt"
    PULSE = "pulse"


WEEKLY = frozenset({Kind.LESSON, Kind.OWN, Kind.FINAL})
_OWN = "own-"


@dataclass(frozen=True, slots=True)
class Post:
    """One post. `what`: the lesson's id, an own post's number, or nothing.

    `occurrence` names the weekly slot by its day, and a monthly post by the day it was wished for,
    which may differ from `day`: after a change of weekday it is still known as said.
    `run_at` is aware UTC. `leads` are its messages, one due row each: a lesson is 0, its quiz 1.
    """

    occurrence: str
    kind: Kind
    what: str
    day: date
    run_at: datetime
    leads: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a coach chose for one group, and how far its series has come.

    `order` holds lesson ids and own posts (`own(number)`); `at` of them have been said, one more
    than there are once the farewell was. `weekday` is 0 for Monday, `hour` a wall hour; hours of
    the night are moved out of it as for personal reminders. `started` is the first local day.
    `off` names occurrences that are not to take place, and the monthly ones that have; `last` is
    the local day of the last post; `out` the posts that went out this month, when they did.
    """

    zone: str
    locale: str
    weekday: int
    hour: int
    started: date
    order: tuple[str, ...]
    at: int = 0
    region: str | None = None
    parts: frozenset[Part] = frozenset(Part)
    prompts: tuple[int, ...] = PROMPTS
    pulse: int = PULSE
    off: tuple[str, ...] = ()
    paused: bool = False
    last: date | None = None
    out: tuple[Post, ...] = ()

    @property
    def left(self) -> tuple[str, ...]:
        """What of the order is still to be said."""
        return self.order[self.at :]

    @property
    def ended(self) -> bool:
        """True once the farewell was said."""
        return self.at > len(self.order)

    @property
    def length(self) -> int:
        """Weeks of the order, own posts among them."""
        return len(self.order)


def own(number: int) -> str:
    """Return how a group's own post stands in the order."""
    return f"{_OWN}{number}"


def own_number(item: str) -> int | None:
    """Return the number of an own post; None for a lesson."""
    number = item.removeprefix(_OWN)
    return int(number) if item.startswith(_OWN) and number.isdigit() else None
