"""The verdict on an offer: total, difference, true yearly rate, does it fit, what to say next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks
from bot.ui.cards import Button, Card, column, copy, fit, foot, go
from bot.ui.cards_deadlines import court_first
from bot.ui.cards_offers_read import listed, whole
from bot.ui.cards_offers_told import CEILINGS, FLAGS, NEVERS, SAID_BY, SAYS
from bot.ui.cards_rates import foreign_lines, rate_button
from bot.ui.cards_stress_fits import clause, fits, holding
from bot.ui.texts import Raw
from coach.dates import Every
from coach.money import Money
from coach.offers import Fit, Flag, a_month
from coach.offers_advice import Say
from coach.offers_fitting import How, fitting
from coach.offers_steps import steps_of

if TYPE_CHECKING:
    from bot.ui.cards_offers_told import Told
    from bot.ui.texts import Texts
    from coach.offers import Offer, OfferCheck

ALIKE = 2
"""Debts of just the balance that was typed, on offer at once."""


def verdict(t: Texts, offer: Offer, check: OfferCheck, told: Told) -> Card:
    """Return the verdict, what to look at, what to say next and what is not said yet."""
    low = offer.outgoings()[0] if offer.payments else check.total
    words = t.plain(SAYS[told.say], extra=_extra(offer, check), count=len(offer.payments), low=low)
    fits_how = (
        [t.t("offers.nothing_left")] if told.say is Say.NOTHING_LEFT else _fit(t, check, told)
    )
    way = _way(t, offer, check) if told.admits and told.say is not Say.NOTHING_LEFT else []
    breaks = told.admits and told.hard is not None and told.hard.breaks
    special = tuple(each for each in told.nevers if each in SAID_BY)[:1]
    if not (special or fits_how) and told.admits and check.difference.minor >= 0:
        special = told.nevers[:1]
    hidden = {SAID_BY.get(each) for each in special}
    flags = [flag for flag in check.flags if flag not in hidden]
    lines = [] if told.age is None else [t.t(told.age)]
    lines += court_first(t, told.debt, told.court_on)
    if told.debt is not None and told.lent:
        lines.append(t.t("offers.against", creditor=told.debt.creditor, owed=offer.owed))
    if _is_unusual(offer):
        lines.append(t.t("offers.shape", parts=listed(t, whole(t, offer)[1:])))
    lines += [
        _cost(t, offer, check, told),
        *fits_how,
        *way,
        *foreign_lines(t, told.foreign),
        *_ceilings(t, check, told),
    ]
    lines += [t.t(_flag(flag, check)) for flag in flags]
    lines += [] if told.word is None else [t.t(told.word)]
    if not told.admits and told.age is None:
        asked = told.gated is not None and told.gated.gate is not None
        lines.append(t.t("offers.gate_closed" if asked else "offers.gate_first"))
    lines.append(t.t("offers.ask", question=Raw(f"<code>{t.show(words, html=True)}</code>")))
    if told.hard is not None and breaks and check.fit is Fit.FITS:
        lines.append(clause(t, told.hard))
    lines += [t.t(NEVERS[each]) for each in special]
    points = told.points
    if told.admits and len(points) > 1:
        lines.append(t.t("offers.unsaid", first=points[0], second=points[1], count=len(points)))
    shape = _is_unusual(offer) or told.lent
    long = bool(
        flags
        or told.age
        or check.rest
        or told.ceilings
        or told.word
        or shape
        or breaks
        or way
        or told.foreign
        or (special and special[0] in SAID_BY)
    )
    return Card("\n\n".join(lines), _choices(t, offer, check, told, words) + foot(t), long=long)


def _choices(
    t: Texts, offer: Offer, check: OfferCheck, told: Told, words: str
) -> tuple[tuple[Button, ...], ...]:
    debt, arguments = told.debt, told.arguments
    # One payment is not measured against what can be paid each month.
    several = len(offer.payments) > 1
    asks_budget = told.asks_budget and check.fit is Fit.NOT_KNOWN and several and not told.asks_cash
    # Money asked for today is no plan, and nothing can be promised where nothing is left.
    open_ = told.say is not Say.NOTHING_LEFT and (check.rest is None or several)
    agreed = go(t.plain("offers.agreed"), "offer.agreed", *arguments) if debt and open_ else None
    gate = None
    if told.gated is not None and not told.admits:
        agreed, gate = None, go(t.plain("offers.to_gate"), "gate", told.gated.id)
    again = go(t.plain("offers.another"), "check", *([debt.id] if debt else []))
    alike = [
        go(
            fit(t.plain("offers.agreed_for", creditor=each.creditor)),
            "offer.agreed",
            *arguments[:-1],
            each.id,
        )
        for each in (told.alike[: ALIKE - asks_budget] if open_ else ())
    ]
    if told.lent:
        again = go(t.plain("offers.other_debt"), "check.other", *arguments)
    holds = _holds(t, offer, check, told)
    rate = rate_button(t, told.foreign)
    crowded = told.alike or rate or (debt is not None and (asks_budget or holds) and not told.lent)
    return column(
        gate,
        copy(t.plain("offers.copy"), words),
        go(t.plain("offers.missing"), "offer.ask", 0, *arguments),
        go(t.plain("offers.log"), "offer.log", *arguments),
        go(t.plain("offers.afford"), "offer.afford", *arguments) if asks_budget else None,
        go(t.plain("offers.cash"), "offer.cash", *arguments) if told.asks_cash else None,
        holds,
        agreed,
        *alike,
        rate,
        None if crowded else again,
        Button(t.plain("offers.stop"), data=callbacks.pack("home")),
    )


def _holds(t: Texts, offer: Offer, check: OfferCheck, told: Told) -> Button | None:
    """Return the way to the stress test, where there is a budget for it and room for the button."""
    if (
        check.share is None
        or told.say is Say.NOTHING_LEFT
        or not told.admits
        or told.lent
        or told.alike
    ):
        return None
    each = a_month(offer.regular, offer.every)
    if each.minor <= 0:
        return None
    return go(t.plain("stress.button"), "stress", told.debt.id if told.debt else 0, each.minor)


def _is_unusual(offer: Offer) -> bool:
    """Tell whether the offer is of a kind that is easily misread, so that it is said back."""
    if steps_of(offer):
        return True
    regular = offer.payments[1:-1] or offer.payments[:1]
    uneven = len(offer.payments) > 2 and (
        offer.payments[0] != regular[0]
        # The last of an even split takes the remainder.
        or abs(offer.payments[-1].minor - regular[0].minor) > len(offer.payments)
    )
    return (
        uneven or offer.first_after > 1 or offer.every is not Every.MONTHLY or offer.by is not None
    )


def _extra(offer: Offer, check: OfferCheck) -> Money:
    return Money(abs(check.difference.minor), offer.currency)


def _flag(flag: Flag, check: OfferCheck) -> str:
    dear = check.rate is not None and check.difference.minor != 0
    return FLAGS[flag] if dear or flag is not Flag.FEES_ON_TOP else "offers.flag.fees_in_total"


def _cost(t: Texts, offer: Offer, check: OfferCheck, told: Told) -> str:
    if not told.admits and check.difference.minor < 0:
        return t.t("offers.in_all", total=check.total)
    if check.rest is not None:
        return _rest(t, offer, check, check.rest)
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


def _rest(t: Texts, offer: Offer, check: OfferCheck, rest: Money) -> str:
    if len(offer.payments) > 1:
        return t.t("offers.rest_several", total=check.total, owed=offer.owed, rest=rest)
    if offer.by is not None:
        return t.t("offers.rest_by", paid=check.total, rest=rest, day=offer.by)
    return t.t("offers.rest_today", paid=check.total, rest=rest)


def _fit(t: Texts, check: OfferCheck, told: Told) -> list[str]:
    """Say whether it fits; where hard months were tried, what they hold stands first."""
    hard = told.hard if told.admits else None
    if check.fit is Fit.FITS:
        if check.at_hand:
            return [t.t("offers.fits_hand")]
        return [t.t("offers.fits", largest=check.largest) if hard is None else fits(t, hard)]
    if check.fit is Fit.OVER and check.over_by is not None:
        rises = Flag.STEPS_UP in check.flags and check.first_fits
        over = "offers.over_at_times" if check.over_at_times or rises else "offers.over"
        said = [t.t("offers.over_hand" if check.at_hand else over, over=check.over_by)]
        return [holding(t, hard), *said] if hard is not None and hard.better is not None else said
    return []


WAYS = {
    How.SPREAD_FEE: "offers.fitting.spread_fee",
    How.EQUAL: "offers.fitting.equal",
    How.LONGER: "offers.fitting.longer",
}


def _way(t: Texts, offer: Offer, check: OfferCheck) -> list[str]:
    """Say what would make the offer fit, worked out."""
    found = fitting(offer, check)
    return [] if found is None else [t.t(WAYS[found.how], count=found.count, each=found.each)]


def _ceilings(t: Texts, check: OfferCheck, told: Told) -> list[str]:
    if check.rate is None:
        return []
    return [
        t.t(
            CEILINGS[each.against],
            title=title,
            most=each.most,
            rate=check.rate.effective,
            simple=check.rate.nominal,
        )
        for each, title in told.ceilings
    ]
