"""A case in order: contacts, versions of plans, changes asked for, dates that others set."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from coach.chain import Kind
from coach.contacts import Outcome
from coach.dates import Every
from coach.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.chain import Entry


class What(StrEnum):
    """What happened."""

    CONTACT = "contact"
    CORRECTED = "corrected"
    PLAN = "plan"
    PLAN_CHANGED = "plan_changed"
    PLAN_ENDED = "plan_ended"
    PLAN_REOPENED = "plan_reopened"
    CHANGE_ASKED = "change_asked"
    CHANGE_AGREED = "change_agreed"
    CHANGE_REFUSED = "change_refused"
    DEADLINE = "deadline"
    DEADLINE_DONE = "deadline_done"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    OWNER = "owner"
    OWNER_PROVED = "owner_proved"
    OWNER_UNDONE = "owner_undone"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened; `who` is the creditor, or what the person calls the plan.

    A contact has in `words` what they said, as it was kept. A correction has its `words`, and in
    `of` the instant of the note that it puts right. A plan has its `amount`, `count` (None: it runs
    on) and rhythm; a deadline its kind, the typed words if there are any, and the day in `on`.
    """

    at: datetime
    what: What
    who: str | None = None
    outcome: Outcome | None = None
    reference: str | None = None
    amount: Money | None = None
    count: int | None = None
    every: Every = Every.MONTHLY
    kind: str = ""
    words: str | None = None
    on: date | None = None
    of: datetime | None = None


def of_chain(entries: Sequence[Entry]) -> dict[int, Item]:
    """Return what the chain says by the number of its entry; what was removed is left out.

    Corrections are applied, as far as they and what they put right are among the entries.
    """
    found: dict[int, Item] = {}
    for entry in entries:
        if entry.content is None:
            continue
        said = json.loads(entry.content)
        if entry.kind == Kind.CORRECTION:
            first = found.get(said["of"])
            if first is not None and "creditor" in said:
                found[said["of"]] = replace(first, who=said["creditor"])
            elif first is not None and "kept" in said:
                what = What.PROMISE_KEPT if said["kept"] else What.PROMISE_BROKEN
                at = datetime.fromisoformat(said["at"])
                found[entry.number] = Item(at, what, first.who)
            elif first is not None and "words" in said:
                at, of = datetime.fromisoformat(said["at"]), first.at
                found[entry.number] = Item(
                    at, What.CORRECTED, first.who, words=said["words"], of=of
                )
        else:
            found[entry.number] = _item(Kind(entry.kind), said)
    return found


def _item(kind: Kind, said: dict[str, Any]) -> Item:
    at = datetime.fromisoformat(said["at"])
    who = said.get("label") or said["creditor"]
    match kind:
        case Kind.CONTACT:
            outcome = Outcome(said["outcome"])
            words = said.get("note") or said.get("promise")
            return Item(
                at, What.CONTACT, who, outcome=outcome, reference=said["reference"], words=words
            )
        case Kind.PLAN:
            return Item(
                at,
                What.PLAN if said["version"] == 1 else What.PLAN_CHANGED,
                who,
                amount=Money(said["amount"], said["currency"]),
                count=said["count"],
                every=Every(said["every"]),
            )
        case Kind.PLAN_ENDED:
            return Item(at, What.PLAN_ENDED, who)
        case Kind.OWNER:
            return Item(at, What.OWNER, who, words=said["before"])
        case Kind.OWNER_PROVED | Kind.OWNER_UNDONE:
            return Item(at, What(kind.value), who)
        case _:
            return Item(at, What.PLAN_REOPENED, who)


def correction(entry: Entry) -> tuple[datetime, str] | None:
    """Return when a note was put right, and how; None where only its debt was named later."""
    said = json.loads(entry.content or "{}")
    return (datetime.fromisoformat(said["at"]), said["words"]) if "words" in said else None


def puts_right(entry: Entry) -> int | None:
    """Return the number of the entry that a correction puts right; None for any other entry."""
    if entry.kind != Kind.CORRECTION or entry.content is None:
        return None
    number: int = json.loads(entry.content)["of"]
    return number


@dataclass(frozen=True, slots=True)
class Place:
    """A place between two things that happened, so that a page costs the same wherever it begins.

    Entries of the chain from `number` on are newer (None: none is), and of the changes asked for
    and of the dates so many.
    """

    number: int | None = None
    asked: int = 0
    dates: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What lies on one side of a place, each source with the nearest first."""

    noted: tuple[tuple[int, Item], ...]
    """With the number of its entry in the chain."""
    asked: tuple[Item, ...]
    dates: tuple[Item, ...]


def earlier(place: Place, around: Around, most: int) -> tuple[tuple[Item, ...], Place]:
    """Return at most so many items before a place, newest first, and the place before them.

    Of what happened at once, a date stands before a change that was asked for, that before a note.
    """
    found: list[Item] = []
    noted, asked, dates = [*around.noted], [*around.asked], [*around.dates]
    while len(found) < most and (noted or asked or dates):
        heads = [(dates[0].at, 2)] if dates else []
        heads += [(asked[0].at, 1)] if asked else []
        heads += [(noted[0][1].at, 0)] if noted else []
        match max(heads)[1]:
            case 2:
                found.append(dates.pop(0))
                place = replace(place, dates=place.dates + 1)
            case 1:
                found.append(asked.pop(0))
                place = replace(place, asked=place.asked + 1)
            case _:
                number, item = noted.pop(0)
                found.append(item)
                place = replace(place, number=number)
    return tuple(found), place


def later(place: Place, around: Around, most: int) -> Place:
    """Return the place from which at most so many items lead down to this one."""
    noted, asked, dates = [*around.noted], [*around.asked], [*around.dates]
    for _ in range(most):
        heads = [(dates[0].at, 2)] if dates else []
        heads += [(asked[0].at, 1)] if asked else []
        heads += [(noted[0][1].at, 0)] if noted else []
        if not heads:
            break
        match min(heads)[1]:
            case 2:
                dates.pop(0)
                place = replace(place, dates=place.dates - 1)
            case 1:
                asked.pop(0)
                place = replace(place, asked=place.asked - 1)
            case _:
                number, _item = noted.pop(0)
                place = replace(place, number=number + 1)
    return place
