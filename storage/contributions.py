"""Who shares a yes or no with a group, and what the group was shown of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from coach.dates import Month
from coach.people import CONSENT_VERSION
from coach.trend import Progress
from storage.people import insert_or_ignore
from storage.tables_trend import contributions, shares

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork


def _name(month: Month) -> str:
    return f"{month.day:%Y-%m}"


def _month(name: str) -> Month:
    return Month(date.fromisoformat(f"{name}-01"))


async def of_person(uow: UnitOfWork, person_id: int) -> dict[int, tuple[Month, bool] | None]:
    """Return the groups that a person shares with, each with the answer that waits there."""
    mine = select(contributions).where(contributions.c.person_id == person_id)
    rows = (await uow.run(mine.order_by(contributions.c.id))).all()
    return {
        row.chat_id: None if row.month is None else (_month(row.month), bool(row.kept))
        for row in rows
    }


async def join(
    uow: UnitOfWork, group_id: int, person_id: int, locale: str, now: datetime
) -> None:  # fmt: skip
    """Note that a person agreed, in which words and when; twice is the same."""
    row = {
        "chat_id": group_id, "person_id": person_id, "version": CONSENT_VERSION, "locale": locale,
        "at": now,
    }  # fmt: skip
    await uow.run(insert_or_ignore(uow, contributions), row)


async def leave(uow: UnitOfWork, group_id: int, person_id: int) -> None:
    """Erase the consent and what was given under it."""
    await uow.run(delete(contributions).where(
        contributions.c.chat_id == group_id, contributions.c.person_id == person_id
    ))  # fmt: skip


async def give(uow: UnitOfWork, group_id: int, person_id: int, month: Month, *, kept: bool) -> None:
    """Set a person's answer for a month; one who never agreed gives nothing."""
    await uow.run(update(contributions).where(
        contributions.c.chat_id == group_id, contributions.c.person_id == person_id
    ).values(month=_name(month), kept=kept))  # fmt: skip


async def given(uow: UnitOfWork, group_id: int, month: Month) -> dict[str, bool]:
    """Return the answers of a month by our numbers of the people, and nothing else of them."""
    mine = select(contributions.c.person_id, contributions.c.kept).where(
        contributions.c.chat_id == group_id, contributions.c.month == _name(month)
    )
    rows = (await uow.run(mine)).all()
    return {str(row.person_id): bool(row.kept) for row in rows}


async def frozen(uow: UnitOfWork, group_id: int) -> tuple[Progress, ...]:
    """Return what was frozen for a group and is remembered, the newest first."""
    mine = select(shares).where(shares.c.chat_id == group_id).order_by(shares.c.month.desc())
    return tuple(
        Progress(_month(row.month), row.share, frozenset(filter(None, row.basis.split(","))))
        for row in (await uow.run(mine)).all()
    )


async def freeze(uow: UnitOfWork, group_id: int, shown: Progress, since: Month) -> None:
    """Keep what is shown for a month; a month that is frozen stays as it is.

    The answers that it was made of are erased, and what was frozen before `since` is forgotten.
    """
    row = {
        "chat_id": group_id, "month": _name(shown.month), "share": shown.share,
        "basis": ",".join(sorted(shown.basis)),
    }  # fmt: skip
    await uow.run(insert_or_ignore(uow, shares), row)
    await uow.run(update(contributions).where(
        contributions.c.chat_id == group_id, contributions.c.month <= _name(shown.month)
    ).values(month=None, kept=None))  # fmt: skip
    await uow.run(delete(shares).where(
        shares.c.chat_id == group_id, shares.c.month < _name(since)
    ))  # fmt: skip
