"""The verdict on an offer: total, difference, true yearly rate, does it fit, the one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks
from bot.ui.cards import Button, Card, column, copy, foot, go
from bot.ui.texts import Raw
from coach.money import Money
from coach.offers import Ask, Fit, Flag

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.offers import Offer, OfferCheck

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


def verdict(
    t: Texts, offer: Offer, check: OfferCheck, arguments: tuple[str, ...], debt_id: int
) -> Card:
    """Return the verdict, what to look at, and the words to ask with."""
    question = t.plain(QUESTIONS[check.ask], extra=_extra(offer, check))
    lines = [_cost(t, offer, check), *_fit(t, check)]
    lines += [t.t(FLAGS[flag]) for flag in check.flags]
    lines.append(t.t("offers.ask", question=Raw(f"<code>{t.show(question, html=True)}</code>")))
    known = check.fit is not Fit.NOT_KNOWN
    rows = column(
        copy(t.plain("offers.copy"), question),
        None if known else go(t.plain("offers.afford"), "offer.afford", *arguments),
        go(t.plain("offers.agreed"), "plan.from", *arguments) if debt_id else None,
        go(t.plain("offers.another"), "check", *([debt_id] if debt_id else [])),
        go(t.plain("start.pass_on"), "passon"),
        Button(t.plain("offers.stop"), data=callbacks.pack("home")),
    )
    return Card("\n\n".join(lines), rows + foot(t), long=bool(check.flags))


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
