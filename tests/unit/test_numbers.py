"""The funder report hides whom it must: no subtraction of shown figures settles a hidden one."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from coach.numbers import (
    FEWEST,
    KEPT,
    OTHERS,
    Agreed,
    Counted,
    Figure,
    Life,
    Quarter,
    after_months,
    grouped,
    kept,
    report,
)

QUARTER = Quarter(2026, 1)
AFTER = date(2026, 4, 1)


def lives(**many: int) -> list[Life]:
    """Return so many people a region, who started in the quarter, and one of it who did not."""
    began, earlier = {Figure.STARTED: date(2026, 2, 3)}, {Figure.STARTED: date(2025, 2, 3)}
    now = [Life("en", region, began) for region, count in many.items() for _ in range(count)]
    return now + [Life("en", region, earlier) for region in many]


def plan(person: int, **more: object) -> Agreed:
    """Return a plan of somebody, agreed in the quarter, with a payment a month, all paid."""
    first = date(2025, 12, 15)
    due = tuple(after_months(first, n) for n in range(12))
    values = {
        "person": person, "locale": "en", "region": "gb", "on": date(2026, 1, 20), "days": 40,
        "currency": "GBP", "total": 120_000, "waived": 10_000, "first_due": first, "paid": due,
        "due": due,
    } | more  # fmt: skip
    return Agreed(**values)  # type: ignore[arg-type]


def test_no_subtraction_settles_a_hidden_count_whatever_the_table() -> None:
    """Tried for every table of three regions with up to eleven people each."""
    seen: dict[tuple[int | None, tuple[tuple[str, int], ...]], list[tuple[int, ...]]]
    seen = defaultdict(list)
    for cells in product(range(12), repeat=3):
        made = report(QUARTER, AFTER, lives(a=cells[0], b=cells[1], c=cells[2]), [], [])
        line = made.lines[Figure.STARTED]
        assert all(value >= FEWEST and value % FEWEST == 0 for value in line.regions.values())
        seen[(line.whole, tuple(line.regions.items()))].append(cells)
    for published, truths in seen.items():
        names = dict(published[1])
        for place in range(3):
            if "abc"[place] not in names:
                assert len({truth[place] for truth in truths}) >= 2, published
    assert len(seen) > 20


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 400), min_size=1))
def test_what_is_shown_is_near_and_never_small(counts: dict[str, int]) -> None:
    """Each shown group is within two of the truth; who is hidden is among the others or nowhere."""
    found = grouped({("en", name): count for name, count in counts.items()})
    others = found.pop((OTHERS, OTHERS), None)
    hidden = sum(count for name, count in counts.items() if ("en", name) not in found)
    for (_, name), value in found.items():
        assert value >= FEWEST
        assert abs(value - counts[name]) <= FEWEST // 2
    assert hidden < FEWEST if others is None else abs(others - hidden) <= FEWEST // 2
    if others is None and found:
        assert len(found) == len(counts)


def test_sums_need_five_people_and_are_never_split() -> None:
    """One person with five plans is still one person; a sum by region could be subtracted."""
    alone = report(QUARTER, AFTER, [], [plan(1) for _ in range(9)], [])
    assert alone.sums == {Figure.UNDER_PLAN: {}, Figure.WAIVED: {}}
    assert alone.days is None
    many = report(QUARTER, AFTER, [], [plan(person) for person in range(6)], [])
    assert many.sums == {Figure.UNDER_PLAN: {"GBP": 7200}, Figure.WAIVED: {"GBP": 600}}
    assert many.days == 40
    assert many.lines[Figure.AGREED].whole == 5


def test_a_running_quarter_has_counts_alone() -> None:
    """Two looks on two days would otherwise differ by one person's sum."""
    found = report(QUARTER, date(2026, 3, 31), [], [plan(person) for person in range(9)], [])
    assert found.sums == {}
    assert found.days is None
    assert not set(found.lines) & set(KEPT.values())


def test_kept_means_every_payment_that_was_due_by_then() -> None:
    """A share that counts what is not due yet, or forgives what was missed, pleases nobody long."""
    good = plan(1)
    assert [kept(good, months) for months in KEPT] == [True, True, True]
    missed = plan(1, paid=good.due[:4] + good.due[5:])
    assert [kept(missed, months) for months in KEPT] == [True, False, False]
    found = report(
        QUARTER, AFTER, [], [*(plan(n) for n in range(8)), plan(8, paid=()), plan(9)], []
    )
    assert found.lines[Figure.KEPT_3].whole == 90
    assert found.lines[Figure.KEPT_6].whole is None


def test_what_was_counted_stands_by_language_and_region() -> None:
    counted = [Counted(Figure.DANGER, "en", "gb", 7), Counted(Figure.DANGER, "zh", "cn", 2),
               Counted(Figure.DELETED, "en", "gb", 3)]  # fmt: skip
    found = report(QUARTER, AFTER, [], [], counted)
    line = found.lines[Figure.DANGER]
    assert (line.whole, line.languages, line.regions) == (
        10, {OTHERS: 10}, {OTHERS: 10},
    )  # fmt: skip
    assert found.lines[Figure.DELETED].whole is None


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_one_quarter(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.holds(day)
    assert not quarter.following.holds(day)
    assert not quarter.before.holds(day)
    assert Quarter.read(str(quarter)) == quarter
    assert quarter.before.following == quarter
    assert quarter.following.first - timedelta(days=1) >= day
