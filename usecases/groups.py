"""Groups and channels: added, removed, moved, and who may set them up. Nobody's money is here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.groups import REPLIES_A_MINUTE, Group, GroupKind, GroupStatus, Rights, lost
from storage import due, groups, pace, people, series
from storage.due import Due
from usecases.refusal import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from coach.packs import RegionPack
    from storage.uow import UnitOfWork
    from usecases.work import GroupWork, Work

HELLO = "hello"
"""The due kind that introduces the bot to a group."""
TROUBLE = "trouble"
"""The due kind that tells a coach in private what a group lacks; its note is the reason."""
TIDY = "tidy"
"""The due kind that deletes one of the bot's own messages; `ref` is its number."""


LOOKS = timedelta(minutes=15)
"""How long Telegram's word that somebody is an administrator lets them look; never change."""


async def meet(
    uow: UnitOfWork,
    telegram_id: int,
    kind: GroupKind,
    title: str,
    *,
    locale: str,
    region: str | None,
    packs: Mapping[str, RegionPack],
    now: datetime,
) -> Group:
    """Return the group of a chat; the zone of a new one is its region's until set."""
    found = await groups.find(uow, telegram_id)
    if found is not None:
        if title and title != found.title:
            await groups.change(uow, found.id, title=title)
            found = replace(found, title=title)
        return found
    pack = packs.get(region or "")
    zone = pack.zones[0] if pack and pack.zones else "UTC"
    return await groups.add(
        uow, telegram_id, kind, title, locale=locale, zone=zone, region=region, now=now
    )


async def became_forum(uow: UnitOfWork, group: Group, *, forum: bool) -> Group:
    """Note that a group was made a forum, or is none any more: then its posts need no topic."""
    await groups.change(uow, group.id, is_forum=forum, topic=group.topic if forum else None)
    return replace(group, is_forum=forum, topic=group.topic if forum else None)


async def of_code(work: Work, code: str) -> Group | None:
    """Return the group that a deep link names."""
    return await groups.of_code(work.uow, code)


async def may_reply(work: GroupWork) -> bool:
    """Tell whether an answer in the group is within what a minute allows, and count it."""
    return await pace.take(work.uow, f"chat:{work.group.id}", work.now, REPLIES_A_MINUTE)


async def say_hello(work: GroupWork) -> None:
    """Introduce the bot, once for each time it is added."""
    occurrence = f"{HELLO}:{int(work.now.timestamp())}"
    row = Due(0, HELLO, 0, occurrence, 0, work.now, urgent=True, chat_id=work.group.id)
    await due.put(work.uow, row)


async def go_on(work: GroupWork) -> None:
    """Try again what waited for a right or an open topic."""
    await due.hasten(work.uow, work.group.id, work.now)


async def moved_from(work: GroupWork, telegram_id: int) -> None:
    """Hear in the supergroup which group it was."""
    old = await groups.find(work.uow, telegram_id)
    if old is not None and old.id != work.group.id:
        now_id = await groups.telegram_id(work.uow, work.group.id)
        await moved(replace(work, group=old), now_id)


async def may(work: GroupWork, rights: Rights, *, there: bool) -> None:
    """Note what the bot may do there now, and go on with what waited for a right."""
    group = work.group
    status = GroupStatus.ACTIVE if there else GroupStatus.LEFT
    await groups.change(
        work.uow, group.id, status=status.value, may_admin=rights.admin, may_post=rights.post,
        may_pin=rights.pin, may_delete=rights.delete,
    )  # fmt: skip
    if there and rights.post:
        await due.hasten(work.uow, group.id, work.now)
    elif there and "post" in lost(group.rights, rights):
        await trouble(work, "no_right")


async def seen(uow: UnitOfWork, group: Group, rights: Rights, now: datetime) -> None:
    """Note what Telegram answered that the bot may do there; what waited for it goes on."""
    await groups.change(
        uow, group.id, may_admin=rights.admin, may_post=rights.post,
        may_pin=rights.pin, may_delete=rights.delete,
    )  # fmt: skip
    if rights.post and not group.rights.post:
        await due.hasten(uow, group.id, now)


async def left(work: GroupWork) -> None:
    """Note that the bot is no longer there: what was set up waits for its return."""
    await groups.change(work.uow, work.group.id, status=GroupStatus.LEFT.value)


async def moved(work: GroupWork, telegram_id: int) -> None:
    """Give the group the id of the supergroup that it became; told twice it is the same."""
    new = await groups.find(work.uow, telegram_id)
    if new is not None and new.id == work.group.id:
        return
    if new is not None and new.id < work.group.id:
        # An error told of the move before: only the old address was met anew just now.
        await groups.forget(work.uow, work.group.id)
        return
    if new is not None:
        # The supergroup spoke first: what it has was made a moment ago, the old one's is kept.
        await groups.forget(work.uow, new.id)
    await groups.move(work.uow, work.group.id, telegram_id)
    # Messages have other numbers there, so that the plan of the month is written anew.
    await series.unpinned(work.uow, work.group.id)


async def trouble(work: GroupWork, why: str) -> None:
    """Tell those who set the group up, in private and once a day, what it lacks."""
    if why == "no_right":
        await groups.change(work.uow, work.group.id, may_post=False)
    for person_id in await groups.coaches_of(work.uow, work.group.id):
        occurrence = f"{TROUBLE}:{work.group.id}:{work.today.isoformat()}"
        row = Due(person_id, TROUBLE, work.group.id, occurrence, 0, work.now, note=why, urgent=True)
        await due.put(work.uow, row)


async def tidy_later(work: GroupWork, message_id: int, at: datetime) -> None:
    """Delete one of the bot's own messages at that time."""
    row = Due(
        0, TIDY, message_id, f"{TIDY}:{message_id}", 0, at, urgent=True, chat_id=work.group.id
    )
    await due.put(work.uow, row)


async def coaching(work: Work, group_id: int, *, admin_of: frozenset[int], changes: bool) -> Group:
    """Return a group that the person may set up: Telegram said so for this very update.

    To look (no `changes`) its word of the last quarter of an hour is enough. Raises NotYoursError
    when it did not say so, or when there is no such group.
    """
    found = await groups.get(work.uow, group_id)
    if found is None:
        raise NotYoursError
    if group_id in admin_of:
        await groups.coach(work.uow, found.id, work.person.id, work.now)
        return found
    since = work.now - LOOKS
    if changes or not await groups.is_coach(work.uow, group_id, work.person.id, since):
        raise NotYoursError
    return found


async def drafted(work: Work, group_id: int, address: str) -> str:
    """Return where a typed draft is shown; after a tap where Telegram was asked too long ago.

    The form was opened by an administrator's tap, and a draft changes nothing before another.
    """
    since = work.now - LOOKS
    if await groups.is_coach(work.uow, group_id, work.person.id, since):
        return address
    return f"groups.again:{address}"


async def dismissed(uow: UnitOfWork, group_id: int, telegram_id: int) -> None:
    """Note that somebody does not administer a group: they hear no more of it."""
    found = await people.find(uow, telegram_id)
    if found is not None:
        await groups.no_coach(uow, group_id, found[0].id)


async def mine(work: Work) -> tuple[Group, ...]:
    """Return the groups that the person set up."""
    return await groups.of_coach(work.uow, work.person.id)


async def set_up(work: Work, group: Group, **values: str | int | None) -> None:
    """Change a group's language, zone, region or topic."""
    await groups.change(work.uow, group.id, **values)


async def topic_found(work: Work, group: Group) -> None:
    """Go on with what waited for an open topic."""
    await due.hasten(work.uow, group.id, work.now)


async def troubled(work: Work, group_id: int, why: str) -> Group | None:
    """Return the group if it still lacks what `why` says."""
    group = await groups.get(work.uow, group_id)
    if group is None or group.status is GroupStatus.LEFT:
        return None
    return group if why != "no_right" or not group.rights.post else None


async def named(uow: UnitOfWork, *, number: int, code: str) -> tuple[Group, int] | None:
    """Return a group by our number or its code, with its Telegram id."""
    if code:
        group = await groups.of_code(uow, code)
        number = group.id if group else 0
    return (await groups.many(uow, [number])).get(number)
