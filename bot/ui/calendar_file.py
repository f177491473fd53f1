"""A plan's open days as a calendar file (RFC 5545): all-day entries with alarms, importable twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from coach.documents import alarm_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from bot.ui.texts import Texts

_OCTETS = 75
"""Most octets of a line, its end not counted (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in the calendar: `uid` stays the same for ever, so that a later file replaces it."""

    uid: str
    day: date
    summary: str
    version: int = 1


def uid(bot: str, plan_id: int, n: int) -> str:
    """Return what names instalment `n` of a plan for ever, without telling which plan it is."""
    return f"{uuid5(NAMESPACE_URL, f'duewell:{bot}:{plan_id}:{n}')}@duewell"


def calendar(
    t: Texts, entries: Sequence[Entry], leads: Sequence[int], hour: int, now: datetime
) -> bytes:
    """Return the file: UTF-8, CRLF, folded; alarms `leads` days before each day, at `hour` local."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Duewell//Plan//{t.locale.split('_')[0].upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for entry in entries:
        lines += _event(entry, leads, hour, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(entry: Entry, leads: Sequence[int], hour: int, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{entry.version}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(entry.summary)}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    for lead in sorted(set(leads), reverse=True):
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_escaped(entry.summary)}"
        yield f"TRIGGER:{_duration(alarm_minutes(lead, hour))}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _duration(minutes: int) -> str:
    """Return a duration from the start of the day (RFC 5545, 3.3.6): `-P4DT15H`, `PT9H`."""
    sign, rest = ("-" if minutes < 0 else ""), abs(minutes)
    days, hours = divmod(rest // 60, 24)
    time = f"T{hours}H" if hours or not days else ""
    return f"{sign}P{f'{days}D' if days else ''}{time}"


def _escaped(words: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(sign, written)
    return "".join(sign for sign in words if sign >= " " and sign != "\x7f")


def _folded(line: str) -> bytes:
    """Return a content line with its end; no sign is cut in two (RFC 5545, 3.1)."""
    parts, now = [], b""
    for sign in line:
        more = sign.encode("utf-8", "replace")
        if len(now) + len(more) > _OCTETS:
            parts.append(now)
            now = b" "
        now += more
    return b"\r\n".join([*parts, now]) + b"\r\n"
