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
    from collections.abc import Iterable, Sequence

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


def of_chain(entries: Sequence[Entry]) -> tuple[Item, ...]:
    """Return what the chain says; what was removed is left out, corrections are applied."""
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
    return tuple(found.values())


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


def newest_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return everything with the newest first; of what happened at once, what was noted last."""
    return tuple(sorted(items, key=lambda item: item.at))[::-1]
