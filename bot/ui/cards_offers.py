"""The verdict on an offer: total, difference, true yearly rate, does it fit, the one question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui import callbacks
from bot.ui.cards import Button, Card, column, copy, fit, foot, go
from bot.ui.parse_base import clean, fold
from bot.ui.parse_numbers import AMOUNT
from bot.ui.texts import Raw
from coach.money import Money
from coach.offers import Ask, Fit, Flag, Per

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.offers import Offer, OfferCheck, TypedOffer

QUESTIONS = {
    Ask.WHAT_IS_THE_EXTRA: "offers.question.extra",
    Ask.IS_IT_ZERO: "offers.question.zero",
    Ask.IS_THE_REST_WAIVED: "offers.question.rest",
}
FLAGS = {
    Flag.PAY_TODAY: "offers.flag.pay_today",
    Flag.REBORROWING: "offers.flag.reborrowing",
    Flag.FEES_ON_TOP: "offers.flag.fees_on_top",
    Flag.LARGE_LAST: "offers.flag.large_last",
    Flag.LONGER_THAN_FIVE_YEARS: "offers.flag.long",
}


ALIKE = 2
"""Debts of just the balance that was typed, on offer at once."""
SHOWN = 4
"""Debts on offer at once."""
QUOTED = 60
"""Characters of a line that are said back."""
_SUM = re.compile(AMOUNT)


@dataclass(frozen=True, slots=True)
class Told:
    """What a verdict rests on beside the figures.

    `debt` is what it is measured against; `lent`: its balance stands in for what the line did not
    say. `word` is the message on a market word that was typed. `alike`: debts whose balance is what
    was typed as owed; the person says which one it is, if any.
    """

    arguments: tuple[str, ...]
    debt: Debt | None = None
    lent: bool = False
    word: str | None = None
    alike: tuple[Debt, ...] = ()


def verdict(t: Texts, offer: Offer, check: OfferCheck, told: Told) -> Card:
    """Return the verdict, what to look at, and the words to ask with."""
    question = t.plain(QUESTIONS[check.ask], extra=_extra(offer, check))
    debt, arguments = told.debt, told.arguments
    lines = []
    if debt is not None and told.lent:
        lines.append(t.t("offers.against", creditor=debt.creditor, owed=offer.owed))
    lines += [_cost(t, offer, check), *_fit(t, check)]
    lines += [t.t(FLAGS[flag]) for flag in check.flags]
    if told.word is not None:
        lines.append(t.t(told.word))
    lines.append(t.t("offers.ask", question=Raw(f"<code>{t.show(question, html=True)}</code>")))
    # One payment is not measured against what can be paid each month.
    asks_budget = check.fit is Fit.NOT_KNOWN and len(offer.payments) > 1
    again = go(t.plain("offers.another"), "check", *([debt.id] if debt else []))
    if told.lent:
        again = go(t.plain("offers.other_debt"), "check.other", *arguments)
    rows = column(
        copy(t.plain("offers.copy"), question),
        go(t.plain("offers.afford"), "offer.afford", *arguments) if asks_budget else None,
        go(t.plain("offers.agreed"), "plan.from", *arguments) if debt else None,
        *(
            go(
                fit(t.plain("offers.agreed_for", creditor=each.creditor)),
                "plan.from",
                *arguments[:-1],
                each.id,
            )
            for each in told.alike[:ALIKE]
        ),
        again,
        None if told.alike else go(t.plain("start.pass_on"), "passon"),
        Button(t.plain("offers.stop"), data=callbacks.pack("home")),
    )
    long = bool(check.flags) or told.lent or told.word is not None
    return Card("\n\n".join(lines), rows + foot(t), long=long)


def part(
    t: Texts, typed: TypedOffer, ways: Sequence[tuple[Debt, str]], *, owed_known: bool
) -> Card:
    """Say what was read so far and what is missing; `ways` are debts it may be about."""
    lines = [t.t("offers.read_so_far", parts=_said(t, typed))]
    if owed_known:
        lines.append(t.t("offers.missing.payments"))
    else:
        lines.append(t.t("offers.missing.which") if ways else t.t("offers.missing.owed"))
    rows = column(
        *(
            Button(fit(t.plain("debts.open", number=each.number, creditor=each.creditor)), data=way)
            for each, way in ways[:SHOWN]
        )
    )
    return Card("\n\n".join(lines), rows + foot(t))


def two_ways(t: Texts, options: Sequence[TypedOffer]) -> Card:
    """Say that a line can be read in more than one way."""
    first, second = (_said(t, each) for each in options[:2])
    text = t.t("offers.two_ways", first=first, second=second)
    return Card(text, foot(t), separate=True)


def unread(t: Texts, text: str, held: TypedOffer | None) -> Card:
    """Say what was seen in a line that is no offer, and how one is typed."""
    line = clean(text)
    found = (match.group().strip() for match in _SUM.finditer(fold(line)))
    sums = [each for each in found if any(sign.isdigit() for sign in each)][:SHOWN]
    short = line if len(line) <= QUOTED else line[: QUOTED - 1] + "…"
    lines = [t.t("offers.unread_sums", sums=sums) if sums else t.t("offers.unread", line=short)]
    if held is not None:
        lines.append(t.t("offers.still_have", parts=_said(t, held)))
    lines.append(t.t("offers.unread_how"))
    return Card("\n\n".join(lines), foot(t), separate=True)


def _said(t: Texts, typed: TypedOffer) -> list[str]:
    """Return what a line said, part by part."""
    said = []
    if typed.owed is not None:
        said.append(t.plain("offers.part.owed", owed=typed.owed))
    if typed.upfront is not None:
        said.append(t.plain("offers.part.upfront", amount=typed.upfront))
    if typed.count is not None and typed.each is not None:
        said.append(t.plain("offers.part.times", count=typed.count, each=typed.each))
    elif typed.count is not None:
        said.append(t.plain("offers.part.count", count=typed.count))
    elif typed.each is not None:
        said.append(t.plain("offers.part.each", each=typed.each))
    if typed.pay is not None:
        said.append(t.plain("offers.part.pay", amount=typed.pay))
    if typed.pay_fraction is not None:
        said.append(t.plain("offers.part.share", share=typed.pay_fraction))
    if typed.fee_once is not None:
        said.append(t.plain("offers.part.fee", fee=typed.fee_once))
    if typed.fee_each is not None:
        said.append(t.plain("offers.part.fee_each", fee=typed.fee_each))
    if typed.fee_fraction is not None:
        if typed.fee_per is Per.EACH:
            said.append(t.plain("offers.part.fee_share_each", share=typed.fee_fraction))
        else:
            said.append(t.plain("offers.part.fee_share", share=typed.fee_fraction))
    return said


def _extra(offer: Offer, check: OfferCheck) -> Money:
    return Money(abs(check.difference.minor), offer.currency)


def _cost(t: Texts, offer: Offer, check: OfferCheck) -> str:
    if check.saves is not None:
        return t.t("offers.less", total=check.total, owed=offer.owed, saves=check.saves)
    if check.rate is None or check.difference.minor == 0:
        return t.t("offers.same", total=check.total)
    return t.t(
        "offers.more",
        total=check.total,
        owed=offer.owed,
        extra=check.difference,
        rate=check.rate.effective,
    )


def _fit(t: Texts, check: OfferCheck) -> list[str]:
    if check.fit is Fit.FITS:
        return [t.t("offers.fits", largest=check.largest)]
    if check.fit is Fit.OVER and check.over_by is not None:
        return [t.t("offers.over", over=check.over_by)]
    return []
