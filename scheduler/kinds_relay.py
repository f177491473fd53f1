"""What passes between clients and counsellors: each message, task and suggestion is a due row.

To a client it is as discreet as they wish, and waits while they want no messages. A counsellor
hears at once: it answers what somebody did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_relay, cards_suggestions, cards_tasks
from scheduler.kinds import Item, Kind, Prepared, over
from usecases import plans, relay, suggestions, tasks
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def heard(work: Work, due: Due) -> Prepared | None:
    """Bring a client what their counsellor wrote."""
    found = await relay.heard(work, due.ref)
    if found is None:
        return None
    message, counsellor = found
    return Prepared(
        item=Item(
            lambda t: cards_relay.heard(t, counsellor.name, message.words),
            lambda t: cards_relay.heard_rows(t, counsellor.person_id),
        )
    )


async def told(work: Work, due: Due) -> Prepared | None:
    """Bring a counsellor what their client wrote."""
    found = await relay.told(work, due.ref)
    if found is None:
        return None
    message, called = found
    return Prepared(card=lambda t: cards_relay.told(t, message.client, called, message.words))


async def task(work: Work, due: Due) -> Prepared | None:
    """Show a client a task, or remind of it on its day."""
    try:
        found, counsellor = await tasks.one(work, due.ref)
    except NotYoursError:
        return None
    return Prepared(
        item=Item(
            lambda t: cards_tasks.text(t, found, counsellor.name),
            lambda t: cards_tasks.answers(t, found.id),
        )
    )


async def suggestion(work: Work, due: Due) -> Prepared | None:
    """Show a client what their counsellor suggests."""
    try:
        found, kept, counsellor = await suggestions.one(work, due.ref)
        shown = await plans.show(work, kept.plan.id)
    except NotYoursError:
        return None
    return Prepared(
        item=Item(
            lambda t: cards_suggestions.text(t, found, kept.plan, shown.label, counsellor.name),
            lambda t: cards_suggestions.answers(t, found.id),
        )
    )


async def task_back(work: Work, due: Due) -> Prepared | None:
    """Tell a counsellor what became of a task."""
    found = await tasks.came_back(work, due.ref)
    if found is None:
        return None
    answered, called = found
    return Prepared(card=lambda t: cards_tasks.came_back(t, answered, called))


async def suggestion_back(work: Work, due: Due) -> Prepared | None:
    """Tell a counsellor what became of a suggestion."""
    found = await suggestions.came_back(work, due.ref)
    if found is None or found[0].status not in cards_suggestions.BACK:
        return None
    answered, client, called = found
    return Prepared(card=lambda t: cards_suggestions.came_back(t, answered, client, called))


KINDS = {
    relay.TO_CLIENT: Kind(heard, over, exempt=True, once=True, human=True),
    relay.TO_COUNSELLOR: Kind(told, over, answers=True),
    tasks.KIND: Kind(task, over, exempt=True, once=True),
    tasks.DAY: Kind(task, over, once=True),
    tasks.BACK: Kind(task_back, over, answers=True),
    suggestions.KIND: Kind(suggestion, over, exempt=True, once=True),
    suggestions.BACK: Kind(suggestion_back, over, answers=True),
}
