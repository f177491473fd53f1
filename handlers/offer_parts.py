"""An offer as far as it was read, as a screen's address and back: the next line may hold the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from bot.ui import callbacks
from coach.offers_steps import Step
from coach.offers_typed import Per, TypedOffer
from handlers.offer_addresses import EPOCH, EVERIES, LAST_DAY, MOST, is_code, some, steps_in

PART = "check.part"
PARTS = 12
"""The parts every such address has; eight more where a shape, a date or steps were said."""
MORE = 8
MILLION = 10**6
"""Fractions stand in an address as millionths."""
NEW, PER, NO_FEE, HOW_OFTEN, SETTLED, COST_OPEN, REST_LAST = 1, 2, 8, 16, 64, 128, 256
_PER = tuple(Per)
_STEPS = PARTS + 5
"""Where the steps stand: the only part that is no number."""


def part_address(typed: TypedOffer, currency: str, debt_id: int = 0) -> str | None:
    """Return the address of what was read so far; None when it does not fit one."""
    said = next((each.currency for each in typed.sums), currency)
    more = _shape(typed)
    while more and not more[-1]:
        more.pop()
    figures = (typed.count, *_sums(typed), _flags(typed), debt_id, *more)
    try:
        packed = callbacks.pack(PART, said, *(each or "" for each in figures))
    except ValueError:
        return None
    read = read_part(callbacks.unpack(packed)[1])
    return packed if read == (_said(typed), said, debt_id) else None


def _sums(typed: TypedOffer) -> list[int]:
    sums = (typed.owed, typed.each, typed.upfront, typed.fee_once, typed.fee_each, typed.pay)
    shares = (typed.fee_fraction, typed.pay_fraction)
    return [
        *(each.minor if each else 0 for each in sums),
        *(int(each * MILLION) if each else 0 for each in shares),
    ]


def _flags(typed: TypedOffer) -> int:
    every = 0 if typed.every is None else EVERIES.index(typed.every) + 1
    return (
        typed.new_loan * NEW
        + _PER.index(typed.fee_per) * PER
        + typed.no_fee * NO_FEE
        + every * HOW_OFTEN
        + typed.settles * SETTLED
        + typed.cost_open * COST_OPEN
        + typed.rest_last * REST_LAST
    )


def _shape(typed: TypedOffer) -> list[int | str]:
    """Return what only few offers have: ends of their own, a late start, a day, steps, interest."""
    ends = [each.minor if each else 0 for each in (typed.first, typed.last)]
    days = (typed.by - EPOCH).days if typed.by and typed.by > EPOCH else 0
    steps = ".".join(f"{step.count}x{step.each.minor if step.each else 0}" for step in typed.steps)
    interest = typed.interest.minor if typed.interest else 0
    rate = int(typed.interest_rate * MILLION) if typed.interest_rate else 0
    return [*ends, typed.after or 0, typed.day or 0, days, steps, interest, rate]


def _said(typed: TypedOffer) -> TypedOffer:
    """Return what was said with fees of nothing as what was not said, as an address holds them.

    A debt or a payment of nothing has no address: it was misread, and is to be typed again.
    """
    upfront, once, each = (
        part if part and part.minor else None
        for part in (typed.upfront, typed.fee_once, typed.fee_each)
    )
    fraction = typed.fee_fraction or None
    return replace(typed, upfront=upfront, fee_once=once, fee_each=each, fee_fraction=fraction)


def read_part(arguments: tuple[str, ...]) -> tuple[TypedOffer, str, int] | None:
    """Return what was read so far, its currency and the debt it is about."""
    if not PARTS <= len(arguments) <= PARTS + MORE or not is_code(arguments[0]):
        return None
    numbers = [callbacks.number(each) for each in arguments[1:]]
    numbers += [0] * (PARTS + MORE - len(arguments))
    read = _Read(arguments[0], numbers, arguments[_STEPS] if len(arguments) > _STEPS else "")
    if read.numbers[0] > MOST or read.numbers[13] > MOST:
        return None
    return read.shape(read.sums()), read.code, read.numbers[10]


@dataclass(frozen=True, slots=True)
class _Read:
    """The parts of an address: its currency, its numbers in order, and its steps."""

    code: str
    numbers: list[int]
    steps: str

    def sums(self) -> TypedOffer:
        """Return what every such address holds."""
        count, owed, each, upfront, once, every, pay, fee, share, flags = self.numbers[:10]
        code = self.code
        return TypedOffer(
            owed=some(owed, code),
            count=count or None,
            each=some(each, code),
            upfront=some(upfront, code),
            fee_once=some(once, code),
            fee_each=some(every, code),
            fee_fraction=Decimal(fee) / MILLION if fee else None,
            fee_per=_PER[flags // PER % len(_PER)],
            pay=some(pay, code),
            pay_fraction=Decimal(share) / MILLION if share else None,
            new_loan=bool(flags & NEW),
            no_fee=bool(flags & NO_FEE),
            settles=bool(flags & SETTLED),
            cost_open=bool(flags & COST_OPEN),
            rest_last=bool(flags & REST_LAST),
            every=((None, *EVERIES)[flags // HOW_OFTEN % 4]),
        )

    def shape(self, typed: TypedOffer) -> TypedOffer:
        """Return it with what only few addresses hold."""
        first, last, after, day, days, _, interest, rate = self.numbers[11:19]
        steps = steps_in(self.steps, self.code)
        return replace(
            typed,
            first=some(first, self.code),
            last=some(last, self.code),
            after=after or None,
            day=day if 0 < day <= 31 else None,
            by=EPOCH + timedelta(days) if 0 < days < LAST_DAY else None,
            steps=tuple(Step(count, each if each.minor else None) for count, each in steps),
            interest=some(interest, self.code),
            interest_rate=Decimal(rate) / MILLION if rate else None,
        )
