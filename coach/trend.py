"""The monthly pulse of a group: an anonymous poll, its trend, and the opt-in share of kept months.

No sum of money comes near it, and no figure from which one person's answer could be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coach.dates import Month


class Pulse(StrEnum):
    """The options of the monthly poll, in the order in which they stand in it."""

    PLANNED = "planned"
    TIGHT = "tight"
    HARD = "hard"
    READING = "reading"
    """Only reading along: no answer about a month."""


class Trend(StrEnum):
    """How many said that their month went as planned, against the poll before; or the first poll."""

    MORE = "more"
    SAME = "same"
    FEWER = "fewer"
    MANAGED = "managed"
    """Nothing to compare with: half or more of those who answered got through their month."""
    HARD = "hard"
    """Nothing to compare with: for more than half it did not work out."""


FEWEST_VOTES = 5
"""Answers about a month below which no trend is told, in either poll."""
CLEAR = 10
"""Percentage points of difference below which two months count as the same."""
FEWEST_CONTRIBUTORS = 10
FEWEST_CHANGED = 3
REMEMBERED = 6
"""Months for which it is known who contributed when a share was shown, and no longer."""
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
    basis: frozenset[str] = frozenset()
    """Who contributed where a share is shown; words that lead to nobody outside the storage."""


def first(votes: Mapping[Pulse, int]) -> Trend | None:
    """Return how a poll went that none can be compared with; None with fewer than five answers."""
    answers = _answers(votes)
    if answers < FEWEST_VOTES:
        return None
    return Trend.HARD if 2 * votes.get(Pulse.HARD, 0) > answers else Trend.MANAGED


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


def may_show(shown: Iterable[frozenset[str]], contributors: frozenset[str]) -> bool:
    """Say whether a share may be shown beside the shares that were, each with its contributors.

    Whoever joined or left counts as a change; one or two could be told from the difference. Every
    share still remembered counts, not the last alone: of three months, the first and the third
    could differ by one person, though each differs from the second by three.
    """
    if len(contributors) < FEWEST_CONTRIBUTORS:
        return False
    changes = [len(basis ^ contributors) for basis in shown]
    return all(changed == 0 or changed >= FEWEST_CHANGED for changed in changes)


def freeze(earlier: Sequence[Progress], month: Month, answers: Mapping[str, bool]) -> Progress:
    """Return what is shown for a month, from each contributor's own yes or no.

    `earlier` is what was frozen before. A month that is frozen stays as it is, and none before it
    is frozen any more, whatever anybody answers or takes back later.
    """
    last = max(earlier, key=lambda each: each.month.day, default=None)
    if last is not None and last.month.day >= month.day:
        return last
    contributors = frozenset(answers)
    if not may_show((each.basis for each in earlier if each.share is not None), contributors):
        return Progress(month, None)
    return Progress(month, share(sum(answers.values()), len(answers)), contributors)
