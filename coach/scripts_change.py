"""The request to change a plan before a payment is missed (S11): notice first, approval after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.dates import Every
from coach.script_lines import Channel, Fact, Kind, Line, Name, Part, Script, line, short
from coach.scripts_hardship import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from coach.money import Money
    from coach.plans import Plan


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked for: `can_pay` None means nothing for now, `until` None not known yet.

    `due` is the payment that would be missed; `creditor` what the person calls the plan.
    """

    plan: Plan
    reason: str
    due: date | None = None
    can_pay: Money | None = None
    until: date | None = None
    creditor: str | None = None
    helping: bool = False
    moved_to: date | None = None
    """Only another due day is asked for: the next payment on this date, then as often as now."""


def change_request(asked: Change, channel: Channel = Channel.CHAT) -> Script:
    """Return the words that ask for a change of a plan in force."""
    return Script(Kind.CHANGE, channel, tuple(_lines(asked)))


def _lines(asked: Change) -> Iterator[Line]:
    plan = asked.plan
    if asked.helping:
        yield line("scripts.change.open_they", Part.OPENING, Fact.PLAN, Fact.HELPING, admits=True,
                   creditor=_called(asked))  # fmt: skip
    else:
        yield line("scripts.change.open", Part.OPENING, Fact.PLAN, admits=True,
                   creditor=_called(asked))  # fmt: skip
    yield line("scripts.change.agreed", Part.OPENING, Fact.PLAN, admits=True, amount=plan.amount)
    if asked.moved_to is not None:
        yield from _another_day(asked.plan, asked.moved_to)
        return
    reason = Name(REASONS.get(asked.reason, "scripts.reason.other"))
    yield line("scripts.because", Part.SITUATION, Fact.CHANGE, reason=reason)
    if asked.due is not None:
        yield line("scripts.change.early", Part.SITUATION, Fact.PLAN, due=asked.due)
    yield _offer(asked)
    yield line("scripts.change.keep", Part.PLEASE, Fact.PLAN)
    yield line("scripts.close.writing", Part.CLOSE)
    yield line("scripts.close.reference", Part.CLOSE)


def _another_day(plan: Plan, first: date) -> Iterator[Line]:
    yield line("scripts.new_day.late", Part.SITUATION, Fact.PLAN)
    if plan.every is Every.MONTHLY:
        yield line("scripts.new_day.ask", Part.ASK, Fact.CHANGE, admits=True, first=first)
    else:
        yield line("scripts.new_day.ask_week", Part.ASK, Fact.CHANGE, admits=True, first=first)
    yield line("scripts.new_day.same", Part.PLEASE, Fact.PLAN, admits=True)
    yield line("scripts.close.writing", Part.CLOSE)
    yield line("scripts.close.reference", Part.CLOSE)


def _called(asked: Change) -> str | Name:
    return short(asked.creditor) if asked.creditor else Name("scripts.change.the_agreement")


def _offer(asked: Change) -> Line:
    pays, until = asked.can_pay, asked.until
    if pays is not None and until is not None:
        return line("scripts.change.less_until", Part.ASK, Fact.CHANGE, admits=True, pays=pays,
                    until=until)  # fmt: skip
    if pays is not None:
        return line("scripts.change.less", Part.ASK, Fact.CHANGE, admits=True, pays=pays)
    if until is not None:
        return line("scripts.change.pause_until", Part.ASK, Fact.CHANGE, until=until)
    return line("scripts.change.pause", Part.ASK, Fact.CHANGE)
