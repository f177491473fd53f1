"""What chats are to be told now: load afresh, ask whether it is still wanted, put together."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coach.digest import Fate, after_quiet, fate, spoke_today, tomorrow
from coach.people import Messages, Status
from scheduler import notes
from scheduler.kinds import Outcome, Prepared
from storage import ledger, people
from usecases.consents import welcoming
from usecases.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.ui.cards import Card
    from bot.ui.send_groups import Act
    from bot.ui.texts import Catalogs
    from coach.packs import RegionPack
    from coach.people import Person
    from scheduler.kinds import Item, Kind, Registry
    from storage.claims import Claimed, Lane
    from storage.uow import UnitOfWork

log = logging.getLogger(__name__)

LATE = timedelta(hours=1)

Ready = Prepared | Outcome | datetime
"""What becomes of a row: a message, an end without one, or another day (calendar time)."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message, drawn when it is sent, and the due rows it stands for."""

    draw: Callable[[], Card | Act]
    rows: tuple[tuple[Claimed, Prepared], ...]
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
    """Turns claimed chats into messages; reads, and never writes."""

    def __init__(
        self,
        kinds: Registry,
        catalogs: Catalogs,
        packs: Mapping[str, RegionPack],
        default_region: str | None,
        *,
        informs: bool = False,
    ) -> None:
        """Take what stays the same for the life of the process."""
        self.kinds = kinds
        self._catalogs = catalogs
        self._packs = packs
        self._default_region = default_region
        self._informs = informs
        self._uncounted = [name for name, kind in kinds.items() if kind.exempt or kind.answers]

    def work(self, uow: UnitOfWork, person: Person, now: datetime) -> Work:
        """Return the work that kinds are handed."""
        today = now.astimezone(ZoneInfo(person.zone or "UTC")).date()
        return Work(
            uow, person, now, today, self._packs, self._default_region, informs=self._informs
        )

    async def plan(self, uow: UnitOfWork, lanes: Sequence[Lane], now: datetime) -> list[Plan]:
        """Return what to do with each person's rows, in a handful of statements for all of them."""
        ids = [lane.number for lane in lanes]
        found = await people.many(uow, ids)
        welcome = await welcoming(uow, ids)
        works = {number: self.work(uow, person, now) for number, (person, _) in found.items()}
        spoke = await ledger.spoke(uow, ids, now - timedelta(days=2), self._uncounted)
        ready = await self._ready(lanes, works, welcome)
        plans = []
        for lane in lanes:
            if lane.number not in found:
                # Erased since: the rows went with the person, and nothing is left to settle.
                plans.append(Plan(0))
                continue
            work, (_, chat_id) = works[lane.number], found[lane.number]
            plans.append(self._chat(work, chat_id, lane, ready, spoke.get(lane.number)))
        return plans

    async def _ready(
        self, lanes: Sequence[Lane], works: Mapping[int, Work], welcome: frozenset[int]
    ) -> dict[int, Ready]:
        """Return what becomes of each row, by its number."""
        ready: dict[int, Ready] = {}
        asked: dict[str, list[tuple[Claimed, Work]]] = {}
        for lane in lanes:
            work = works.get(lane.number)
            if work is None:
                continue
            for row in lane.rows:
                end = self._without_message(work, row, welcome=lane.number in welcome)
                if end is None:
                    asked.setdefault(row.due.kind, []).append((row, work))
                else:
                    ready[row.id] = end
        for name, rows in asked.items():
            said = await _prepare(self.kinds[name], rows)
            ready.update((row.id, each) for (row, _), each in zip(rows, said, strict=True))
        return ready

    def _without_message(self, work: Work, row: Claimed, *, welcome: bool) -> Ready | None:
        """Return what becomes of a row that says nothing now; None when it may speak."""
        kind, person = self.kinds.get(row.due.kind), work.person
        if row.sent:
            return Outcome.SENT
        if kind is None:
            # Written by a newer version of the program, which will know what to do with it.
            log.warning("nobody knows this kind", extra={"kind": row.due.kind})
            return _tomorrow(work)
        if not kind.speaks:
            return Outcome.SKIPPED
        if not _may_speak(person, kind, welcome=welcome):
            return _tomorrow(work) if kind.once else Outcome.SKIPPED
        if kind.answers:
            return None
        return after_quiet(work.now, time(person.hour), person.zone or "UTC")

    def _chat(
        self,
        work: Work,
        chat_id: int,
        lane: Lane,
        ready: Mapping[int, Ready],
        spoke: datetime | None,
    ) -> Plan:
        plan = Plan(chat_id)
        items: list[tuple[Claimed, Prepared]] = []
        spoken = spoke_today(spoke, work.now, work.person.zone or "UTC")
        for row in lane.rows:
            match ready[row.id]:
                case Prepared() as prepared:
                    match self._fate(row, prepared, spoken=spoken):
                        case Fate.ALONE:
                            plan.messages.append(self._message(work, [(row, prepared)]))
                        case Fate.TOGETHER:
                            items.append((row, prepared))
                        case Fate.TOMORROW:
                            plan.put_off.append((row, _tomorrow(work)))
                        case Fate.LET_GO:
                            plan.ended.append((row, Outcome.SKIPPED))
                case Outcome() as outcome:
                    plan.ended.append((row, outcome))
                case another_day:
                    plan.put_off.append((row, another_day))
        if items:
            plan.messages.append(self._message(work, items))
        return plan

    def _fate(self, row: Claimed, prepared: Prepared, *, spoken: bool) -> Fate:
        kind = self.kinds[row.due.kind]
        alone = kind.exempt or prepared.card is not None
        return fate(exempt=alone, stale=kind.stale, spoke=spoken)

    def _message(self, work: Work, rows: Sequence[tuple[Claimed, Prepared]]) -> Message:
        t = self._catalogs.texts(work.person.locale)
        card = rows[0][1].card
        if card is not None:
            return Message(lambda: card(t), tuple(rows), rows[0][1].edit)
        late = any(is_late(row, work.now) for row, _ in rows)
        items: list[Item] = [prepared.item for _, prepared in rows if prepared.item]
        discreet = work.person.discreet
        return Message(
            lambda: notes.card(t, items, discreet=discreet, late=late), tuple(rows), late=late
        )


async def _prepare(kind: Kind, rows: Sequence[tuple[Claimed, Work]]) -> list[Ready]:
    """Ask a kind about its rows; one that cannot be prepared does not hold up the others."""
    if kind.many is not None:
        try:
            said = await kind.many([(work, row.due) for row, work in rows])
        except Exception:
            log.exception("messages could not be prepared together")
        else:
            return [Outcome.SKIPPED if each is None else each for each in said]
    return [await _prepare_one(kind, row, work) for row, work in rows]


async def _prepare_one(kind: Kind, row: Claimed, work: Work) -> Ready:
    try:
        prepared = await kind.prepare(work, row.due)
    except Exception:
        log.exception("a message could not be prepared", extra={"kind": row.due.kind})
        return Outcome.REFUSED
    return Outcome.SKIPPED if prepared is None else prepared


def is_late(row: Claimed, now: datetime) -> bool:
    """Tell whether a row's own hour has passed, today or before it was put off."""
    return row.late or now - row.due.run_at > LATE


def _tomorrow(work: Work) -> datetime:
    return tomorrow(work.today, time(work.person.hour), work.person.zone or "UTC")


def _may_speak(person: Person, kind: Kind, *, welcome: bool) -> bool:
    """Tell whether a message of this kind may go to this person now."""
    if kind.answers:
        return person.status is not Status.DORMANT
    silenced = person.paused_since is not None and not kind.human
    quiet = silenced or person.messages is Messages.PAUSED
    return welcome and not quiet and person.status is Status.ACTIVE
