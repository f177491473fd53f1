"""A client's case as a page shows it: tables of words, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.ui import cards_budget, cards_contacts, cards_deadlines, cards_debts, cards_plans
from bot.ui.cards_start import STEPS
from coach.budget import SIGNS
from coach.debts import is_priority
from coach.evidence import Status
from coach.forms_budget import REASONS
from coach.forms_evidence import NAMES
from coach.path import Step

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.caseload import Progress
    from coach.evidence import Ticked
    from usecases.case_view import Case
    from usecases.evidence import Checklist
    from usecases.plans import Shown

REASON_NAMES = {option.value: option.text for option in REASONS}
PAYMENTS = {
    "none": "console.payments.none",
    "kept": "console.payments.kept",
    "not_said": "console.payments.not_said",
    "not_kept": "console.payments.not_kept",
}
PAPERS = {
    Status.OPEN: "console.papers.open",
    Status.ASKED: "console.papers.asked",
    Status.HAVE: "console.papers.have",
    Status.SKIP: "console.papers.skip",
}


def progress(t: Texts, found: Progress) -> dict[str, Any]:
    """Return the steps with what is done, and how payments go."""
    return {
        "steps": [(t.plain(STEPS[step]), step in found.path.done) for step in Step],
        "next": t.plain(STEPS[found.path.next]) if found.path.next else "",
        "payments": t.plain(PAYMENTS[found.payments.value]),
    }


def debts(t: Texts, found: Case) -> list[dict[str, Any]]:
    """Return the debts."""
    return [
        {
            "creditor": each.creditor,
            "balance": t.show(each.balance),
            "stage": t.plain(cards_debts.STAGE_NAMES[each.stage]),
            "kind": t.plain(cards_debts.KIND_NAMES[each.kind]),
            "whose": t.plain(cards_debts.WHOSE_NAMES[each.whose]),
            "rate": t.show(each.rate) if each.rate is not None else "",
            "priority": is_priority(each),
        }
        for each in found.debts
    ]


def budget(t: Texts, found: Case) -> list[dict[str, Any]]:
    """Return the working of what can be offered; empty before there is a budget."""
    if found.offer is None:
        return []
    return [
        {
            "name": t.plain(cards_budget.STEPS[row.step]),
            "sign": SIGNS[row.step].replace("-", "−"),
            "amount": t.show(row.amount),
        }
        for row in found.offer.affordability.working
    ]


def hardship(t: Texts, found: Case) -> str:
    """Return the reason they gave, if it may be seen."""
    return t.plain(REASON_NAMES[found.hardship.reason]) if found.hardship else ""


def plans(t: Texts, found: Case) -> list[dict[str, Any]]:
    """Return the plans in force."""
    return [_plan(t, each) for each in found.plans]


def _plan(t: Texts, each: Shown) -> dict[str, Any]:
    plan, coming = each.kept.plan, each.next
    return {
        "id": plan.id,
        "name": cards_plans.name(t, each.label, plan),
        "amount": t.show(plan.amount),
        "currency": plan.amount.currency,
        "next": t.day(coming.due) if coming else "",
        "paid": each.progress.paid_count,
        "count": each.progress.count,
        "waiting": len(each.waiting),
        "paused": each.kept.paused,
        "asks": each.request is not None,
    }


def contacts(t: Texts, found: Case) -> list[dict[str, Any]]:
    """Return what was said with whom, the newest first."""
    return [
        {
            "day": t.day(each.at.date()),
            "who": found.creditor(each.debt_id) or t.plain("contacts.somebody"),
            "how": t.plain(cards_contacts.CHANNELS[each.channel]),
            "said": t.plain(cards_contacts.OUTCOMES[each.outcome]),
            "note": " · ".join(filter(None, (each.promise, each.note))),
            "next": t.day(each.next_on) if each.next_on else "",
        }
        for each in found.contacts
    ]


def deadlines(t: Texts, found: Case) -> list[dict[str, Any]]:
    """Return the open deadlines, the soonest first."""
    return [
        {
            "day": t.day(each.deadline.on),
            "what": t.show(cards_deadlines.name(each.kind, each.what)),
            "who": found.creditor(each.debt_id) or "",
            "assumed": each.assumed,
        }
        for each in found.deadlines
    ]


def papers(t: Texts, found: tuple[Checklist, ...]) -> list[dict[str, Any]]:
    """Return which papers they have, for all debts and for each."""
    return [
        {
            "creditor": each.debt.creditor if each.debt else "",
            "items": [_paper(t, item) for item in each.items],
        }
        for each in found
    ]


def _paper(t: Texts, item: Ticked) -> tuple[str, str, str]:
    return t.plain(NAMES[item.item]), t.plain(PAPERS[item.status]), item.place or ""
