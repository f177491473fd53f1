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
from coach.offers import Offer, check
from coach.offers_typed import Missing, Per, TypedOffer, offer_from
from handlers.offer_addresses import address, lent_and_word, read_address
from handlers.offer_parts import part_address, read_part


def gbp(major):
    return Money.of(major, "GBP")


OFFERS = [
    Offer(gbp(9600), (gbp(900),) * 12),
    Offer(gbp(9600), (gbp(2000), *(gbp(700),) * 10, gbp(650)), fee_each=gbp(5), day=31),
    Offer(gbp(9600), (gbp(500), gbp(5000)), first_after=4, fees_said=True),
    Offer(gbp(5000), (gbp(3000),), first_after=0, by=date(2026, 11, 27)),
    Offer(gbp(1000), (gbp(50),) * 24, gbp(10), gbp(20), every=Every.FORTNIGHTLY, new_loan=True),
    Offer(gbp(1000), (), upfront=gbp(400)),
    Offer(gbp(5000), (gbp(3000),), first_after=0, settles=True),
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


_SUM = st.none() | st.integers(1, 10**6).map(lambda minor: Money(minor, "GBP"))


@given(
    st.integers(1, 10**7), st.integers(2, 600), _SUM, _SUM, _SUM, _SUM, st.booleans(),
    st.sampled_from([None, *Every]),
)  # fmt: skip
def test_any_typed_offer_keeps_its_figures_in_its_address(
    owed, count, each, first, last, upfront, settles, every
):
    """A remainder lost on the way made an offer look dearer, or cheaper, than it is."""
    typed = TypedOffer(Money(owed, "GBP"), count, each, upfront, first=first, last=last,
                       settles=settles, every=every)  # fmt: skip
    offer = offer_from(typed)
    assert isinstance(offer, Offer) or offer == (Missing.PAYMENTS,)
    packed = address(offer, 12) if isinstance(offer, Offer) else None
    if packed is not None:
        assert read_address(callbacks.unpack(packed)[1]) == (offer, 12)
    part = part_address(typed, "GBP", 12)
    if part is not None:
        assert read_part(callbacks.unpack(part)[1]) == (typed, "GBP", 12)


@pytest.mark.parametrize("typed", [
    TypedOffer(gbp(9600), 12, last=gbp(5000)), TypedOffer(gbp(9600), 600),
    TypedOffer(gbp(9600), 12, first=gbp(1000), last=gbp(5000)),
])  # fmt: skip
def test_a_split_debt_comes_to_just_the_debt(typed):
    packed = address(offer_from(typed))
    assert packed is not None
    assert check(read_address(callbacks.unpack(packed)[1])[0]).difference.minor == 0


@pytest.mark.parametrize("offer", [
    Offer(gbp(0), (gbp(900),) * 12), Offer(gbp(30000), (gbp(60),) * 624, every=Every.WEEKLY),
    Offer(gbp(100), tuple(gbp(each) for each in range(10, 100, 10))),
])  # fmt: skip
def test_what_an_address_cannot_give_back_has_none(offer):
    assert address(offer) is None


@pytest.mark.parametrize("typed", [TypedOffer(gbp(30000), 624), TypedOffer(gbp(0), 12, gbp(900))])
def test_a_part_beyond_the_limits_has_no_address(typed):
    assert part_address(typed, "GBP") is None


@pytest.mark.parametrize("typed", [
    TypedOffer(count=12, each=gbp(900)),
    TypedOffer(gbp(9600), 12, gbp(800), first=gbp(2000), last=gbp(100), after=3, day=15),
    TypedOffer(pay_fraction=Decimal("0.4"), by=date(2026, 11, 27)),
    TypedOffer(count=24, each=gbp(50), every=Every.WEEKLY, no_fee=True, new_loan=True),
    TypedOffer(count=1, after=3, settles=True, cost_open=True),
    *(TypedOffer(count=12, fee_fraction=Decimal("0.03"), fee_per=per) for per in Per),
])  # fmt: skip
def test_what_was_read_so_far_comes_back(typed):
    packed = part_address(typed, "GBP", 3)
    assert packed is not None
    assert read_part(callbacks.unpack(packed)[1]) == (typed, "GBP", 3)
