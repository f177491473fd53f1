"""Plans and payments in words: the schedule, one payment, a change request, what must be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.cards_consents import what_button
from bot.ui.texts import Id
from coach.dates import Every
from coach.plans import HowPaid, PaymentStatus, PlanKind, PlanStatus
from coach.terms import Term, needed_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.plans import Instalment, Payment, Plan, Progress

STATUS = {
    PaymentStatus.PAID: "plans.status.paid",
    PaymentStatus.PARTLY: "plans.status.partly",
    PaymentStatus.LATER: "plans.status.later",
    PaymentStatus.CANNOT: "plans.status.cannot",
    PaymentStatus.UNKNOWN: "plans.status.unknown",
}
TERMS = {
    Term.PARTIES: "plans.term.parties",
    Term.BALANCE_SPLIT: "plans.term.balance_split",
    Term.PAYMENT_DATES: "plans.term.payment_dates",
    Term.INTEREST_AND_FEES: "plans.term.interest_and_fees",
    Term.WAIVED_AMOUNT: "plans.term.waived_amount",
    Term.PAY_TO: "plans.term.pay_to",
    Term.COLLECTION_STOPS: "plans.term.collection_stops",
    Term.DEFAULT_AND_GRACE: "plans.term.default_and_grace",
    Term.HOW_TO_CHANGE: "plans.term.how_to_change",
    Term.CREDIT_REPORT: "plans.term.credit_report",
    Term.REST_CANCELLED: "plans.term.rest_cancelled",
    Term.PAY_BY: "plans.term.pay_by",
    Term.CLOSURE_PROOF: "plans.term.closure_proof",
    Term.NAME_DATE_REFERENCE: "plans.term.name_date_reference",
}
RUNNING = {
    Every.MONTHLY: "plans.terms_running",
    Every.WEEKLY: "plans.terms_running_weekly",
    Every.FORTNIGHTLY: "plans.terms_running_fortnightly",
}
COUNTED = {
    Every.MONTHLY: "plans.terms_count",
    Every.WEEKLY: "plans.terms_count_weekly",
    Every.FORTNIGHTLY: "plans.terms_count_fortnightly",
}
SHOWN = 5
WAITING = 3


def name(t: Texts, label: str | None, plan: Plan) -> str:
    """Return what a plan is called: its label, else its number among the person's."""
    return label or t.plain("plans.unnamed", number=plan.number)


@dataclass(frozen=True, slots=True)
class Line:
    """One plan in the list: what it is called, what comes next, how many past ones are open."""

    plan: Plan
    label: str | None
    coming: Instalment | None
    waiting: int


def list_(t: Texts, plans: Sequence[Line], steps: int) -> Card:
    """Return the plans in force with their next payment; `steps` is what a new one takes."""
    if not plans:
        empty = t.tn("plans.empty", steps)
        return Card(empty, column(go(t.plain("plans.add"), "plan.add")) + foot(t))
    lines = [t.t("plans.list_title")]
    for each in plans:
        title, coming = name(t, each.label, each.plan), each.coming
        if each.waiting:
            lines.append(t.tn("plans.list_waiting", each.waiting, name=title))
        if coming is not None:
            lines.append(t.t("plans.list_line", name=title, amount=coming.amount, day=coming.due))
        elif not each.waiting:
            lines.append(t.t("plans.list_done", name=title))
    buttons = [
        go(fit(name(t, each.label, each.plan)), "plan", each.plan.id) for each in plans[:SHOWN]
    ]
    add = go(t.plain("plans.add_another"), "plan.add")
    return Card("\n".join(lines), column(*buttons, add) + foot(t), long=True)


def one(
    t: Texts,
    plan: Plan,
    label: str | None,
    progress: Progress,
    coming: Instalment | None,
    waiting: Sequence[tuple[Instalment, Payment | None]] = (),
    *,
    paused: bool,
    versions: int,
    resting: str | None = None,
) -> Card:
    """Return one plan: how far it is, what is open and next; `resting` until that owner has proof."""
    lines = [t.t("plans.title", name=name(t, label, plan)), _terms(t, plan)]
    lines += _progress(t, progress)
    lines += [_waiting(t, *each) for each in waiting[:WAITING]]
    if len(waiting) > WAITING:
        lines.append(t.tn("plans.waiting_more", len(waiting) - WAITING))
    if plan.status is not PlanStatus.ACTIVE:
        lines.append(t.t("plans.ended"))
    elif coming is not None:
        lines.append(t.t("plans.next", amount=coming.amount, day=coming.due))
    if versions:
        lines.append(t.tn("plans.versions", versions))
    if paused:
        lines.append(t.t("owners.plan_rests", creditor=resting) if resting else t.t("plans.paused"))
    if plan.status is not PlanStatus.ACTIVE:
        return Card("\n".join(lines), column(go(t.plain("plans.reopen"), "plan.reopen", plan.id))
                    + foot(t, "plans"))  # fmt: skip
    rows = _first_rows(t, plan, coming, waiting[0][0] if waiting else None) + column(
        go(t.plain("plans.schedule"), "plan.schedule", plan.id),
        go(t.plain("plans.writing"), "plan.terms", plan.id),
        go(t.plain("plans.messages"), "plan.messages", plan.id),
    )
    return Card("\n".join(lines), rows + foot(t, "plans"), long=True)


def _progress(t: Texts, progress: Progress) -> list[str]:
    if progress.count is not None:
        return [t.tn("plans.progress", progress.count, done=progress.paid_count,
                     paid=progress.paid, left=progress.left)]  # fmt: skip
    if progress.paid.minor:
        return [t.t("plans.progress_open", paid=progress.paid, done=progress.paid_count)]
    return []


def _waiting(t: Texts, each: Instalment, said: Payment | None) -> str:
    """Name a past payment that is open; nobody calls it missed."""
    if said is not None and said.status is PaymentStatus.PARTLY:
        return t.t("plans.waiting_part", day=each.due, paid=said.amount, amount=each.amount)
    status = PaymentStatus.UNKNOWN if said is None else said.status
    return t.t("plans.waiting", day=each.due, status=Id(STATUS[status]))


def _first_rows(
    t: Texts, plan: Plan, coming: Instalment | None, open_: Instalment | None
) -> tuple[tuple[Button, ...], ...]:
    """Return what is to be answered first; a payment's own card also takes "I can't make it"."""
    if open_ is not None:
        return column(
            go(t.plain("plans.answer"), "payment", plan.id, open_.n),
            go(t.plain("plans.next_payment"), "payment", plan.id, coming.n) if coming else None,
        )
    if coming is None:
        first = go(t.plain("payments.finish"), "finish", plan.id)
    else:
        first = go(t.plain("plans.this_payment"), "payment", plan.id, coming.n)
    return column(first, go(t.plain("plans.cannot"), "plan.change_ask", plan.id))


def _terms(t: Texts, plan: Plan) -> str:
    if plan.kind is PlanKind.LUMP:
        return t.t("plans.terms_lump", amount=plan.amount, day=plan.first_due)
    if plan.count is None:
        return t.t(RUNNING[plan.every], amount=plan.amount)
    return t.tn(COUNTED[plan.every], plan.count, amount=plan.amount)


def kept(t: Texts, plan: Plan, coming: Instalment | None, *, asked: bool) -> Card:
    """Say that the plan is noted; where reminders were not agreed to yet, ask (care 2)."""
    if asked:
        rows = column(
            go(t.plain("plans.see"), "plan", plan.id),
            go(t.plain("plans.writing"), "plan.terms", plan.id),
            go(t.plain("plans.preview"), "preview"),
        )
        return Card(t.t("plans.kept"), rows + foot(t))
    rows = column(
        go(t.plain("plans.remind_yes"), "plan.remind", plan.id),
        go(t.plain("plans.remind_choose"), "consents"),
        go(t.plain("plans.remind_no"), "plan", plan.id),
        what_button(t, "plan.kept", plan.id),
    )
    day = coming.due if coming else plan.first_due
    return Card(t.t("plans.remind_ask", day=day), rows + foot(t))


def schedule(t: Texts, plan: Plan, coming: Sequence[Instalment], said: dict[int, Payment]) -> Card:
    """Return the next payments with what was said of each."""
    lines = [t.t("plans.schedule_title")]
    for each in coming:
        payment = said.get(each.n)
        status = Id(STATUS[payment.status]) if payment else Id("plans.status.open")
        lines.append(
            t.t("plans.schedule_line", number=each.n, day=each.due, amount=each.amount,
                status=status)
        )  # fmt: skip
    papers = column(go(t.plain("documents.button"), "documents.plan", plan.id))
    return Card("\n".join(lines), papers + foot(t, "plan", plan.id), long=True)


def messages(t: Texts, plan: Plan, leads: tuple[int, ...], *, paused: bool) -> Card:
    """Offer fewer messages, a pause, or none."""
    if plan.how_paid is HowPaid.AUTO:
        text = t.t("plans.messages_auto")
    else:
        text = t.t("plans.messages_text", days=[t.tn("plans.lead", lead) if lead else
                                               t.plain("plans.lead_day") for lead in leads])  # fmt: skip
    fewer = go(t.plain("plans.fewer"), "plan.fewer", plan.id) if len(leads) > 1 else None
    all_three = go(t.plain("plans.all_three"), "plan.all", plan.id)
    switch = (
        go(t.plain("plans.resume"), "plan.resume", plan.id)
        if paused
        else go(t.plain("plans.pause"), "plan.pause", plan.id)
    )
    rows = column(
        fewer or all_three,
        switch,
        go(t.plain("plans.stop"), "plan.stop", plan.id),
        go(t.plain("plans.preview"), "preview"),
    )
    return Card(text, rows + foot(t, "plan", plan.id))


def stop_ask(t: Texts, plan: Plan) -> Card:
    """Ask once before ending a plan."""
    rows = column(go(t.plain("plans.stop_yes"), "plan.stop2", plan.id),
                  go(t.plain("plans.stop_no"), "plan", plan.id))  # fmt: skip
    return Card(t.t("plans.stop_ask"), rows + foot(t, "plan", plan.id))


def terms(
    t: Texts, plan: Plan, ticked: frozenset[str], page: int, special: Sequence[str] = ()
) -> Card:
    """Return what must stand in writing, each to tick; nothing is paid before it does.

    `special` are further terms that the region's rules name for this kind of debt.
    """
    needed = needed_terms(lump=plan.kind is PlanKind.LUMP, waives=False)
    first = page * SHOWN
    lines = [t.t("plans.writing_text")]
    for term in needed:
        mark = "plans.writing_seen" if term.value in ticked else "plans.writing_open"
        lines.append(t.t(mark, term=Id(TERMS[term])))
    lines += [t.t("plans.writing_open", term=words) for words in special]
    buttons = [
        go(t.plain(TERMS_SHORT[term]), "plan.term", plan.id, term.value, page)
        for term in needed[first : first + SHOWN]
    ]
    following = page + 1 if first + SHOWN < len(needed) else 0
    more = go(t.plain("form.more"), "plan.terms", plan.id, following)
    return Card("\n".join(lines), column(*buttons, more) + foot(t, "plan", plan.id), long=True)


TERMS_SHORT = {
    Term.PARTIES: "plans.tick.parties",
    Term.BALANCE_SPLIT: "plans.tick.balance_split",
    Term.PAYMENT_DATES: "plans.tick.payment_dates",
    Term.INTEREST_AND_FEES: "plans.tick.interest_and_fees",
    Term.WAIVED_AMOUNT: "plans.tick.waived_amount",
    Term.PAY_TO: "plans.tick.pay_to",
    Term.COLLECTION_STOPS: "plans.tick.collection_stops",
    Term.DEFAULT_AND_GRACE: "plans.tick.default_and_grace",
    Term.HOW_TO_CHANGE: "plans.tick.how_to_change",
    Term.CREDIT_REPORT: "plans.tick.credit_report",
    Term.REST_CANCELLED: "plans.tick.rest_cancelled",
    Term.PAY_BY: "plans.tick.pay_by",
    Term.CLOSURE_PROOF: "plans.tick.closure_proof",
    Term.NAME_DATE_REFERENCE: "plans.tick.name_date_reference",
}
