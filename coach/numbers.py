"""Figures for those who pay for the work: by quarter, language and region, and nobody in them.

Only people who allow statistics are counted. People of one language and region are a group. Groups
under five are not shown: they are put together, with the next larger one where they are still too
few. Each is given to the nearest five, and every total is the sum of what is shown: so no
subtraction settles a hidden group (a test tries every small table). Sums of money, shares and
medians are given for the whole quarter alone, because the difference of two such sums would be
somebody's. A quarter that is over is reckoned once and then kept, so that two reports of it never
differ by one person.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

from coach.dates import Every, repeat
from coach.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FEWEST = 5
"""A figure about fewer people than this is hidden; all others are multiples of it."""
FIRST_YEAR = 1970
OTHERS = "*"
"""The name of the groups that were put together."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three calendar months; `n` is 1-4."""

    year: int
    n: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter that a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, text: str) -> Quarter | None:
        """Read `2026Q3`; None for anything else, and for a time before all computers."""
        year, _, n = text.upper().partition("Q")
        fits = len(year) == 4 and year.isascii() and year.isdigit() and n in ("1", "2", "3", "4")
        return cls(int(year), int(n)) if fits and int(year) >= FIRST_YEAR else None

    def __str__(self) -> str:
        return f"{self.year:04d}Q{self.n}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.n * 3 - 2, 1)

    @property
    def following(self) -> Quarter:
        """The next one."""
        return Quarter(self.year + self.n // 4, self.n % 4 + 1)

    @property
    def before(self) -> Quarter:
        """The one before it."""
        return Quarter.of(self.first - timedelta(days=1))

    def holds(self, day: date | None) -> bool:
        """Tell whether a day lies in it."""
        return day is not None and self.first <= day < self.following.first


class Figure(StrEnum):
    """What is reported."""

    STARTED = "started"
    DEBTS = "debts"
    BUDGET = "budget"
    CONTACT = "contact"
    PLAN = "plan"
    AGREED = "agreed"
    UNDER_PLAN = "under_plan"
    WAIVED = "waived"
    KEPT_3 = "kept_3"
    KEPT_6 = "kept_6"
    KEPT_12 = "kept_12"
    DAYS = "days"
    DANGER = "danger"
    REFERRED = "referred"
    DELETED = "deleted"


KEPT = {3: Figure.KEPT_3, 6: Figure.KEPT_6, 12: Figure.KEPT_12}
COUNTED = (Figure.DANGER, Figure.REFERRED, Figure.DELETED)
"""Counted as they happen, without anybody: nothing that could be reckoned later is kept of them."""
SHARES = frozenset(KEPT.values())


@dataclass(frozen=True, slots=True)
class Life:
    """How far one person has come: the local-less day (UTC) of each step, None if not yet."""

    locale: str
    region: str
    steps: Mapping[Figure, date | None]


@dataclass(frozen=True, slots=True)
class Agreed:
    """One plan that was negotiated. Sums are minor units of `currency`; None is not known."""

    person: int
    locale: str
    region: str
    on: date
    days: int | None
    """From the day on which the debt was written down."""
    currency: str
    total: int | None
    waived: int | None
    first_due: date
    paid: Sequence[date]
    """Due days of the instalments that were paid."""
    due: Sequence[date]
    """Due days of all instalments in the first year."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something happened to people of one language and region."""

    figure: Figure
    locale: str
    region: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: a count, for SHARES a percentage; None is hidden. Groups may hold `OTHERS`."""

    whole: int | None
    languages: Mapping[str, int] = field(default_factory=dict)
    regions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A quarter. `sums` are whole units of a currency by figure; `days` is a median."""

    quarter: Quarter
    over: bool
    """False while the quarter runs: then there are counts alone."""
    lines: Mapping[Figure, Line]
    sums: Mapping[Figure, Mapping[str, int]]
    days: int | None


def _near(value: float) -> int:
    return int(value / FEWEST + 0.5) * FEWEST


def _line(groups: Iterable[tuple[str, str, int]]) -> Line:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for locale, region, count in groups:
        counts[locale, region] += count
    shown = grouped(counts)
    languages: dict[str, int] = defaultdict(int)
    regions: dict[str, int] = defaultdict(int)
    for (locale, region), count in sorted(shown.items()):
        languages[locale] += count
        regions[region] += count
    return Line(sum(shown.values()) if shown else None, languages, regions)


def grouped(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Return counts by language and region as they may be read; `OTHERS` are those put together.

    Every sum that is shown is made of these, so that it tells nothing beyond them. If the others
    are fewer than five together, the smallest group left is put to them; if there is none,
    nothing is shown.
    """
    ordered = sorted(counts.items(), key=lambda each: (each[1], each[0]))
    small = sum(count < FEWEST for _, count in ordered)
    others = sum(count for _, count in ordered[:small])
    while small and others < FEWEST and small < len(ordered):
        others += ordered[small][1]
        small += 1
    found = {name: _near(count) for name, count in ordered[small:]}
    return found | {(OTHERS, OTHERS): _near(others)} if small and others >= FEWEST else found


def after_months(first: date, months: int) -> date:
    """Return the day that many months after the first payment."""
    return repeat(first, Every.MONTHLY, months, first.day)


def kept(plan: Agreed, months: int) -> bool:
    """Tell whether every instalment due in the first so many months was paid."""
    end = after_months(plan.first_due, months)
    paid = set(plan.paid)
    return all(day in paid for day in plan.due if day < end)


def _share(plans: Sequence[Agreed], months: int) -> int | None:
    if len({plan.person for plan in plans}) < FEWEST:
        return None
    good = sum(kept(plan, months) for plan in plans)
    return _near(100 * good / len(plans))


def _kept_line(quarter: Quarter, plans: Sequence[Agreed], months: int) -> Line:
    """Return the share of plans kept, of those that came to that age in the quarter."""
    aged = [plan for plan in plans if quarter.holds(after_months(plan.first_due, months))]
    return Line(_share(aged, months))


def _sum(plans: Sequence[tuple[Agreed, int]]) -> dict[str, int]:
    found = {}
    for currency in sorted({plan.currency for plan, _ in plans}):
        mine = [(plan.person, minor) for plan, minor in plans if plan.currency == currency]
        if len({person for person, _ in mine}) >= FEWEST:
            whole = Money(sum(minor for _, minor in mine), currency).major
            # To hundreds of the main unit, so that no single plan can be read from it.
            found[currency] = round(whole / 100) * 100
    return found


def report(
    quarter: Quarter, today: date, lives: Sequence[Life], plans: Sequence[Agreed],
    counted: Sequence[Counted],
) -> Report:  # fmt: skip
    """Return a quarter's figures; `today` tells whether it is over."""
    over = today >= quarter.following.first
    lines: dict[Figure, Line] = {}
    for step in (Figure.STARTED, Figure.DEBTS, Figure.BUDGET, Figure.CONTACT, Figure.PLAN):
        lines[step] = _line(
            (life.locale, life.region, int(quarter.holds(life.steps.get(step)))) for life in lives
        )
    agreed = [plan for plan in plans if quarter.holds(plan.on)]
    # Several plans of one person count once, lest they alone fill a cell.
    owners = {(plan.person, plan.locale, plan.region) for plan in agreed}
    lines[Figure.AGREED] = _line((locale, region, 1) for _, locale, region in sorted(owners))
    for figure in COUNTED:
        lines[figure] = _line(
            (each.locale, each.region, each.number) for each in counted if each.figure is figure
        )
    if not over:
        return Report(quarter, over, lines, {}, None)
    for months, figure in KEPT.items():
        lines[figure] = _kept_line(quarter, plans, months)
    waits = [plan.days for plan in agreed if plan.days is not None]
    many = len({plan.person for plan in agreed if plan.days is not None}) >= FEWEST
    sums = {
        Figure.UNDER_PLAN: _sum([(plan, plan.total) for plan in agreed if plan.total]),
        Figure.WAIVED: _sum([(plan, plan.waived) for plan in agreed if plan.waived]),
    }
    return Report(quarter, over, lines, sums, _near(median(waits)) if many else None)
