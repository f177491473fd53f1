"""The verdict on an offer: total, difference, true yearly rate, does it fit, what to say next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui import callbacks
from bot.ui.cards import Button, Card, column, copy, fit, foot, go
from bot.ui.cards_offers_read import listed, whole
from bot.ui.texts import Id, Raw
from coach.dates import Every
from coach.money import Money
from coach.offers import Fit, Flag, a_month
from coach.offers_advice import Against, Never, Say
from coach.terms import Term

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.offers import Offer, OfferCheck
    from coach.offers_advice import Ceiling

SAYS = {
    Say.PROVE_IT: "offers.say.prove_it",
    Say.WHAT_IS_THE_EXTRA: "offers.question.extra",
    Say.COUNTED_HOW: "offers.say.counted_how",
    Say.IS_IT_ZERO: "offers.question.zero",
    Say.IS_THE_REST_WAIVED: "offers.question.rest",
    Say.TOO_MUCH: "offers.say.too_much",
    Say.NOTHING_LEFT: "offers.say.nothing_left",
}
FLAGS = {
    Flag.PAY_TODAY: "offers.flag.pay_today",
    Flag.REBORROWING: "offers.flag.reborrowing",
    Flag.PUT_OFF: "offers.flag.put_off",
    Flag.FEES_ON_TOP: "offers.flag.fees_on_top",
    Flag.LARGE_LAST: "offers.flag.large_last",
    Flag.LONGER_THAN_FIVE_YEARS: "offers.flag.long",
}
NEVERS = {
    Never.NEW_LOAN: "offers.never.new_loan",
    Never.FEE_FIRST: "offers.never.fee_first",
    Never.OPEN_REST: "offers.never.open_rest",
    Never.MORE_THAN_FITS: "offers.never.more_than_fits",
    Never.LARGE_LAST: "offers.never.large_last",
    Never.ABOVE_CEILING: "offers.never.above_ceiling",
    Never.BEFORE_WRITING: "offers.never.before_writing",
    Never.PERSONAL_ACCOUNT: "offers.never.personal_account",
    Never.OPEN_DEBIT: "offers.never.open_debit",
}
SAID_BY = {Never.NEW_LOAN: Flag.REBORROWING, Never.FEE_FIRST: Flag.PAY_TODAY,
           Never.LARGE_LAST: Flag.LARGE_LAST}  # fmt: skip
"""Of a warning and the same as a refusal only the refusal is shown."""
CEILINGS = {Against.ABOVE: "offers.ceiling.above", Against.DEPENDS: "offers.ceiling.depends"}
ASKS = {
    Term.PARTIES: ("offers.term.parties", "offers.ask.parties"),
    Term.BALANCE_SPLIT: ("offers.term.balance_split", "offers.ask.balance_split"),
    Term.PAYMENT_DATES: ("offers.term.payment_dates", "offers.ask.payment_dates"),
    Term.INTEREST_AND_FEES: ("offers.term.interest_and_fees", "offers.ask.interest_and_fees"),
    Term.WAIVED_AMOUNT: ("offers.term.waived_amount", "offers.ask.waived_amount"),
    Term.PAY_TO: ("offers.term.pay_to", "offers.ask.pay_to"),
    Term.COLLECTION_STOPS: ("offers.term.collection_stops", "offers.ask.collection_stops"),
    Term.DEFAULT_AND_GRACE: ("offers.term.default_and_grace", "offers.ask.default_and_grace"),
    Term.HOW_TO_CHANGE: ("offers.term.how_to_change", "offers.ask.how_to_change"),
    Term.CREDIT_REPORT: ("offers.term.credit_report", "offers.ask.credit_report"),
    Term.REST_CANCELLED: ("offers.term.rest_cancelled", "offers.ask.rest_cancelled"),
    Term.PAY_BY: ("offers.term.pay_by", "offers.ask.pay_by"),
    Term.CLOSURE_PROOF: ("offers.term.closure_proof", "offers.ask.closure_proof"),
    Term.NAME_DATE_REFERENCE: ("offers.term.name_date_reference", "offers.ask.name_date_reference"),
}
ALIKE = 2
"""Debts of just the balance that was typed, on offer at once."""
PAGE = 4
"""Questions on one screen."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a verdict rests on beside the figures.

    `debt` is what it is measured against; `lent`: its balance stands in for what the line did not
    say. `word` is the message on a market word that was typed. `alike`: debts whose balance is what
    was typed as owed; the person says which one it is, if any. `admits`: the debt has passed the
    three questions, or none is named. `asks_cash`: only the sum at hand is missing. `ceilings` come with the pack's title.
    """

    arguments: tuple[str, ...]
    say: Say
    nevers: tuple[Never, ...]
    unsaid: tuple[Term, ...]
    debt: Debt | None = None
    lent: bool = False
    word: str | None = None
    alike: tuple[Debt, ...] = ()
    admits: bool = True
    asks_cash: bool = False
    ceilings: tuple[tuple[Ceiling, str], ...] = ()


def verdict(t: Texts, offer: Offer, check: OfferCheck, told: Told) -> Card:
    """Return the verdict, what to look at, what to say next and what is not said yet."""
    words = t.plain(SAYS[told.say], extra=_extra(offer, check))
    fits = _fit(t, check)
    special = tuple(each for each in told.nevers if each in SAID_BY)[:1]
    if not (special or fits) and told.admits and check.saves is None:
        special = told.nevers[:1]
    hidden = {SAID_BY.get(each) for each in special}
    flags = [flag for flag in check.flags if flag not in hidden]
    lines = []
    if told.debt is not None and told.lent:
        lines.append(t.t("offers.against", creditor=told.debt.creditor, owed=offer.owed))
    if _is_unusual(offer):
        lines.append(t.t("offers.shape", parts=listed(t, whole(t, offer)[1:])))
    lines += [_cost(t, offer, check), *fits, *_ceilings(t, check, told)]
    lines += [t.t(FLAGS[flag]) for flag in flags]
    if told.word is not None:
        lines.append(t.t(told.word))
    if not told.admits:
        asked = told.debt is not None and told.debt.gate is not None
        lines.append(t.t("offers.gate_closed" if asked else "offers.gate_first"))
    lines.append(t.t("offers.ask", question=Raw(f"<code>{t.show(words, html=True)}</code>")))
    lines += [t.t(NEVERS[each]) for each in special]
    if told.admits and len(told.unsaid) > 1:
        first, second = (Id(ASKS[each][0]) for each in told.unsaid[:2])
        count = len(told.unsaid)
        lines.append(t.t("offers.unsaid", first=first, second=second, count=count))
    shape = _is_unusual(offer) or told.lent
    long = bool(flags or told.ceilings or told.word or shape or (special and special[0] in SAID_BY))
    return Card("\n\n".join(lines), _choices(t, offer, check, told, words) + foot(t), long=long)


def _choices(
    t: Texts, offer: Offer, check: OfferCheck, told: Told, words: str
) -> tuple[tuple[Button, ...], ...]:
    debt, arguments = told.debt, told.arguments
    # One payment is not measured against what can be paid each month.
    several = len(offer.payments) > 1
    asks_budget = check.fit is Fit.NOT_KNOWN and several and not told.asks_cash
    agreed = go(t.plain("offers.agreed"), "plan.from", *arguments) if debt else None
    if debt is not None and not told.admits:
        agreed = go(t.plain("offers.to_gate"), "gate", debt.id)
    again = go(t.plain("offers.another"), "check", *([debt.id] if debt else []))
    alike = [
        go(
            fit(t.plain("offers.agreed_for", creditor=each.creditor)),
            "plan.from",
            *arguments[:-1],
            each.id,
        )
        for each in told.alike[: ALIKE - asks_budget]
    ]
    if told.lent:
        again = go(t.plain("offers.other_debt"), "check.other", *arguments)
    holds = _holds(t, offer, check, told)
    crowded = told.alike or (debt is not None and (asks_budget or holds) and not told.lent)
    return column(
        copy(t.plain("offers.copy"), words),
        go(t.plain("offers.missing"), "offer.ask", 0, *arguments),
        go(t.plain("offers.log"), "offer.log", *arguments),
        go(t.plain("offers.afford"), "offer.afford", *arguments) if asks_budget else None,
        go(t.plain("offers.cash"), "offer.cash", *arguments) if told.asks_cash else None,
        holds,
        agreed,
        *alike,
        None if crowded else again,
        Button(t.plain("offers.stop"), data=callbacks.pack("home")),
    )


def _holds(t: Texts, offer: Offer, check: OfferCheck, told: Told) -> Button | None:
    """Return the way to the stress test, where there is a budget for it and room for the button."""
    if check.share is None or not told.admits or told.lent or told.alike:
        return None
    each = a_month(offer.outgoings()[1], offer.every)
    if each.minor <= 0:
        return None
    return go(t.plain("stress.button"), "stress", told.debt.id if told.debt else 0, each.minor)


def _is_unusual(offer: Offer) -> bool:
    """Tell whether the offer is of a kind that is easily misread, so that it is said back."""
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
        fits = "offers.fits_hand" if check.at_hand else "offers.fits"
        return [t.t(fits, largest=check.largest)]
    if check.fit is Fit.OVER and check.over_by is not None:
        over = "offers.over_at_times" if check.over_at_times else "offers.over"
        return [t.t("offers.over_hand" if check.at_hand else over, over=check.over_by)]
    return []


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


def asks(t: Texts, told: Told, special: tuple[str, ...], page: int) -> Card:
    """Return what the offer does not say, a question for each, and what not to agree to.

    `special` holds the terms that the debt's region names for just this kind of debt.
    """
    pages = -(-len(told.unsaid) // PAGE)
    first = page * PAGE if page < pages else 0
    here = told.unsaid[first : first + PAGE]
    lines = [t.t("offers.asks", count=len(told.unsaid))]
    for number, term in enumerate(here, first + 1):
        name, question = ASKS[term]
        words = Raw(f"<code>{t.show(t.plain(question), html=True)}</code>")
        lines.append(t.t("offers.asks_line", number=number, term=Id(name), question=words))
    more = first + PAGE < len(told.unsaid)
    if not more:
        lines += [t.t("offers.asks_special", term=each) for each in special]
    rows = column(
        go(t.plain("offers.asks_more"), "offer.ask", first // PAGE + 1, *told.arguments)
        if more
        else None,
        go(t.plain("offers.nevers_button"), "offer.not", *told.arguments),
        go(t.plain("offers.log"), "offer.log", *told.arguments),
    )
    return Card("\n\n".join(lines), rows + foot(t, "offer", *told.arguments), long=True)


def nots(t: Texts, told: Told) -> Card:
    """Return what not to agree to with this offer."""
    lines = [t.t("offers.nevers"), *(t.t(NEVERS[each]) for each in told.nevers)]
    rules = told.debt is not None and bool(told.ceilings)
    rows = column(
        go(t.plain("offers.rules"), "debts.rules", told.debt.id) if told.debt and rules else None,
        go(t.plain("offers.missing"), "offer.ask", 0, *told.arguments),
        go(t.plain("start.pass_on"), "passon"),
    )
    return Card("\n\n".join(lines), rows + foot(t, "offer", *told.arguments), long=True)


def logged_as(t: Texts, offer: Offer, check: OfferCheck) -> str:
    """Return the offer as it stands in the log, with what it really comes to."""
    if check.rate is None or check.difference.minor <= 0:
        return t.plain("offers.log_as", parts=listed(t, whole(t, offer)), total=check.total)
    return t.plain(
        "offers.log_as_rate",
        parts=listed(t, whole(t, offer)),
        total=check.total,
        rate=check.rate.effective,
    )


def kept(t: Texts, contact_id: int, promise: str, creditor: str | None, *, trial: bool) -> Card:
    """Say that the offer stands in the log, for how long, and what comes next."""
    name = creditor or Id("contacts.somebody")
    lines = [t.t("offers.kept", creditor=name, offer=promise), t.t("offers.kept_next")]
    if trial:
        lines.append(t.t("contacts.kept_trial"))
    rows = column(
        go(t.plain("offers.kept_remind"), "contact.remind", contact_id),
        go(t.plain("contacts.keep"), "consents.ask", "contact.kept", contact_id) if trial else None,
        go(t.plain("contacts.details"), "contact.more", contact_id),
        go(t.plain("offers.another"), "check"),
    )
    return Card("\n\n".join(lines), rows + foot(t, "contacts"), long=True)
