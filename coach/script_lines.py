"""What a script is made of: lines that carry their message id, arguments and the facts they rest on.

A script can therefore be said in any language, and a test can see that no sentence stands on
nothing, that every figure is the budget's own, and that a closed gate admits nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.money import Money

if TYPE_CHECKING:
    from datetime import date

    from coach.dates import Month
    from coach.exchange import TypedRate


class Channel(StrEnum):
    """How the words reach the creditor."""

    PHONE = "phone"
    CHAT = "chat"
    LETTER = "letter"


class Aim(StrEnum):
    """What the person wants of this contact; the value stands in button data."""

    OFFER = "a"
    ASK = "q"
    """Only questions."""
    PAUSE = "h"
    """First of all time: hold collection while the budget is made."""
    AGAIN = "r"
    """The same request once more, after a refusal."""
    LESS = "n"
    """The next rung of the ladder: what is asked for when the first was refused."""
    COMPLAIN = "c"
    LIMIT = "w"
    """To be contacted in writing only, at certain hours."""
    PROVE = "p"
    """Whether a debt was passed on, and to whom."""


class Kind(StrEnum):
    """What the script is for."""

    OFFER = "offer"
    HOLD = "hold"
    """Only asks that cost nothing, without a figure (care 5)."""
    QUESTIONS = "questions"
    """A first contact that only asks, or a closed gate (care 4 and 8)."""
    PROOF = "proof"
    """Not theirs, or not sure: prove it."""
    AMOUNT = "amount"
    """The sum is wrong: show how it came about."""
    FRAUD = "fraud"
    DECEASED = "deceased"
    PARTNERS = "partners"
    ADMINISTRATOR = "administrator"
    CHANGE = "change"
    PAUSE = "pause"
    AGAIN = "again"
    COMPLAINT = "complaint"
    LIMIT = "limit"
    OWNER = "owner"


class Part(StrEnum):
    """Where a line belongs; a chat sends one message a part."""

    OPENING = "opening"
    SITUATION = "situation"
    FIGURES = "figures"
    ASK = "ask"
    PLEASE = "please"
    CLOSE = "close"


class Fact(StrEnum):
    """What a line rests on."""

    METHOD = "method"
    """How one asks well; says nothing about the person or the debt."""
    CREDITOR = "creditor"
    GATE = "gate"
    BUDGET = "budget"
    SHARE = "share"
    HARDSHIP = "hardship"
    PROPOSAL = "proposal"
    EVIDENCE = "evidence"
    PLAN = "plan"
    CHANGE = "change"
    HELPING = "helping"
    LENDER = "lender"
    CONTACT = "contact"
    """What the person noted of an earlier contact."""
    WHOSE = "whose"
    """Whose debt it is: joint, guaranteed, somebody else's."""


@dataclass(frozen=True, slots=True)
class Name:
    """A message id given as an argument, such as the name of a reason."""

    id: str


if TYPE_CHECKING:
    Argument = str | int | Money | TypedRate | date | Month | Name | tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or two of a script.

    `admits` marks words that own the debt or name what will be paid: never where the gate is
    closed.
    """

    message: str
    part: Part
    facts: tuple[Fact, ...] = (Fact.METHOD,)
    arguments: tuple[tuple[str, Argument], ...] = ()
    admits: bool = False

    @property
    def figures(self) -> tuple[Money, ...]:
        """Every amount that the line names."""
        return tuple(value for _, value in self.arguments if isinstance(value, Money))


@dataclass(frozen=True, slots=True)
class Script:
    """The words for one contact, in order."""

    kind: Kind
    channel: Channel
    lines: tuple[Line, ...]
    private: bool = False
    """For family, friends and private lenders: short, no reference number."""

    @property
    def admits(self) -> bool:
        """Tell whether any line owns the debt."""
        return any(line.admits for line in self.lines)

    @property
    def parts(self) -> tuple[tuple[Line, ...], ...]:
        """The lines by part, in order: one chat message each."""
        found = (tuple(line for line in self.lines if line.part is part) for part in Part)
        return tuple(lines for lines in found if lines)


_STEPS = (
    (Part.OPENING,),
    (Part.SITUATION, Part.FIGURES),
    (Part.ASK, Part.PLEASE),
    (Part.CLOSE,),
)


def steps(script: Script) -> tuple[tuple[Line, ...], ...]:
    """Return the lines in the order of a call: who, facts, ask, close; an empty step is left out."""
    found = (tuple(each for each in script.lines if each.part in parts) for parts in _STEPS)
    return tuple(lines for lines in found if lines)


def line(
    message: str, part: Part, *facts: Fact, admits: bool = False, **arguments: Argument
) -> Line:
    """Return a line; without facts it rests on the method alone."""
    return Line(message, part, facts or (Fact.METHOD,), tuple(arguments.items()), admits)


LONGEST_NAME = 40


def short(name: str, length: int = LONGEST_NAME) -> str:
    """Return a name cut to `length` characters; by default what fits a message of 300."""
    return name if len(name) <= length else name[: length - 1] + "…"


def reference(known: str | None) -> Line:
    """Return the line that names the creditor's reference, or leaves its place to be filled in."""
    if known is None:
        return line("scripts.reference_blank", Part.OPENING, Fact.CONTACT)
    return line("scripts.reference", Part.OPENING, Fact.CONTACT, reference=short(known))
