"""A counsellor suggests another payment for a plan; the client takes it up or not.

Taken up, it becomes the client's change request (S11): the plan stands until the lender agrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.interview import Skipped
from coach.money import Money
from coach.occurrences import once
from coach.permits import Action
from coach.relay import SuggestionStatus
from storage import due, grants, relay
from storage.due import Due
from usecases import changes, forms, permits, plans
from usecases.access import NotYoursError
from usecases.relay import counsellor_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Value
    from coach.relay import Suggestion
    from coach.staff import Member
    from storage.plans import Kept
    from usecases.work import Work

KIND = "suggestion"
"""The due kind that shows a client a suggestion; `ref` is the suggestion."""
BACK = "suggestion_back"
"""The due kind that tells a counsellor what became of it."""


async def of_client(work: Work, client: int) -> tuple[Kept, ...]:
    """Return the plans of a client for which a change may be suggested; raises NotYoursError."""
    found = await permits.client(work, Action.PROPOSE_CHANGE, client)
    return await plans.all_(permits.as_client(work, found))


async def begin(work: Work, client: int, plan_id: int) -> None:
    """Ask a counsellor what they suggest; raises NotYoursError."""
    kept = await _plan(work, client, plan_id)
    seed: dict[str, Value] = {"currency": kept.plan.amount.currency}
    await forms.start(work, "suggestion", subject=plan_id, seed=seed, anew=True)


async def _plan(work: Work, client: int, plan_id: int) -> Kept:
    found = await permits.client(work, Action.PROPOSE_CHANGE, client)
    return await plans.one(permits.as_client(work, found), plan_id)


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Send the suggestion."""
    client, amount = await relay.whose_plan(work.uow, subject or 0), answers["amount"]
    count, why = answers.get("count"), answers.get("why")
    if client is None:
        raise NotYoursError
    if not isinstance(amount, Money):
        msg = "a suggestion needs its amount"
        raise TypeError(msg)
    reason = str(why) if why is not None and not isinstance(why, Skipped) else None
    await send(
        work, client, subject or 0, amount, count if isinstance(count, int) else None, reason
    )
    return f"relay.with:{client}"


async def send(
    work: Work, client: int, plan_id: int, amount: Money, count: int | None, why: str | None
) -> int:
    """Suggest a payment (in the plan's currency) for a client's plan; raises NotYoursError."""
    kept = await _plan(work, client, plan_id)
    if amount.currency != kept.plan.amount.currency or amount.minor <= 0:
        raise NotYoursError
    number = await relay.suggest(
        work.uow, plan_id, work.person.id, amount.minor, count, why, work.now
    )
    occurrence = once(KIND, number, work.today)
    await due.put(work.uow, Due(client, KIND, number, occurrence, 0, work.now))
    await grants.note(work.uow, work.person.id, Action.PROPOSE_CHANGE.value, client, work.now)
    return number


async def mine(work: Work) -> tuple[Suggestion, ...]:
    """Return what waits for the person's answer."""
    return await relay.waiting_suggestions(work.uow, work.person.id)


async def one(work: Work, number: int) -> tuple[Suggestion, Kept, Member]:
    """Return a suggestion that waits, its plan and who made it; raises NotYoursError."""
    found = await relay.suggestion(work.uow, number)
    if found is None or found[1] != work.person.id:
        raise NotYoursError
    suggestion = found[0]
    if suggestion.status is not SuggestionStatus.WAITING:
        raise NotYoursError
    kept = await plans.one(work, suggestion.plan_id)
    return suggestion, kept, await counsellor_of(work, suggestion.counsellor)


async def accept(work: Work, number: int) -> int:
    """Ask the lender for what was suggested, and return the plan; raises NotYoursError."""
    suggestion, kept, _ = await one(work, number)
    await changes.ask_for(work, kept.plan.id, suggestion.amount)
    await _settle(work, suggestion, SuggestionStatus.ACCEPTED)
    return kept.plan.id


async def decline(work: Work, number: int) -> None:
    """Leave everything as it is; raises NotYoursError."""
    suggestion, _, _ = await one(work, number)
    await _settle(work, suggestion, SuggestionStatus.DECLINED)


async def _settle(work: Work, found: Suggestion, status: SuggestionStatus) -> None:
    await relay.settle_suggestion(work.uow, found.id, status)
    await due.drop(work.uow, work.person.id, KIND, found.id)
    row = Due(found.counsellor, BACK, found.id, f"{BACK}:{found.id}", 0, work.now)
    await due.put(work.uow, row)


async def came_back(work: Work, number: int) -> tuple[Suggestion, int, str | None] | None:
    """Return an answered suggestion to its counsellor, with whose it is and how they are called."""
    found = await relay.suggestion(work.uow, number)
    if found is None or found[0].counsellor != work.person.id:
        return None
    suggestion, client = found
    if not await permits.allowed(work, Action.RELAY, client):
        return None
    grant = await grants.between(work.uow, client, work.person.id)
    return suggestion, client, grant.alias if grant else None
