"""Words about contact itself: where and when to write, and who proves to whom a debt was passed on.

They admit nothing, name no sum, and claim no rule that does not bind the debt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.debts import relative_is_liable
from coach.limits import Ground
from coach.script_lines import Channel, Fact, Kind, Line, Part, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.scripts import Brief

KINDS = frozenset({Kind.LIMIT, Kind.OWNER})


def lines(brief: Brief, kind: Kind) -> tuple[Line, ...]:
    """Return the lines of a request about contact, or of the questions to a new owner."""
    return tuple(_limit(brief) if kind is Kind.LIMIT else _owner(brief))


def _helped(brief: Brief) -> Line:
    who = brief.creditor
    return line("scripts.open.helper", Part.OPENING, Fact.CREDITOR, Fact.HELPING, creditor=who)


_GROUNDS = {
    Ground.RULE: "limits.letter.rule",
    Ground.PERHAPS: "limits.letter.perhaps",
    Ground.COURTESY: "limits.letter.courtesy",
}


def _limit(brief: Brief) -> Iterator[Line]:
    wishes = brief.wishes
    if brief.helping:
        yield _helped(brief)
        yield line("limits.letter.is", Part.OPENING)
    else:
        yield line("limits.letter.open", Part.OPENING, Fact.CREDITOR, creditor=brief.creditor)
    if wishes.noted and wishes.since is not None:
        yield line("limits.letter.noted", Part.SITUATION, Fact.CONTACT, since=wishes.since,
                   number=wishes.noted)  # fmt: skip
    here = brief.channel is Channel.CHAT
    yield line("limits.letter.here" if here else "limits.letter.written", Part.ASK)
    start, end = wishes.quiet
    yield line("limits.letter.hours", Part.ASK, start=start, end=end)
    yield line("limits.letter.work", Part.ASK)
    if not relative_is_liable(brief.debt):
        yield line("limits.letter.others", Part.ASK, Fact.WHOSE)
    yield line(_GROUNDS[wishes.ground], Part.PLEASE, Fact.LENDER)
    yield line("limits.letter.answer", Part.PLEASE)
    yield line("limits.letter.nothing", Part.CLOSE)
    yield line("scripts.close.writing", Part.CLOSE)


def _owner(brief: Brief) -> Iterator[Line]:
    if brief.helping:
        yield _helped(brief)
        yield line("owners.ask.is", Part.OPENING)
    else:
        yield line("owners.ask.open", Part.OPENING, Fact.CREDITOR, creditor=brief.creditor)
    yield line("owners.ask.proof", Part.ASK, Fact.LENDER)
    yield line("owners.ask.company", Part.ASK, Fact.LENDER)
    yield line("owners.ask.record", Part.ASK, Fact.LENDER)
    yield line("owners.ask.who", Part.PLEASE)
    yield line("owners.ask.until", Part.PLEASE, Fact.GATE)
    yield line("owners.ask.nothing", Part.CLOSE, Fact.GATE)
    yield line("scripts.close.writing", Part.CLOSE)
