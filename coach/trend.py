"""The monthly pulse of a group: an anonymous poll, its trend, and the opt-in share of kept months.

No sum of money comes near it, and no figure from which one person's answer could be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.dates import Month


class Pulse(StrEnum):
    """The options of the monthly poll, in the order in which they stand in it."""

    PLANNED = "planned"
    TIGHT = "tight"
    HARD = "hard"
    READING = "reading"
    """Only reading along: no answer about a month."""


class Trend(StrEnum):
    """How many said that their month went as planned, against the month before."""

    MORE = "more"
    SAME = "same"
    FEWER = "fewer"


FEWEST_VOTES = 5
"""Answers about a month below which no trend is told, in either poll."""
CLEAR = 10
"""Percentage points of difference below which two months count as the same."""
FEWEST_CONTRIBUTORS = 10
FEWEST_CHANGED = 3
STEP = 10
"""Percent; a share is rounded down to a whole step."""
LOWEST, HIGHEST = 20, 80
"""Percent. Nine or ten of ten would tell everybody's answer to whoever knows one of them."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a group was shown for a month, frozen with it."""

    month: Month
    share: int | None
    """Percent in whole steps, or None: not shown."""
    basis: frozenset[str]
    """Who contributed when a share was last shown; words that lead to nobody without the key."""


def trend(previous: Mapping[Pulse, int], current: Mapping[Pulse, int]) -> Trend | None:
    """Compare two months' votes; None where either has fewer than five answers about a month."""
    then, now = _answers(previous), _answers(current)
    if min(then, now) < FEWEST_VOTES:
        return None
    # Both shares over one denominator, in percent, so that nothing is rounded.
    difference = 100 * (current.get(Pulse.PLANNED, 0) * then - previous.get(Pulse.PLANNED, 0) * now)
    if abs(difference) < CLEAR * then * now:
        return Trend.SAME
    return Trend.MORE if difference > 0 else Trend.FEWER


def _answers(votes: Mapping[Pulse, int]) -> int:
    return sum(count for option, count in votes.items() if option is not Pulse.READING)


def share(kept: int, contributors: int) -> int | None:
    """Return the percentage of kept months in whole steps of ten; None below ten contributors.

    `LOWEST` stands for "this or fewer" and `HIGHEST` for "this or more". Raises ValueError for
    counts that cannot be.
    """
    if not 0 <= kept <= contributors:
        raise ValueError("more kept than took part")
    if contributors < FEWEST_CONTRIBUTORS:
        return None
    exact = kept * 100 // contributors // STEP * STEP
    return max(LOWEST, min(HIGHEST, exact))


def may_show(basis: frozenset[str], contributors: frozenset[str]) -> bool:
    """Say whether a share may be shown after the last shown one (an empty basis: none was).

    Whoever joined or left counts as a change; one or two could be told from the difference.
    """
    if len(contributors) < FEWEST_CONTRIBUTORS:
        return False
    changed = len(basis ^ contributors)
    return not basis or changed == 0 or changed >= FEWEST_CHANGED


def freeze(last: Progress | None, month: Month, answers: Mapping[str, bool]) -> Progress:
    """Return what is shown for a month, from each contributor's own yes or no.

    A month that is frozen stays as it is, whatever anybody answers or takes back later.
    """
    if last is not None and last.month.day >= month.day:
        return last
    basis = last.basis if last is not None else frozenset()
    contributors = frozenset(answers)
    if not may_show(basis, contributors):
        return Progress(month, None, basis)
    return Progress(month, share(sum(answers.values()), len(answers)), contributors)
