"""The pretend calls, as data: what each agent says, and where each way to answer leads.

Every text is a message id. A way leads to a later turn or to the end, never back, so every
branch ends; the tests walk them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Agent(StrEnum):
    """Who calls; the value is the first letter of the agent's turns."""

    POLITE = "p"
    HURRIED = "h"
    PRESSING = "s"


class Move(StrEnum):
    """A way to answer."""

    FACTS = "f"
    """Calmly say how things stand: what can be paid, that nothing can, or that proof comes first."""
    WRITING = "w"
    PROMISE = "p"
    """Give in to what is demanded."""
    ANGRY = "a"
    TIME = "t"
    """Say nothing much, or ask for time."""


END = ""
"""Where the call is over."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing the agent says (`says`, a message id) and the ways to answer it, in order."""

    id: str
    says: str
    ways: tuple[tuple[Move, str], ...]

    @property
    def agent(self) -> Agent:
        """Who speaks."""
        return Agent(self.id[0])


def _turn(name: str, says: str, **ways: str) -> Turn:
    return Turn(name, says, tuple((Move(move), then) for move, then in ways.items()))


_POLITE = (
    _turn("p1", "rehearsal.polite.opens", f="p2f", p="p2p", a="p2a", t="p2t"),
    _turn("p2f", "rehearsal.polite.thanks", w="p3w", f="p3f", p="p3p", a="p3a"),
    _turn("p2p", "rehearsal.polite.notes", w="p3w", f="p3f", p=END, t="p3t"),
    _turn("p2a", "rehearsal.polite.calms", f="p3f", w="p3w", p="p3p", a=END),
    _turn("p2t", "rehearsal.polite.waits", f="p3f", w="p3w", p="p3p", t=END),
    _turn("p3f", "rehearsal.polite.tempts", w=END, f=END, p=END, t=END),
    _turn("p3w", "rehearsal.polite.until_then", f=END, p=END, t=END, a=END),
    _turn("p3p", "rehearsal.polite.confirms", w=END, f=END, p=END, t=END),
    _turn("p3a", "rehearsal.polite.ends_well", f=END, w=END, p=END, a=END),
    _turn("p3t", "rehearsal.polite.until_when", f=END, w=END, p=END, t=END),
)
_HURRIED = (
    _turn("h1", "rehearsal.hurried.opens", f="h2f", p="h2p", a="h2a", t="h2t"),
    _turn("h2f", "rehearsal.hurried.no_box", w="h3w", f="h3f", p="h3p", t="h3t"),
    _turn("h2p", "rehearsal.hurried.notes", w="h3w", f="h3f", p=END, t="h3t"),
    _turn("h2a", "rehearsal.hurried.queue", f="h3f", w="h3w", p="h3p", a=END),
    _turn("h2t", "rehearsal.hurried.no_time", f="h3f", w="h3w", p="h3p", t="h3t"),
    _turn("h3f", "rehearsal.hurried.is_that_all", w=END, p=END, t=END, a=END),
    _turn("h3w", "rehearsal.hurried.simpler", f=END, w=END, p=END, a=END),
    _turn("h3p", "rehearsal.hurried.hangs_up", w=END, f=END, p=END, t=END),
    _turn("h3t", "rehearsal.hurried.tomorrow", f=END, w=END, p=END, t=END),
)
_PRESSING = (
    _turn("s1", "rehearsal.pressing.opens", f="s2f", p="s2p", a="s2a", t="s2t"),
    _turn("s2f", "rehearsal.pressing.borrow", f="s3f", w="s3w", p="s3p", a="s3a"),
    _turn("s2p", "rehearsal.pressing.while_i_wait", w="s3w", f="s3f", p="s3p", t="s3t"),
    _turn("s2a", "rehearsal.pressing.unpleasant", f="s3f", w="s3w", p="s3p", a="s3a"),
    _turn("s2t", "rehearsal.pressing.refuse", f="s3f", w="s3w", p="s3p", t="s3t"),
    _turn("s3f", "rehearsal.pressing.not_enough", f="s4", w="s4", p=END, a="s4"),
    _turn("s3w", "rehearsal.pressing.no_paper", f="s4", w="s4", p=END, a="s4"),
    _turn("s3p", "rehearsal.pressing.once_more", f="s4", w="s4", p=END, t="s4"),
    _turn("s3a", "rehearsal.pressing.see", f="s4", w="s4", p=END, a=END),
    _turn("s3t", "rehearsal.pressing.every_day", f="s4", w="s4", p=END, t="s4"),
    _turn("s4", "rehearsal.pressing.last_chance", f=END, w=END, p=END, a=END),
)

TURNS = {turn.id: turn for turn in (*_POLITE, *_HURRIED, *_PRESSING)}
"""Every turn by its id."""
FIRST = {Agent.POLITE: "p1", Agent.HURRIED: "h1", Agent.PRESSING: "s1"}
"""What each agent begins with."""
NEAREST = {
    Move.FACTS: (Move.FACTS, Move.WRITING),
    Move.WRITING: (Move.WRITING, Move.FACTS),
    Move.PROMISE: (Move.PROMISE,),
    Move.ANGRY: (Move.ANGRY, Move.TIME, Move.WRITING),
    Move.TIME: (Move.TIME, Move.FACTS),
}
"""Typed words may go a way that a turn does not have; then the first of these that it has."""
