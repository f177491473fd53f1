"""How a person likes it: language, place, currency, hour, how many messages, how discreet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from coach.dates import local_date
from coach.people import Messages
from storage import cases, due, people
from storage import contacts as contact_rows
from usecases import (
    access,
    contacts,
    deadlines,
    finish,
    nudges,
    papers,
    plans,
    prefs,
    regions,
    reviews,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Value
    from usecases.work import Work

BY_OFFSET = {
    -600: "Pacific/Honolulu", -540: "America/Anchorage", -480: "America/Los_Angeles",
    -420: "America/Denver", -360: "America/Chicago", -300: "America/New_York",
    -240: "America/Halifax", -210: "America/St_Johns", -180: "America/Sao_Paulo",
    -120: "Atlantic/South_Georgia", -60: "Atlantic/Azores", 0: "Africa/Abidjan",
    60: "Africa/Lagos", 120: "Africa/Johannesburg", 180: "Africa/Nairobi", 210: "Asia/Tehran",
    240: "Asia/Dubai", 270: "Asia/Kabul", 300: "Asia/Karachi", 330: "Asia/Kolkata",
    345: "Asia/Kathmandu", 360: "Asia/Dhaka", 390: "Asia/Yangon", 420: "Asia/Bangkok",
    480: "Asia/Singapore", 540: "Asia/Tokyo", 570: "Australia/Darwin", 600: "Australia/Brisbane",
    660: "Pacific/Guadalcanal", 720: "Pacific/Auckland", 780: "Pacific/Tongatapu",
}  # fmt: skip
"""A place for each distance from UTC in minutes, where no pack knows the zones."""
DAY = 24 * 60
ON_A_DAY = frozenset({contacts.KIND, reviews.LOOK_AGAIN, finish.KIND, nudges.KIND, papers.KIND})
"""Said once, on a day that the occurrence keeps: `kind:number:2026-05-01`."""


async def _set(work: Work, **values: Any) -> None:
    await people.change(work.uow, work.person.id, **values)
    plain = dict(values)
    if "messages" in plain:
        plain["messages"] = Messages(plain["messages"])
    work.person = replace(work.person, **plain)


async def recompute(work: Work) -> None:
    """Compute anew when messages come: the zone, the hour or their number changed."""
    work.today = local_date(work.now, work.person.zone or "UTC")
    await plans.recompute_all(work)
    await deadlines.recompute_all(work)
    await reviews.recompute(work)
    for row in await due.of_person(work.uow, work.person.id):
        if row.kind in ON_A_DAY:
            day = date.fromisoformat(row.occurrence.split(":")[2])
            wanted = prefs.once(work, day)
            # The occurrence stays: the ledger knows by it that it was not said yet.
            await due.put(work.uow, replace(row, run_at=wanted.run_at))
            if row.kind == contacts.KIND:
                await contact_rows.change(work.uow, row.ref, next_on=wanted.local_date)


async def speak(work: Work, locale: str) -> None:
    """Speak this language from now on, whatever Telegram says."""
    await _set(work, locale=locale, locale_chosen=True)


async def move_to(work: Work, region: str) -> None:
    """Live in another region: its currency and its only zone come with it."""
    pack = work.packs.get(region)
    if pack is None:
        return
    zone = pack.zones[0] if len(pack.zones) == 1 else None
    if zone is None and work.person.zone in pack.zones:
        zone = work.person.zone
    await regions.live_in(work, region)
    await _set(work, zone=zone, currency=pack.currency or work.person.currency)
    await recompute(work)


async def live_by(work: Work, zone: str) -> None:
    """Use this IANA zone."""
    await _set(work, zone=zone)
    await recompute(work)


async def finish_clock(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Take the zone from the time it is now where the person is."""
    hour, minute = map(int, str(answers["clock"]).replace("：", ":").split(":"))
    here = hour * 60 + minute
    there = work.now.hour * 60 + work.now.minute
    away = (here - there + DAY // 2) % DAY - DAY // 2
    await live_by(work, zone_at(away))
    return "settings.place"


def zone_at(away: int) -> str:
    """Return a place so far from UTC; a clock tells +12 and -12 hours not apart, so count round."""

    def gap(offset: int) -> int:
        return min((offset - away) % DAY, (away - offset) % DAY)

    return BY_OFFSET[min(BY_OFFSET, key=gap)]


async def finish_currency(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Use this currency where nothing else says which."""
    await _set(work, currency=str(answers["currency"]))
    return "settings.place"


async def finish_hour(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Send messages at this local hour."""
    hour = answers["hour"]
    await _set(work, hour=hour if isinstance(hour, int) else 10)
    await recompute(work)
    return "settings.messages"


async def be_discreet(work: Work, *, discreet: bool) -> None:
    """Hide what the clock's messages say, or not."""
    await _set(work, discreet=discreet)


async def set_messages(work: Work, wanted: Messages) -> None:
    """Set how many scheduled messages the person wants."""
    await _set(work, messages=wanted.value)
    await recompute(work)


async def help_someone(work: Work, *, helping: bool) -> None:
    """Say whether this is filled in for somebody else."""
    await cases.change(work.uow, await access.case_of(work), helping=helping)
    work.person = replace(work.person, helping=helping)
