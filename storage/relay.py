"""Between a client and a counsellor: messages, tasks, suggested changes, ready answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from coach.money import Money
from coach.relay import Message, Suggestion, SuggestionStatus, Task, TaskStatus
from storage.tables_case import cases
from storage.tables_plans import plans
from storage.tables_relay import canned, relayed, suggestions, tasks

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.uow import UnitOfWork


def _message(row: Any) -> Message:
    return Message(row.id, row.person_id, row.counsellor, row.by_client, row.words, row.at)


def _task(row: Any) -> Task:
    return Task(
        row.id, row.person_id, row.counsellor, row.words, row.due_on, TaskStatus(row.status), row.at
    )


async def _add(uow: UnitOfWork, table: Any, **values: Any) -> int:
    made = insert(table).values(**values).returning(table.c.id)
    return int((await uow.run(made)).scalar_one())


async def write(
    uow: UnitOfWork, client: int, counsellor: int, words: str, now: datetime, *, by_client: bool
) -> int:
    """Keep a message and return its number."""
    return await _add(
        uow, relayed, person_id=client, counsellor=counsellor, by_client=by_client, words=words,
        at=now,
    )  # fmt: skip


async def message(uow: UnitOfWork, number: int) -> Message | None:
    """Return one message."""
    row = (await uow.run(select(relayed).where(relayed.c.id == number))).first()
    return None if row is None else _message(row)


async def between(
    uow: UnitOfWork, client: int, counsellor: int, many: int
) -> tuple[Message, ...]:  # fmt: skip
    """Return the newest messages between two, oldest first."""
    where = (relayed.c.person_id == client, relayed.c.counsellor == counsellor)
    newest = select(relayed).where(*where).order_by(relayed.c.id.desc()).limit(many)
    return tuple(_message(row) for row in reversed((await uow.run(newest)).all()))


async def written(
    uow: UnitOfWork, client: int, counsellor: int, since: datetime, *, by_client: bool
) -> int:
    """Return how many messages one side wrote to the other since then."""
    where = (
        relayed.c.person_id == client,
        relayed.c.counsellor == counsellor,
        relayed.c.by_client == by_client,
        relayed.c.at >= since,
    )
    return int((await uow.run(select(func.count()).where(*where))).scalar_one())


async def add_task(
    uow: UnitOfWork, client: int, counsellor: int, words: str, due_on: date | None, now: datetime
) -> int:
    """Keep a task and return its number."""
    return await _add(
        uow, tasks, person_id=client, counsellor=counsellor, words=words, due_on=due_on, at=now
    )


async def task(uow: UnitOfWork, number: int) -> Task | None:
    """Return one task."""
    row = (await uow.run(select(tasks).where(tasks.c.id == number))).first()
    return None if row is None else _task(row)


async def open_tasks(
    uow: UnitOfWork, client: int, counsellor: int | None = None
) -> tuple[Task, ...]:
    """Return a client's open tasks, of one counsellor or of all."""
    where = [tasks.c.person_id == client, tasks.c.status == TaskStatus.OPEN.value]
    if counsellor is not None:
        where.append(tasks.c.counsellor == counsellor)
    rows = (await uow.run(select(tasks).where(*where).order_by(tasks.c.id))).all()
    return tuple(_task(row) for row in rows)


async def settle_task(uow: UnitOfWork, number: int, status: TaskStatus) -> None:
    """Set what became of a task."""
    await uow.run(update(tasks).where(tasks.c.id == number).values(status=status.value))


_SUGGESTED = (
    select(suggestions, plans.c.currency, cases.c.person_id)
    .join_from(suggestions, plans, plans.c.id == suggestions.c.plan_id)
    .join(cases, cases.c.id == plans.c.case_id)
)


def _suggestion(row: Any) -> tuple[Suggestion, int]:
    amount = Money(row.amount, row.currency)
    status = SuggestionStatus(row.status)
    found = Suggestion(
        row.id, row.plan_id, row.counsellor, amount, row.count, row.why, status, row.at
    )
    return found, row.person_id


async def suggest(
    uow: UnitOfWork, plan_id: int, counsellor: int, amount: int, count: int | None,
    why: str | None, now: datetime,
) -> int:  # fmt: skip
    """Keep a suggestion (minor units); one that still waited for the plan gives way to it."""
    waiting = (
        suggestions.c.plan_id == plan_id,
        suggestions.c.status == SuggestionStatus.WAITING.value,
    )
    away = {"status": SuggestionStatus.WITHDRAWN.value}
    await uow.run(update(suggestions).where(*waiting).values(**away))
    return await _add(
        uow, suggestions, plan_id=plan_id, counsellor=counsellor, amount=amount, count=count,
        why=why, at=now,
    )  # fmt: skip


async def suggestion(uow: UnitOfWork, number: int) -> tuple[Suggestion, int] | None:
    """Return a suggestion, and whose plan it is about."""
    row = (await uow.run(_SUGGESTED.where(suggestions.c.id == number))).first()
    return None if row is None else _suggestion(row)


async def whose_plan(uow: UnitOfWork, plan_id: int) -> int | None:
    """Return our number of the person whose plan it is."""
    found = select(cases.c.person_id).join_from(plans, cases).where(plans.c.id == plan_id)
    person: int | None = (await uow.run(found)).scalar_one_or_none()
    return person


async def waiting_suggestions(uow: UnitOfWork, client: int) -> tuple[Suggestion, ...]:
    """Return what a client has not answered yet."""
    where = (
        cases.c.person_id == client,
        suggestions.c.status == SuggestionStatus.WAITING.value,
    )
    rows = (await uow.run(_SUGGESTED.where(*where).order_by(suggestions.c.id))).all()
    return tuple(_suggestion(row)[0] for row in rows)


async def settle_suggestion(uow: UnitOfWork, number: int, status: SuggestionStatus) -> None:
    """Set what became of a suggestion."""
    where = suggestions.c.id == number
    await uow.run(update(suggestions).where(where).values(status=status.value))


async def keep_canned(uow: UnitOfWork, counsellor: int, words: str, now: datetime) -> None:
    """Keep a ready answer."""
    await uow.run(insert(canned).values(person_id=counsellor, words=words, at=now))


async def canned_of(uow: UnitOfWork, counsellor: int) -> tuple[tuple[int, str], ...]:
    """Return a counsellor's ready answers by number."""
    found = select(canned).where(canned.c.person_id == counsellor).order_by(canned.c.id)
    return tuple((row.id, row.words) for row in (await uow.run(found)).all())


async def drop_canned(uow: UnitOfWork, counsellor: int, number: int) -> None:
    """Delete a ready answer."""
    where = (canned.c.person_id == counsellor, canned.c.id == number)
    await uow.run(delete(canned).where(*where))


async def end(uow: UnitOfWork, client: int, counsellor: int) -> None:
    """Take back what still waits for a client from a counsellor who is theirs no more."""
    open_ = (
        tasks.c.person_id == client,
        tasks.c.counsellor == counsellor,
        tasks.c.status == TaskStatus.OPEN.value,
    )
    await uow.run(update(tasks).where(*open_).values(status=TaskStatus.WITHDRAWN.value))
    theirs = select(plans.c.id).join_from(plans, cases).where(cases.c.person_id == client)
    waiting = (
        suggestions.c.plan_id.in_(theirs),
        suggestions.c.counsellor == counsellor,
        suggestions.c.status == SuggestionStatus.WAITING.value,
    )
    away = {"status": SuggestionStatus.WITHDRAWN.value}
    await uow.run(update(suggestions).where(*waiting).values(**away))
