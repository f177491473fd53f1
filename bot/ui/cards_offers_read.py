"""What was read of an offer: part by part, what is missing, what could not be read."""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.parse_base import clean, fold
from bot.ui.parse_numbers import AMOUNT
from bot.ui.parse_offer_words import INTEREST_ONLY, STEPPED
from coach.dates import Every
from coach.offers_steps import steps_of
from coach.offers_typed import Per

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.money import Money
    from coach.offers import Offer
    from coach.offers_typed import TypedOffer

SHOWN = 4
"""Debts on offer at once."""
QUOTED = 60
"""Characters of a line that are said back."""
_SUM = re.compile(AMOUNT)
TIMES = {
    Every.MONTHLY: "offers.part.times",
    Every.WEEKLY: "offers.part.times_weekly",
    Every.FORTNIGHTLY: "offers.part.times_fortnightly",
}
FEE_SHARES = {
    Per.ONCE: "offers.part.fee_share",
    Per.EACH: "offers.part.fee_share_each",
    Per.PAYMENT: "offers.part.fee_share_payment",
    Per.TODAY: "offers.part.fee_share_today",
}


def part(
    t: Texts,
    typed: TypedOffer,
    ways: Sequence[tuple[Debt, str]],
    *,
    owed_known: bool,
    currency: str | None = None,
) -> Card:
    """Say what was read so far and what is missing; `ways` are debts it may be about.

    `currency` is the debt's, where the offer speaks in another one.
    """
    lines = [t.t("offers.read_so_far", parts=listed(t, said(t, typed)))]
    if typed.cost_open:
        lines.append(t.t("offers.missing.cost"))
    elif owed_known and any(step.each is None for step in typed.steps) and not _priced(typed):
        lines.append(t.t("offers.missing.interest"))
    elif owed_known and typed.each is not None and typed.count is None:
        lines.append(t.t("offers.missing.count_all" if typed.steps else "offers.missing.count"))
    elif owed_known:
        lines.append(t.t("offers.missing.payments"))
    elif currency is not None:
        said_in = next(each.currency for each in typed.sums)
        lines.append(t.t("offers.missing.currency", offered=said_in, currency=currency))
    else:
        lines.append(t.t("offers.missing.which") if ways else t.t("offers.missing.owed"))
    rows = column(
        *(
            Button(fit(t.plain("debts.open", number=each.number, creditor=each.creditor)), data=way)
            for each, way in ways[:SHOWN]
        )
    )
    return Card("\n\n".join(lines), rows + foot(t))


def _priced(typed: TypedOffer) -> bool:
    return typed.interest is not None or typed.interest_rate is not None


def odd(t: Texts, offer: Offer, arguments: tuple[str, ...]) -> Card:
    """Say that the figures can't be right together, and ask what is owed; no rate is shown."""
    lines = [t.t("offers.shape", parts=listed(t, whole(t, offer))), t.t("offers.odd")]
    rows = column(
        go(t.plain("offers.other_debt"), "check.other", *arguments),
        go(t.plain("offers.another"), "check"),
    )
    return Card("\n\n".join(lines), rows + foot(t), long=True)


def two_ways(t: Texts, options: Sequence[TypedOffer]) -> Card:
    """Say that a line can be read in more than one way."""
    first, second = (listed(t, said(t, each)) for each in options[:2])
    text = t.t("offers.two_ways", first=first, second=second)
    return Card(text, foot(t), separate=True)


def listed(t: Texts, parts: Sequence[str]) -> str:
    """Return parts as one list whose members may hold an "and" of their own."""
    return reduce(lambda before, after: t.plain("offers.pair", before=before, after=after), parts)


def unread(t: Texts, text: str, held: TypedOffer | None) -> Card:
    """Say what was seen in a line that is no offer, and how one is typed.

    A sentence without a single figure is no offer at all: it gets the doors, and what was typed
    before stays.
    """
    line = clean(text)
    found = (match.group().strip() for match in _SUM.finditer(fold(line)))
    sums = [each for each in found if any(sign.isdigit() for sign in each)][:SHOWN]
    short = line if len(line) <= QUOTED else line[: QUOTED - 1] + "…"
    lines = [t.t("offers.unread_sums", sums=sums) if sums else t.t("offers.unread", line=short)]
    if held is not None:
        lines.append(t.t("offers.still_have", parts=listed(t, said(t, held))))
    doors = column(
        go(t.plain("start.door.cannot"), "cannot"),
        go(t.plain("start.door.contacted"), "contacted"),
        go(t.plain("start.door.danger"), "danger"),
        go(t.plain("unexpected.helpline"), "helplines"),
    )
    lines.append(t.t(_how(fold(line))) if sums else t.t("offers.unread_doors"))
    return Card("\n\n".join(lines), (() if sums else doors) + foot(t), separate=True)


def _how(line: str) -> str:
    """Return what to type instead, by what kept the line from being read."""
    if INTEREST_ONLY.search(line):
        return "offers.unread_interest"
    return "offers.unread_steps" if STEPPED.search(line) else "offers.unread_how"


def said(t: Texts, typed: TypedOffer) -> list[str]:
    """Return what a line said, part by part."""
    found = []
    if typed.owed is not None:
        found.append(t.plain("offers.part.owed", owed=typed.owed))
    if typed.upfront is not None:
        found.append(t.plain("offers.part.upfront", amount=typed.upfront))
    found += _instalments(t, typed)
    if typed.pay is not None:
        found.append(t.plain("offers.part.pay", amount=typed.pay))
    if typed.pay_fraction is not None:
        found.append(t.plain("offers.part.share", share=typed.pay_fraction))
    found += _fees(t, typed.fee_once, typed.fee_each)
    if typed.fee_fraction is not None:
        found.append(t.plain(FEE_SHARES[typed.fee_per], share=typed.fee_fraction))
    elif typed.no_fee:
        found.append(t.plain("offers.part.no_fee"))
    return found + _when(t, typed.after or 1, typed.day, typed.by)


def _instalments(t: Texts, typed: TypedOffer) -> list[str]:
    if typed.steps:
        return _steps(t, typed)
    found = []
    every = typed.every or Every.MONTHLY
    if typed.first is not None:
        found.append(t.plain("offers.part.first", amount=typed.first))
    if typed.count is not None and typed.each is not None:
        regular = typed.count - (typed.first is not None) - (typed.last is not None)
        found.append(t.plain(TIMES[every], count=max(regular, 0), each=typed.each))
    elif typed.count is not None:
        found.append(t.plain("offers.part.count", count=typed.count))
    elif typed.each is not None:
        found.append(t.plain("offers.part.each", each=typed.each))
    if typed.last is not None:
        found.append(t.plain("offers.part.last", amount=typed.last))
    return found


def _steps(t: Texts, typed: TypedOffer) -> list[str]:
    """Return stretch after stretch, with what is known of the last one."""
    found = []
    for at, step in enumerate(typed.steps):
        if step.each is not None:
            times = "offers.part.then" if at else "offers.part.times"
            found.append(t.plain(times, count=step.count, each=step.each))
        elif typed.interest is not None:
            found.append(t.plain("offers.part.interest", count=step.count, each=typed.interest))
        else:
            found.append(t.plain("offers.part.interest_open", count=step.count))
    if typed.interest_rate is not None:
        found.append(t.plain("offers.part.interest_rate", rate=typed.interest_rate))
    ends = (typed.last is not None) + typed.rest_last
    left = (typed.count or 0) - sum(step.count for step in typed.steps) - ends
    if typed.each is not None and typed.count is not None:
        found.append(t.plain("offers.part.then", count=max(left, 0), each=typed.each))
    elif typed.each is not None:
        found.append(t.plain("offers.part.then_open", each=typed.each))
    return found + ([t.plain("offers.part.then_rest")] if typed.rest_last else [])


def whole(t: Texts, offer: Offer) -> list[str]:
    """Return a whole offer, part by part."""
    found = [t.plain("offers.part.owed", owed=offer.owed)]
    if offer.paid_today.minor > 0:
        found.append(t.plain("offers.part.upfront", amount=offer.paid_today))
    found += _payments(t, offer)
    found += _fees(t, offer.fee_once, offer.fee_each)
    return found + _when(t, offer.first_after, offer.day, offer.by)


def _payments(t: Texts, offer: Offer) -> list[str]:
    payments = offer.payments
    if len(payments) <= 1:
        return [t.plain("offers.part.pay", amount=each) for each in payments]
    if steps_of(offer):
        return _stretches(t, offer)
    regular = payments[1] if len(payments) > 2 else payments[0]
    first, last = payments[0] != regular, payments[-1] != regular
    found = [t.plain("offers.part.first", amount=payments[0])] if first else []
    times = TIMES[offer.every]
    found.append(t.plain(times, count=len(payments) - first - last, each=regular))
    return found + ([t.plain("offers.part.last", amount=payments[-1])] if last else [])


def _stretches(t: Texts, offer: Offer) -> list[str]:
    found = []
    for at, (count, each) in enumerate(offer.runs):
        if at == 0:
            first = "offers.part.interest" if offer.interest_first else TIMES[offer.every]
            found.append(t.plain(first, count=count, each=each))
        elif count == 1 and at == len(offer.runs) - 1:
            found.append(t.plain("offers.part.last", amount=each))
        else:
            found.append(t.plain("offers.part.then", count=count, each=each))
    return found


def _fees(t: Texts, once: Money | None, each: Money | None) -> list[str]:
    found = [] if once is None else [t.plain("offers.part.fee", fee=once)]
    return found + ([] if each is None else [t.plain("offers.part.fee_each", fee=each)])


def _when(t: Texts, after: int, day: int | None, by: date | None) -> list[str]:
    found = [t.plain("offers.part.after", count=after)] if after > 1 else []
    if day is not None:
        found.append(t.plain("offers.part.day", day=day))
    if by is not None:
        found.append(t.plain("offers.part.by", day=by))
    return found
