"""The monthly polls of a group and their totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from coach.trend import Pulse
from storage.people import insert_or_ignore
from storage.tables_trend import pulses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.uow import UnitOfWork

_NONE = ",".join("0" for _ in Pulse)


async def add(uow: UnitOfWork, group_id: int, month: str, poll: str, message: int) -> None:
    """Remember the poll of a month, which has no votes yet."""
    row = {
        "chat_id": group_id, "month": month, "poll": poll, "message": message, "votes": _NONE,
    }  # fmt: skip
    await uow.run(insert_or_ignore(uow, pulses), row)


async def count(uow: UnitOfWork, poll: str, totals: Sequence[int]) -> None:
    """Set the totals of a poll; one that is not ours changes nothing."""
    if len(totals) != len(Pulse):
        return
    votes = ",".join(str(total) for total in totals)
    await uow.run(update(pulses).where(pulses.c.poll == poll).values(votes=votes))


async def message(uow: UnitOfWork, group_id: int, month: str) -> int | None:
    """Return the message that holds the poll of a month."""
    mine = select(pulses.c.message).where(pulses.c.chat_id == group_id, pulses.c.month == month)
    found: int | None = (await uow.run(mine)).scalar()
    return found


async def last(
    uow: UnitOfWork, group_id: int, before: str
) -> tuple[tuple[str, dict[Pulse, int]], ...]:
    """Return the last two polls before a month, the newest first: its month and its totals."""
    mine = select(pulses).where(pulses.c.chat_id == group_id, pulses.c.month < before)
    rows = (await uow.run(mine.order_by(pulses.c.month.desc()).limit(2))).all()
    return tuple((row.month, _votes(row.votes)) for row in rows)


def _votes(text: str) -> dict[Pulse, int]:
    return dict(zip(Pulse, map(int, text.split(",")), strict=True))
