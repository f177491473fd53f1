"""What would make an offer fit: worked out, never more than the budget holds, never hiding a fee."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dates import Every
from coach.money import Money
from coach.offers import Fit, Offer, a_month, check
from coach.offers_fitting import YEARS, How, fitting


def y(major: int) -> Money:
    """Return so many yuan."""
    return Money.of(major, "CNY")


@pytest.mark.parametrize(("offer", "share", "how", "count", "each"), [
    (Offer(y(9600), (y(800),) * 12, fee_once=y(288)), 830, How.SPREAD_FEE, 12, "824"),
    (Offer(y(9600), (*(y(500),) * 11, y(4100))), 800, How.EQUAL, 12, "800"),
    (Offer(y(9600), (*(y(500),) * 3, *(y(900),) * 9)), 800, How.EQUAL, 12, "800"),
    (Offer(y(9600), (y(900),) * 12), 600, How.LONGER, 18, "600"),
    (Offer(y(9600), (y(900),) * 12, fee_once=y(288)), 600, How.LONGER, 19, "583.58"),
])  # fmt: skip
def test_the_smallest_change_that_fits_is_worked_out(
    offer: Offer, share: int, how: How, count: int, each: str
) -> None:
    """A question for longer terms is weak without a figure of one's own."""
    found = fitting(offer, check(offer, share=y(share)))
    assert found is not None
    assert (found.how, found.count, found.each) == (how, count, Money.of(each, "CNY"))


@pytest.mark.parametrize(("offer", "share"), [
    (Offer(y(9600), (y(900),) * 12), 900),
    (Offer(y(9600), (y(900),) * 12), 0),
    (Offer(y(9600), (y(900),) * 12), 20),
    (Offer(y(9600), (y(900),), first_after=0), 100),
    (Offer(y(9600), ()), 100),
])  # fmt: skip
def test_where_it_fits_or_nothing_would_no_way_is_named(offer: Offer, share: int) -> None:
    """Nine years of payments are no help."""
    assert fitting(offer, check(offer, share=y(share))) is None


@given(
    st.integers(10**4, 10**8),
    st.lists(st.integers(1, 10**6), min_size=2, max_size=60),
    st.integers(0, 10**5), st.integers(0, 10**6), st.sampled_from(list(Every)),
)  # fmt: skip
def test_what_is_named_fits_and_pays_all_of_it(
    owed: int, payments: list[int], fee: int, share: int, every: Every
) -> None:
    """A way that breaks the budget, or leaves a rest unsaid, would be worse than none."""
    offer = Offer(
        Money(owed, "CNY"), tuple(Money(each, "CNY") for each in payments),
        fee_once=Money(fee, "CNY"), every=every,
    )  # fmt: skip
    verdict = check(offer, share=Money(share, "CNY"))
    found = fitting(offer, verdict)
    if found is None:
        return
    assert verdict.fit is Fit.OVER
    assert a_month(found.each, every) <= Money(share, "CNY")
    assert found.each.minor * found.count >= verdict.total.minor
    assert found.each.minor * (found.count - 1) < verdict.total.minor
    assert (found.count > len(payments)) == (found.how is How.LONGER)
    assert found.count <= max(len(payments), YEARS * 52)
