"""The anonymous question box: what becomes of a question, and what is erased at which step.

A waiting question holds an encrypted reply address, so that its asker hears what became of it. The
step that ends the waiting erases it; a posted question keeps only its text, group and day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from coach.danger import Lexicon, Sign, signs
from coach.masking import MASK, mask


class Status(StrEnum):
    """Where a question stands."""

    WAITING = "waiting"
    POSTED = "posted"
    ANSWERED = "answered"
    """Posted together with a coach's answer."""
    DECLINED = "declined"
    EXPIRED = "expired"


class Part(StrEnum):
    """What may be stored of a question."""

    TEXT = "text"
    GROUP = "group"
    DAY = "day"
    REPLY = "reply"
    """The encrypted reply address."""
    LOG = "log"
    """The log of its answered updates, which could lead back to a chat."""


class Reason(StrEnum):
    """Why a coach does not post a question."""

    REPEATED = "repeated"
    NAMES = "names"
    PRIVATE = "private"
    UNCLEAR = "unclear"
    ELSEWHERE = "elsewhere"


class Refusal(StrEnum):
    """Why a question is not taken in."""

    EMPTY = "empty"
    LONG = "long"
    MANY = "many"


KEPT = {
    Status.WAITING: frozenset(Part),
    Status.POSTED: frozenset({Part.TEXT, Part.GROUP, Part.DAY}),
    Status.ANSWERED: frozenset({Part.TEXT, Part.GROUP, Part.DAY}),
    Status.DECLINED: frozenset[Part](),
    Status.EXPIRED: frozenset[Part](),
}
"""What is still stored after each step; of a question that nobody sees, nothing."""

WAITS = timedelta(days=14)
A_DAY = 3
"""Questions of one person in one local day, over all groups."""
LONGEST = 500
"""Characters of a question."""
LONGEST_ANSWER = 800
"""Characters of a coach's answer; with the question it stays one message."""

_NAMED = re.compile(
    r"\b[a-z][a-z\d+.-]*://\S+|\bwww\.\S+"
    # What a client makes a link of without either: a name with a path, or with an ending in use.
    r"|(?<![\w.@-])[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*\.(?:[a-z]{2,}/\S*"
    r"|(?:com?|net|org|cn|me|io|cc|app|info|link|ly|vip|top|xyz|shop|site|online|club)\b)"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w{3,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Endangered:
    """Answered at once by the bot, before any human reads; nothing is taken in."""

    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A question as it would be posted, shown to its asker first."""

    text: str
    masked: bool
    """Something that could lead to a person was covered."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one transaction does with a question: its new state and what it erases."""

    status: Status
    erases: frozenset[Part]
    posts: bool
    """Post it to the group, without author."""
    reason: Reason | None = None


class DecidedError(ValueError):
    """Somebody else has decided this question already, or it has expired."""


def receive(text: str, lexicon: Lexicon, asked_today: int) -> Endangered | Refusal | Ready:
    """Read a typed question; signs of danger come first, even past the day's limit."""
    found = signs(text, lexicon)
    if found:
        return Endangered(found)
    if asked_today >= A_DAY:
        return Refusal.MANY
    plain = _one_line(text)
    if not any(character.isalnum() for character in plain):
        return Refusal.EMPTY
    if len(plain) > LONGEST:
        return Refusal.LONG
    hidden = cover(plain)
    return Ready(hidden, masked=hidden != plain)


def cover(text: str) -> str:
    """Return the text with numbers, links, addresses and names of accounts covered."""
    return mask(_NAMED.sub(MASK, text))[0]


def answer(text: str) -> str | Refusal:
    """Return a coach's answer as it is posted, or why it cannot be."""
    plain = "\n".join(filter(None, map(_one_line, text.splitlines())))
    if not any(character.isalnum() for character in plain):
        return Refusal.EMPTY
    return Refusal.LONG if len(plain) > LONGEST_ANSWER else cover(plain)


def mark(answer: str) -> str:
    """Return a short word for an answer: a button that names it posts no other one."""
    return sha256(answer.encode()).hexdigest()[:8]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def expires(asked_on: date, today: date) -> bool:
    """Say whether an undecided question has waited fourteen days."""
    return today - asked_on >= WAITS


def post(status: Status, asked_on: date, today: date, *, answered: bool = False) -> Step:
    """Return the step that posts a question; raises DecidedError where there is none to take."""
    _waiting(status, asked_on, today)
    return _step(Status.ANSWERED if answered else Status.POSTED, posts=True)


def decline(status: Status, asked_on: date, today: date, reason: Reason) -> Step:
    """Return the step that declines a question; raises DecidedError where there is none to take."""
    _waiting(status, asked_on, today)
    return _step(Status.DECLINED, reason=reason)


def expire(status: Status, asked_on: date, today: date) -> Step | None:
    """Return the step that ends the waiting of an undecided question, or None."""
    if status is not Status.WAITING or not expires(asked_on, today):
        return None
    return _step(Status.EXPIRED)


def _waiting(status: Status, asked_on: date, today: date) -> None:
    if status is not Status.WAITING or expires(asked_on, today):
        raise DecidedError


def _step(status: Status, *, posts: bool = False, reason: Reason | None = None) -> Step:
    return Step(status, frozenset(Part) - KEPT[status], posts, reason)
