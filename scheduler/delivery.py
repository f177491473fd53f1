"""What one chat is to be told now: load afresh, ask whether it is still wanted, put together."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coach.dates import QUIET, reminder_instant, to_utc
from coach.people import Consent, Messages, Status
from scheduler import notes
from scheduler.kinds import Outcome
from storage import claims, people
from usecases.consents import allows
from usecases.work import Work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.cards import Card
    from bot.ui.texts import Catalogs
    from coach.packs import RegionPack
    from coach.people import Person
    from scheduler.kinds import Item, Kind, Registry
    from storage.claims import Claimed, Lane
    from storage.uow import UnitOfWork

log = logging.getLogger(__name__)

LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Message:
    """One message and the due rows it stands for."""

    card: Card
    rows: tuple[Claimed, ...]
    edit: int | None = None
    late: bool = False


@dataclass(slots=True)
class Plan:
    """What becomes of a chat's claimed rows."""

    chat_id: int
    messages: list[Message] = field(default_factory=list)
    ended: list[tuple[Claimed, Outcome]] = field(default_factory=list)
    """Rows that need no message, with what to call it."""
    put_off: list[tuple[Claimed, datetime]] = field(default_factory=list)
    """Rows whose message waits for another day (calendar time)."""


class Planner:
    """Turns a claimed chat into messages; reads, and never writes."""

    def __init__(
        self,
        kinds: Registry,
        catalogs: Catalogs,
        packs: Mapping[str, RegionPack],
        default_region: str | None,
    ) -> None:
        """Take what stays the same for the life of the process."""
        self.kinds = kinds
        self._catalogs = catalogs
        self._packs = packs
        self._default_region = default_region
        self._uncounted = [name for name, kind in kinds.items() if kind.exempt or kind.answers]

    def work(self, uow: UnitOfWork, person: Person, now: datetime) -> Work:
        """Return the work that kinds are handed."""
        today = now.astimezone(ZoneInfo(person.zone or "UTC")).date()
        return Work(uow, person, now, today, self._packs, self._default_region)

    async def plan(self, uow: UnitOfWork, lane: Lane, now: datetime) -> Plan | None:
        """Return what to do with a chat's rows; None when the person is gone."""
        person = await people.get(uow, lane.person_id)
        if person is None:
            return None
        work = self.work(uow, person, now)
        plan = Plan(await people.telegram_id(uow, person.id))
        welcome = await _welcome(work)
        items: list[tuple[Claimed, Item]] = []
        for row in lane.rows:
            await self._sort(work, row, plan, items, welcome=welcome)
        if items:
            await self._merge(work, plan, items)
        return plan

    async def _sort(
        self,
        work: Work,
        row: Claimed,
        plan: Plan,
        items: list[tuple[Claimed, Item]],
        *,
        welcome: bool,
    ) -> None:
        kind = self.kinds.get(row.due.kind)
        if row.sent:
            plan.ended.append((row, Outcome.SENT))
            return
        if kind is None:
            # Written by a newer version of the program, which will know what to do with it.
            log.warning("nobody knows this kind", extra={"kind": row.due.kind})
            plan.put_off.append((row, _tomorrow(work)))
            return
        if not kind.speaks:
            plan.ended.append((row, Outcome.SKIPPED))
            return
        if not _may_speak(work, kind, welcome=welcome):
            if kind.once:
                plan.put_off.append((row, _tomorrow(work)))
            else:
                plan.ended.append((row, Outcome.SKIPPED))
            return
        try:
            await self._prepare(work, row, kind, plan, items)
        except Exception:
            log.exception("a message could not be prepared", extra={"kind": row.due.kind})
            plan.ended.append((row, Outcome.REFUSED))

    async def _prepare(
        self,
        work: Work,
        row: Claimed,
        kind: Kind,
        plan: Plan,
        items: list[tuple[Claimed, Item]],
    ) -> None:
        t = self._catalogs.texts(work.person.locale)
        prepared = await kind.prepare(work, row.due)
        late = work.now - row.due.run_at > LATE
        if prepared is None:
            plan.ended.append((row, Outcome.SKIPPED))
        elif prepared.card is not None:
            plan.messages.append(Message(prepared.card(t), (row,), prepared.edit))
        elif prepared.item is None:
            plan.ended.append((row, Outcome.SKIPPED))
        elif kind.exempt:
            discreet = work.person.discreet
            card = notes.card(t, [prepared.item], discreet=discreet, late=late)
            plan.messages.append(Message(card, (row,), late=late))
        else:
            items.append((row, prepared.item))

    async def _merge(self, work: Work, plan: Plan, items: list[tuple[Claimed, Item]]) -> None:
        """Make one message of all items, or put them off when today's message was sent."""
        person = work.person
        zone = person.zone or "UTC"
        midnight = to_utc(work.today, time(0), zone)
        if await claims.spoke_since(work.uow, person.id, midnight, self._uncounted):
            for row, _ in items:
                if self.kinds[row.due.kind].stale:
                    plan.ended.append((row, Outcome.SKIPPED))
                else:
                    plan.put_off.append((row, _tomorrow(work)))
            return
        late = any(work.now - row.due.run_at > LATE for row, _ in items)
        t = self._catalogs.texts(person.locale)
        try:
            card = notes.card(t, [item for _, item in items], discreet=person.discreet, late=late)
        except Exception:
            log.exception("a message could not be drawn")
            plan.ended += [(row, Outcome.REFUSED) for row, _ in items]
            return
        plan.messages.append(Message(card, tuple(row for row, _ in items), late=late))


def _tomorrow(work: Work) -> datetime:
    tomorrow = work.today + timedelta(days=1)
    return reminder_instant(tomorrow, time(work.person.hour), work.person.zone or "UTC", QUIET)


async def _welcome(work: Work) -> bool:
    """Tell whether scheduled messages may go to this person now."""
    person = work.person
    if person.status is not Status.ACTIVE or person.paused_since is not None:
        return False
    if person.messages is Messages.PAUSED:
        return False
    return await allows(work, Consent.MESSAGES)


def _may_speak(work: Work, kind: Kind, *, welcome: bool) -> bool:
    return welcome or (kind.answers and work.person.status is not Status.DORMANT)
