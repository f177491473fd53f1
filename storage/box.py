"""Questions of the anonymous box: kept while they wait, and what each step leaves of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from coach.box import Status
from storage import keys
from storage.dialects import words
from storage.tables_box import asked, draw, questions
from storage.tables_flow import due, ledger

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from storage.uow import UnitOfWork

DRAFT = "draft"
"""Shown to its asker, who has not sent it yet."""
APPROVED = "approved"
"""A coach said yes; it is posted when the group's turn comes."""
_EARLIEST = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is not posted yet."""

    id: int
    group_id: int
    words: str
    day: date
    status: str
    reply: int | None
    """The asker's Telegram id."""
    answer: str | None


def _question(row: Any) -> Question:
    reply = int(row.reply) if row.reply else None
    return Question(row.id, row.chat_id, row.words, row.day, row.status, reply, row.answer)


async def add(
    uow: UnitOfWork, group_id: int, words: str, day: date, status: str, reply: int | None = None,
    answer: str | None = None,
) -> int:  # fmt: skip
    """Keep a question under a number drawn by chance."""
    number = draw()
    await uow.run(insert(questions).values(
        id=number, chat_id=group_id, words=words, day=day, status=status,
        reply=None if reply is None else str(reply), answer=answer,
    ))  # fmt: skip
    return number


async def get(uow: UnitOfWork, number: int) -> Question | None:
    """Return a question that was not posted yet; locks the row."""
    mine = select(questions).where(questions.c.id == number, questions.c.status != Status.POSTED)
    row = (await uow.run(mine.with_for_update())).first()
    return _question(row) if row else None


async def waiting(uow: UnitOfWork, group_id: int) -> tuple[Question, ...]:
    """Return the questions that a group's coaches have not decided, the oldest first."""
    mine = select(questions).where(
        questions.c.chat_id == group_id, questions.c.status == Status.WAITING
    )
    rows = (await uow.run(mine.order_by(questions.c.day, questions.c.id))).all()
    return tuple(_question(row) for row in rows)


async def change(uow: UnitOfWork, number: int, **values: Any) -> None:
    """Set the status or the answer of a question."""
    await uow.run(update(questions).where(questions.c.id == number).values(**values))


async def erase(
    uow: UnitOfWork, number: int, kinds: Collection[str], settling: str = ""
) -> None:  # fmt: skip
    """Erase a question with its reply address, and every due row and ledger entry about it.

    The due row that is being settled (its kind) goes at the end of that: were it gone before, a new
    row could take its number and go with it.
    """
    await uow.run(delete(questions).where(questions.c.id == number))
    await uow.run(delete(ledger).where(ledger.c.kind.in_(kinds), ledger.c.ref == number))
    others = [kind for kind in kinds if kind != settling]
    await uow.run(delete(due).where(due.c.kind.in_(others), due.c.ref == number))


async def unsaid(uow: UnitOfWork, lane: int, kind: str, ref: int) -> None:
    """Erase from the ledger that something was said to somebody."""
    mine = (ledger.c.lane == lane, ledger.c.kind == kind, ledger.c.ref == ref)
    await uow.run(delete(ledger).where(*mine))


async def of_asker(
    uow: UnitOfWork, telegram_id: int, *, status: str = ""
) -> tuple[Question, ...]:  # fmt: skip
    """Return the unposted questions of a person (only the key opens whose they are)."""
    open_ = select(questions).where(questions.c.reply.is_not(None))
    if status:
        open_ = open_.where(questions.c.status == status)
    rows = (await uow.run(open_)).all()
    return tuple(_question(row) for row in rows if row.reply == str(telegram_id))


async def today(uow: UnitOfWork, telegram_id: int, day: date) -> int:
    """Return how many questions a person sent today."""
    mine = select(asked.c.number).where(asked.c.word.in_(_words(telegram_id, day)))
    return sum((await uow.run(mine)).scalars())


async def count(uow: UnitOfWork, telegram_id: int, day: date) -> None:
    """Count one more question; the counters of days gone by everywhere are thrown away.

    Days are each group's own: where one is at its latest, another's may be two earlier.
    """
    await uow.run(delete(asked).where(asked.c.day < day - _EARLIEST))
    values = {"word": _words(telegram_id, day)[0], "day": day, "number": 1}
    more = {"number": asked.c.number + 1}
    statement = words(uow.dialect).insert(asked).values(**values)
    await uow.run(statement.on_conflict_do_update(index_elements=[asked.c.word], set_=more))


def _words(telegram_id: int, day: date) -> tuple[str, ...]:
    return keys.ring().digests(f"asked {day.isoformat()} {telegram_id}")
