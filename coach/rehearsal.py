"""A pretend call: where an answer leads, and what can be said of the whole afterwards.

Only facts are found: what was said, the largest sum named against what the budget holds, whether
writing was asked for, whether it stayed calm. No score, and a sum beyond the budget comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.money import NO_CURRENCY, Money
from coach.rehearsal_tree import END, FIRST, NEAREST, TURNS, Agent, Move

if TYPE_CHECKING:
    from coach.proposals import Proposal


class Mode(StrEnum):
    """What the calm words are for."""

    OFFER = "offer"
    """Say what can be paid."""
    HOLD = "hold"
    """Nothing is left: ask only for what costs nothing (care 5)."""
    PROOF = "proof"
    """The gate is closed: ask for proof, admit nothing, name no sum (care 4)."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the call is about; `limit` is the most that the budget holds a month.

    `offer` is what the calm words name, never above `limit`; None where no sum may be named.
    `made_up` marks the example, whose figures are nobody's.
    """

    mode: Mode
    owed: Money
    limit: Money
    offer: Money | None = None
    made_up: bool = False


EXAMPLE = Figures(
    Mode.OFFER,
    owed=Money(400_000, NO_CURRENCY),
    limit=Money(15_000, NO_CURRENCY),
    offer=Money(15_000, NO_CURRENCY),
    made_up=True,
)


def figures(
    owed: Money, share: Money | None, chosen: Proposal | None, *, admits: bool
) -> Figures | None:
    """Return the person's own figures; None where the budget does not say what fits.

    `share` is what can go to this debt a month; `chosen` the proposal that the script makes.
    """
    nothing = Money(0, owed.currency)
    if not admits:
        return Figures(Mode.PROOF, owed, nothing)
    if share is None or share.currency != owed.currency:
        return None
    if share.minor <= 0:
        return Figures(Mode.HOLD, owed, nothing)
    named = chosen.amount if chosen and chosen.amount else share
    offer = Money(min(named.minor, share.minor, owed.minor), owed.currency)
    return Figures(Mode.OFFER, owed, share, offer)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: the ways it goes, and the largest sum a month that it promises or offers."""

    moves: frozenset[Move]
    named: Money | None = None


def tapped(move: Move, known: Figures) -> Said:
    """Return what a button says."""
    match move:
        case Move.FACTS:
            return Said(frozenset({move}), known.offer)
        case Move.PROMISE:
            return Said(frozenset({move}), known.owed)
        case _:
            return Said(frozenset({move}))


@dataclass(frozen=True, slots=True)
class Call:
    """How far a call has come; `turn` is END when it is over. `named` is the largest sum so far."""

    agent: Agent
    turn: str
    facts: bool = False
    writing: bool = False
    angry: bool = False
    named: Money | None = None

    @property
    def over(self) -> bool:
        """Tell whether the call has ended."""
        return self.turn == END


def begin(agent: Agent) -> Call:
    """Return a call at its first turn."""
    return Call(agent, FIRST[agent])


def way_of(said: Said, known: Figures) -> Move:
    """Return the one way that an answer goes; a loud word or too large a sum outweighs the rest."""
    above = said.named is not None and said.named.minor > known.limit.minor
    if Move.ANGRY in said.moves:
        return Move.ANGRY
    if above or Move.PROMISE in said.moves:
        return Move.PROMISE
    if Move.WRITING in said.moves:
        return Move.WRITING
    return Move.FACTS if said.named is not None or Move.FACTS in said.moves else Move.TIME


def answer(call: Call, said: Said, known: Figures) -> Call:
    """Return the call after an answer; one that is over stays as it is."""
    if call.over:
        return call
    way = way_of(said, known)
    ways = dict(TURNS[call.turn].ways)
    then = next((ways[near] for near in NEAREST[way] if near in ways), END)
    fits = said.named is not None and said.named.minor <= known.limit.minor
    larger = max(
        (each for each in (call.named, said.named) if each is not None),
        key=lambda each: each.minor,
        default=None,
    )
    return replace(
        call,
        turn=then,
        facts=call.facts or Move.FACTS in said.moves or (fits and Move.PROMISE not in said.moves),
        writing=call.writing or Move.WRITING in said.moves,
        angry=call.angry or Move.ANGRY in said.moves,
        named=larger,
    )


class Promise(StrEnum):
    """What was promised, against the budget."""

    NONE = "none"
    WITHIN = "within"
    ABOVE = "above"


class Practise(StrEnum):
    """The one thing to practise next."""

    TAKE_BACK = "take_back"
    BREATHE = "breathe"
    FACTS = "facts"
    WRITING = "writing"
    HARDER = "harder"
    """Nothing is missing."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What can be said of a call, as facts."""

    facts: bool
    promise: Promise
    writing: bool
    calm: bool
    practise: Practise


def findings(call: Call, known: Figures) -> Findings:
    """Return what was found; a promise above the budget is what to practise before all else."""
    promise = Promise.NONE
    if call.named is not None and call.named.minor > 0:
        fits = call.named.minor <= known.limit.minor
        promise = Promise.WITHIN if fits else Promise.ABOVE
    wanting = (
        (promise is Promise.ABOVE, Practise.TAKE_BACK),
        (call.angry, Practise.BREATHE),
        (not call.facts, Practise.FACTS),
        (not call.writing, Practise.WRITING),
    )
    practise = next((what for missing, what in wanting if missing), Practise.HARDER)
    return Findings(call.facts, promise, call.writing, not call.angry, practise)
