"""What each finished form becomes: one line a form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from usecases import (
    borrow,
    box,
    broadcasts,
    budget,
    casenotes,
    changes,
    console,
    contacts,
    deadlines,
    debts,
    evidence,
    grants,
    groups_places,
    limits,
    owners,
    payments,
    plan_forms,
    proposals,
    relay,
    reviews,
    scripts,
    series,
    settings,
    staff,
    start,
    suggestions,
    tasks,
    timeline,
    week,
)

if TYPE_CHECKING:
    from coach.interview import Value
    from usecases.work import Work

    Finisher = Callable[[Work, int | None, Mapping[str, Value]], Awaitable[str]]
    """Takes the work, the row the form edits (or None) and the answers; returns an address."""

FINISHERS: dict[str, Finisher] = {
    "debt": debts.finish,
    "gate": debts.finish_gate,
    "budget": budget.finish_quick,
    "budget_full": budget.finish_full,
    "hardship": budget.finish_hardship,
    "plan": plan_forms.finish,
    "agreement": plan_forms.finish_agreement,
    "amendment": changes.finish_amendment,
    "change": changes.finish,
    "new_day": changes.finish_new_day,
    "partly": payments.finish_partly,
    "checkin": reviews.finish,
    "look_again": reviews.finish_look_again,
    "contact": contacts.finish,
    "followup": contacts.finish_other_day,
    "limit": limits.finish,
    "owner": owners.finish,
    "correction": timeline.finish_correction,
    "box_ask": box.finish,
    "box_answer": box.finish_answer,
    "group_place": groups_places.finish,
    "own_post": series.finish_own_post,
    "deadline": deadlines.finish,
    "heard": scripts.finish_heard,
    "lump": proposals.finish_lump,
    "own_amount": proposals.finish_own,
    "place": evidence.finish_place,
    "callback": start.finish_callback,
    "hour": settings.finish_hour,
    "currency": settings.finish_currency,
    "clock": settings.finish_clock,
    "payday": week.finish_payday,
    "spend": week.finish_spend,
    "borrow": borrow.finish,
    "staff_name": staff.finish_name,
    "alias": grants.finish_alias,
    "casenote": casenotes.finish,
    "casenote_shared": casenotes.finish_shared,
    "casenote_edit": casenotes.finish_edit,
    "broadcast": broadcasts.finish,
    "to_counsellor": relay.finish,
    "to_client": relay.finish_reply,
    "task": tasks.finish,
    "suggestion": suggestions.finish,
    "canned": relay.finish_canned,
    "staff_hours": relay.finish_hours,
    "console_code": console.finish_code,
}
