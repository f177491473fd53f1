"""An offer's address holds all of it: a restart in the middle of a call must lose nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui import callbacks
from coach.dates import Every
from coach.money import Money
from coach.offers import Offer
from coach.offers_typed import Per, TypedOffer
from handlers.offer_addresses import (
    address,
    lent_and_word,
    part_address,
    read_address,
    read_part,
)


def gbp(major):
    return Money.of(major, "GBP")


OFFERS = [
    Offer(gbp(9600), (gbp(900),) * 12),
    Offer(gbp(9600), (gbp(2000), *(gbp(700),) * 10, gbp(650)), fee_each=gbp(5), day=31),
    Offer(gbp(9600), (gbp(500), gbp(5000)), first_after=4, fees_said=True),
    Offer(gbp(5000), (gbp(3000),), first_after=0, by=date(2026, 11, 27)),
    Offer(gbp(1000), (gbp(50),) * 24, gbp(10), gbp(20), every=Every.FORTNIGHTLY, new_loan=True),
    Offer(gbp(1000), (), upfront=gbp(400)),
]


@pytest.mark.parametrize("offer", OFFERS)
@pytest.mark.parametrize(("lent", "word"), [(False, 0), (True, 4)])
def test_an_offer_comes_back_from_its_address(offer, lent, word):
    packed = address(offer, 7, lent=lent, word=word)
    assert packed is not None
    arguments = callbacks.unpack(packed)[1]
    assert read_address(arguments) == (offer, 7)
    assert lent_and_word(arguments) == (lent, word)


@given(
    st.integers(1, 10**7), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6),
    st.integers(1, 120), st.integers(0, 40), st.integers(0, 31), st.sampled_from(list(Every)),
)  # fmt: skip
def test_any_offer_that_fits_an_address_comes_back(
    owed, first, each, last, count, late, day, every
):
    """What does not fit is said to be unread; nothing is ever shown with other figures."""
    payments = tuple(Money(n, "GBP") for n in (first, *(each,) * max(count - 2, 0), last)[:count])
    offer = Offer(
        Money(owed, "GBP"), payments, first_after=late + 1, day=day or None, every=every,
    )  # fmt: skip
    packed = address(offer, 12)
    if packed is not None:
        assert read_address(callbacks.unpack(packed)[1]) == (offer, 12)


@pytest.mark.parametrize("typed", [
    TypedOffer(count=12, each=gbp(900)),
    TypedOffer(gbp(9600), 12, gbp(800), first=gbp(2000), last=gbp(100), after=3, day=15),
    TypedOffer(pay_fraction=Decimal("0.4"), by=date(2026, 11, 27)),
    TypedOffer(count=24, each=gbp(50), every=Every.WEEKLY, no_fee=True, new_loan=True),
    *(TypedOffer(count=12, fee_fraction=Decimal("0.03"), fee_per=per) for per in Per),
])  # fmt: skip
def test_what_was_read_so_far_comes_back(typed):
    packed = part_address(typed, "GBP", 3)
    assert packed is not None
    assert read_part(callbacks.unpack(packed)[1]) == (typed, "GBP", 3)
