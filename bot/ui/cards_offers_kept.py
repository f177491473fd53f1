"""Behind the verdict: what is not said yet, what not to agree to, and the offer in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, copy, foot, go
from bot.ui.cards_offers_read import listed, whole
from bot.ui.cards_offers_told import ASKS, NEVERS
from bot.ui.cards_rates import NAME, foreign_lines, rate_button
from bot.ui.texts import Id, Raw
from coach.offers import a_month
from coach.offers_steps import steps_of
from coach.script_lines import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards_offers_told import Told
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.money import Money
    from coach.offers import Offer, OfferCheck

PAGE = 4
"""Questions on one screen."""
FIRST = 5
"""Points named one by one before an agreement is saved; they fit one message to the lender."""
OTHERS = 3
"""Other debts named one by one."""


def asks(t: Texts, told: Told, page: int) -> Card:
    """Return what the offer does not say, a question for each, and what not to agree to."""
    pages = -(-len(told.unsaid) // PAGE)
    first = page * PAGE if page < pages else 0
    here = told.unsaid[first : first + PAGE]
    lines = [t.t("offers.asks", count=len(told.points))]
    for number, term in enumerate(here, first + 1):
        name, question = ASKS[term]
        words = Raw(f"<code>{t.show(t.plain(question), html=True)}</code>")
        lines.append(t.t("offers.asks_line", number=number, term=Id(name), question=words))
    more = first + PAGE < len(told.unsaid)
    if not more:
        lines += [t.t("offers.asks_special", term=each) for each in told.special]
    rows = column(
        go(t.plain("offers.asks_more"), "offer.ask", first // PAGE + 1, *told.arguments)
        if more
        else None,
        go(t.plain("offers.nevers_button"), "offer.not", *told.arguments),
        go(t.plain("offers.log"), "offer.log", *told.arguments),
    )
    return Card("\n\n".join(lines), rows + foot(t, "offer", *told.arguments), long=True)


def before_saving(
    t: Texts,
    offer: Offer,
    told: Told,
    *,
    most_of: Money | None = None,
    others: Sequence[Debt] = (),
) -> Card:
    """Say before an agreement is saved what is not known yet; nothing is blocked.

    `most_of` is what there is for all debts a month, where this one takes most of it, and
    `others` are those that share it.
    """
    first, more = told.points[:FIRST], len(told.points) - FIRST
    points = [t.t("offers.before.point", term=each) for each in first]
    if more > 0:
        points.append(t.tn("offers.before.more", more))
    words = t.plain("offers.before.words", terms=[t.show(each) for each in first])
    lines = [
        "\n".join((t.t("offers.before.title"), *points)),
        t.t("offers.before.how"),
        t.t("offers.ask", question=Raw(f"<code>{t.show(words, html=True)}</code>")),
    ]
    if steps_of(offer):
        count, each = offer.runs[0]
        lines.append(t.t("offers.before.steps", count=count, each=each))
    lines += _most(t, offer, most_of, others) + foreign_lines(t, told.foreign)
    rows = column(
        go(t.plain("offers.before.ask"), "offer.ask", 0, *told.arguments),
        copy(t.plain("offers.before.copy"), words),
        go(t.plain("offers.before.another"), "debts.add") if most_of and not others else None,
        rate_button(t, told.foreign),
        go(t.plain("offers.before.save"), "plan.from", *told.arguments),
    )
    return Card("\n\n".join(lines), rows + foot(t, "offer", *told.arguments), long=True)


def _most(t: Texts, offer: Offer, pot: Money | None, others: Sequence[Debt]) -> list[str]:
    if pot is None:
        return []
    each = a_month(offer.regular, offer.every)
    if not others:
        return [t.t("offers.before.other_debts", each=each, pot=pot)]
    names = [short(debt.creditor, NAME) for debt in others[:OTHERS]]
    return [t.tn("offers.before.share_debts", len(others), each=each, pot=pot, debts=names)]


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
