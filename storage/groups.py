"""Groups and channels: rows to `Group` and back, and their Telegram ids."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from coach.groups import Group, GroupKind, GroupStatus, Rights
from storage import keys
from storage.people import insert_or_ignore
from storage.tables_groups import chats, coaches

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.uow import UnitOfWork

_OF_ID = select(chats).where(chats.c.digest.in_(bindparam("digests", expanding=True)))
_OF_NUMBERS = select(chats).where(chats.c.id.in_(bindparam("ids", expanding=True)))


def _group(row: Any) -> Group:
    return Group(
        id=row.id,
        kind=GroupKind(row.kind),
        title=row.title,
        locale=row.locale,
        zone=row.zone,
        region=row.region,
        status=GroupStatus(row.status),
        code=row.code,
        rights=Rights(row.may_admin, row.may_post, row.may_pin, row.may_delete),
        is_forum=row.is_forum,
        topic=row.topic,
        linked=row.linked,
    )


async def find(uow: UnitOfWork, telegram_id: int) -> Group | None:
    """Return the group of a Telegram chat id; locks the row."""
    digests = list(keys.ring().digests(str(telegram_id)))
    row = (await uow.run(_OF_ID.with_for_update(), {"digests": digests})).first()
    return _group(row) if row else None


async def many(uow: UnitOfWork, ids: Collection[int]) -> dict[int, tuple[Group, int]]:
    """Return groups by our number, each with the chat id to write to; who is gone is left out."""
    rows = (await uow.run(_OF_NUMBERS, {"ids": list(ids)})).all()
    return {row.id: (_group(row), int(row.telegram_id)) for row in rows}


async def get(uow: UnitOfWork, group_id: int) -> Group | None:
    """Return the group of that number."""
    found = await many(uow, [group_id])
    return found[group_id][0] if group_id in found else None


async def of_code(uow: UnitOfWork, code: str) -> Group | None:
    """Return the group that a deep link's code names."""
    row = (await uow.run(select(chats).where(chats.c.code == code))).first()
    return _group(row) if row else None


async def add(
    uow: UnitOfWork,
    telegram_id: int,
    kind: GroupKind,
    title: str,
    *,
    locale: str,
    zone: str,
    region: str | None,
    now: datetime,
) -> Group:
    """Remember a new group; who added it by another update meanwhile is found."""
    row = {
        "digest": keys.ring().digests(str(telegram_id))[0],
        "telegram_id": str(telegram_id),
        "title": title,
        "kind": kind.value,
        "code": secrets.token_hex(10),
        "locale": locale,
        "zone": zone,
        "region": region,
        "created_at": now,
    }
    await uow.run(insert_or_ignore(uow, chats), row)
    found = await find(uow, telegram_id)
    if found is None:
        msg = "a group vanished inside a transaction"
        raise RuntimeError(msg)
    return found


async def change(uow: UnitOfWork, group_id: int, **values: Any) -> None:
    """Set columns of one group (`locale`, `zone`, `topic`, `may_post` …)."""
    await uow.run(update(chats).where(chats.c.id == group_id).values(**values))


async def move(uow: UnitOfWork, group_id: int, telegram_id: int) -> None:
    """Give a group the Telegram id of the supergroup that it became."""
    digest = keys.ring().digests(str(telegram_id))[0]
    await change(
        uow, group_id, digest=digest, telegram_id=str(telegram_id), kind=GroupKind.SUPERGROUP.value
    )


async def telegram_id(uow: UnitOfWork, group_id: int) -> int:
    """Return the chat id to write to."""
    statement = select(chats.c.telegram_id).where(chats.c.id == group_id)
    return int((await uow.run(statement)).scalar_one())


async def coach(uow: UnitOfWork, group_id: int, person_id: int, now: datetime) -> None:
    """Note that Telegram just called this person an administrator of the group."""
    row = {"chat_id": group_id, "person_id": person_id, "checked_at": now}
    if (await uow.run(insert_or_ignore(uow, coaches), row)).rowcount:
        return
    mine = (coaches.c.chat_id == group_id, coaches.c.person_id == person_id)
    await uow.run(update(coaches).where(*mine).values(checked_at=now))


async def no_coach(uow: UnitOfWork, group_id: int, person_id: int) -> None:
    """Forget that a person set the group up."""
    mine = (coaches.c.chat_id == group_id, coaches.c.person_id == person_id)
    await uow.run(delete(coaches).where(*mine))


async def is_coach(uow: UnitOfWork, group_id: int, person_id: int, since: datetime) -> bool:
    """Tell whether Telegram called this person an administrator of the group since then."""
    mine = (coaches.c.chat_id == group_id, coaches.c.person_id == person_id)
    statement = select(coaches.c.id).where(*mine, coaches.c.checked_at >= since)
    return (await uow.run(statement)).first() is not None


async def coaches_of(uow: UnitOfWork, group_id: int) -> tuple[int, ...]:
    """Return the people who set the group up, the latest first."""
    statement = select(coaches.c.person_id).where(coaches.c.chat_id == group_id)
    return tuple((await uow.run(statement.order_by(coaches.c.checked_at.desc()))).scalars())


async def of_coach(uow: UnitOfWork, person_id: int) -> tuple[Group, ...]:
    """Return the groups that a person set up."""
    statement = select(chats).join(coaches, coaches.c.chat_id == chats.c.id)
    rows = await uow.run(statement.where(coaches.c.person_id == person_id).order_by(chats.c.id))
    return tuple(_group(row) for row in rows.all())


async def page(uow: UnitOfWork, coach: int | None, many: int, skip: int) -> tuple[Group, ...]:
    """Return groups in the order in which they came: those that a person set up, or all (None)."""
    found = select(chats).where(chats.c.status == GroupStatus.ACTIVE.value)
    if coach is not None:
        found = found.join(coaches, coaches.c.chat_id == chats.c.id)
        found = found.where(coaches.c.person_id == coach)
    rows = await uow.run(found.order_by(chats.c.id).limit(many).offset(skip))
    return tuple(_group(row) for row in rows.all())


async def unclaimed(uow: UnitOfWork, kind: GroupKind, most: int) -> tuple[tuple[Group, int], ...]:
    """Return the newest groups of a kind that nobody has set up, each with its Telegram id."""
    claimed = select(coaches.c.id).where(coaches.c.chat_id == chats.c.id).exists()
    there = (chats.c.kind == kind.value, chats.c.status == GroupStatus.ACTIVE.value, ~claimed)
    rows = await uow.run(select(chats).where(*there).order_by(chats.c.id.desc()).limit(most))
    return tuple((_group(row), int(row.telegram_id)) for row in rows.all())


async def forget(uow: UnitOfWork, group_id: int) -> None:
    """Delete a group with all that was set up and due there."""
    await uow.run(delete(chats).where(chats.c.id == group_id))
