"""Before you borrow: the offer in hand, its price, the questions; kept nowhere but in addresses.

An address is `borrow:lender:answers:currency:received:each:last:count:upfront:once:fee:days:how`;
the figures may be missing, and then only the questions are asked. `how`: how often a payment comes,
and after how many months the first one (0: nobody said), as in `w` or `m3`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_borrow, parse
from coach import borrow as coach
from coach.dates import Every
from coach.interview import Problem
from coach.money import NO_CURRENCY, Money
from coach.offers import Offer
from coach.offers_typed import Missing, TypedOffer, offer_from
from coach.pack_words import rule_words
from usecases import borrow, budget

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.questions import Asked
    from coach.borrow import Price
    from handlers.context import Ctx, Handler

FIGURES = 10
HOW = {Every.MONTHLY: "m", Every.FORTNIGHTLY: "f", Every.WEEKLY: "w"}
MOST = 600
_RECEIVED = re.compile(
    r"\b(?:i'?d? |you |we )?(?:get|gets|receive|received|borrow|lends?|lent)\b"
    r"|到手|实到|拿到|借到|能借|借款|借(?!新|旧|条)|放款",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:pay(?:ing)? back|repay(?:ing)?|give back)\b", re.IGNORECASE)


_TERM = re.compile(
    r"(?:\b(?:in|after|within|for)\s+(?P<n>\d{1,3}|an?|one)\s*(?P<unit>day|week|month|year)s?\b)"
    r"|(?P<n2>\d{1,3}|[一二两三四五六七八九十半])\s*个?(?P<unit2>天|日|周|星期|月|年)(?:之|以)?[后内]",
    re.IGNORECASE,
)
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "半": 1,
    "两": 2,
    **dict(zip("一二三四五六七八九十", range(1, 11), strict=True)),
}
_DAYS = {"day": 1, "天": 1, "日": 1, "week": 7, "周": 7, "星期": 7}
_MONTHS = {"month": 1, "月": 1, "year": 12, "年": 12}


def _timed(ctx: Ctx, typed: TypedOffer, offer: Offer) -> tuple[Offer, int]:
    """Return the offer with the months, or the days, after which a single payment falls due."""
    if len(offer.payments) > 1:
        return offer, 0
    if typed.by is not None:
        return offer, max((typed.by - ctx.work.today).days, 0)
    found = _TERM.search(ctx.text)
    if found is None:
        return offer, 0
    unit, number = (found["unit"] or found["unit2"]).lower(), (found["n"] or found["n2"]).lower()
    length = int(number) if number.isdecimal() else _NUMBERS[number]
    if unit in _MONTHS:
        months = length * _MONTHS[unit]
        return replace(offer, first_after=months // 2 if number == "半" else months), 0
    return replace(offer, first_after=0), length * _DAYS[unit]


def _as_offer(text: str) -> str:
    """Put what reaches the pocket where a line about a debt says what is owed."""
    owed = "欠" if re.search("[\u4e00-\u9fff]", text) else "owe"
    return _BACK.sub("pay", _RECEIVED.sub(owed, text))


def _read(ctx: Ctx) -> str | Problem:
    """Return the price card's address for a typed line, or what is missing."""
    person = ctx.work.person
    currency = person.currency or ctx.work.pack(person.region).currency or NO_CURRENCY
    typed = parse.offer(_as_offer(ctx.text), currency, ctx.t.locale, ctx.work.today)
    if not isinstance(typed, TypedOffer):
        return Problem("borrow.problem.unread")
    offer = offer_from(typed)
    if typed.steps:
        return Problem("borrow.problem.unread")
    if not isinstance(offer, Offer):
        return Problem(
            "borrow.problem.received" if Missing.OWED in offer else "borrow.problem.payments"
        )
    if offer.paid_today >= offer.owed:
        return Problem("borrow.problem.received")
    offer, days = _timed(ctx, typed, offer)
    if 2 * coach.price(offer, days).total.minor < offer.owed.minor:
        # Nobody lends to get half of it back: what was read as the payments is something else.
        return Problem("borrow.problem.payments")
    return _address(offer, days) or "borrow.too_large"


def _address(offer: Offer, days: int) -> str | None:
    """Return the address of an offer; None when it does not fit one."""
    regular = offer.payments[0] if len(offer.payments) < 3 else offer.payments[1]
    first, last = (offer.payments or (offer.owed,))[0], (offer.payments or (offer.owed,))[-1]
    if not offer.payments or first < regular or len(set(offer.payments[1:-1])) > 1:
        return None
    # A larger first payment is the regular one with something on top.
    once = (offer.fee_once.minor if offer.fee_once else 0) + first.minor - regular.minor
    upfront, each = (part.minor if part else "" for part in (offer.upfront, offer.fee_each))
    how = HOW[offer.every] + ("" if offer.first_after == 1 else str(offer.first_after))
    figures = (offer.currency, offer.owed.minor, regular.minor,
               "" if last == regular else last.minor, len(offer.payments), upfront, once or "", each,
               days or "", "" if how == "m" else how)  # fmt: skip
    try:
        # The longest state that these figures will stand beside.
        callbacks.pack("borrow", "n", coach.told([coach.Said.NOT_SURE] * 6), *figures)
    except ValueError:
        return None
    return callbacks.pack("borrow", "", 0, *figures)


def _figures(arguments: tuple[str, ...]) -> tuple[Offer, int] | None:
    if len(arguments) != FIGURES:
        return None
    currency, how = arguments[0], arguments[-1] or "m"
    owed, regular, last, count, upfront, once, fee, days = map(callbacks.number, arguments[1:-1])
    every = next((each for each, sign in HOW.items() if sign == how[0]), None)
    if not (currency.isascii() and currency.isalpha() and len(currency) == 3):
        return None
    # Of a loan that is eaten up by what is paid first, nothing reaches the pocket.
    if upfront >= owed or not 1 <= count <= MOST or every is None:
        return None

    def some(minor: int) -> Money | None:
        return Money(minor, currency) if minor else None

    payments = (Money(regular, currency),) * (count - 1) + (Money(last or regular, currency),)
    after = callbacks.number(how[1:]) if how[1:] else 1
    offer = Offer(Money(owed, currency), payments, some(upfront), some(once), some(fee),
                  first_after=min(after, 60), every=every)  # fmt: skip
    return offer, days


async def read_line(ctx: Ctx, _: Asked) -> str | Problem:
    """Read the typed line into the price card's address."""
    return _read(ctx)


async def begin(ctx: Ctx) -> str:
    """Ask for the offer in one line; `/borrow get 3000, 12 x 300` answers at once."""
    if ctx.text:
        found = _read(ctx)
        if isinstance(found, str):
            return found
    await borrow.begin(ctx.work)
    return "form"


async def show(ctx: Ctx, code: str = "", answers: str = "0", *figures: str) -> Card | str:
    """Show the price, the next question, or what the answers show."""
    read = _figures(figures)
    cost = coach.price(*read) if read else None
    figures = figures if read else ()
    number = callbacks.number(answers)
    if number == 0:
        return "home" if cost is None else await _price(ctx, cost, figures)
    if code not in cards_borrow.CODES:
        return cards_borrow.lender(ctx.t, figures)
    said = coach.read(number)
    red = coach.following(said)
    if red is not None:
        return cards_borrow.ask(ctx.t, code, said, red, figures)
    return cards_borrow.judged(ctx.t, coach.judge(said), cost, _limits(ctx, code, cost))


async def _price(ctx: Ctx, cost: Price, figures: tuple[str, ...]) -> Card:
    known = await budget.of(ctx.work)
    left = known.affordability.pot if known else None
    same = left is not None and left.currency == cost.total.currency
    return cards_borrow.price(ctx.t, cost, figures, left if same else None)


def _limits(ctx: Ctx, code: str, cost: Price | None) -> list[cards_borrow.Limit]:
    """Return the rules on the price that bind such a loan where the person lives."""
    if ctx.work.person.region is None:
        return []
    pack = ctx.work.pack(ctx.work.person.region)
    found = coach.ceilings(pack, cards_borrow.CODES[code], cost, ctx.work.today)
    return [
        cards_borrow.Limit(rule_words(pack, each.rule, ctx.t.locale), each.against)
        for each in found
    ]


async def too_large(ctx: Ctx) -> Card:
    """Say that the figures are beyond reason."""
    return cards_borrow.too_large(ctx.t)


SCREENS: dict[str, Handler] = {"borrow": show, "borrow.too_large": too_large}
ACTIONS: dict[str, Handler] = {"borrow.begin": begin}
COMMANDS: dict[str, Handler] = {"borrow": begin}
