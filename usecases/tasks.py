"""Tasks that a counsellor sends to a client: shown, reminded once, answered, taken back."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from coach.dates import QUIET, reminder_instant
from coach.masking import mask
from coach.occurrences import once
from coach.permits import Action
from coach.relay import OPEN_TASKS, TaskStatus
from storage import due, grants, relay
from storage.due import Due
from usecases import forms, permits
from usecases.access import NotYoursError
from usecases.relay import TooManyError, counsellor_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Value
    from coach.people import Person
    from coach.relay import Task
    from coach.staff import Member
    from usecases.work import Work

KIND = "task"
"""The due kind that shows a client a task; `ref` is the task."""
DAY = "task_day"
"""The due kind that reminds of a task once, on its day."""
BACK = "task_back"
"""The due kind that tells a counsellor what became of a task."""


async def begin(work: Work, client: int) -> None:
    """Ask a counsellor for a task; raises NotYoursError or TooManyError."""
    await _may_send(work, client)
    await forms.start(work, "task", subject=client, anew=True)


async def _may_send(work: Work, client: int) -> Person:
    found = await permits.client(work, Action.SEND_TASK, client)
    if len(await relay.open_tasks(work.uow, client)) >= OPEN_TASKS:
        raise TooManyError
    return found


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Send the task."""
    due_on = answers.get("due_on")
    on = due_on if isinstance(due_on, date) else None
    await send(work, subject or 0, str(answers["words"]), on)
    return f"relay.with:{subject}"


async def send(work: Work, client: int, words: str, due_on: date | None) -> int:
    """Send a task to a client; raises NotYoursError or TooManyError."""
    found = await _may_send(work, client)
    kept = mask(words.strip())[0]
    if not kept:
        raise NotYoursError
    number = await relay.add_task(work.uow, client, work.person.id, kept, due_on, work.now)
    occurrence = once(KIND, number, work.today)
    await due.put(work.uow, Due(client, KIND, number, occurrence, 0, work.now))
    await _remind(permits.as_client(work, found), number, due_on)
    await grants.note(work.uow, work.person.id, Action.SEND_TASK.value, client, work.now)
    return number


async def take_back(work: Work, number: int) -> int:
    """Take a task of one's own back, and return its client; raises NotYoursError."""
    found = await relay.task(work.uow, number)
    if found is None or found.counsellor != work.person.id or found.status is not TaskStatus.OPEN:
        raise NotYoursError
    await permits.client(work, Action.RELAY, found.client)
    await relay.settle_task(work.uow, number, TaskStatus.WITHDRAWN)
    await _silence(work, found.client, number)
    return found.client


async def of_client(work: Work, client: int) -> tuple[Task, ...]:
    """Return the open tasks that the counsellor sent to a client; raises NotYoursError."""
    await permits.client(work, Action.SEND_TASK, client)
    return await relay.open_tasks(work.uow, client, work.person.id)


async def mine(work: Work) -> tuple[Task, ...]:
    """Return the person's open tasks."""
    return await relay.open_tasks(work.uow, work.person.id)


async def one(work: Work, number: int) -> tuple[Task, Member]:
    """Return one of the person's open tasks and who sent it; raises NotYoursError."""
    found = await relay.task(work.uow, number)
    if found is None or found.client != work.person.id or found.status is not TaskStatus.OPEN:
        raise NotYoursError
    return found, await counsellor_of(work, found.counsellor)


async def answer(work: Work, number: int, *, done: bool) -> None:
    """Say that a task is done, or is not for them; the counsellor is told. Raises NotYoursError."""
    found, counsellor = await one(work, number)
    status = TaskStatus.DONE if done else TaskStatus.DECLINED
    await relay.settle_task(work.uow, number, status)
    await _silence(work, work.person.id, number)
    row = Due(counsellor.person_id, BACK, found.id, f"{BACK}:{found.id}", 0, work.now)
    await due.put(work.uow, row)


async def reopen(work: Work, number: int) -> None:
    """Undo an answer; raises NotYoursError."""
    found = await relay.task(work.uow, number)
    ends = (TaskStatus.DONE, TaskStatus.DECLINED)
    if found is None or found.client != work.person.id or found.status not in ends:
        raise NotYoursError
    counsellor = await counsellor_of(work, found.counsellor)
    await relay.settle_task(work.uow, number, TaskStatus.OPEN)
    await due.drop(work.uow, counsellor.person_id, BACK, number)
    await _remind(work, number, found.due_on)


async def _remind(work: Work, number: int, due_on: date | None) -> None:
    """Let the client be reminded on the task's day, at their own hour."""
    if due_on is None or due_on <= work.today:
        return
    at = reminder_instant(due_on, time(work.person.hour), work.person.zone or "UTC", QUIET)
    row = Due(work.person.id, DAY, number, once(DAY, number, due_on), 0, at)
    await due.put(work.uow, row)


async def _silence(work: Work, client: int, number: int) -> None:
    await due.drop(work.uow, client, KIND, number)
    await due.drop(work.uow, client, DAY, number)


async def came_back(work: Work, number: int) -> tuple[Task, str | None] | None:
    """Return an answered task to its counsellor, with how the client is called."""
    found = await relay.task(work.uow, number)
    if found is None or found.counsellor != work.person.id or found.status is TaskStatus.OPEN:
        return None
    if not await permits.allowed(work, Action.RELAY, found.client):
        return None
    grant = await grants.between(work.uow, found.client, found.counsellor)
    return found, grant.alias if grant else None
