"""Offers that change on the way, or begin with interest only: read as told, reckoned to the end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from bot.ui import callbacks, parse
from coach.money import Money
from coach.offers import Ask, Fit, Flag, Offer, check, rate_of
from coach.offers_advice import Never, Say, nevers, say
from coach.offers_steps import Step, steps_of
from coach.offers_typed import Missing, TypedOffer, joined, offer_from, typed_of
from handlers.offer_addresses import address, read_address
from handlers.offer_parts import part_address, read_part

TODAY = date(2026, 11, 25)
ZH = "zh_Hans_CN"


def y(major: int | str) -> Money:
    """Return so many yuan."""
    return Money.of(major, "CNY")


def runs(*stretches: tuple[int, int | str]) -> tuple[Money, ...]:
    """Return so many payments of so much, one stretch after another."""
    return tuple(y(each) for count, each in stretches for _ in range(count))


READ = [
    ("owe 9600, first 3 months 500 then 900, 12 payments in all", "en", runs((3, 500), (9, 900))),
    ("owe 9600, 3 x 500 then 9 x 900", "en", runs((3, 500), (9, 900))),
    ("owe 9600, 500 x 3 and then 900 x 9", "en", runs((3, 500), (9, 900))),
    ("owe 9600, 500 for 3 months then 900 for 9 months", "en", runs((3, 500), (9, 900))),
    ("owe 9600, first 3 months 500 a month, then 900 for 9 months", "en",
     runs((3, 500), (9, 900))),
    ("owe 9600, 200 a month for the first year, then 400 a month for 2 years", "en",
     runs((12, 200), (24, 400))),
    ("owe 9600, first year 200 a month, second year 600 a month", "en",
     runs((12, 200), (12, 600))),
    ("owe 9600, 100 a month for 6 months, then 200 a month for 6 months, then 650 a month for "
     "12 months", "en", runs((6, 100), (6, 200), (12, 650))),
    ("owe 9600, 3 x 500 then the rest", "en", runs((3, 500), (1, 8100))),
    ("owe 9600, interest only 80 a month for 6 months then 24 x 450", "en",
     runs((6, 80), (24, 450))),
    ("owe 9600, 6 months interest only at 12%, then 12 x 900", "en", runs((6, 96), (12, 900))),
    ("owe 9600, interest only for 12 months at 80, then the rest", "en",
     runs((12, 80), (1, 9600))),
    ("欠9600，前3期每期500，之后每期900，共12期", ZH, runs((3, 500), (9, 900))),
    ("欠9600，前三个月每月500，后面每月900还9个月", ZH, runs((3, 500), (9, 900))),
    ("前3期每期300，后9期每期1000，欠9600", ZH, runs((3, 300), (9, 1000))),
    ("欠9600，先还3期500再还9期900", ZH, runs((3, 500), (9, 900))),
    ("欠9600，第一年每月200，第二年每月700", ZH, runs((12, 200), (12, 700))),
    ("欠1.2万，前半年每月500，后一年每月900", ZH, runs((6, 500), (12, 900))),
    ("欠9600，前3个月每月500，剩下的一次还清", ZH, runs((3, 500), (1, 8100))),
    ("欠9600，前6个月每月只还利息80，之后24期每期450", ZH, runs((6, 80), (24, 450))),
    ("欠9600，前6个月只还利息，年化12%，之后12期每期900", ZH, runs((6, 96), (12, 900))),
    ("欠9600，先息后本12期 月息1%", ZH, runs((12, 96), (1, 9600))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "locale", "payments"), READ)
def test_steps_are_read_as_they_are_told(
    text: str, locale: str, payments: tuple[Money, ...]
) -> None:
    """The lender says it in one breath, and the later months are the ones that break people."""
    typed = parse.offer(text, "CNY", locale, TODAY)
    assert isinstance(typed, TypedOffer)
    offer = offer_from(typed)
    assert isinstance(offer, Offer)
    assert offer.payments == payments
    only_interest = "interest" in text or "息" in text
    assert offer.interest_first == (offer.runs[0][0] if only_interest else 0)


@pytest.mark.parametrize(("text", "locale", "missing"), [
    ("owe 9600, first 3 months 500 then 900", "en", Missing.COUNT),
    ("欠4000，前6个月每月100，之后每月200", ZH, Missing.COUNT),
    ("owe 9600, interest-only for 6 months then 24 x 450", "en", Missing.INTEREST),
    ("欠9600，前6个月只还利息，之后24期每期450", ZH, Missing.INTEREST),
    ("interest only for 3 months then 12 x 450", "en", Missing.OWED),
])  # fmt: skip
def test_what_was_not_said_is_asked_for_and_not_guessed(
    text: str, locale: str, missing: Missing
) -> None:
    """A guess at what interest comes to would be a wrong price."""
    typed = parse.offer(text, "CNY", locale, TODAY)
    assert isinstance(typed, TypedOffer)
    assert offer_from(typed) == (missing,)


@pytest.mark.parametrize(("text", "payments"), [
    ("owe 9600, 12 x 900", runs((12, 900))),
    ("first payment 2000 then 10 x 700, owe 9600", runs((1, 2000), (10, 700))),
    ("owe 9600, nothing for 3 months then 12 x 900", runs((12, 900))),
    ("owe 9600, pay 3000 now, then 500 a month for 14 months", runs((14, 500))),
    ("owe 9600, 11 x 500 then the rest is waived", runs((11, 500))),
])  # fmt: skip
def test_other_offers_stay_what_they_were(text: str, payments: tuple[Money, ...]) -> None:
    """A "then" alone makes no steps."""
    typed = parse.offer(text, "CNY", "en", TODAY)
    assert isinstance(typed, TypedOffer)
    assert not typed.steps
    offer = offer_from(typed)
    assert isinstance(offer, Offer)
    assert offer.payments == payments


@pytest.mark.parametrize("text", [
    "owe 9600, interest only", "欠9600，先息后本", "owe 9600, 12 x 900 then interest only for 3 months",
])  # fmt: skip
def test_interest_for_nobody_knows_how_long_is_no_offer(text: str) -> None:
    """Without its length there is no total."""
    assert parse.offer(text, "CNY", "en", TODAY) == parse_unclear()


def parse_unclear() -> object:
    """Return what is answered to a line that can't be used."""
    return parse.offer("hello", "CNY", "en", TODAY)


def test_a_second_line_fills_in_what_the_first_left_open() -> None:
    """The agent is still on the line: nothing is typed twice."""
    first = parse.offer("owe 9600, first 3 months 500 then 900", "CNY", "en", TODAY)
    assert isinstance(first, TypedOffer)
    whole = offer_from(joined(first, TypedOffer(count=12)))
    assert isinstance(whole, Offer)
    assert whole.payments == runs((3, 500), (9, 900))
    first = parse.offer("owe 9600, interest-only for 6 months then 24 x 450", "CNY", "en", TODAY)
    assert isinstance(first, TypedOffer)
    by_rate = offer_from(joined(first, TypedOffer(interest_rate=Decimal("0.12"))))
    by_sum = offer_from(joined(first, TypedOffer(interest=y(96))))
    assert by_rate == by_sum
    other = offer_from(joined(first, TypedOffer(count=12, each=y(900))))
    assert isinstance(other, Offer)
    assert other.payments == runs((12, 900)), "a new way to pay takes the place of the old one"


def test_the_dearest_stretch_decides_whether_it_fits() -> None:
    """Whoever can pay the first three months only breaks in the fourth."""
    offer = Offer(y(9600), runs((3, 500), (9, 900)))
    found = check(offer, share=y(600))
    assert found.fit is Fit.OVER
    assert found.over_by == y(300)
    assert found.largest == y(900) == offer.regular
    assert Flag.STEPS_UP in found.flags
    assert Flag.LARGE_LAST not in found.flags
    assert say(found, (), admits=True) is Say.STAY_LOW
    assert say(check(offer, share=y(400)), (), admits=True) is Say.TOO_MUCH
    assert check(offer, share=y(900)).fit is Fit.FITS


def test_only_interest_leaves_the_debt_as_it_was() -> None:
    """Six payments and still 9,600 owed: that must be seen before a yes."""
    offer = Offer(y(9600), runs((6, 80)), interest_first=6)
    found = check(offer)
    assert found.rest == y(9600 - 480)
    assert found.ask is Ask.IS_THE_REST_OWED
    assert Flag.INTEREST_FIRST in found.flags
    assert Never.ONLY_INTEREST in nevers(offer, found)
    later = Offer(y(9600), runs((12, 80), (1, 9600)), interest_first=12)
    assert Flag.LARGE_LAST in check(later).flags
    assert Never.ONLY_INTEREST not in nevers(later, check(later))


STRETCHES = st.lists(
    st.tuples(st.integers(1, 24), st.integers(1, 10**6)), min_size=1, max_size=4
).filter(lambda each: all(a[1] != b[1] for a, b in pairwise(each)))


def _offer(owed: int, stretches: list[tuple[int, int]]) -> Offer:
    payments = tuple(Money(each, "CNY") for count, each in stretches for _ in range(count))
    return Offer(Money(owed, "CNY"), payments)


@given(st.integers(10**3, 10**8), STRETCHES)
def test_total_difference_and_rate_are_those_of_the_single_payments(
    owed: int, stretches: list[tuple[int, int]]
) -> None:
    """Told in stretches or one by one, an offer costs the same."""
    offer = _offer(owed, stretches)
    found = check(offer)
    paid = sum(count * each for count, each in stretches)
    assert found.total.minor == paid
    assert found.difference.minor == paid - owed
    assert found.largest.minor == max(each for _, each in stretches)
    rate = rate_of(offer)
    if paid <= owed:
        assert rate is None or rate.monthly == 0
        return
    theirs = pyxirr.irr([-owed, *(each.minor for each in offer.payments)])
    assert rate is not None
    assert theirs is not None
    assert abs(float(rate.monthly) - theirs) <= max(1e-6, abs(theirs) * 1e-6)


@given(st.integers(10**3, 10**8), STRETCHES, st.integers(1, 10**6))
def test_a_higher_step_never_fits_better_nor_costs_less(
    owed: int, stretches: list[tuple[int, int]], share: int
) -> None:
    """A verdict that turned kinder as the offer got dearer would be no verdict."""
    offer = _offer(owed, stretches)
    dearer = _offer(owed, [*stretches[:-1], (stretches[-1][0], stretches[-1][1] + 1)])
    if len(offer.payments) < 2:
        return
    now, then = (check(each, share=Money(share, "CNY")) for each in (offer, dearer))
    assert then.total > now.total
    assert not (now.fit is Fit.OVER and then.fit is Fit.FITS)
    if now.rate is not None and then.rate is not None:
        assert then.rate.monthly >= now.rate.monthly


@given(st.integers(10**3, 10**8), STRETCHES, st.booleans())
def test_an_offer_of_steps_comes_back_from_its_address_and_its_line(
    owed: int, stretches: list[tuple[int, int]], interest: bool
) -> None:
    """A restart in the middle of a call must lose no month."""
    offer = _offer(owed, stretches)
    if interest:
        offer = Offer(offer.owed, offer.payments, interest_first=offer.runs[0][0])
    packed = address(offer, 12)
    if packed is not None:
        assert read_address(callbacks.unpack(packed)[1]) == (offer, 12)
    if len(offer.payments) > 1 and steps_of(offer):
        assert offer_from(typed_of(offer), offer.owed) == offer


@pytest.mark.parametrize("typed", [
    TypedOffer(y(9600), each=y(900), steps=(Step(3, y(500)),)),
    TypedOffer(count=30, each=y(450), steps=(Step(6, None),)),
    TypedOffer(count=30, each=y(450), steps=(Step(6, None),), interest=y(80)),
    TypedOffer(count=13, steps=(Step(12, None),), interest_rate=Decimal("0.12"), rest_last=True),
    TypedOffer(count=36, each=y(450), steps=(Step(6, y(100)), Step(6, y(200)))),
])  # fmt: skip
def test_steps_read_so_far_come_back(typed: TypedOffer) -> None:
    """The next line is added to all that was said."""
    packed = part_address(typed, "CNY", 3)
    assert packed is not None
    assert read_part(callbacks.unpack(packed)[1]) == (typed, "CNY", 3)


@pytest.mark.parametrize("argument", ["3x", "x", "3x5x6", "999999x1", "3x500." * 3, "-1x5", "3×5"])
def test_a_made_up_address_is_no_offer_or_some_offer_but_no_error(argument: str) -> None:
    """Buttons can be forged."""
    data = f"offer:CNY:960000:90000:90000:12::::{argument}:1:0"
    read_address(callbacks.unpack(data)[1])


def test_steps_that_say_more_payments_than_there_are_make_no_offer() -> None:
    """Contradictions are asked about, never smoothed over."""
    typed = TypedOffer(y(9600), count=2, each=y(900), steps=(Step(3, y(500)),))
    assert offer_from(typed) == (Missing.PAYMENTS,)
    typed = TypedOffer(y(1000), count=4, steps=(Step(3, y(500)),), rest_last=True)
    assert offer_from(typed) == (Missing.PAYMENTS,), "nothing is left for a last one"
